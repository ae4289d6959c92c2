"""Finds whose answers others have published figures of: those of now, or an earlier release's (disclosure 6.11)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import NamedTuple

from tycktill.disclosure.public import EarlierRelease, Public, Shares
from tycktill.statistics import ShareClass
from tycktill.terms import Cell, Fault, GenderGroup, Grouping, Level, is_finest, places_without_units

Key = tuple[Cell, str]
"""A cell and a question."""

_SAME_ANSWERS = "Correct its number of answers or leave it out: then nothing is kept from following beside it"


class Placed(NamedTuple):
    """What others have published, the finest rows of now that are of the same place and target, and the earlier release
    whose figure it is; `is_now` where it is of all answers of these rows."""

    key: Key
    known: ShareClass
    parts: tuple[Key, ...]
    release: EarlierRelease | None
    is_now: bool


def place_figures(sizes: Mapping[Key, int], grouping: Grouping, public: Public) -> Iterator[Placed]:
    """Each figure that others have published, by its number of answers; `sizes` are those of the rows of now."""
    finest = finest_rows(sizes) if public.elsewhere else {}
    for key, known in sorted(public.elsewhere.items(), key=lambda item: item[0]):
        parts = parts_of(key, finest, grouping)
        is_now = known.valid == sum(sizes[part] for part in parts)
        earlier = None if is_now else _release_of(key, known, public)
        yield Placed(key, known, parts, earlier, is_now)


def finest_rows(sizes: Mapping[Key, int]) -> Mapping[tuple[str, str], Sequence[Key]]:
    """By round and question, the rows of all genders that no table has in smaller parts."""
    without_units = places_without_units(cell for cell, _ in sizes)
    found: defaultdict[tuple[str, str], list[Key]] = defaultdict(list)
    for cell, question in sizes:
        if cell.gender is GenderGroup.ALL and is_finest(cell, without_units):
            found[cell.round, question].append((cell, question))
    return found


def parts_of(key: Key, finest: Mapping[tuple[str, str], Sequence[Key]], grouping: Grouping) -> tuple[Key, ...]:
    """The finest rows of a cell's place and target, whether or not it has a row itself."""
    cell, question = key
    instruments = set(grouping.instruments(cell.instrument))
    return tuple(
        (each, question)
        for each, _ in finest.get((cell.round, question), ())
        if each.instrument in instruments and cell.municipality in {"", each.municipality}
    )


def _release_of(key: Key, known: ShareClass, public: Public) -> EarlierRelease | None:
    """The earlier release that has a figure of as many answers."""
    return next(
        (each for each in public.releases if key in each.shares and each.shares[key].valid == known.valid), None
    )


def others_than_now(
    placed: Sequence[Placed], sizes: Mapping[Key, int], grouping: Grouping, threshold: int
) -> Iterator[Fault]:
    """What cannot stand beside the answers of now, since it is of others, and of which ones is not known.

    Of numbers of answers and what is known alone: a refusal that looked at results would tell of them. A figure of a
    municipality must be of its answers. One of the nation may be of many more, but not of nearly the same, and no
    difference of several may be of few.
    """
    national: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for each in placed:
        cell, question = each.key
        here = sum(sizes[part] for part in each.parts)
        if each.is_now or each.release or not here or not _says_anything(each.known):
            continue
        if cell.level is Level.MUNICIPALITY or abs(each.known.valid - here) < threshold:
            called = cell_name(cell, question)
            problem = f"{called} is known from elsewhere of {each.known.valid} answers and is of {here} here"
            yield Fault(problem, _SAME_ANSWERS)
        else:
            national[cell.round, question][cell.instrument] = each.known.valid - here
    for (round_, question), lacking in national.items():
        yield from _joint_faults(round_, question, lacking, grouping, threshold)


def misplaced_figures(sizes: Mapping[Key, int], grouping: Grouping, public: Public, threshold: int) -> Sequence[Fault]:
    """Everything that others have published and that cannot stand beside rows of these sizes."""
    return list(others_than_now(list(place_figures(sizes, grouping, public)), sizes, grouping, threshold))


def _joint_faults(
    round_: str, question: str, lacking: Mapping[str, int], grouping: Grouping, threshold: int
) -> Iterator[Fault]:
    """Targets of the nation whose differences, a whole's less those of its parts, are of few."""
    for whole, parts in _disjoint_parts(
        {target: frozenset(grouping.instruments(target)) for target in sorted(lacking)}
    ):
        rest = abs(lacking[whole] - sum(lacking[part] for part in parts))
        if rest < threshold:
            named = ", ".join((whole, *parts))
            problem = f"What is known from elsewhere of {question} in {round_} by {named} differs together by {rest}"
            yield Fault(f"{problem} answers from what is counted here", _SAME_ANSWERS)
            return


def _disjoint_parts(has: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each target with others, of nobody in common, that are in it and leave something of it over."""
    for whole in has:
        inside = [target for target in has if has[target] < has[whole]]
        for parts in chain.from_iterable(combinations(inside, count) for count in range(1, len(inside) + 1)):
            covered = frozenset[str]().union(*(has[part] for part in parts))
            if covered != has[whole] and len(covered) == sum(len(has[part]) for part in parts):
                yield whole, parts


def _says_anything(known: ShareClass) -> bool:
    return known.least > 0 or known.most < known.valid


def cell_name(cell: Cell, question: str = "") -> str:
    """A cell and a question as sentences have them."""
    return ", ".join(filter(None, (cell.round, cell.instrument, cell.municipality, cell.unit, cell.gender, question)))


def elsewhere_of_rows(placed: Sequence[Placed], sizes: Mapping[Key, int]) -> Shares:
    """Of rows that there are, as they are now."""
    return {each.key: each.known for each in placed if each.is_now and each.key in sizes}
