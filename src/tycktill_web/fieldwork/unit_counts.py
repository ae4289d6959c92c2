"""How far the units of a round have come, in numbers: with codes, counted, with answers enough; and what is missing."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tycktill.fieldwork import Offered
from tycktill_web.fieldwork.live_figures import LiveAnswers, live_answers
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.offer_sums import NOTHING_OFFERED, OfferSum, offer_sums
from tycktill_web.fieldwork.progress import LiveRate, live_rate
from tycktill_web.fieldwork.rounds import registrations_of
from tycktill_web.participants.models import Organisation

ENOUGH = 5
"""Answers that a unit needs before anything is shown of its result (method 4)."""


@dataclass(frozen=True, slots=True)
class LineProgress:
    """How far a unit has come with a questionnaire; it is counted when there is a day when it last was."""

    unit: int
    organisation: str
    offered: int
    issued: int
    last_counted: datetime.date | None
    answered: int
    least_offered: int


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """Units of an organisation, their lines (a unit with a questionnaire), and how many of these have come how far."""

    units: int
    lines: int
    equipped: int
    counted: int
    enough: int
    last_counted: datetime.date | None


@dataclass(frozen=True, slots=True)
class Missing:
    """What an organisation has left to do before a round is closed: lines without a count, and with more answers."""

    organisation: str
    uncounted: int
    overfull: int


@dataclass(frozen=True, slots=True)
class BeforeClosing:
    """What there is to know before a round is closed."""

    rate: LiveRate
    missing: Sequence[Missing]


def unit_counts(round: Round, organisation: Organisation, *, on: datetime.date) -> UnitCounts:
    """How far an organisation's units have come. Three statements."""
    lines = _lines_of(round, live_answers(round, on=on), of=organisation)
    return UnitCounts(
        units=len({line.unit for line in lines}),
        lines=len(lines),
        equipped=sum(line.issued > 0 for line in lines),
        counted=sum(line.last_counted is not None for line in lines),
        enough=sum(line.answered >= ENOUGH for line in lines),
        last_counted=max((line.last_counted for line in lines if line.last_counted), default=None),
    )


def before_closing(round: Round, *, on: datetime.date) -> BeforeClosing:
    """How far everybody has come, and who has something left to do, those with most of it first."""
    live = live_answers(round, on=on)
    lines = _lines_of(round, live)
    offered = Offered.together((line.offered, line.least_offered) for line in lines)
    issued = sum(line.issued for line in lines)
    left = sorted(_missing_counts(lines), key=lambda each: (-each.uncounted, each.organisation))
    return BeforeClosing(live_rate(live, offered, live.everybody, issued=issued), left)


def _lines_of(round: Round, live: LiveAnswers, *, of: Organisation | None = None) -> Sequence[LineProgress]:
    """Every line of a round, or of an organisation in it."""
    sums, own = offer_sums(round, of=of), registrations_of(round).order_by()
    if of is not None:
        own = own.filter(unit__organisation=of)
    return [
        _line_progress(unit, name, sums.get(key, NOTHING_OFFERED), live, key)
        for key, unit, name in own.values_list("pk", "unit", "unit__organisation__name")
    ]


def _line_progress(unit: int, organisation: str, count: OfferSum, live: LiveAnswers, registration: int) -> LineProgress:
    answered, least = live.units.get(registration, 0), live.least_offered(registration, count)
    return LineProgress(unit, organisation, count.offered, count.issued, count.last_counted, answered, least)


def _missing_counts(lines: Sequence[LineProgress]) -> Iterator[Missing]:
    by_name: dict[str, list[LineProgress]] = {}
    for line in lines:
        by_name.setdefault(line.organisation, []).append(line)
    for name, own in by_name.items():
        uncounted = sum(line.last_counted is None for line in own)
        overfull = sum(line.last_counted is not None and line.answered > line.offered for line in own)
        if uncounted or overfull:
            yield Missing(name, uncounted, overfull)
