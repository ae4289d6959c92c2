"""Live figures of all municipalities in a round: offered and answered, never an answer."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.progress import LiveRate, Progress, progress
from tycktill_web.releases.alphabet import in_alphabet


class Order(StrEnum):
    """What the list is sorted by, as it stands in the address."""

    NAME = "namn"
    RATE = "frekvens"
    ANSWERED = "svar"


@dataclass(frozen=True, slots=True)
class Line:
    """One municipality, or another provider."""

    name: str
    units: int
    rate: LiveRate


@dataclass(frozen=True, slots=True)
class Standing:
    """Everybody, or those who were searched for, in order; and the sum of everybody."""

    lines: Sequence[Line]
    total: Line
    words: str
    order: Order


def standing(round: Round, *, words: str, order: str, on: datetime.date) -> Standing:
    """The live figures as they may be told on this day; unknown orders are by name."""
    told, wanted = progress(round, on=on), words.strip()
    chosen = Order(order) if order in set(Order) else Order.NAME
    lines = [_line(each.organisation.name, each.rate, each.units) for each in told.organisations]
    found = [line for line in lines if wanted.casefold() in line.name.casefold()]
    return Standing(_sorted(found, chosen), _line("", told.rate, told.units), wanted, chosen)


def _line(name: str, rate: LiveRate, units: Sequence[Progress]) -> Line:
    return Line(name, len({unit.registration.unit_id for unit in units}), rate)


def _sorted(lines: Sequence[Line], order: Order) -> Sequence[Line]:
    """Those that lag come first by rate and by answers: they are who one looks for."""
    by_name = sorted(lines, key=lambda line: in_alphabet(line.name))
    if order is Order.RATE:
        return sorted(by_name, key=lambda line: -1 if line.rate.per_cent is None else line.rate.per_cent)
    if order is Order.ANSWERED:
        return sorted(by_name, key=lambda line: line.rate.answered)
    return by_name
