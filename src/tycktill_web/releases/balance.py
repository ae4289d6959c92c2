"""How much of a release is shown, given as a class and withheld, and why: counts of values, no values."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.translation import gettext as _

from tycktill.statistics import ShareClass
from tycktill.terms import GenderGroup, Reason, Status
from tycktill_web.releases.alphabet import in_alphabet
from tycktill_web.releases.manifests import manifest_of
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.outcomes import UNSTATED, Outcome, OutcomePart, decide_outcome, outcome_of
from tycktill_web.releases.place_result import Result
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
        return self.number - self.by_outcome[Outcome.FEW] - self.by_outcome[Outcome.PROTECTS]

    @property
    def number(self) -> int:
        return self.by_outcome.total()

    @property
    def parts(self) -> Sequence[OutcomePart]:
        """A part for each outcome, in order; each begins where the one before it ends."""
        parts: list[OutcomePart] = []
        for outcome in Outcome:
            begin = parts[-1].end if parts else 0.0
            parts.append(OutcomePart(outcome, self.by_outcome[outcome], self.number, begin))
        return parts

    @property
    def unstated(self) -> Sequence[OutcomePart]:
        """The parts of which a page has no figure."""
        return [part for part in self.parts if part.outcome in UNSTATED]


@dataclass(frozen=True, slots=True)
class Balance:
    """The sums of a release: altogether, by target group and by municipality."""

    total: Sum
    groups: Sequence[Sum]
    municipalities: Sequence[Sum]

    @property
    def empty_sums(self) -> Sequence[Sum]:
        """Municipalities of which nothing at all is shown."""
        return [each for each in self.municipalities if not each.shown]


def release_balance(release: PublicRelease) -> Balance:
    """The sums of `release`."""
    names, words, total = manifest_of(release).names, words_of_page(), Sum("")
    places = {each.municipality: Sum(each.name, each.municipality, each.answered) for each in release.places.all()}
    groups: dict[str, Sum] = {}
    for place, target, outcome, number in _counted_outcomes(release):
        group = groups.setdefault(target, Sum(names.target(target, words.language), target))
        for sum_ in (total, places[place], group):
            sum_.by_outcome[outcome] += number
    municipalities = sorted((places[code] for code in places if code), key=lambda sum_: in_alphabet(sum_.name))
    return Balance(total, [groups[target] for target in sorted(groups)], municipalities)


_ORDER = {GenderGroup.ALL: 0, GenderGroup.WOMEN: 1, GenderGroup.MEN: 2}
_DECIDING = ("status", "reason", "valid", "positive_min", "positive_max")


def _counted_outcomes(release: PublicRelease) -> Iterator[tuple[str, str, Outcome, int]]:
    """Places, target groups and outcomes, and how many values have all three.

    A release has tens of thousands of values: of those that are alike in what decides, one is looked at.
    """
    alike = release.values.values_list("municipality", "target", *_DECIDING).annotate(number=Count("pk")).order_by()
    for place, target, status, reason, valid, least, most, number in alike:
        known = None if None in (valid, least, most) else ShareClass(valid, least, most)
        yield place, target, decide_outcome(Status(status), Reason(reason) if reason else None, known), number


def hidden_groups(result: Result) -> Sequence[Sum]:
    """The groups of the page of which some values are no figures there, the whole place first."""
    found: defaultdict[tuple[str, GenderGroup], Sum] = defaultdict(lambda: Sum(""))
    for row in result.rows:
        if row.cell.instrument == result.target.id:
            found[row.cell.unit, row.cell.gender].by_outcome[outcome_of(row)] += 1
    whole = _("Hela landet") if result.is_nation else _("Alla enheter")
    for (unit, gender), sum_ in found.items():
        sum_.name = _place_name(unit or whole, gender)
    in_order = sorted(found, key=lambda group: (group[0], _ORDER[group[1]]))
    return [found[group] for group in in_order if any(part.number for part in found[group].unstated)]


def _place_name(place: str, gender: GenderGroup) -> str:
    genders = {GenderGroup.WOMEN: _("kvinnor"), GenderGroup.MEN: _("män")}
    return f"{place} ({genders[gender]})" if gender in genders else place


def reasons_of(groups: Sequence[Sum]) -> Sequence[OutcomePart]:
    """Why these groups have values without a figure: each reason once, with how many values it holds for."""
    altogether = Sum("", by_outcome=sum((group.by_outcome for group in groups), Counter()))
    return [part for part in altogether.unstated if part.number]
