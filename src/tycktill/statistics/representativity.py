"""How evenly those who were offered a questionnaire answered it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from tycktill.statistics.classes import ShareClass


@dataclass(frozen=True, slots=True)
class FrameCell:
    """So many offered and answered in one place, known beforehand as in {"unit": "3", "week": "17"}.

    Raises ValueError unless 0 <= answered <= offered and offered >= 1.
    """

    categories: Mapping[str, str]
    offered: int
    answered: int

    def __post_init__(self) -> None:
        if not 0 <= self.answered <= self.offered or self.offered < 1:
            raise ValueError(f"{self.answered} answered of {self.offered} offered in {dict(self.categories)}")


@dataclass(frozen=True, slots=True)
class Representativity:
    """What the spread of response rates says.

    `variance` is S^2, the estimated variance of the rates between cells; by chance it may be below zero. `partial`
    is how much of S each variable alone shows, and `categories` how much each of its categories answered above or
    below the whole, both in the same unit as S.
    """

    rate: float
    variance: float
    partial: Mapping[str, float]
    categories: Mapping[tuple[str, str], float]

    @property
    def r_indicator(self) -> float:
        """R = 1 - 2 S: 1 where all cells answered alike, less the more they differ."""
        return 1 - 2 * _root(self.variance)

    def worst_bias(self, known: ShareClass) -> float:
        """How far a share can be off because cells answered unevenly: S(rho) S(y) / rho, S(y) the largest in a class.

        Of unevenness between the cells only. Who answered within one may differ from who did not, and nothing here
        can tell. 1 where nobody answered.
        """
        nearest = min(max(known.share_min, 1 / 2), known.share_max)
        return min(1.0, _root(self.variance) * sqrt(nearest * (1 - nearest)) / self.rate) if self.rate else 1.0


class _Group(NamedTuple):
    """Cells put together."""

    offered: int
    answered: int

    @property
    def rate(self) -> float:
        return self.answered / self.offered


def response(cells: Sequence[FrameCell]) -> Representativity:
    """The R-indicator and its parts over cells known for all offered (Schouten, Cobben & Bethlehem 2009).

    Each cell has the same variables: unit and target group, and week where it was counted. Partial: P^2 of a variable
    is the variance between its categories (Schouten, Shlomo & Skinner 2011). Raises ValueError without cells, or
    with different variables.
    """
    variables = {frozenset(cell.categories) for cell in cells}
    if len(variables) != 1:
        raise ValueError("cells need the same variables, and there must be some")
    whole = _together(cells)
    groups = {variable: _by(cells, variable) for variable in sorted(*variables)}
    return Representativity(
        rate=whole.rate,
        variance=_variance([_Group(cell.offered, cell.answered) for cell in cells]),
        partial={variable: _root(_variance(list(parts.values()))) for variable, parts in groups.items()},
        categories={
            (variable, category): sqrt(part.offered / whole.offered) * (part.rate - whole.rate)
            for variable, parts in groups.items()
            for category, part in parts.items()
        },
    )


def _by(cells: Iterable[FrameCell], variable: str) -> dict[str, _Group]:
    """The cells of each category of a variable, together."""
    parts = defaultdict(list)
    for cell in cells:
        parts[cell.categories[variable]].append(cell)
    return {category: _together(parts[category]) for category in sorted(parts)}


def _together(cells: Iterable[FrameCell] | Iterable[_Group]) -> _Group:
    counts = [(cell.offered, cell.answered) for cell in cells]
    return _Group(sum(offered for offered, _ in counts), sum(answered for _, answered in counts))


def _variance(groups: Sequence[_Group]) -> float:
    """The variance of response rates between groups, less what chance alone makes of it.

    sum w (r - mean r)^2 - sum w (1-w) r(1-r)/(N-1) with w = N / sum N: unbiased where everybody of a group answers with
    the same probability. Groups of one person, who show nothing of chance, count as one group.
    """
    ones = [group for group in groups if group.offered == 1]
    parts = [group for group in groups if group.offered > 1] + ([_together(ones)] if ones else [])
    whole = _together(parts)
    weights = [part.offered / whole.offered for part in parts]
    seen = sum(weight * (part.rate - whole.rate) ** 2 for weight, part in zip(weights, parts, strict=True))
    chance = sum(
        weight * (1 - weight) * part.rate * (1 - part.rate) / (part.offered - 1)
        for weight, part in zip(weights, parts, strict=True)
        if part.offered > 1
    )
    return seen - chance


def _root(variance: float) -> float:
    return sqrt(max(variance, 0.0))
