"""The rounds a coordinator follows, and how one is going: offered, answered and rate by unit, never an answer."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tycktill.charts import WeekBar, weeks_picture
from tycktill.disclosure import FEWEST_ANSWERS
from tycktill.fieldwork import Outlook, ResponseRate
from tycktill.instrument import text_in
from tycktill.statistics import per_cent
from tycktill_web.fieldwork.ahead import has_stopped, outlook_of, will_be_few
from tycktill_web.fieldwork.models import Invitation, Round
from tycktill_web.fieldwork.progress import (
    LiveRate,
    OrganisationProgress,
    RoundProgress,
    UnitProgress,
    rate_together,
    round_progress,
)
from tycktill_web.fieldwork.questionnaires import questionnaire_in
from tycktill_web.fieldwork.states import InvitationState
from tycktill_web.fieldwork.weeks import OfferedWeek, offered_weeks
from tycktill_web.improvement.goals import rate_target_of
from tycktill_web.pages.desk.live import is_part, live_part
from tycktill_web.pages.desk.scope import DESK_ROLES, desk_page, round_at_desk
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Organisation, Role
from tycktill_web.releases.earlier_rates import EarlierRates, earlier_rates
from tycktill_web.releases.embargo import places_with_own


def whole_per_cent(rate: ResponseRate | None) -> int | None:
    """A rate of the round before, where there is one."""
    return None if rate is None or rate.share is None else per_cent(rate.share)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with one questionnaire: how far it has come, and if the round is open how it will be when it ends."""

    round: Round
    progress: UnitProgress
    before: ResponseRate | None = None
    outlook: Outlook | None = None
    has_stopped: bool = False

    @property
    def target_group(self) -> str:
        """Whom the questionnaire is for, in the page's language."""
        return _group_name(self.round, self.progress.instrument)

    @property
    def is_few(self) -> bool:
        """Whether the unit is not known to have the answers that its result needs."""
        return self.progress.rate.answered < FEWEST_ANSWERS

    @property
    def to_offer(self) -> int:
        """How many more must be offered before so many can have answered."""
        return max(0, FEWEST_ANSWERS - self.progress.rate.offered)

    @property
    def before_per_cent(self) -> int | None:
        """The rate of the round before, in whole per cent."""
        return whole_per_cent(self.before)

    @property
    def will_be_few(self) -> bool:
        """Whether it is more likely than not that the unit ends with too few answers to show."""
        return will_be_few(self.outlook)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A target group in all units of an organisation, beside what it and the nation came to in the round before."""

    name: str
    rate: LiveRate
    before_per_cent: int | None
    nation_per_cent: int | None


@dataclass(frozen=True, slots=True)
class OwnOrganisation:
    """All units of one organisation in a round, with their sum; `may_change` when one coordinates it."""

    organisation: Organisation
    may_change: bool
    lines: Sequence[UnitRow]
    total: LiveRate
    before: ResponseRate | None = None
    goal: int | None = None
    weeks: Sequence[OfferedWeek] = ()
    groups: Sequence[GroupRow] = ()
    """Where it asks several; else the sum says it."""

    @property
    def before_per_cent(self) -> int | None:
        """The rate of the round before, in whole per cent."""
        return whole_per_cent(self.before)

    @property
    def stopped_units(self) -> Sequence[UnitRow]:
        """Units that have stopped counting, or never begun."""
        return [line for line in self.lines if line.has_stopped]

    @property
    def will_be_few(self) -> Sequence[UnitRow]:
        """Units that will probably end with too few answers to show."""
        return [line for line in self.lines if line.will_be_few]

    @property
    def picture(self) -> str:
        """How many were offered each week."""
        bars = [WeekBar(_("v. %(week)s") % {"week": week.number}, week.offered) for week in self.weeks]
        drawn = weeks_picture(bars, title=_("Erbjudna per vecka")) if any(week.offered for week in self.weeks) else ""
        return mark_safe(drawn)  # noqa: S308  our own SVG, escaped where it was drawn

    @property
    def few_units(self) -> Sequence[UnitRow]:
        """Units that might not be shown if the round ended now."""
        return [line for line in self.lines if line.is_few]


@dataclass(frozen=True, slots=True)
class OwnProgress:
    """What a round's page shows: own organisations against all that take part."""

    organisations: Sequence[OwnOrganisation]
    everybody: LiveRate
    everybody_before: int | None = None
    """The nation's rate of the round before, in whole per cent."""


@dataclass(frozen=True, slots=True)
class LiveBeside:
    """What live figures are set beside, and the day that they are told on."""

    on: datetime.date
    earlier: EarlierRates = field(default_factory=EarlierRates)
    goals: Mapping[tuple[int, str], int] = field(default_factory=dict)
    weeks: Mapping[int, Sequence[OfferedWeek]] = field(default_factory=dict)


def own_progress(
    round: Round,
    progress: RoundProgress,
    beside: LiveBeside,
    *,
    followed: Iterable[Organisation],
    coordinated: Iterable[Organisation] = (),
) -> OwnProgress:
    """The live figures of the `followed` organisations, each by itself, and the sum of everybody's."""
    wanted, may_change = set(followed), set(coordinated)
    organisations = [
        OwnOrganisation(
            own.organisation,
            own.organisation in may_change,
            [_unit_row(round, unit, progress.rate, beside) for unit in own.units],
            own.rate,
            beside.earlier.of_own(own.organisation, round.family),
            beside.goals.get((own.organisation.pk, round.family)),
            beside.weeks.get(own.organisation.pk, ()),
            list(_group_rows(round, own, beside.earlier)),
        )
        for own in progress.organisations
        if own.organisation in wanted
    ]
    return OwnProgress(organisations, progress.rate, whole_per_cent(beside.earlier.of("", round.family)))


def _group_rows(round: Round, own: OrganisationProgress, earlier: EarlierRates) -> Iterator[GroupRow]:
    asked = sorted({unit.instrument for unit in own.units})
    for each in asked if len(asked) > 1 else ():
        units = [unit for unit in own.units if unit.instrument == each]
        beside = whole_per_cent(earlier.of_own(own.organisation, each)), whole_per_cent(earlier.of("", each))
        yield GroupRow(_group_name(round, each), rate_together(units), *beside)


def _group_name(round: Round, instrument: str) -> str:
    """Whom the questionnaire is for, in the page's language."""
    return text_in(questionnaire_in(round, instrument).name, str(get_language()))


def _unit_row(round: Round, unit: UnitProgress, everybody: LiveRate, beside: LiveBeside) -> UnitRow:
    own_unit, earlier = unit.registration.unit, beside.earlier
    before = earlier.of(own_unit.organisation.municipality, unit.instrument, own_unit.name)
    nation = earlier.of("", round.family)
    ahead = outlook_of(round, unit, everybody=everybody, before=nation, on=beside.on)
    return UnitRow(round, unit, before, ahead, has_stopped(round, unit, on=beside.on))


def invitations_of(round: Round, organisations: Iterable[Organisation]) -> Sequence[Invitation]:
    own = round.invitations.filter(organisation__in=organisations)
    return list(own.select_related("organisation").order_by("organisation__name"))


@admit(Role.COORDINATOR, Role.READER)
def round_status(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """How the round is going in one's own organisation, unit by unit."""
    round_ = round_at_desk(person_of(request), family, label)
    today = timezone.localdate()
    roles = person_of(request).memberships.filter(role__in=DESK_ROLES).select_related("organisation")
    held = list(roles.annotate(goal=rate_target_of(OuterRef("organisation"), family)))
    goals = {(each.organisation_id, family): each.goal for each in held if each.goal}
    own = list({each.organisation for each in held})
    coordinated = {each.organisation for each in held if each.role == Role.COORDINATOR}
    is_open = round_.state == Round.State.OPEN
    beside = LiveBeside(
        today,
        earlier_rates(round_, [each.municipality for each in own]),
        goals if is_open else {},
        offered_weeks(round_, own, on=today) if is_open else {},
    )
    shown = own_progress(
        round_, round_progress(round_, on=today, of=own), beside, followed=own, coordinated=coordinated
    )
    asked = invitations_of(round_, own)
    if not shown.organisations and not asked:
        raise Http404
    context = {
        "round": round_,
        "progress": shown,
        "earlier": beside.earlier,
        "asked": asked,
        "coordinated": coordinated,
        "declined": {each.organisation for each in asked if each.state == InvitationState.DECLINED},
        "days_left": (round_.closes_on - today).days,
        "days_left_for_paper": (round_.paper_until - today).days,
        "with_result": () if is_open else places_with_own(round_),
    }
    if is_part(request):
        return live_part(request, "desk/round_figures.html", context)
    return desk_page(request, "desk/round.html", context)
