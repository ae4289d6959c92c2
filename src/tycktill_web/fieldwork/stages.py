"""Where each organisation stands in a round: asked, registered, equipped, counting; and who lags behind.

Of units it reads numbers alone, so that a country costs no more statements than a village.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain

from tycktill.fieldwork import Offered
from tycktill_web.fieldwork.live_figures import LiveAnswers, live_answers
from tycktill_web.fieldwork.models import Invitation, Round
from tycktill_web.fieldwork.offer_sums import NOTHING_OFFERED, offer_sums
from tycktill_web.fieldwork.progress import LiveRate, live_rate
from tycktill_web.fieldwork.rounds import registrations_of
from tycktill_web.fieldwork.states import InvitationState
from tycktill_web.participants.models import Organisation

SILENT_AFTER = 7
"""Days without a tally after which an open round takes an organisation for one that has stopped counting."""

LOWER_BY = 10
"""Percentage points below last time that make a rate low."""


MOST_HIDDEN = 8
"""So many more may have answered than what is told of an organisation in fives."""


class FieldworkStage(StrEnum):
    """How far an organisation has come, as it stands in the address; in this order, but for who has said no."""

    INVITED = "inbjuden"
    REGISTERED = "anmald"
    EQUIPPED = "koder"
    COUNTING = "raknar"
    ANSWERED = "svar"
    DECLINED = "deltar-inte"


class Lag(StrEnum):
    """Why an organisation lags behind."""

    NO_ANSWER = "no_answer"
    NO_UNITS = "no_units"
    NO_CODES = "no_codes"
    SILENT = "silent"
    LOW = "low"


@dataclass(slots=True)
class _Sums:
    """What the units of an organisation come to."""

    units: set[int] = field(default_factory=set)
    issued: int = 0
    counted: list[tuple[int, int]] = field(default_factory=list)
    last: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class FieldworkProgress:
    """Where an organisation stands."""

    organisation: Organisation
    invitation: Invitation | None
    units: int
    issued: int
    rate: LiveRate
    last_counted: datetime.date | None

    @property
    def expected(self) -> int | None:
        """About how many it has said that it will offer the questionnaires; None where it has not."""
        return sum(self.invitation.expected.values()) if self.invitation and self.invitation.expected else None

    @property
    def stage(self) -> FieldworkStage:
        """How far it has come."""
        if self.rate.answered:
            return FieldworkStage.ANSWERED
        if self.last_counted:
            return FieldworkStage.COUNTING
        if self.issued:
            return FieldworkStage.EQUIPPED
        if self.units:
            return FieldworkStage.REGISTERED
        state = self.invitation.state if self.invitation else InvitationState.ACCEPTED
        if state == InvitationState.DECLINED:
            return FieldworkStage.DECLINED
        return FieldworkStage.INVITED if state == InvitationState.INVITED else FieldworkStage.REGISTERED


def progress_of_organisations(round: Round, *, on: datetime.date) -> tuple[Sequence[FieldworkProgress], LiveRate]:
    """Where everybody stands who takes part or has been asked, and the rate of all. Five statements."""
    live = live_answers(round, on=on)
    asked = {each.organisation_id: each for each in round.invitations.all()}
    sums = _sums_by_organisation(round, live)
    found = Organisation.objects.filter(pk__in=asked.keys() | sums.keys())
    everybody = [_organisation_progress(each, asked.get(each.pk), sums.get(each.pk, _Sums()), live) for each in found]
    offered = Offered.together(chain.from_iterable(each.counted for each in sums.values()))
    issued = sum(each.issued for each in sums.values())
    return everybody, live_rate(live, offered, live.everybody, issued=issued)


def _sums_by_organisation(round: Round, live: LiveAnswers) -> Mapping[int, _Sums]:
    counts = offer_sums(round)
    found: dict[int, _Sums] = {}
    for key, unit, organisation in registrations_of(round).order_by().values_list("pk", "unit", "unit__organisation"):
        of, count = found.setdefault(organisation, _Sums()), counts.get(key, NOTHING_OFFERED)
        of.units.add(unit)
        of.issued += count.issued
        of.counted.append((count.offered, live.least_offered(key, count)))
        if count.last_counted and (of.last is None or of.last < count.last_counted):
            of.last = count.last_counted
    return found


def _organisation_progress(
    organisation: Organisation, invitation: Invitation | None, sums: _Sums, live: LiveAnswers
) -> FieldworkProgress:
    offered, answered = Offered.together(sums.counted), live.organisations.get(organisation.pk, 0)
    rate = live_rate(live, offered, answered, issued=sums.issued)
    return FieldworkProgress(organisation, invitation, len(sums.units), sums.issued, rate, sums.last)


def lags_of(progress: FieldworkProgress, round: Round, *, before: int | None, on: datetime.date) -> Iterable[Lag]:
    """Why an organisation lags behind on this day, whose rate was `before` in per cent last time; else nothing.

    While a round is planned nothing is late before registration closes.
    """
    if round.state not in (Round.State.PLANNED, Round.State.OPEN) or progress.stage is FieldworkStage.DECLINED:
        return
    is_late = round.state == Round.State.OPEN or bool(round.registers_until and round.registers_until < on)
    if not progress.units:
        if is_late:
            yield Lag.NO_ANSWER if progress.stage is FieldworkStage.INVITED else Lag.NO_UNITS
    elif round.state == Round.State.OPEN and round.opens_on <= on:
        yield from _reasons_behind(progress, round, before, on)


def _reasons_behind(progress: FieldworkProgress, round: Round, before: int | None, on: datetime.date) -> Iterable[Lag]:
    """Why one with units lags behind in an open round."""
    if not progress.issued:
        yield Lag.NO_CODES
    if (on - (progress.last_counted or round.opens_on)).days > SILENT_AFTER:
        yield Lag.SILENT
    rate = progress.rate
    most = rate.answered + (0 if rate.is_exact else MOST_HIDDEN)
    if before is not None and rate.offered and 100 * most // rate.offered + LOWER_BY <= before:
        yield Lag.LOW
