"""How often two who type the same form of paper disagree: kept as sums, and told when there are enough of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from tycktill.fieldwork import STEP
from tycktill.statistics import per_cent
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.paper_models import TypingCheck
from tycktill_web.participants.models import Organisation


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Of so many questions on so many forms that were typed twice in an organisation, so many differed."""

    organisation: Organisation
    sheets: int
    questions: int
    differing: int

    @property
    def per_cent(self) -> int:
        """How many of a hundred differed."""
        return per_cent(self.differing / self.questions)


@transaction.atomic
def keep_check(round: Round, organisation: Organisation, *, questions: int, differing: int) -> None:
    """One form more was typed twice: add how many questions it has, and how many of them differed."""
    check, _ = TypingCheck.objects.get_or_create(round=round, organisation=organisation)
    TypingCheck.objects.filter(pk=check.pk).update(
        sheets=F("sheets") + 1, questions=F("questions") + questions, differing=F("differing") + differing
    )


def typing_disagreements(
    rounds: Sequence[Round], *, of: Collection[Organisation] | None = None
) -> Sequence[tuple[int, Disagreement]]:
    """Those of organisations, or `of` some, that have typed enough forms twice, each with the id of its round."""
    found = TypingCheck.objects.filter(round__in=rounds, sheets__gte=STEP)
    if of is not None:
        found = found.filter(organisation__in=of)
    return [
        (each.round_id, Disagreement(each.organisation, each.sheets, each.questions, each.differing))
        for each in found.select_related("organisation").order_by("organisation__name")
    ]
