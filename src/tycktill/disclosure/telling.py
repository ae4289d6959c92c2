"""Tells one question: every municipality by itself, then the nation, figure by figure (disclosure 6)."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import shake_256
from typing import NamedTuple

from tycktill.disclosure.binding import Beside, add_intervals, part_bound
from tycktill.disclosure.following import by_name, intervals_following, narrowed_intervals, public_cells
from tycktill.disclosure.model.hierarchy import ALL, Hierarchy, RowName
from tycktill.disclosure.model.intervals import Interval, finest_intervals, whole_ends
from tycktill.disclosure.model.plan import asking_order, is_headline
from tycktill.disclosure.model.table import Numbers, SearchTable, build_table
from tycktill.disclosure.policies import Policy
from tycktill.disclosure.search.joint import JointSearch
from tycktill.disclosure.search.search import Search, followed_intervals
from tycktill.disclosure.setting import CellAnswers, PublicSet, QuestionSetting
from tycktill.terms import Targets

ALGORITHM = "2"
"""Part of every lot: another algorithm has another number, and is another version of the method in the manifest."""

ZOOMS = 8
WORLDS, JUDGED_WORLDS, JOINT_WORLDS = 48, 1024, 48
"""Worlds of a municipality, of one where they also say how certain a fact is, and joint ones."""

ATTEMPTS, TOGETHER = 20, 300
"""Times that worlds are drawn for the proof of what is public; base cells that are proved together at most."""

FINE = 500
"""Women and men of several municipalities are asked for until they are told to so small a part of their answers."""


Name = tuple[object, ...]
"""What lots are of."""


def tell_intervals(setting: QuestionSetting, answers: CellAnswers) -> Mapping[RowName, Interval] | None:
    """The interval that is told of every row of enough answers; None where what is public is not proved safe.

    Which of the two it is is worked out before the first question. Whatever answers give the same intervals would have
    been asked the same (disclosure 1.3): the choice tells nothing.
    """
    bound, others, known = part_bound(setting)
    towns = _open_towns(others)
    if towns is None or not _is_proved(bound):
        return None
    beside = Beside(answers, known)
    told = _told_of_nation(others, [_ask_town(others, town, beside) for town in towns], beside)
    if not bound.own.bases:
        return _by_row(*told, setting.policy)
    of_others = intervals_following(others.own, others.policy, others.public, by_name(*told))
    both = {row: add_intervals(known.get(row), of_others.get(row)) for row in setting.own.rows}
    whole, public = _whole_table(setting)
    cells = [(cell, both[names[0]]) for cell, names in enumerate(whole.names) if names]
    return _by_row(whole, narrowed_intervals(whole, [*public, *cells]), setting.policy)


def _by_row(whole: SearchTable, told: Sequence[Interval], policy: Policy) -> Mapping[RowName, Interval]:
    """What is told of each row: what follows by sums, in whole classes."""
    sizes = zip(followed_intervals(whole, policy, told), whole.size.tolist(), strict=True)
    return by_name(whole, [whole_ends(each, size, policy.end_width) for each, size in sizes])


def seed_of(*names: object) -> int:
    """Public lots (disclosure 7.1): a hash of names, never of a round's label, which could be chosen after a look."""
    return int.from_bytes(shake_256(repr((ALGORITHM, *names)).encode()).digest(8), "little")


class _Town(NamedTuple):
    """A municipality: `base` are cells of the free base, which are told before any world is drawn."""

    name: Name
    search: Search
    base: Sequence[int]


def _open_towns(setting: QuestionSetting) -> Sequence[_Town] | None:
    """Every municipality with what is public of it; None where that is not proved safe."""
    towns = [_open_town(setting, municipality, own) for municipality, own in setting.own.by_municipality()]
    safe = [town for town in towns if town is not None]
    return safe if len(safe) == len(towns) else None


def _open_town(setting: QuestionSetting, municipality: str, own: Hierarchy) -> _Town | None:
    """A municipality, to begin with what is public or else with the free base (disclosure 6.3, 6.11)."""
    policy, name = setting.policy, (*setting.name, municipality)
    rows = [row for row in setting.tellable(own) if len(own.rows[row]) == len(setting.own.rows[row])]
    public = list(_public_within(setting, own))
    found = build_table(own, rows, policy.threshold, [parts for parts, _ in public])
    if public:
        proved = _begin_proved(found, list(public_cells(found, public)), policy, name)
        return _Town(name, proved, ()) if proved else None
    search = Search(found, policy, _world_count(policy))
    base = () if policy.judges_certainty else _free_base(setting, found)
    if not base:
        search.begin((), seed_of(*name, "begin"))
    return _Town(name, search, base)


def _begin_proved(
    own: SearchTable, public: Sequence[tuple[int, Interval]], policy: Policy, name: Name
) -> Search | None:
    """A search that begins with what is public; None where that is not proved safe, by whatever worlds are drawn."""
    for attempt in range(ATTEMPTS):
        search, lots = Search(own, policy, _world_count(policy)), (*name, attempt) if attempt else name
        for cell, told in public:
            search.limit(cell, told)
        search.begin((), seed_of(*lots, "begin"))
        if search.settle(seed_of(*lots, "settle")) and search.is_safe(seed_of(*lots, "safe")):
            return search
    return None


def _world_count(policy: Policy) -> int:
    return JUDGED_WORLDS if policy.judges_certainty else WORLDS


def _pool_of_worlds(town: _Town) -> Numbers:
    """Worlds that agree with what was told, among them what proves it."""
    town.search.is_safe(seed_of(*town.name, "proof"))
    return town.search.pool(seed_of(*town.name, "pool"))


def _free_base(setting: QuestionSetting, own: SearchTable) -> Sequence[int]:
    targets = setting.own.targets
    rows = enumerate(own.names)
    return [cell for cell, names in rows if any(is_headline(row, targets, setting.headlines) for row in names)]


def _ask_town(setting: QuestionSetting, town: _Town, answers: CellAnswers) -> _Town:
    """A municipality when it has been asked: the free base by its finest classes, then all in order."""
    search = town.search
    for cell in town.base:
        offer = finest_intervals(int(search.table.size[cell]), max(1, setting.policy.end_width))
        search.tell(cell, offer[answers.answer(search.table.names[cell][0], offer)])
    if town.base:
        search.begin(town.base, seed_of(*town.name, "begin"))
    _ask_all(search, answers, _planned_cells(search.table, setting.own.targets), town.name)
    return town


def _public_within(setting: QuestionSetting, own: Hierarchy) -> Iterator[PublicSet]:
    """What is public of base cells of one municipality."""
    first = setting.own.bases.index(own.bases[0])
    for parts, told in setting.public:
        if first <= parts[0] and parts[-1] < first + len(own.bases):
            yield tuple(part - first for part in parts), told


def _planned_cells(own: SearchTable, targets: Targets) -> list[int]:
    key = asking_order(targets)
    named = [cell for cell, names in enumerate(own.names) if names]
    return sorted(named, key=lambda cell: min(map(key, own.names[cell])))


def _ask_all(search: Search | JointSearch, answers: CellAnswers, cells: Sequence[int], name: Name) -> None:
    """Ask of these cells in order (disclosure 6.4)."""
    for position, cell in enumerate(cells):
        _ask_of_cell(search, cell, answers, (*name, position))


def _ask_of_cell(search: Search | JointSearch, cell: int, answers: CellAnswers, name: Name) -> None:
    """Ask of a cell as long as there is anything to ask."""
    for zoom in range(ZOOMS):
        offer = [] if _is_fine(search, cell) else search.offer(cell, seed_of(*name, zoom, "offer"))
        if len(offer) < 2:
            return
        which = answers.answer(search.table.names[cell][0], offer)
        search.narrow(cell, offer[which], seed_of(*name, zoom, "narrow"))


def _is_fine(search: Search | JointSearch, cell: int) -> bool:
    """Whether a cell is told, or so finely that what is left serves the rows that come after it (disclosure 6.9)."""
    told = search.told(cell)
    if not isinstance(search, JointSearch) or search.table.names[cell][0].gender == ALL:
        return told.least == told.most
    return (told.most - told.least) * FINE <= int(search.table.size[cell])


def _told_of_nation(
    setting: QuestionSetting, towns: Sequence[_Town], answers: CellAnswers
) -> tuple[SearchTable, Sequence[Interval]]:
    """All cells in one table, what is told of each; those of several municipalities are asked of (disclosure 6.9)."""
    name = (*setting.name, "nation")
    whole, public = _whole_table(setting)
    told = _told_of_towns(towns, whole, public)
    if len(towns) < 2 or setting.policy.judges_certainty:  # worlds of pools do not say how probable they are
        return whole, told
    joint = JointSearch(whole, list(map(_pool_of_worlds, towns)), setting.policy, JOINT_WORLDS)
    joint.begin(seed_of(*name, "begin"))
    _ask_all(joint, answers, list(filter(joint.is_joint, _planned_cells(whole, setting.own.targets))), name)
    return whole, [joint.told(cell) if joint.is_joint(cell) else told[cell] for cell in range(len(whole.cells))]


def _is_proved(bound: QuestionSetting) -> bool:
    """Whether what is public of several municipalities is proved safe, with no answer at hand (disclosure 6.11).

    Few base cells are proved together, as those of a municipality are; more by joint worlds.
    """
    if not bound.own.bases:
        return True
    name = (*bound.name, "nation")
    whole, public = _whole_table(bound)
    if len(bound.own.bases) <= TOGETHER and _begin_proved(whole, public, bound.policy, name):
        return True
    towns = _open_towns(bound)
    return towns is not None and _is_proved_jointly(whole, towns, public, bound.policy, name)


def _is_proved_jointly(
    whole: SearchTable, towns: Sequence[_Town], public: Sequence[tuple[int, Interval]], policy: Policy, name: Name
) -> bool:
    joint = JointSearch(whole, list(map(_pool_of_worlds, towns)), policy, JOINT_WORLDS)
    for cell, told in public:
        if joint.is_joint(cell):
            joint.limit(cell, told)
    lots = ((*name, attempt) for attempt in range(ATTEMPTS))
    return any(joint.begin(seed_of(*each, "begin")) and joint.is_safe(seed_of(*each, "safe")) for each in lots)


def _whole_table(setting: QuestionSetting) -> tuple[SearchTable, Sequence[tuple[int, Interval]]]:
    """All cells in one table, and what is public of them."""
    tellable = list(setting.tellable(setting.own))
    whole = build_table(setting.own, tellable, setting.policy.threshold, [parts for parts, _ in setting.public])
    return whole, list(public_cells(whole, setting.public))


def _told_of_towns(
    towns: Sequence[_Town], whole: SearchTable, public: Sequence[tuple[int, Interval]]
) -> Sequence[Interval]:
    """What is known of each cell within a municipality; of others nothing but what is public."""
    cells = {row: cell for cell, names in enumerate(whole.names) for row in names}
    rows = [each for town in towns for each in by_name(town.search.table, town.search.all_told).items()]
    return narrowed_intervals(whole, [*public, *((cells[row], told) for row, told in rows)])
