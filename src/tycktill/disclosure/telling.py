"""Tells one question: every municipality by itself, then the nation, figure by figure (disclosure 6)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import shake_256
from typing import Protocol

import numpy as np

from tycktill.disclosure.model.hierarchy import REST, BaseCell, Hierarchy, Parts, RowName, hierarchy
from tycktill.disclosure.model.intervals import Interval, finest, whole_ends
from tycktill.disclosure.model.plan import is_headline, order
from tycktill.disclosure.model.table import Numbers, Table, table
from tycktill.disclosure.policies import Policy
from tycktill.disclosure.search.search import Search
from tycktill.terms import Level

ALGORITHM = "1"
"""Part of every lot: another algorithm is another number, and stands in the manifest with the method's."""

PASSES, ZOOMS = 2, 8
WORLDS, NATION_WORLDS, LIBRARY = 100, 48, 192


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
    towns = []
    for municipality, own in _towns(setting.own):
        search = _told_of_town(setting, municipality, own, answers)
        if search is None:
            return None
        towns.append(search)
    nation = _told_of_nation(setting, towns, answers)
    if nation is None:
        return None
    least, most = nation.follow()
    size, end = nation.table.size.tolist(), setting.policy.end_width
    intervals = [
        whole_ends(Interval(*ends), n, end) for *ends, n in zip(least.tolist(), most.tolist(), size, strict=True)
    ]
    return {row: intervals[cell] for cell, names in enumerate(nation.table.names) for row in names}


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


def _told_of_town(setting: Setting, municipality: str, own: Hierarchy, answers: Answers) -> Search | None:
    policy = setting.policy
    rows = [row for row in _tellable(setting, own) if row.level is not Level.NATION]
    first = setting.own.bases.index(own.bases[0])
    public = [
        (tuple(part - first for part in parts), told)
        for parts, told in setting.public
        if first <= parts[0] and parts[-1] < first + len(own.bases)
    ]
    search = Search(table(own, rows, policy.threshold, [parts for parts, _ in public]), policy, WORLDS)
    name = (*setting.name, municipality)
    if not _begin(search, setting, answers, public, name):
        return None
    _ask_all(search, answers, _planned(search.table, setting.own.families), name)
    search.is_safe(seed(*name, "proof"))
    return search


def _begin(
    search: Search,
    setting: Setting,
    answers: Answers,
    public: Sequence[tuple[Parts, Interval]],
    name: tuple[str, ...],
) -> bool:
    """Begin with what is public, or else with the free base; whether that is safe (disclosure 6.3, 6.11)."""
    is_public = _limit(search, public)
    free: list[int] = []
    if not is_public and setting.policy.certainty == 1:
        free = [
            cell
            for cell, names in enumerate(search.table.names)
            if any(is_headline(row, setting.own.families, setting.headlines) for row in names)
        ]
        for cell in free:
            offer = finest(int(search.table.size[cell]), max(1, setting.policy.end_width))
            search.tell(cell, offer[answers.answer(search.table.names[cell][0], offer)])
    search.begin(free, seed(*name, "begin"))
    return not is_public or (search.settle(seed(*name, "settle")) and search.is_safe(seed(*name, "safe")))


def _limit(search: Search, public: Sequence[tuple[Parts, Interval]]) -> bool:
    """Take in what is public of this table; whether there was anything."""
    by_parts = {tuple(search.table.cells[cell].tolist()): cell for cell in range(len(search.table.cells))}
    for parts, told in public:
        search.limit(by_parts[parts], told)
    return bool(public)


def _planned(own: Table, families: Mapping[str, str]) -> list[int]:
    key = order(set(families.values()))
    named = [cell for cell, names in enumerate(own.names) if names]
    return sorted(named, key=lambda cell: min(map(key, own.names[cell])))


def _ask_all(
    search: Search, answers: Answers, cells: Sequence[int], name: tuple[str, ...], passes: int = PASSES
) -> None:
    """Ask of these cells in order until a whole pass tells nothing new (disclosure 6.4)."""
    for turn in range(passes):
        told = [_ask(search, cell, answers, (*name, turn, place)) for place, cell in enumerate(cells)]
        if not any(told):
            return


def _ask(search: Search, cell: int, answers: Answers, name: tuple[object, ...]) -> bool:
    """Ask of a cell as long as there is anything to ask; whether there was."""
    for zoom in range(ZOOMS):
        offer = search.offer(cell, seed(*name, zoom, "offer"))
        if len(offer) == 1:
            return zoom > 0
        which = answers.answer(search.table.names[cell][0], offer)
        search.narrow(cell, offer[which], seed(*name, zoom, "narrow"))
    return True


def _told_of_nation(setting: Setting, towns: Sequence[Search], answers: Answers) -> Search | None:
    """All that was told of municipalities in one table, and the nation's own rows asked of it (disclosure 6.9)."""
    own, policy = setting.own, setting.policy
    rows = list(_tellable(setting, own))
    whole = table(own, rows, policy.threshold, [parts for parts, _ in setting.public])
    search = Search(whole, policy, NATION_WORLDS)
    by_row = {row: cell for cell, names in enumerate(whole.names) for row in names}
    for town in towns:
        for cell, names in enumerate(town.table.names):
            for row in names[:1]:
                search.tell(by_row[row], town.told(cell))
    national = [cell for cell in _planned(whole, own.families) if _is_only_national(whole.names[cell])]
    name = (*setting.name, "nation")
    is_public = _limit(search, setting.public)
    if not national and not any(own.is_of_several(parts) for parts, _ in setting.public):
        return search
    search.put(_together(towns, name))
    if is_public and not (search.settle(seed(*name, "settle")) and search.is_safe(seed(*name, "safe"))):
        return None
    _ask_all(search, answers, national, name, 1)
    return search


def _is_only_national(names: Sequence[RowName]) -> bool:
    return all(row.level is Level.NATION for row in names)


def _together(towns: Sequence[Search], name: tuple[object, ...]) -> Numbers:
    """Worlds of the nation: one of each municipality's put together."""
    parts = []
    for place, town in enumerate(towns):
        worlds = town.worlds(LIBRARY)
        turn = seed(*name, place) % len(worlds)
        parts.append(worlds[(np.arange(LIBRARY) + turn) % len(worlds)])
    return np.concatenate(parts, axis=1)
