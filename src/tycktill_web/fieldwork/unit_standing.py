"""How far the units of a round have come, in numbers: with codes, counted, with answers enough; and what is missing."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Max, OuterRef, Subquery, Sum

from tycktill_web.fieldwork.live_figures import live_answers
from tycktill_web.fieldwork.models import OfferTally, Round
from tycktill_web.fieldwork.rounds import registrations_of
from tycktill_web.participants.models import Organisation

ENOUGH = 5
"""Answers that a unit needs before anything is shown of its result (method 4)."""


@dataclass(frozen=True, slots=True)
class LineStanding:
    """How far a unit has come with a questionnaire; `offered` is None where nobody has counted."""

    unit: int
    organisation: str
    issued: int
    offered: int | None
    last_counted: datetime.date | None
    answered: int


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


def line_standings(round: Round, *, of: Organisation | None = None, on: datetime.date) -> Sequence[LineStanding]:
    """Every line of a round, or of an organisation in it. Two statements."""
    told, own = live_answers(round, on=on), registrations_of(round).order_by()
    if of is not None:
        own = own.filter(unit__organisation=of)
    tallies = OfferTally.objects.filter(round=round, registration=OuterRef("pk")).order_by().values("registration")
    rows = own.annotate(
        offered=Subquery(tallies.annotate(sum=Sum("offered")).values("sum")),
        last=Subquery(tallies.annotate(last=Max("counted_on")).values("last")),
        issued=Sum("batches__size"),
    ).values_list("pk", "unit", "unit__organisation__name", "issued", "offered", "last")
    return [
        LineStanding(unit, name, issued or 0, offered, last, told.units.get(key, 0))
        for key, unit, name, issued, offered, last in rows
    ]


def unit_counts(round: Round, organisation: Organisation, *, on: datetime.date) -> UnitCounts:
    """How far an organisation's units have come."""
    lines = line_standings(round, of=organisation, on=on)
    return UnitCounts(
        units=len({line.unit for line in lines}),
        lines=len(lines),
        equipped=sum(line.issued > 0 for line in lines),
        counted=sum(line.offered is not None for line in lines),
        enough=sum(line.answered >= ENOUGH for line in lines),
        last_counted=max((line.last_counted for line in lines if line.last_counted), default=None),
    )


def missing(round: Round, *, on: datetime.date) -> Sequence[Missing]:
    """Who has something left to do, those with most of it first."""
    return sorted(_missing(line_standings(round, on=on)), key=lambda each: (-each.uncounted, each.organisation))


def _missing(lines: Sequence[LineStanding]) -> Iterator[Missing]:
    by_name: dict[str, list[LineStanding]] = {}
    for line in lines:
        by_name.setdefault(line.organisation, []).append(line)
    for name, own in by_name.items():
        uncounted = sum(line.offered is None for line in own)
        overfull = sum(line.offered is not None and line.answered > line.offered for line in own)
        if uncounted or overfull:
            yield Missing(name, uncounted, overfull)
