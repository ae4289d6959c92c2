"""The first page of the desk: the figures of each round that is open at once, then the other rounds."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from tycktill_web.fieldwork.models import OfferTally, Round
from tycktill_web.fieldwork.progress import progress_in
from tycktill_web.fieldwork.states import InvitationState
from tycktill_web.look.language import in_language
from tycktill_web.pages.desk.rounds import OwnOrganisation, own_progress
from tycktill_web.pages.desk.scope import desk_page, followed_by, rounds_of
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Organisation, Registration, Role
from tycktill_web.releases.published import Participation, releases_with

NEW_AFTER = 3
"""Days without a tally after which a round that is open asks for one: a weekend is no fault."""


@dataclass(frozen=True, slots=True)
class OwnFieldwork:
    """How an organisation's fieldwork goes in an open round, and the response rate of its last one."""

    own: OwnOrganisation
    last_counted: datetime.date | None
    days_since: int | None
    before: Participation | None

    @property
    def is_behind(self) -> bool:
        """Whether nobody has counted the offered for longer than a weekend."""
        return self.days_since is None or self.days_since > NEW_AFTER


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round that is open, with each own organisation in it."""

    round: Round
    days_left: int
    days_left_for_paper: int
    organisations: Sequence[OwnFieldwork]


@admit(Role.COORDINATOR, Role.READER, Role.STAFF)
def start(request: HttpRequest) -> HttpResponse:
    """The rounds that one's organisation takes part in; unit staff go straight to today's count."""
    organisations = list(followed_by(person_of(request)))
    if not organisations:
        return redirect(in_language(reverse("desk:today"), request))
    taking_part = rounds_of(Registration.objects.filter(unit__organisation__in=organisations))
    invited = Q(invitations__organisation__in=organisations) & ~Q(invitations__state=InvitationState.DECLINED)
    rounds = list(Round.objects.filter(Q(pk__in=taking_part.values("pk")) | invited).distinct())
    running = [each for each in rounds if each.state == Round.State.OPEN]
    context = {
        "organisations": organisations,
        "running": open_rounds(running, organisations, on=timezone.localdate()),
        "rounds": [each for each in rounds if each not in running],
    }
    return desk_page(request, "desk/start.html", context)


def open_rounds(
    rounds: Sequence[Round], organisations: Sequence[Organisation], *, on: datetime.date
) -> Sequence[OpenRound]:
    """These rounds as the organisations' coordinator sees them on this day."""
    if not rounds:
        return ()
    told, counted = progress_in(rounds, on=on), _last_counted(rounds, organisations)
    past = {each.pk: list(_participations(each)) for each in organisations}
    found = []
    for each in rounds:
        own = own_progress(told[each.pk], followed=organisations).organisations
        fieldwork = [_fieldwork(each, one, counted, past[one.organisation.pk], on) for one in own]
        found.append(OpenRound(each, (each.closes_on - on).days, (each.paper_until - on).days, fieldwork))
    return found


_Past = Sequence[tuple[Round, Participation]]


def _fieldwork(
    round: Round,
    own: OwnOrganisation,
    counted: Mapping[tuple[int, int], datetime.date],
    past: _Past,
    on: datetime.date,
) -> OwnFieldwork:
    last = counted.get((round.pk, own.organisation.pk))
    days = (on - last).days if last else None
    earlier = (part for was, part in past if was.family == round.family and was.opens_on < round.opens_on)
    return OwnFieldwork(own, last, days, next(earlier, None))


def _last_counted(
    rounds: Iterable[Round], organisations: Iterable[Organisation]
) -> Mapping[tuple[int, int], datetime.date]:
    """By round and organisation, the last day of which anybody has counted the offered."""
    own = OfferTally.objects.filter(round__in=rounds, registration__unit__organisation__in=organisations)
    days = own.values_list("round", "registration__unit__organisation").annotate(Max("counted_on")).order_by()
    return {(round_, organisation): last for round_, organisation, last in days}


def _participations(organisation: Organisation) -> Iterator[tuple[Round, Participation]]:
    """A municipality's part in each round that is published, the newest first."""
    for each in releases_with(organisation.municipality) if organisation.municipality else ():
        yield each.release.round, Participation.of(each)
