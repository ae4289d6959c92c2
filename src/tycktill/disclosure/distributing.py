"""Which distributions over all options may leave beside the shares, so that they tell nothing more of anybody.

Told are cells that have nobody in common, each with an exact share. Whatever other answers would give the same shares
can then be dealt out over the options of each such cell in many ways, so that what was refuted of shares stays so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tycktill.disclosure.policies import FEWEST_ANSWERS, Policy
from tycktill.statistics import Estimate
from tycktill.terms import GenderGroup, Level

_NATION = ""


@dataclass(frozen=True, slots=True)
class _Group:
    """The rows of one round and question for all genders together, told apart by target and municipality."""

    rows: Mapping[tuple[str, str], Estimate]
    families: Mapping[str, str]
    margin: int


def distributed(rows: Iterable[Estimate], families: Mapping[str, str], policy: Policy) -> list[Estimate]:
    """Of rows whose share is shown as it is, those whose distribution may be told too, in their order.

    A target group in a municipality has its own where nobody chose an option nearly alone or nearly all did. The
    nation's is told where what it has beyond the told municipalities is nobody, or itself such a distribution of at
    least five; as few municipalities as need be are left out for it, the smallest first. A family's is told where it
    is the sum of told ones.
    """
    groups: defaultdict[tuple[str, str], dict[tuple[str, str], Estimate]] = defaultdict(dict)
    for row in rows:
        if row.cell.level is not Level.UNIT and row.cell.gender is GenderGroup.ALL:
            groups[row.cell.round, row.question][row.cell.instrument, row.cell.municipality] = row
    found = []
    for own in groups.values():
        group = _Group(own, families, max(policy.end_width, 1))
        found += [own[key] for key in _of_question(group)]
    return sorted(found, key=lambda row: (row.cell, row.question))


def _of_question(group: _Group) -> Iterator[tuple[str, str]]:
    targets = {target for target, _ in group.rows}
    told = {key for target in targets if target in group.families for key in _of_target(group, target)}
    yield from told
    for target, municipality in group.rows.keys() - told:
        if target not in group.families and _is_spread(group.rows[target, municipality], group.margin):
            parts = [each for each in group.families if group.families[each] == target]
            if _adds_up(group, (target, municipality), [(each, municipality) for each in parts], told):
                yield target, municipality


def _adds_up(
    group: _Group, whole: tuple[str, str], parts: Sequence[tuple[str, str]], told: set[tuple[str, str]]
) -> bool:
    """Whether a family's answers are all in target groups whose distributions are told."""
    return group.rows[whole].valid == sum(group.rows[part].valid for part in parts if part in told)


def _of_target(group: _Group, target: str) -> Iterator[tuple[str, str]]:
    own = {place: row for (name, place), row in group.rows.items() if name == target}
    spread = {place: row for place, row in own.items() if _is_spread(row, group.margin)}
    nation = spread.pop(_NATION, None)
    if nation is not None:
        for place in sorted(spread, key=lambda place: (spread[place].valid, place)):
            if _is_covered(nation, spread.values(), group.margin):
                break
            del spread[place]
        yield target, _NATION
    yield from ((target, place) for place in spread)


def _is_spread(row: Estimate, margin: int) -> bool:
    counts = row.options.values()
    return sum(counts) == row.valid and _are_between(list(counts), row.valid, margin)


def _are_between(counts: Sequence[int], valid: int, margin: int) -> bool:
    return valid >= FEWEST_ANSWERS and all(margin < count < valid - margin for count in counts)


def _is_covered(nation: Estimate, told: Iterable[Estimate], margin: int) -> bool:
    """Whether what the nation has beyond these municipalities is nobody, or may itself be told."""
    parts = list(told)
    rest = nation.valid - sum(part.valid for part in parts)
    counts = [nation.options[code] - sum(part.options[code] for part in parts) for code in nation.options]
    return rest == 0 or _are_between(counts, rest, margin)
