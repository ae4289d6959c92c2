"""Which distributions over all options may leave beside the shares, so that nobody's option follows.

Asked are the rows of target groups in municipalities, for all genders together, whose numerator is told exactly: they
have nobody in common. Each is asked one thing, *is every option chosen by more than the margin and by fewer than all
but the margin?*, and tells its distribution if it is. Then the nation's row of the target group, if its numerator is
told exactly, is asked the same of all whose municipality told no distribution, together.

**What a missing one tells.** Which rows are asked follows from told numerators and numbers of answers. So all answers
that give the same told values and distributions give the same files. But "no" is an answer that no interval stands for:
where a row is asked and told none, it says that some option was chosen by few or by nearly all. Other ways to choose
options that fit the told numerators and distributions would have told one.

**Nobody's option follows.** Whatever shares fit the told values, each row's distribution can be dealt out over its
people: its positive options over those who were positive in any way, and the others likewise. So all that is refuted
of shares stays so, and where a group's number of positive answers varies, so does the number of each option in it.
"No" leaves that too: it holds where nobody chose some option, and where everybody of its kind, positive or not, chose
that one. Only the distribution of the rest of the nation could make a "no" tell something: where the rest has many
of an option and one municipality may have few of it, another must have the others. So it is told only where that
leaves room: where some option was chosen by fewer than there are positive people in the rest outside the
municipalities that answered no, with one more in each of these; and by fewer than there are others, counted alike.
Then each of these may have one of that option, which is a "no", whatever else is dealt out over it; and there is one
place to spare, so that wherever two options can differ by a person they do.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tycktill.counting import Tally
from tycktill.disclosure.policies import FEWEST_ANSWERS, Policy
from tycktill.disclosure.protected import Distribution
from tycktill.disclosure.public import NOTHING_PUBLIC, Public
from tycktill.terms import GenderGroup, Grouping, Level

_NATION = ""


@dataclass(frozen=True, slots=True)
class _Group:
    """The rows of one round and question for all genders together, by target and municipality."""

    rows: Mapping[tuple[str, str], Tally]
    grouping: Grouping
    margin: int


def told_distributions(
    rows: Sequence[Tally], grouping: Grouping, policy: Policy, public: Public = NOTHING_PUBLIC
) -> Iterator[Distribution]:
    """The distributions that are told of rows whose numerator is told exactly, in their order (disclosure 6.12).

    That of several target groups is told where it is the sum of told ones, and so follows from them. Where something
    of the round was told before, those that were are told again where they are still the same, and no others.
    """
    known = {(each.cell, each.question, each.valid): each for each in public.distributions}
    cells = [*(cell for release in public.releases for cell in release.answered), *(cell for cell, _, _ in known)]
    rounds = {cell.round for cell in cells}
    again = ((known.get((row.cell, row.question, row.valid)), _distribution_of(row)) for row in rows)
    yield from (now for then, now in again if then == now)
    asked = [row for row in rows if row.cell.round not in rounds]
    yield from map(_distribution_of, _distributed_tallies(asked, grouping, policy))


def _distribution_of(row: Tally) -> Distribution:
    return Distribution(row.cell, row.question, row.valid, row.options)


def _distributed_tallies(rows: Iterable[Tally], grouping: Grouping, policy: Policy) -> list[Tally]:
    groups: defaultdict[tuple[str, str], dict[tuple[str, str], Tally]] = defaultdict(dict)
    for row in rows:
        if row.cell.level is not Level.UNIT and row.cell.gender is GenderGroup.ALL:
            groups[row.cell.round, row.question][row.cell.instrument, row.cell.municipality] = row
    found = []
    for own in groups.values():
        group = _Group(own, grouping, max(policy.end_width, 1))
        found += [own[key] for key in _of_question(group)]
    return sorted(found, key=lambda row: (row.cell, row.question))


def _of_question(group: _Group) -> Iterator[tuple[str, str]]:
    targets = {target for target, _ in group.rows}
    given = {key for target in targets if target in group.grouping.families for key in _of_target(group, target)}
    yield from given
    for target, municipality in group.rows.keys() - given:
        parts = [(each, municipality) for each in group.grouping.instruments(target)]
        if _adds_up(group, (target, municipality), parts, given):
            yield target, municipality


def _adds_up(
    group: _Group, whole: tuple[str, str], parts: Sequence[tuple[str, str]], given: set[tuple[str, str]]
) -> bool:
    """Whether a family's or a group's answers are all in target groups whose distributions are told, on one scale."""
    row = group.rows[whole]
    valid = sum(group.rows[part].valid for part in parts if part in given)
    return row.valid == valid == sum(row.options.values())


def _of_target(group: _Group, target: str) -> Iterator[tuple[str, str]]:
    own = {cell: row for (name, cell), row in group.rows.items() if name == target}
    nation = own.pop(_NATION, None)
    spread: list[Tally] = []
    refused: list[Tally] = []
    for row in own.values():
        if _may_be_spread(row, group.margin):
            is_spread = _is_spread(list(row.options.values()), row.valid, group.margin)
            (spread if is_spread else refused).append(row)
    yield from ((target, row.cell.municipality) for row in spread)
    if nation is not None and _may_give_rest(nation, spread, refused, group.margin):
        yield target, _NATION


def _may_be_spread(row: Tally, margin: int) -> bool:
    """Whether that is left open by the number of answers and of positive ones."""
    fewest = max(FEWEST_ANSWERS, (margin + 1) * len(row.options))
    return row.valid >= fewest and margin < row.positive < row.valid - margin


def _is_spread(counts: Sequence[int], valid: int, margin: int) -> bool:
    return valid >= FEWEST_ANSWERS and all(margin < count < valid - margin for count in counts)


def _may_give_rest(nation: Tally, given: Sequence[Tally], refused: Sequence[Tally], margin: int) -> bool:
    """Whether what the nation has beyond told municipalities is nobody, or itself spread with room for all refused."""
    rest = nation.valid - sum(part.valid for part in given)
    counts = [nation.options[code] - sum(part.options[code] for part in given) for code in nation.options]
    if rest == 0 or not _is_spread(counts, rest, margin):
        return rest == 0
    others = [*given, *refused]
    positive = nation.positive - sum(part.positive for part in others)
    negative = nation.valid - nation.positive - sum(part.valid - part.positive for part in others)
    return not refused or min(counts) < min(positive, negative) + len(refused)
