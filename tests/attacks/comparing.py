"""Attack: comparisons.csv turned round, to see whether a figure in it goes with some numbers of a class only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import erfc, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, xlogy
from tests.attacks.released import Files, Learned, Row, name, numerators, read, table

from tycktill.publication import PREVIOUS
from tycktill.tables import COMPARISONS, REFERENCES

_SHARES = ("valid", "share", "share_min", "share_max")
_WRITTEN = 0.000051
_MANY = 12
_MOST_WAYS = 400
_SAME = ("instrument", "municipality", "gender", "question")

_Ways = tuple[int, int, int, int]
"""Of one target group: one's own positive and valid answers, and the others'."""


class Beside:
    """The tables that comparisons are made from, by place."""

    def __init__(self, files: Files) -> None:
        released, before = read(files), table(files, PREVIOUS)
        places = [row for row in released.rows if row["level"] != "unit"]
        self.families = released.families
        self.own = {_place(row): row for row in [*before, *places] if row["level"] != "unit"}
        self.references = {
            (row["round"], row["instrument"], row["question"]): row
            for row in table(files, REFERENCES)
            if row["level"] == "nation"
        }
        self.series: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
        for row in table(files, COMPARISONS):
            self.series[_series(row)].append(row)

    def group(self, row: Row, group: str, **elsewhere: str) -> Row | None:
        """A target group's row there, if it is told."""
        found = self.own.get(_place(row | {"instrument": group} | elsewhere))
        return found if found and found["positive_min"] else None

    def groups(self, row: Row) -> list[str]:
        """The target groups that a row is of and that are told there."""
        target = row["instrument"]
        members = [target] if target in self.families else [each for each, of in self.families.items() if of == target]
        return [group for group in sorted(members) if self.group(row, group)]

    def is_open(self, row: Row) -> bool:
        """Whether a row has answers of target groups that are not told: then only its own figures are looked at."""
        known = sum(int((self.group(row, group) or {})["valid"]) for group in self.groups(row))
        return known != int(row["valid"])


def by_comparing(files: Files) -> Learned:
    """Rows of comparisons.csv of which something does not follow from the intervals that the tables tell."""
    beside = Beside(files)
    return [
        f"{name(row)}: {what} is not of the classes"
        for row in table(files, COMPARISONS)
        for what in _beyond_classes(row, beside)
    ]


def _place(row: Mapping[str, str]) -> tuple[str, ...]:
    return row["round"], *(row[key] for key in _SAME)


def _series(row: Row) -> tuple[str, ...]:
    return row["round"], row["instrument"], row["gender"], row["question"]


def _beyond_classes(row: Row, beside: Beside) -> Iterator[str]:
    own = beside.own[_place(row)]
    if not _is_copy(row, own, ""):
        yield "the share"
        return
    if row["test"]:
        yield from _of_nation(row, beside)
    if row["previous_round"]:
        yield from _of_previous(row, beside)
    if row["rank_best"]:
        yield from _of_standing(row, beside)


def _is_copy(row: Row, other: Row, prefix: str) -> bool:
    return all(row[f"{prefix}{column}"] == other[column] for column in _SHARES)


def _of_nation(row: Row, beside: Beside) -> Iterator[str]:
    if row["test"] == "reference":
        given = beside.references.get((row["round"], row["instrument"], row["question"]))
        share = f"{float(given['share']):.4f}" if given else ""
        nation = dict(zip(_SHARES, (given["valid"] if given else "", *[share] * 3), strict=True))
    else:
        nation = beside.own[_place(row | {"municipality": ""})]
    if not _is_copy(row, nation, "nation_"):
        yield "the nation's share"
    yield from _of_difference(row, beside, "", _nations_of(row, beside))


def _nations_of(row: Row, beside: Beside) -> Mapping[str, Row | None]:
    """What each target group that was compared was set beside."""
    groups = row["compared_groups"].split()
    if row["test"] == "reference":
        return {group: beside.references[row["round"], group, row["question"]] for group in groups}
    return {group: beside.group(row, group, municipality="") for group in groups}


def _of_previous(row: Row, beside: Beside) -> Iterator[str]:
    before = beside.own.get(_place(row | {"round": row["previous_round"]}))
    if before is None:
        if row["change_untested"] not in ("series_broken", "round_unlike"):
            yield "the earlier round"
        return
    if not _is_copy(row, before, "previous_"):
        yield "the earlier share"
    if any(row[f"previous_{column}"] != before[column] for column in ("offered", "answered")):
        yield "the earlier answers"
    groups = row["change_groups"].split()
    others = {group: beside.group(row, group, round=row["previous_round"]) for group in groups}
    yield from _of_difference(row, beside, "change_", others)


def _of_difference(row: Row, beside: Beside, prefix: str, others: Mapping[str, Row | None]) -> Iterator[str]:
    """Of the nation (no prefix) or of the change."""
    names = ("change" if prefix else "difference", f"{prefix}p_value", f"{prefix}verdict")
    if not others or None in others.values() or beside.is_open(row):
        if not others and any(row[each] not in ("", "untested") for each in names):
            yield f"the {names[0]}"
        return
    compared = _compared(row, beside, list(others))
    expected = _expected(row, beside, {group: each for group, each in others.items() if each})
    share = f"{prefix}compared_share" if prefix else "compared_share"
    if not _are_near(row, share, [end / compared[2] for end in compared[:2]]):
        yield f"the {prefix}compared share"
    if not _are_near(row, f"{prefix}expected_share", expected):
        yield f"the {prefix}expected share"
    yield from _of_written(row, share, f"{prefix}expected_share", names)
    yield from _of_p_value(row, names[1], _tails(row, beside, prefix, others, compared))


def _compared(row: Row, beside: Beside, groups: Sequence[str]) -> tuple[int, int, int]:
    """Between what limits the positive answers of these target groups lie, and of how many."""
    ends = {group: numerators(found) for group in beside.groups(row) if (found := beside.group(row, group))}
    whole = numerators(beside.own[_place(row)])
    inside, outside = ([each for group, each in ends.items() if (group in groups) is is_in] for is_in in (True, False))
    least = max(sum(each[0] for each in inside), whole[0] - sum(each[-1] for each in outside))
    most = min(sum(each[-1] for each in inside), whole[-1] - sum(each[0] for each in outside))
    return least, most, sum(int((beside.group(row, group) or {})["valid"]) for group in groups)


def _expected(row: Row, beside: Beside, others: Mapping[str, Row]) -> list[float]:
    """The others' shares, weighted by the answers of each target group here."""
    weights = {group: int((beside.group(row, group) or {})["valid"]) for group in others}
    return [
        sum(weights[group] * _ends(other)[place] for group, other in others.items()) / sum(weights.values())
        for place in (0, 1)
    ]


def _ends(other: Row) -> tuple[float, float]:
    if not other.get("positive_min"):
        return float(other["share"]), float(other["share"])
    return int(other["positive_min"]) / int(other["valid"]), int(other["positive_max"]) / int(other["valid"])


def _are_near(row: Row, column: str, ends: Sequence[float]) -> bool:
    written = [float(row[f"{column}_{end}"]) for end in ("min", "max")]
    return all(abs(each - end) <= _WRITTEN for each, end in zip(written, ends, strict=True))


def _of_written(row: Row, own: str, expected: str, names: tuple[str, str, str]) -> Iterator[str]:
    """Of a difference of shares as they are written, and of a verdict on it."""
    difference, _, verdict = names
    least = float(row[f"{own}_min"]) - float(row[f"{expected}_max"])
    most = float(row[f"{own}_max"]) - float(row[f"{expected}_min"])
    written = row[f"{difference}_min"], row[f"{difference}_max"], row[difference]
    if [float(end) for end in written[:2]] != [round(least, 4), round(most, 4)] or (written[2] and least != most):
        yield f"the {difference}"
    if (row[verdict] == "better" and least < 0) or (row[verdict] == "worse" and most > 0):
        yield f"the {verdict}"


def _tails(
    row: Row, beside: Beside, prefix: str, others: Mapping[str, Row | None], compared: tuple[int, int, int]
) -> list[float]:
    """The lower tails of all numbers that may be the true ones, or of many of them."""
    owns = [beside.group(row, group) or {} for group in others]
    if row["test"] == "reference" and not prefix:
        every = product(*(_some(numerators(own)) for own in owns))
        shares = [
            (int(own["valid"]), float((other or {})["share"])) for own, other in zip(owns, others.values(), strict=True)
        ]
        return [_of_references(each, shares) for each in every if compared[0] <= sum(each) <= compared[1]]
    ways = [
        [
            (x, int(own["valid"]), y, int(other["valid"]) - (0 if prefix else int(own["valid"])))
            for x in _some(numerators(own))
            for y in [each - (0 if prefix else x) for each in _some(numerators(other))]
        ]
        for own, other in ((own, each or {}) for own, each in zip(owns, others.values(), strict=True))
    ]
    possible = [[way for way in each if 0 <= way[2] <= way[3]] for each in ways]
    if np.prod([len(each) for each in possible]) > _MOST_WAYS:
        possible = [[each[0], each[-1]] for each in possible]
    return [
        _stratified(each) for each in product(*possible) if compared[0] <= sum(way[0] for way in each) <= compared[1]
    ]


def _of_p_value(row: Row, column: str, tails: list[float]) -> Iterator[str]:
    """That it is the least significant, or of several target groups none that is more so."""
    if not row[column]:
        return
    is_change = column.startswith("change")
    factor = float(row["change_factor"]) if is_change and row["change_factor"] else 1.0
    largest = _widened(_least_significant(tails), factor) if tails else None
    written, slack = float(row[column]), _WRITTEN if factor == 1 else 0.001
    is_single = len(row["change_groups" if is_change else "compared_groups"].split()) == 1
    if largest is None or written < largest - slack or (is_single and written > largest + slack):
        yield f"the {column}"


def _widened(p_value: float, factor: float) -> float:
    if factor == 1 or p_value in (0, 1):
        return p_value
    return erfc(-NormalDist().inv_cdf(p_value / 2) / sqrt(2 * factor))


def _of_standing(row: Row, beside: Beside) -> Iterator[str]:
    """A mean of the municipalities', and ranks that some numbers of the classes would not allow."""
    everybody = beside.series[_series(row)]
    municipalities = [each for each in everybody if each["rank_best"]]
    if not beside.is_open(row) and not _are_near(row, "standardised_share", _standardised(row, beside, everybody)):
        yield "the standardised share"
    for end in ("min", "max"):
        shares = [float(each[f"standardised_share_{end}"]) for each in municipalities if int(each["valid"]) >= 5]
        if (
            row["municipal_mean_min"]
            and abs(float(row[f"municipal_mean_{end}"]) - sum(shares) / len(shares)) > 0.000101
        ):
            yield "the municipal mean"
    own = {end: float(row[f"standardised_share_{end}"]) for end in ("min", "max")}
    above = sum(float(each["standardised_share_min"]) > own["max"] for each in municipalities)
    below = sum(float(each["standardised_share_max"]) < own["min"] for each in municipalities)
    if int(row["rank_best"]) > 1 + above or int(row["rank_worst"]) < len(municipalities) - below:
        yield "the rank"
    if (row["highest"] == "alone" and below != len(municipalities) - 1) or (row["highest"] and above):
        yield "the highest figure"


def _standardised(row: Row, beside: Beside, everybody: Iterable[Row]) -> list[float]:
    """One's own share where all have the same one target group, else the nation's and the difference from what it would
    have with the same groups."""
    own = _ends(beside.own[_place(row)])
    groups = row["groups"].split()
    if len({each["groups"] for each in everybody}) == 1 and len(groups) == 1:
        return list(own)
    nations = {group: beside.group(row, group, municipality="") for group in groups}
    least, most = _expected(row, beside, {group: each for group, each in nations.items() if each})
    whole = _ends(beside.own[_place(row | {"municipality": ""})])
    return [whole[0] + own[0] - most, whole[1] + own[1] - least]


def _some(numbers: range) -> list[int]:
    """All of a few numbers; of many the first, the last and some between."""
    return (
        list(numbers) if len(numbers) <= _MANY else [*numbers[:3], *numbers[3 : -3 : len(numbers) // 5], *numbers[-3:]]
    )


def _least_significant(tails: list[float]) -> float:
    """The largest p where all lie on one side of what chance gives, else 1."""
    if min(tails) < 1 / 2 < max(tails):
        return 1.0
    return min(1.0, max(2 * min(tail, 1 - tail) for tail in tails))


def _stratified(groups: Iterable[_Ways]) -> float:
    """Of each group's positive answers dealt over both sides, so many in the first sides together."""
    groups = list(groups)
    first = [np.arange(max(0, x + y - others), min(valid, x + y) + 1) for x, valid, y, others in groups]
    masses = [
        _masses(_log_choose(valid, dealt) + _log_choose(others, x + y - dealt))
        for dealt, (x, valid, y, others) in zip(first, groups, strict=True)
    ]
    return _lower_tail(sum(int(dealt[0]) for dealt in first), masses, sum(x for x, *_ in groups))


def _of_references(positive: Sequence[int], shares: Sequence[tuple[int, float]]) -> float:
    masses = []
    for valid, share in shares:
        every = np.arange(valid + 1)
        masses.append(_masses(_log_choose(valid, every) + xlogy(every, share) + xlogy(valid - every, 1 - share)))
    return _lower_tail(0, masses, sum(positive))


def _log_choose(all_: int, some: NDArray[np.int64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = gammaln(all_ + 1) - gammaln(some + 1) - gammaln(all_ - some + 1)
    return found


def _masses(logarithms: NDArray[np.float64]) -> NDArray[np.float64]:
    masses = np.exp(logarithms - logarithms.max())
    found: NDArray[np.float64] = masses / masses.sum()
    return found


def _lower_tail(first: int, masses: Sequence[NDArray[np.float64]], positive: int) -> float:
    together = masses[0]
    for each in masses[1:]:
        together = np.convolve(together, each)
    place = positive - first
    return float(together[:place].sum() + together[place] / 2)
