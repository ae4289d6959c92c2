"""Attack: comparisons.csv turned round, to see whether a figure in it goes with some numbers of a class only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, xlogy
from tests.attacks.released import Files, Learned, Released, Row, name, numerators, read, table

from tycktill.publication import PREVIOUS
from tycktill.tables import COMPARISONS, REFERENCES

_SHARES = ("valid", "share", "share_min", "share_max")
_P_WRITTEN = 0.000051
_MANY = 12
_SAME = ("instrument", "municipality", "gender", "question")


class Beside:
    """The tables that comparisons are made from, by place."""

    def __init__(self, files: Files) -> None:
        released, before = read(files), table(files, PREVIOUS)
        places = [row for row in released.rows if row["level"] != "unit"]
        self.own = {_place(row): row for row in [*before, *places] if row["level"] != "unit"}
        self.references = {
            (row["round"], row["instrument"], row["question"]): row
            for row in table(files, REFERENCES)
            if row["level"] == "nation"
        }
        self.series = _by_series(released)


def by_comparing(files: Files) -> Learned:
    """Rows of comparisons.csv of which something does not follow from the classes that the tables tell."""
    beside = Beside(files)
    return [
        f"{name(row)}: {what} is not of the classes"
        for row in table(files, COMPARISONS)
        for what in _beyond_classes(row, beside)
    ]


def _place(row: Mapping[str, str]) -> tuple[str, ...]:
    return row["round"], *(row[key] for key in _SAME)


def _by_series(released: Released) -> Mapping[tuple[str, ...], list[Row]]:
    """Municipalities' rows that are not withheld, which one municipality stands among."""
    found: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in released.rows:
        if row["level"] == "municipality" and row["share_min"]:
            found[_series(row)].append(row)
    return found


def _series(row: Row) -> tuple[str, ...]:
    return row["round"], row["instrument"], row["gender"], row["question"]


def _beyond_classes(row: Row, beside: Beside) -> Iterator[str]:
    own = beside.own[_place(row)]
    if not _is_copy(row, own, ""):
        yield "the share"
        return
    if row["test"]:
        yield from _of_nation(row, own, beside)
    if row["previous_round"]:
        yield from _of_previous(row, own, beside)
    if row["rank_best"]:
        yield from _of_standing(row, beside.series[_series(row)])


def _is_copy(row: Row, other: Row, prefix: str) -> bool:
    return all(row[f"{prefix}{column}"] == other[column] for column in _SHARES)


def _of_nation(row: Row, own: Row, beside: Beside) -> Iterator[str]:
    if row["test"] == "reference":
        reference = beside.references[row["round"], row["instrument"], row["question"]]
        share = float(reference["share"])
        nation = dict(zip(_SHARES, (reference["valid"], *[f"{share:.4f}"] * 3), strict=True))
        tails = [_against_reference(x, int(own["valid"]), share) for x in _some(numerators(own))]
        largest: float | None = _least_significant(tails)
    else:
        nation = beside.own[_place(row | {"municipality": ""})]
        largest = _against_rest(own, nation)
    if not _is_copy(row, nation, "nation_"):
        yield "the nation's share"
    yield from _of_difference(row, own, nation, ("difference", "p_value", "verdict"), largest)


def _of_previous(row: Row, own: Row, beside: Beside) -> Iterator[str]:
    before = beside.own[_place(row | {"round": row["previous_round"]})]
    if not _is_copy(row, before, "previous_"):
        yield "the earlier share"
    valid, earlier = int(own["valid"]), int(before["valid"])
    pairs = [(x, y) for x in _some(numerators(own)) for y in _some(numerators(before))]
    largest = _least_significant([_two_groups(x, valid, y, earlier) for x, y in pairs])
    yield from _of_difference(row, own, before, ("change", "change_p_value", "change_verdict"), largest)


def _of_difference(
    row: Row, own: Row, other: Row, columns: tuple[str, str, str], largest: float | None
) -> Iterator[str]:
    difference, p_value, verdict = columns
    least = float(own["share_min"]) - float(other["share_max"])
    most = float(own["share_max"]) - float(other["share_min"])
    written = row[f"{difference}_min"], row[f"{difference}_max"], row[difference]
    if [float(end) for end in written[:2]] != [round(least, 4), round(most, 4)]:
        yield f"the {difference}"
    if written[2] and least != most:
        yield f"the {difference}"
    if row[p_value] and (largest is None or abs(float(row[p_value]) - largest) > _P_WRITTEN):
        yield f"the {p_value}"
    if (row[verdict] == "better" and least <= 0) or (row[verdict] == "worse" and most >= 0):
        yield f"the {verdict}"


def _of_standing(row: Row, series: Iterable[Row]) -> Iterator[str]:
    """A mean of the municipalities', and ranks that some numbers of the classes would not allow."""
    municipalities = list(series)
    if row["municipal_mean_min"]:
        for column in ("share_min", "share_max"):
            shares = [float(each[column]) for each in municipalities if int(each["valid"]) >= 5]
            written = float(row[f"municipal_mean_{column[6:]}"])
            if abs(written - sum(shares) / len(shares)) > 0.000101:
                yield "the municipal mean"
    surely_above = sum(float(each["share_min"]) > float(row["share_max"]) for each in municipalities)
    surely_below = sum(float(each["share_max"]) < float(row["share_min"]) for each in municipalities)
    if int(row["rank_best"]) > 1 + surely_above or int(row["rank_worst"]) < len(municipalities) - surely_below:
        yield "the rank"


def _against_rest(own: Row, nation: Row) -> float | None:
    """The least significant over both intervals, of numbers that go together."""
    valid, rest = int(own["valid"]), int(nation["valid"]) - int(own["valid"])
    together = [(x, whole - x) for x in _some(numerators(own)) for whole in _some(numerators(nation))]
    tails = [_two_groups(x, valid, y, rest) for x, y in together if 0 <= y <= rest]
    return _least_significant(tails) if tails else None


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


def _two_groups(positive: int, valid: int, others: int, other_valid: int) -> float:
    """Of so many positive answers in two groups together, so many in the first."""
    first = np.arange(max(0, positive + others - other_valid), min(valid, positive + others) + 1)
    second = positive + others - first
    return _lower_tail(first, _log_choose(valid, first) + _log_choose(other_valid, second), positive)


def _against_reference(positive: int, valid: int, share: float) -> float:
    every = np.arange(valid + 1)
    logarithms = _log_choose(valid, every) + xlogy(every, share) + xlogy(valid - every, 1 - share)
    return _lower_tail(every, logarithms, positive)


def _log_choose(all_: int, some: NDArray[np.int64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = gammaln(all_ + 1) - gammaln(some + 1) - gammaln(all_ - some + 1)
    return found


def _lower_tail(numbers: NDArray[np.int64], logarithms: NDArray[np.float64], positive: int) -> float:
    masses = np.exp(logarithms - logarithms.max())
    return float((masses[numbers < positive].sum() + masses[numbers == positive].sum() / 2) / masses.sum())
