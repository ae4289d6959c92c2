"""Answers on paper: the units whose forms one may type in now, and how often those who type the same form disagree."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from tycktill.instrument import text_in
from tycktill_web.fieldwork.errors import CodeRefused
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.paper_left import waiting_at
from tycktill_web.fieldwork.paper_models import WaitingPaper
from tycktill_web.fieldwork.questionnaires import questionnaire_in
from tycktill_web.fieldwork.tickets import check_open
from tycktill_web.fieldwork.typing_checks import Disagreement, typing_disagreements
from tycktill_web.pages.desk.scope import desk_page, with_rounds
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Person, Registration, Role
from tycktill_web.participants.scope import units_of


@dataclass(frozen=True, slots=True)
class PaperPile:
    """The forms of one unit and questionnaire."""

    round: Round
    registration: Registration
    waiting: WaitingPaper | None = None

    @property
    def target_group(self) -> str:
        """Whom the questionnaire is for."""
        return text_in(questionnaire_in(self.round, self.registration.instrument).name, str(get_language()))


@dataclass(frozen=True, slots=True)
class PaperRound:
    """A round that takes paper now."""

    round: Round
    piles: Sequence[PaperPile]
    disagreements: Sequence[Disagreement]

    @property
    def questionnaires(self) -> Sequence[PaperPile]:
        """One pile of each questionnaire, which all of its kind are read in with."""
        return list({each.registration.instrument: each for each in self.piles}.values())


@admit(Role.STAFF, Role.COORDINATOR)
def paper_page(request: HttpRequest) -> HttpResponse:
    """Which forms can be typed in now, round by round."""
    rounds = rounds_with_paper(person_of(request), on=timezone.localdate())
    return desk_page(request, "desk/paper.html", {"rounds": rounds})


def rounds_with_paper(person: Person, *, on: datetime.date) -> Sequence[PaperRound]:
    """The rounds that take paper on this day of units where the person types it in."""
    own = Registration.objects.filter(unit__in=list(units_of(person))).select_related("unit__organisation")
    return list(taking_paper(list(own.order_by("unit__name", "instrument")), on=on))


def taking_paper(registrations: Sequence[Registration], *, on: datetime.date) -> Iterator[PaperRound]:
    """The rounds of these registrations that take paper on this day, each with its piles."""
    pairs = [(each, round_) for each, round_ in with_rounds(registrations) if is_taken(round_, on=on)]
    rounds = list({round_.pk: round_ for _, round_ in pairs}.values())
    differing = typing_disagreements(rounds, of={each.unit.organisation for each, _ in pairs})
    waiting = waiting_at([each for each, _ in pairs])
    for round_ in rounds:
        piles = [PaperPile(round_, each, waiting.get(each.pk)) for each, other in pairs if other.pk == round_.pk]
        yield PaperRound(round_, piles, [found for key, found in differing if key == round_.pk])


def is_taken(round: Round, *, on: datetime.date) -> bool:
    """Whether answers on paper are taken on this day."""
    try:
        check_open(round, on=on, is_paper=True)
    except CodeRefused:
        return False
    return True
