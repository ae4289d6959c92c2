"""Tells one question: every municipality by itself, then the nation, figure by figure (disclosure 6)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import shake_256
from typing import NamedTuple, Protocol

from tycktill.disclosure.model.hierarchy import ALL, REST, BaseCell, Hierarchy, Parts, RowName, hierarchy
from tycktill.disclosure.model.intervals import Interval, finest, whole_ends
from tycktill.disclosure.model.plan import is_headline, order
from tycktill.disclosure.model.table import Numbers, Table, table
from tycktill.disclosure.policies import Policy
from tycktill.disclosure.search.joint import JointSearch
from tycktill.disclosure.search.search import Search, followed
from tycktill.terms import Level

ALGORITHM = "1"
"""Part of every lot: another algorithm is another number, and stands in the manifest with the method's."""

ZOOMS = 8
WORLDS, JOINT_WORLDS = 64, 48
FINE = 500
"""Women and men of several municipalities are asked for until they are told to so small a part of their answers."""


class Answers(Protocol):
    """What has seen the counts; it answers this one question and no other."""

    def answer(self, row: RowName, offer: Sequence[Interval]) -> int:
        """The number of the interval that the row's numerator lies in."""
        ...


@dataclass(frozen=True, slots=True)
class Setting:
    """All that decides what is asked of one question: nothing of it has seen how anybody answered.

    `name` is the family and the question. `headlines` are families that tell one total for all target groups.
    `untold` are rows that may not be told at all (rule R1). `public` is what is public already of sets of base cells:
    of rows, also of those that are not told, and of figures from before units were added.
    """

    name: tuple[str, str]
    own: Hierarchy
    headlines: Collection[str]
    policy: Policy
    untold: Collection[RowName] = ()
    public: Sequence[tuple[Parts, Interval]] = ()


def tell(setting: Setting, answers: Answers) -> Mapping[RowName, Interval] | None:
    """The interval that is told of every row of enough answers; None where no way is proved safe.

    Whatever answers give the same intervals would have been asked the same (disclosure 1.3): the choice tells nothing.
    """
    if not setting.own.bases:
        return {}
    towns = [_told_of_town(setting, municipality, own, answers) for municipality, own in _towns(setting.own)]
    safe = [town for town in towns if town is not None]
    told = _told_of_nation(setting, safe, answers) if len(safe) == len(towns) else None
    return None if told is None else _by_row(*told, setting.policy)


def _by_row(whole: Table, told: Sequence[Interval], policy: Policy) -> Mapping[RowName, Interval]:
    """What is told of each row: what follows by sums, in whole classes."""
    sizes = zip(followed(whole, policy, told), whole.size.tolist(), strict=True)
    intervals = [whole_ends(each, size, policy.end_width) for each, size in sizes]
    return {row: intervals[cell] for cell, names in enumerate(whole.names) for row in names}


def seed(*names: object) -> int:
    """Public lots (disclosure 7.1): a hash of names, never of a round's label, which could be chosen after a look."""
    return int.from_bytes(shake_256(repr((ALGORITHM, *names)).encode()).digest(8), "little")


def _towns(own: Hierarchy) -> Iterator[tuple[str, Hierarchy]]:
    """Each municipality's part, whose base cells follow one another."""
    valid: dict[str, dict[BaseCell, int]] = {}
    for base, count in zip(own.bases, own.valid, strict=True):
        valid.setdefault(base.municipality, {})[base] = count
    for municipality, bases in valid.items():
        yield municipality, hierarchy(bases, own.families)


def _tellable(setting: Setting, own: Hierarchy) -> Iterator[RowName]:
    for row in own.rows:
        fewest = setting.policy.fewest(is_joint=own.is_joint(row))
        if row.gender != REST and row not in setting.untold and own.size(row) >= fewest:
            yield row


class _Town(NamedTuple):
    """What was told in a municipality, and worlds that agree with it."""

    search: Search
    pool: Numbers


def _told_of_town(setting: Setting, municipality: str, own: Hierarchy, answers: Answers) -> _Town | None:
    policy = setting.policy
    rows = [row for row in _tellable(setting, own) if row.level is not Level.NATION]
    public = list(_within(setting, own))
    search = Search(table(own, rows, policy.threshold, [parts for parts, _ in public]), policy, WORLDS)
    name = (*setting.name, municipality)
    if not _begin(search, setting, answers, public, name):
        return None
    _ask_all(search, answers, _planned(search.table, setting.own.families), name)
    search.is_safe(seed(*name, "proof"))
    return _Town(search, search.pool(seed(*name, "pool")))


def _within(setting: Setting, own: Hierarchy) -> Iterator[tuple[Parts, Interval]]:
    """What is public of base cells of one municipality."""
    first = setting.own.bases.index(own.bases[0])
    for parts, told in setting.public:
        if first <= parts[0] and parts[-1] < first + len(own.bases):
            yield tuple(part - first for part in parts), told


def _begin(
    search: Search,
    setting: Setting,
    answers: Answers,
    public: Sequence[tuple[Parts, Interval]],
    name: tuple[str, ...],
) -> bool:
    """Begin with what is public, or else with the free base; whether that is safe (disclosure 6.3, 6.11)."""
    for cell, told in _public(search.table, public):
        search.limit(cell, told)
    free: list[int] = []
    if not public and setting.policy.certainty == 1:
        free = [
            cell
            for cell, names in enumerate(search.table.names)
            if any(is_headline(row, setting.own.families, setting.headlines) for row in names)
        ]
        for cell in free:
            offer = finest(int(search.table.size[cell]), max(1, setting.policy.end_width))
            search.tell(cell, offer[answers.answer(search.table.names[cell][0], offer)])
    search.begin(free, seed(*name, "begin"))
    return not public or (search.settle(seed(*name, "settle")) and search.is_safe(seed(*name, "safe")))


def _public(own: Table, public: Sequence[tuple[Parts, Interval]]) -> Iterator[tuple[int, Interval]]:
    """What is public of the cells of a table."""
    by_parts = {tuple(own.cells[cell].tolist()): cell for cell in range(len(own.cells))}
    yield from ((by_parts[parts], told) for parts, told in public)


def _planned(own: Table, families: Mapping[str, str]) -> list[int]:
    key = order(set(families.values()))
    named = [cell for cell, names in enumerate(own.names) if names]
    return sorted(named, key=lambda cell: min(map(key, own.names[cell])))


def _ask_all(search: Search | JointSearch, answers: Answers, cells: Sequence[int], name: tuple[str, ...]) -> None:
    """Ask of these cells in order (disclosure 6.4)."""
    for place, cell in enumerate(cells):
        _ask(search, cell, answers, (*name, place))


def _ask(search: Search | JointSearch, cell: int, answers: Answers, name: tuple[object, ...]) -> None:
    """Ask of a cell as long as there is anything to ask."""
    for zoom in range(ZOOMS):
        offer = [] if _is_fine(search, cell) else search.offer(cell, seed(*name, zoom, "offer"))
        if len(offer) < 2:
            return
        which = answers.answer(search.table.names[cell][0], offer)
        search.narrow(cell, offer[which], seed(*name, zoom, "narrow"))


def _is_fine(search: Search | JointSearch, cell: int) -> bool:
    """Whether a cell is told finely enough that what is left serves the rows that come after it (disclosure 6.9)."""
    told = search.told(cell)
    is_part = isinstance(search, JointSearch) and search.table.names[cell][0].gender != ALL
    return is_part and (told.most - told.least) * FINE <= int(search.table.size[cell])


def _told_of_nation(
    setting: Setting, towns: Sequence[_Town], answers: Answers
) -> tuple[Table, Sequence[Interval]] | None:
    """All cells in one table, what is told of each; those of several municipalities are asked of (disclosure 6.9)."""
    own, policy, name = setting.own, setting.policy, (*setting.name, "nation")
    whole = table(own, list(_tellable(setting, own)), policy.threshold, [parts for parts, _ in setting.public])
    public = list(_public(whole, setting.public))
    told = _told_of_towns(towns, whole, public)
    joint = JointSearch(whole, [town.pool for town in towns], policy, JOINT_WORLDS)
    limits = [each for each in public if joint.is_joint(each[0])]
    for each in limits:
        joint.limit(*each)
    is_begun = joint.begin(seed(*name, "begin"))
    if limits and not (is_begun and joint.is_safe(seed(*name, "safe"))):
        return None
    _ask_all(joint, answers, list(filter(joint.is_joint, _planned(whole, own.families))), name)
    return whole, [joint.told(cell) if joint.is_joint(cell) else told[cell] for cell in range(len(whole.cells))]


def _told_of_towns(towns: Sequence[_Town], whole: Table, public: Sequence[tuple[int, Interval]]) -> Sequence[Interval]:
    """What is known of each cell within a municipality; of others nothing but what is public."""
    told = [Interval(0, size) for size in whole.size.tolist()]
    by_row = {row: cell for cell, names in enumerate(whole.names) for row in names}
    for search, _ in towns:
        for cell, names in enumerate(search.table.names):
            for row in names[:1]:
                told[by_row[row]] = search.told(cell)
    for cell, known in public:
        told[cell] = Interval(max(told[cell].least, known.least), min(told[cell].most, known.most))
    return told
