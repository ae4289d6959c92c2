"""The rounds a coordinator follows, and how one is going: offered, answered and rate by unit, never an answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language

from tycktill.instrument import texts
from tycktill_web.fieldwork.models import Invitation, Round
from tycktill_web.fieldwork.progress import LiveRate, RoundProgress, UnitProgress, progress
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.pages.desk.scope import desk_page, followed_by
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Organisation, Role
from tycktill_web.participants.scope import organisations_of
from tycktill_web.releases.embargo import places_with_own

SHOWN_FROM = 5
"""Answers that a unit needs before anything is shown of its result (method 4)."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with one questionnaire."""

    progress: UnitProgress

    @property
    def target_group(self) -> str:
        """Whom the questionnaire is for, in the page's language."""
        return texts(catalogue()[self.progress.instrument].name, str(get_language()))

    @property
    def is_few(self) -> bool:
        """Whether the unit is not known to have the answers that its result needs."""
        return self.progress.rate.answered < SHOWN_FROM

    @property
    def to_offer(self) -> int:
        """How many more must be offered before so many can have answered."""
        return max(0, SHOWN_FROM - self.progress.rate.offered)


@dataclass(frozen=True, slots=True)
class OwnOrganisation:
    """All units of one organisation in a round, with their sum; `may_change` when one coordinates it."""

    organisation: Organisation
    may_change: bool
    lines: Sequence[UnitRow]
    total: LiveRate

    @property
    def few(self) -> Sequence[UnitRow]:
        """Units that might not be shown if the round ended now."""
        return [line for line in self.lines if line.is_few]


@dataclass(frozen=True, slots=True)
class OwnProgress:
    """What a round's page shows: own organisations against all that take part."""

    organisations: Sequence[OwnOrganisation]
    everybody: LiveRate


def own_progress(
    told: RoundProgress, *, followed: Iterable[Organisation], coordinated: Iterable[Organisation] = ()
) -> OwnProgress:
    """The live figures of the `followed` organisations, each by itself, and the sum of everybody's."""
    wanted, may_change = set(followed), set(coordinated)
    organisations = [
        OwnOrganisation(
            own.organisation, own.organisation in may_change, [UnitRow(unit) for unit in own.units], own.rate
        )
        for own in told.organisations
        if own.organisation in wanted
    ]
    return OwnProgress(organisations, told.rate)


def invitations_of(round: Round, organisations: Iterable[Organisation]) -> Sequence[Invitation]:
    """The invitations of these organisations to a round."""
    own = round.invitations.filter(organisation__in=organisations)
    return list(own.select_related("organisation").order_by("organisation__name"))


@admit(Role.COORDINATOR, Role.READER)
def round_status(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """How the round is going in one's own organisation, unit by unit."""
    round_ = get_object_or_404(Round.objects.national(), family=family, label=label)
    person = person_of(request)
    coordinated = organisations_of(person, Role.COORDINATOR)
    today = timezone.localdate()
    shown = own_progress(progress(round_, on=today), followed=followed_by(person), coordinated=coordinated)
    asked = invitations_of(round_, followed_by(person))
    if not shown.organisations and not asked:
        raise Http404
    context = {
        "round": round_,
        "progress": shown,
        "days_left": (round_.closes_on - today).days,
        "days_left_for_paper": (round_.paper_until - today).days,
        "asked": asked,
        "coordinated": coordinated,
        "with_result": places_with_own(round_),
    }
    return desk_page(request, "desk/round.html", context)
