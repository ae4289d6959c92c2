"""How often two who type the same form of paper disagree: kept as sums, and told when there are enough of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from tycktill.fieldwork import STEP
from tycktill_web.fieldwork.models import Round, TypingCheck
from tycktill_web.participants.models import Organisation


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Of so many questions that were typed twice in an organisation, so many differed."""

    organisation: Organisation
    questions: int
    differing: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.differing / self.questions


@transaction.atomic
def keep_check(round: Round, organisation: Organisation, *, questions: int, differing: int) -> None:
    """One form more was typed twice: add how many questions it has, and how many of them differed."""
    check, _ = TypingCheck.objects.get_or_create(round=round, organisation=organisation)
    TypingCheck.objects.filter(pk=check.pk).update(
        sheets=F("sheets") + 1, questions=F("questions") + questions, differing=F("differing") + differing
    )


def disagreements(rounds: Sequence[Round], organisations: Sequence[Organisation]) -> Sequence[tuple[int, Disagreement]]:
    """Those of organisations that have typed enough forms twice, each with the id of its round."""
    found = TypingCheck.objects.filter(round__in=rounds, organisation__in=organisations, sheets__gte=STEP)
    return [
        (each.round_id, Disagreement(each.organisation, each.questions, each.differing))
        for each in found.select_related("organisation")
    ]
