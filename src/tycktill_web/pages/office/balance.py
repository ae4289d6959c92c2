"""How much of a release is shown and how much withheld, and why: counts of values, no values."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tycktill.terms import Reason, Status
from tycktill_web.releases.alphabet import in_alphabet
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.words import group_name


@dataclass(slots=True)
class Sum:
    """How many values are shown, and how many withheld for each reason."""

    name: str
    code: str = ""
    answered: int | None = None
    by_fate: Counter[str] = field(default_factory=Counter)

    @property
    def shown(self) -> int:
        """Values given, as they are or as a class."""
        return self.by_fate[Status.SHOWN] + self.by_fate[Status.BOUNDED]

    @property
    def few(self) -> int:
        """Values with too few answers."""
        return self.by_fate[Reason.FEW]

    @property
    def protects(self) -> int:
        """Values that would give another away."""
        return self.by_fate[Reason.PROTECTS]

    @property
    def all(self) -> int:
        """All values."""
        return self.by_fate.total()


@dataclass(frozen=True, slots=True)
class Balance:
    """The sums of a release: altogether, by target group and by municipality."""

    total: Sum
    groups: Sequence[Sum]
    municipalities: Sequence[Sum]

    @property
    def empty(self) -> Sequence[Sum]:
        """Municipalities of which nothing at all is shown."""
        return [each for each in self.municipalities if not each.shown]


def balance(release: PublicRelease) -> Balance:
    """The sums of `release`, read from its excerpts."""
    total, municipalities = Sum(""), []
    groups: dict[str, Sum] = {}
    for excerpt in release.excerpts.order_by("municipality"):
        place = Sum(excerpt.name, excerpt.municipality, excerpt.answered)
        for target, fate in _fates(bytes(excerpt.results)):
            group = groups.setdefault(target, Sum(group_name(target), target))
            for sum_ in (total, place, group):
                sum_.by_fate[fate] += 1
        if excerpt.municipality:
            municipalities.append(place)
    by_name = sorted(municipalities, key=lambda sum_: in_alphabet(sum_.name))
    return Balance(total, [groups[target] for target in sorted(groups)], by_name)


def _fates(results: bytes) -> Iterable[tuple[str, str]]:
    """Each value's target group and what becomes of it: its reason when it is withheld, else its status."""
    for row in csv.DictReader(io.StringIO(results.decode(), newline="")):
        yield row["instrument"], row["reason"] or row["status"]
