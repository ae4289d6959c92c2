"""Where a round is, what has come in, and what the office does next."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from tycktill_web.fieldwork.models import Invitation, Round
from tycktill_web.fieldwork.progress import LiveRate, progress_in
from tycktill_web.fieldwork.rounds import is_allowed, places_in
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.jobs.asking import counts_under_way
from tycktill_web.jobs.models import Job
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.unlike import may_declare


class NextStep(StrEnum):
    """What the office does next with a round."""

    INVITE = "invite"
    AWAIT = "await"
    MAKE_KEY = "key"
    FOLLOW = "follow"
    WAIT = "wait"
    PAPER = "paper"
    CLOSE = "close"
    COUNT = "count"
    COUNTING = "counting"
    SIGN = "sign"
    PUBLISH = "publish"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Overview:
    """How far a round has come, and what to do next."""

    round: Round
    units: int
    municipalities: int
    is_invited_to: bool
    rate: LiveRate
    releases: Sequence[PublicRelease]
    job: Job | None
    """The count that is under way."""

    @property
    def draft(self) -> PublicRelease | None:
        """The release that awaits signatures or its hour."""
        return next((each for each in self.releases if each.is_unpublished), None)

    @property
    def may_declare(self) -> bool:
        """Whether it can still be said that the round is unlike earlier ones: not once it is counted."""
        return may_declare(self.round, self.releases)

    @property
    def next_step(self) -> NextStep:
        """What to do now."""
        if self.draft is not None:
            return NextStep.SIGN if self.draft.state == PublicRelease.State.DRAFT else NextStep.PUBLISH
        if self.job is not None:
            return NextStep.COUNTING
        return next_step(self.round, units=self.units, is_invited_to=self.is_invited_to)


def next_step(round: Round, *, units: int, is_invited_to: bool) -> NextStep:
    """What to do with a round that so many units are registered for and that nothing waits of."""
    if round.state == Round.State.PLANNED:
        if units:
            return NextStep.MAKE_KEY
        return NextStep.AWAIT if is_invited_to else NextStep.INVITE
    if round.state == Round.State.OPEN:
        return _step_while_open(round, timezone.localdate())
    return (
        NextStep.COUNT if is_allowed(round, RoundAction.COUNT) and round.state == Round.State.CLOSED else NextStep.DONE
    )


def _step_while_open(round: Round, today: datetime.date) -> NextStep:
    if round.asked_after_id:
        return NextStep.FOLLOW
    if today <= round.closes_on:
        return NextStep.WAIT
    return NextStep.PAPER if today <= round.paper_until else NextStep.CLOSE


def round_overview(round: Round) -> Overview:
    """How far a round has come, from the live figures."""
    (found,) = overviews_of([round])
    return found


def overviews_of(rounds: Sequence[Round]) -> Sequence[Overview]:
    """The same of each of these; no more statements for many than for one."""
    progress, registered = progress_in(rounds, on=timezone.localdate(), of=()), places_in(rounds)
    releases = PublicRelease.objects.filter(round__in=rounds).order_by("-number")
    counts = counts_under_way(rounds)
    invited = _invited_to([each for each in rounds if each.state == Round.State.PLANNED and not registered[each.pk]])
    return [
        Overview(
            round=each,
            units=len({unit for unit, _ in registered[each.pk]}),
            municipalities=len({organisation for _, organisation in registered[each.pk]}),
            is_invited_to=each.pk in invited,
            rate=progress[each.pk].rate,
            releases=[release for release in releases if release.round_id == each.pk],
            job=counts.get(each.pk),
        )
        for each in rounds
    ]


def _invited_to(rounds: Sequence[Round]) -> set[int]:
    """Those of these that somebody is invited to."""
    return set(Invitation.objects.filter(round__in=rounds).values_list("round", flat=True)) if rounds else set()
