"""Live figures of all municipalities in a round: offered and answered, never an answer."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tycktill.fieldwork import ResponseRate
from tycktill.publication import per_cent
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.offered import Progress, status
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
    rate: ResponseRate

    @property
    def per_cent(self) -> int | None:
        """The response rate; None when nobody was offered."""
        return None if self.rate.share is None else per_cent(self.rate.share)


@dataclass(frozen=True, slots=True)
class Standing:
    """Everybody, or those who were searched for, in order; and the sum of everybody."""

    lines: Sequence[Line]
    total: Line
    words: str
    order: Order


def standing(round: Round, *, words: str, order: str) -> Standing:
    """The live figures; unknown orders are by name."""
    progress = status(round)
    by_organisation: defaultdict[str, list[Progress]] = defaultdict(list)
    for row in progress:
        by_organisation[row.registration.unit.organisation.name].append(row)
    lines = [_line(name, rows) for name, rows in by_organisation.items()]
    wanted = words.strip()
    chosen = Order(order) if order in set(Order) else Order.NAME
    found = [line for line in lines if wanted.casefold() in line.name.casefold()]
    return Standing(_sorted(found, chosen), _line("", progress), wanted, chosen)


def _line(name: str, rows: Sequence[Progress]) -> Line:
    units = len({row.registration.unit_id for row in rows})
    return Line(name, units, ResponseRate(sum(row.offered for row in rows), sum(row.answered for row in rows)))


def _sorted(lines: Sequence[Line], order: Order) -> Sequence[Line]:
    """Those that lag come first by rate and by answers: they are who one looks for."""
    by_name = sorted(lines, key=lambda line: in_alphabet(line.name))
    if order is Order.RATE:
        return sorted(by_name, key=lambda line: -1.0 if line.rate.share is None else line.rate.share)
    if order is Order.ANSWERED:
        return sorted(by_name, key=lambda line: line.rate.answered)
    return by_name
