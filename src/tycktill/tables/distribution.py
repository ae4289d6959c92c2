"""distribution.csv: how answers lie over all options, where that may be told."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tycktill.disclosure import FEWEST_ANSWERS, Distribution, Policy, ProtectedValue
from tycktill.statistics import file_share
from tycktill.tables.csv_text import CsvRow, read_written, write_csv
from tycktill.tables.results import share_text
from tycktill.terms import Cell, Fault, GenderGroup, Grouping, Level

DISTRIBUTION = "distribution.csv"
_KEY_COLUMNS = ("round", "instrument", "level", "municipality", "question")
DISTRIBUTION_COLUMNS = (*_KEY_COLUMNS, "valid", "option", "chosen", "share")
_COLUMNS_OF_SHARES = (*_KEY_COLUMNS, "valid", "option", "share")
"""Of releases before method 3."""

_FORMS = {
    "valid": re.compile(r"[1-9][0-9]{0,14}"),
    "option": re.compile(r"[0-9]{1,3}"),
    "chosen": re.compile(r"0|[1-9][0-9]{0,14}"),
    "share": re.compile(r"0\.[0-9]{4}"),
}


@dataclass(frozen=True, slots=True, order=True)
class OptionShare:
    """A row of distribution.csv: how many of the `valid` answers in a cell, all genders together, chose an option."""

    round: str
    instrument: str
    level: Level
    municipality: str
    question: str
    valid: int
    option: int
    chosen: int


def option_shares(distributions: Iterable[Distribution]) -> tuple[OptionShare, ...]:
    """The rows of these distributions, sorted."""
    return tuple(
        sorted(
            OptionShare(
                each.cell.round, each.cell.instrument, each.cell.level, each.cell.municipality, each.question,
                each.valid, option, chosen,
            )
            for each in distributions
            for option, chosen in each.chosen.items()
        )
    )  # fmt: skip


def write_distribution(rows: Iterable[OptionShare]) -> bytes:
    """distribution.csv of these rows."""
    return write_csv(DISTRIBUTION_COLUMNS, [_share_texts(row) for row in sorted(rows)])


def _share_texts(row: OptionShare) -> tuple[str, ...]:
    key = (row.round, row.instrument, row.level, row.municipality, row.question)
    return *key, str(row.valid), str(row.option), str(row.chosen), share_text(file_share(row.chosen / row.valid))


def parse_distribution(content: bytes) -> tuple[OptionShare, ...]:
    """The rows of distribution.csv. Raises Refused where there are none that can be read.

    Releases of method 1 and 2 told shares alone, and the nearest number of each is read.
    """
    rows = read_written(content, _is_written, file=DISTRIBUTION, what="share of an option")
    return tuple(_parse_share(row) for row in rows)


def distributions_of(shares: Iterable[OptionShare], rounds: Collection[str]) -> Iterator[Distribution]:
    """The distributions of these rounds that rows tell."""
    found: defaultdict[tuple[Cell, str, int], dict[int, int]] = defaultdict(dict)
    for row in shares:
        if row.round in rounds:
            cell = Cell(row.round, row.instrument, row.level, row.municipality, "", GenderGroup.ALL)
            found[cell, row.question, row.valid][row.option] = row.chosen
    yield from (Distribution(*key, chosen) for key, chosen in found.items())


def _is_written(row: CsvRow) -> bool:
    is_place = row.get("level") in {Level.NATION, Level.MUNICIPALITY}
    return (
        tuple(row) in {DISTRIBUTION_COLUMNS, _COLUMNS_OF_SHARES}
        and is_place
        and all(form.fullmatch(row[name]) for name, form in _FORMS.items() if name in row)
    )


def _parse_share(row: CsvRow) -> OptionShare:
    key = (row["round"], row["instrument"], Level(row["level"]), row["municipality"], row["question"])
    valid = int(row["valid"])
    chosen = int(row["chosen"]) if "chosen" in row else round(float(row["share"]) * valid)
    return OptionShare(*key, valid, int(row["option"]), chosen)


_Key = tuple[str, str, str, str]  # round, question, target, municipality


@dataclass(frozen=True, slots=True)
class _Distributions:
    """By cell, how many chose each option; the exact rows of all cells; and what the policy asks of options."""

    chosen: Mapping[_Key, Mapping[int, int]]
    exact: Mapping[_Key, ProtectedValue]
    grouping: Grouping
    margin: int

    def is_spread(self, counts: Collection[int], valid: int) -> bool:
        """Whether so many, lying over the options like this, may be told of."""
        return valid >= FEWEST_ANSWERS and all(self.margin < count < valid - self.margin for count in counts)

    def may_be_spread(self, key: _Key, options: int) -> bool:
        """Whether the cell's numbers leave that open."""
        valid, positive = self.numbers_of(key)
        fewest = max(FEWEST_ANSWERS, (self.margin + 1) * options)
        return valid >= fewest and self.margin < positive < valid - self.margin

    def numbers_of(self, key: _Key) -> tuple[int, int]:
        """Valid and positive answers; none where the numerator is not told exactly."""
        row = self.exact.get(key)
        return (row.valid or 0, row.positive_min or 0) if row else (0, 0)

    def parts_of(self, key: _Key) -> list[_Key]:
        """The cells that a family's, a group's, or the nation's, is made of, as far as they can have a distribution."""
        round_, question, target, municipality = key
        if target not in self.grouping.families:
            return [(round_, question, each, municipality) for each in self.grouping.instruments(target)]
        return [] if municipality else [each for each in self.exact if each[:3] == key[:3] and each[3]]


def distribution_faults(
    shares: Sequence[OptionShare], results: Iterable[ProtectedValue], grouping: Grouping, policy: Policy
) -> Iterator[Fault]:
    """What is wrong with distributions beside results: one whose numerator is not told exactly, counts that do not add
    up, and what the nation's or a family's would give away of the others."""
    chosen: defaultdict[_Key, dict[int, int]] = defaultdict(dict)
    for row in shares:
        chosen[row.round, row.question, row.instrument, row.municipality][row.option] = row.chosen
    exact = {
        (row.cell.round, row.question, row.cell.instrument, row.cell.municipality): row
        for row in results
        if row.positive_min is not None
        and row.positive_min == row.positive_max
        and (row.cell.gender, row.cell.unit) == (GenderGroup.ALL, "")
    }
    given = _Distributions(chosen, exact, grouping, max(policy.end_width, 1))
    for key in chosen:
        problem = _problem_of(given, key)
        if problem:
            named = ", ".join(filter(None, key))
            yield Fault(f"The distribution of {named} {problem}", "Make the release anew", DISTRIBUTION)


def _problem_of(given: _Distributions, key: _Key) -> str:
    counts, (valid, _) = given.chosen[key], given.numbers_of(key)
    if sum(counts.values()) != valid:
        return "does not add up to a numerator that is told"
    parts = [part for part in given.parts_of(key) if part in given.chosen]
    rest = valid - sum(given.numbers_of(part)[0] for part in parts)
    left = {
        option: count - sum(given.chosen[part].get(option, 0) for part in parts) for option, count in counts.items()
    }
    if rest == 0:
        return ""
    if key[2] not in given.grouping.families or not given.is_spread(left.values(), rest):
        return "gives away by subtraction what fewer than five, or nearly all, chose"
    return "" if _has_room(given, key, left, parts) else "may give away what some municipality has to have chosen"


def _has_room(given: _Distributions, key: _Key, left: Mapping[int, int], parts: Sequence[_Key]) -> bool:
    """Whether some option that is left need have been chosen by one at most in each municipality that could have been
    told of and is not: there is room for all who chose it, and for one more."""
    could = [part for part in given.parts_of(key) if part not in parts and given.may_be_spread(part, len(left))]
    inside = [given.numbers_of(part) for part in (*parts, *could)]
    valid, positive = given.numbers_of(key)
    positive -= sum(each for _, each in inside)
    negative = valid - sum(each for each, _ in inside) - positive
    return not could or min(left.values()) < min(positive, negative) + len(could)
