"""How much of a release is shown, given as a class and withheld, and why: counts of values, no values."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from tycktill.statistics import ShareClass
from tycktill.terms import Reason, Status
from tycktill_web.pages.office.outcomes import UNSTATED, Outcome, Part, decide_outcome
from tycktill_web.releases.alphabet import in_alphabet
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.results import manifest_of
from tycktill_web.releases.words import words_of_page


@dataclass(slots=True)
class Sum:
    """How many values meet each outcome."""

    name: str
    code: str = ""
    answered: int | None = None
    by_outcome: Counter[Outcome] = field(default_factory=Counter)

    @property
    def shown(self) -> int:
        """Values that something is told of, as they are or by an interval."""
        return self.all - self.by_outcome[Outcome.FEW] - self.by_outcome[Outcome.PROTECTS]

    @property
    def all(self) -> int:
        """All values."""
        return self.by_outcome.total()

    @property
    def parts(self) -> Sequence[Part]:
        """A part for each outcome, in order; each begins where the one before it ends."""
        parts: list[Part] = []
        for outcome in Outcome:
            begin = parts[-1].end if parts else 0.0
            parts.append(Part(outcome, self.by_outcome[outcome], self.all, begin))
        return parts

    @property
    def unstated(self) -> Sequence[Part]:
        """The parts of which a page has no figure."""
        return [part for part in self.parts if part.outcome in UNSTATED]


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
    names, words = manifest_of(release).names, words_of_page()
    groups: dict[str, Sum] = {}
    for excerpt in release.excerpts.defer("comparisons").order_by("municipality"):
        place = Sum(excerpt.name, excerpt.municipality, excerpt.answered)
        for target, outcome, number in _outcomes(bytes(excerpt.results)):
            group = groups.setdefault(target, Sum(names.target(target, words.language), target))
            for sum_ in (total, place, group):
                sum_.by_outcome[outcome] += number
        if excerpt.municipality:
            municipalities.append(place)
    by_name = sorted(municipalities, key=lambda sum_: in_alphabet(sum_.name))
    return Balance(total, [groups[target] for target in sorted(groups)], by_name)


_DECIDING = ("instrument", "status", "reason", "valid", "positive_min", "positive_max")


def _outcomes(results: bytes) -> Iterator[tuple[str, Outcome, int]]:
    """Target groups and outcomes, and how many values have both. A release has tens of thousands of rows: of those that
    are alike in what decides, one is looked at."""
    header, *rows = csv.reader(io.StringIO(results.decode(), newline=""))
    alike = Counter(map(itemgetter(*map(header.index, _DECIDING)), rows))
    for (target, status, reason, *numbers), number in alike.items():
        known = ShareClass(*map(int, numbers)) if all(numbers) else None
        yield target, decide_outcome(Status(status), Reason(reason) if reason else None, known), number
