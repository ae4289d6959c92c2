"""distribution.csv: how answers lie over all options, where that may be told."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tycktill.disclosure import FEWEST_ANSWERS, Distribution
from tycktill.publication.csv_text import CsvRow, read_written, write_csv
from tycktill.publication.results import ResultRow, share_text
from tycktill.statistics import numerators_of
from tycktill.terms import Cell, Fault, GenderGroup, Level

DISTRIBUTION = "distribution.csv"
DISTRIBUTION_COLUMNS = ("round", "instrument", "level", "municipality", "question", "valid", "option", "share")

_FORMS = {
    "valid": re.compile(r"[1-9][0-9]{0,14}"),
    "option": re.compile(r"[0-9]{1,3}"),
    "share": re.compile(r"0\.[0-9]{4}"),
}


@dataclass(frozen=True, slots=True, order=True)
class OptionShare:
    """A row of distribution.csv: of `valid` answers in a cell, all genders together, the share that chose an option."""

    round: str
    instrument: str
    level: Level
    municipality: str
    question: str
    valid: int
    option: int
    share: float


def option_shares(distributions: Iterable[Distribution]) -> tuple[OptionShare, ...]:
    """The rows of these distributions, sorted."""
    return tuple(
        sorted(
            OptionShare(
                each.cell.round, each.cell.instrument, each.cell.level, each.cell.municipality, each.question,
                each.valid, option, share,
            )
            for each in distributions
            for option, share in each.shares.items()
        )
    )  # fmt: skip


def write_distribution(rows: Iterable[OptionShare]) -> bytes:
    """distribution.csv of these rows."""
    return write_csv(DISTRIBUTION_COLUMNS, [_texts(row) for row in sorted(rows)])


def _texts(row: OptionShare) -> tuple[str, ...]:
    place = (row.round, row.instrument, row.level, row.municipality, row.question)
    return *place, str(row.valid), str(row.option), share_text(row.share)


def parse_distribution(content: bytes) -> tuple[OptionShare, ...]:
    """The rows of distribution.csv. Raises Refused where there are none that can be read."""
    rows = read_written(content, _is_written, file=DISTRIBUTION, what="share of an option")
    return tuple(_typed(row) for row in rows)


def distributions_of(shares: Iterable[OptionShare], rounds: Collection[str]) -> Iterator[Distribution]:
    """The distributions of these rounds that rows tell."""
    found: defaultdict[tuple[Cell, str, int], dict[int, float]] = defaultdict(dict)
    for row in shares:
        if row.round in rounds:
            cell = Cell(row.round, row.instrument, row.level, row.municipality, "", GenderGroup.ALL)
            found[cell, row.question, row.valid][row.option] = row.share
    yield from (Distribution(*key, shares) for key, shares in found.items())


def _is_written(row: CsvRow) -> bool:
    is_place = row.get("level") in {Level.NATION, Level.MUNICIPALITY}
    return (
        tuple(row) == DISTRIBUTION_COLUMNS
        and is_place
        and all(form.fullmatch(row[name]) for name, form in _FORMS.items())
    )


def _typed(row: CsvRow) -> OptionShare:
    place = (row["round"], row["instrument"], Level(row["level"]), row["municipality"], row["question"])
    return OptionShare(*place, int(row["valid"]), int(row["option"]), float(row["share"]))


_Cell = tuple[str, str, str, str]  # round, question, target, municipality


def distribution_faults(
    shares: Sequence[OptionShare], results: Iterable[ResultRow], families: Mapping[str, str]
) -> Iterator[Fault]:
    """What is wrong with distributions beside results: a share that is not shown, counts that do not add up, and what
    the nation's or a family's would give away of the others by subtraction."""
    counts: defaultdict[_Cell, dict[int, range]] = defaultdict(dict)
    for row in shares:
        numbers = numerators_of(row.share, row.valid)
        counts[row.round, row.question, row.instrument, row.municipality][row.option] = numbers
    valid = {
        (row.cell.round, row.question, row.cell.instrument, row.cell.municipality): row.valid
        for row in results
        if row.share is not None and row.cell.gender is GenderGroup.ALL and row.cell.level is not Level.UNIT
    }
    for cell, chosen in counts.items():
        if not _may_add_up(chosen.values(), valid.get(cell)):
            yield _fault(cell, "does not add up to a share that is shown")
        elif not _leaves_enough(cell, counts, valid, families):
            yield _fault(cell, "gives away by subtraction what fewer than five, or nearly all, chose")


def _may_add_up(chosen: Iterable[range], valid: int | None) -> bool:
    """Whether some numbers of these ranges add up to so many; four decimals leave one number to 10,000 answers."""
    numbers = list(chosen)
    return valid is not None and sum(each.start for each in numbers) <= valid <= sum(each.stop - 1 for each in numbers)


def _fault(cell: _Cell, problem: str) -> Fault:
    return Fault(
        f"The distribution of {', '.join(filter(None, cell))} {problem}", "Make the release anew", DISTRIBUTION
    )


def _leaves_enough(
    cell: _Cell,
    counts: Mapping[_Cell, Mapping[int, range]],
    valid: Mapping[_Cell, int | None],
    families: Mapping[str, str],
) -> bool:
    """Whether nobody is left between a whole and its told parts, or enough of every option may be."""
    told = [part for part in _parts(cell, counts, families) if part in counts]
    left = sum((valid[cell] or 0, *(-(valid.get(part) or 0) for part in told)))
    return left == 0 or (left >= FEWEST_ANSWERS and all(map(_is_between(left), _rests(cell, told, counts))))


def _parts(cell: _Cell, counts: Iterable[_Cell], families: Mapping[str, str]) -> list[_Cell]:
    round_, question, target, municipality = cell
    if target not in families:
        return [(round_, question, each, municipality) for each in families if families[each] == target]
    return [] if municipality else [each for each in counts if each[:3] == cell[:3] and each[3]]


def _rests(cell: _Cell, told: Sequence[_Cell], counts: Mapping[_Cell, Mapping[int, range]]) -> Iterator[range]:
    """By option, how many can be left when the told parts are taken away."""
    for option, whole in counts[cell].items():
        parts = [counts[part].get(option, range(1)) for part in told]
        least, most = sum(part.start for part in parts), sum(part.stop - 1 for part in parts)
        yield range(whole.start - most, whole.stop - least)


def _is_between(left: int) -> Callable[[range], bool]:
    """Whether a rest of an option need be neither at most one nor all of them but one."""
    return lambda rest: rest.stop - 1 > 1 and rest.start < left - 1
