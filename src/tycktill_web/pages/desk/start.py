"""The first page of the desk: the figures of each round that is open at once, then the other rounds."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from tycktill_web.fieldwork.leading import own_rounds_of
from tycktill_web.fieldwork.models import Invitation, Round
from tycktill_web.fieldwork.progress import progress_in
from tycktill_web.fieldwork.states import InvitationState
from tycktill_web.improvement.goals import rate_targets
from tycktill_web.look.language import in_language
from tycktill_web.pages.desk.live import is_part, live_part
from tycktill_web.pages.desk.rounds import LiveBeside, OwnOrganisation, own_progress
from tycktill_web.pages.desk.scope import desk_page, followed_by, rounds_of
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Organisation, Registration, Role
from tycktill_web.releases.published import Participation, releases_with


@dataclass(frozen=True, slots=True)
class OwnFieldwork:
    """How an organisation's fieldwork goes in an open round, and the response rate of its last one."""

    own: OwnOrganisation
    last_counted: datetime.date | None
    before: Participation | None


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round that is open, with each own organisation in it."""

    round: Round
    days_left: int
    days_left_for_paper: int
    organisations: Sequence[OwnFieldwork]


@admit(Role.COORDINATOR, Role.READER, Role.STAFF)
def start_page(request: HttpRequest) -> HttpResponse:
    """The rounds that one's organisation takes part in; unit staff go straight to today's count."""
    organisations = list(followed_by(person_of(request)))
    if not organisations:
        return redirect(in_language(reverse("desk:today"), request))
    taking_part = rounds_of(Registration.objects.filter(unit__organisation__in=organisations))
    with_units = Q(pk__in=taking_part.values("pk"))
    led = Q(pk__in=own_rounds_of(person_of(request)).order_by().values("pk"))  # they may have no units yet
    own = with_units | led | Q(invitations__organisation__in=organisations)
    asked = Invitation.objects.filter(organisation__in=organisations, round=OuterRef("pk"))
    awaits, declined = (
        Exists(asked.filter(state=each)) for each in (InvitationState.INVITED, InvitationState.DECLINED)
    )
    has_units = ExpressionWrapper(with_units, output_field=BooleanField())
    flags = {"awaits": awaits, "declined": declined, "has_units": has_units}
    rounds = list(Round.objects.filter(own).select_related("asked_after").distinct().annotate(**flags))
    running = [each for each in rounds if each.state == Round.State.OPEN and _is_followed(each)]
    figures = {"running": open_rounds(running, organisations, on=timezone.localdate())}
    if is_part(request):
        return live_part(request, "desk/open_rounds.html", figures)
    context = {
        **figures,
        "organisations": organisations,
        "rounds": [each for each in rounds if each not in running],
    }
    return desk_page(request, "desk/start.html", context)


def _is_followed(round: Round) -> bool:
    """Whether there can be figures: an own round without units is there for its leaders alone."""
    return bool(vars(round)["has_units"]) or not round.is_own


def open_rounds(
    rounds: Sequence[Round], organisations: Sequence[Organisation], *, on: datetime.date
) -> Sequence[OpenRound]:
    """These rounds as the organisations' coordinator sees them on this day."""
    if not rounds:
        return ()
    progress, goals = progress_in(rounds, on=on, of=organisations), rate_targets(organisations)
    past = {each.pk: list(_published_parts(each)) for each in organisations}
    found = []
    for each in rounds:
        own = own_progress(each, progress[each.pk], LiveBeside(on, goals=goals), followed=organisations).organisations
        fieldwork = [_own_fieldwork(each, one, past[one.organisation.pk]) for one in own]
        found.append(OpenRound(each, (each.closes_on - on).days, (each.paper_until - on).days, fieldwork))
    return found


_Past = Sequence[tuple[Round, Participation]]


def _own_fieldwork(round: Round, own: OwnOrganisation, past: _Past) -> OwnFieldwork:
    days = [day for line in own.lines if (day := line.progress.count.last_counted)]
    earlier = (part for was, part in past if was.family == round.family and was.opens_on < round.opens_on)
    return OwnFieldwork(own, max(days, default=None), next(earlier, None))


def _published_parts(organisation: Organisation) -> Iterator[tuple[Round, Participation]]:
    """A municipality's part in each round that is published, the newest first."""
    for each in releases_with(organisation.municipality) if organisation.municipality else ():
        yield each.release.round, Participation.of(each)
