"""What is public of several municipalities together binds their people to each other (disclosure 6.11)."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from tycktill.disclosure.following import intervals_following
from tycktill.disclosure.model.hierarchy import Hierarchy, Parts, RowName, build_hierarchy
from tycktill.disclosure.model.intervals import Interval
from tycktill.disclosure.model.table import build_table
from tycktill.disclosure.policies import Policy
from tycktill.disclosure.search.search import followed_intervals
from tycktill.disclosure.setting import CellAnswers, PublicSet, QuestionSetting


class Parted(NamedTuple):
    """A setting in two, so that nothing that is public is of some of both (disclosure 6.11).

    `bound` are those whom something public binds to other municipalities; of them alone nothing is asked. `others` are
    all the rest. `known` is what is known of the bound of each row; rows of both are asked where that is one number.
    """

    bound: QuestionSetting
    others: QuestionSetting
    known: Mapping[RowName, Interval]


def part_bound(setting: QuestionSetting) -> Parted:
    """In two: the bound, of whom nothing is asked, and all others."""
    bases, public, joint = _binding_of(setting.own, setting.public, setting.policy)
    if not bases:
        return Parted(_setting_of(setting, (), ()), replace(setting, public=public), {})
    bound = _setting_of(setting, sorted(bases), public)
    bound = replace(bound, name=(*setting.name, "bound"), untold=bound.own.rows)
    known = intervals_following(
        bound.own, bound.policy, _setting_of(setting, sorted(bases), [*public, *joint]).public, {}
    )
    others = _setting_of(setting, [base for base in range(len(setting.own.bases)) if base not in bases], public)
    asked = set(setting.tellable(setting.own)) - {row for row, (least, most) in known.items() if least < most}
    return Parted(bound, replace(others, untold=others.own.rows.keys() - asked), known)


class Beside:
    """Answers of rows beside people of whom it is known how many are positive."""

    def __init__(self, answers: CellAnswers, known: Mapping[RowName, Interval]) -> None:
        self._answers, self._known = answers, known

    def answer(self, row: RowName, offer: Sequence[Interval]) -> int:
        """The number of the interval that the others' numerator lies in."""
        known = self._known.get(row)
        return self._answers.answer(row, [add_intervals(known, each) for each in offer] if known else offer)


def add_intervals(one: Interval | None, other: Interval | None) -> Interval:
    """What is known of both together; of nobody nothing has to be."""
    both = [each for each in (one, other) if each]
    return Interval(sum(each.least for each in both), sum(each.most for each in both))


def _setting_of(setting: QuestionSetting, bases: Sequence[int], public: Sequence[PublicSet]) -> QuestionSetting:
    """The setting of some base cells."""
    own, numbers = setting.own, {base: number for number, base in enumerate(bases)}
    valid = {own.bases[base]: own.valid[base] for base in bases}
    part = build_hierarchy(valid, own.targets, has_nation=own.has_nation)
    known = [(tuple(numbers[base] for base in parts), told) for parts, told in public if parts[0] in numbers]
    return replace(setting, own=part, public=known)


class _Binding(NamedTuple):
    """The same as was public, said anew: each set is of bound base cells alone or of none.

    A set of several municipalities is of bound base cells; what binds nobody is of one. `joint` says again what is
    known of all the bound of a joint set, also of those whose part in it is known exactly.
    """

    bound: Set[int]
    public: Sequence[PublicSet]
    joint: Sequence[PublicSet]


def _binding_of(own: Hierarchy, public: Sequence[PublicSet], policy: Policy) -> _Binding:
    """Who is bound by what is public.

    A municipality whose part in a joint set follows exactly is not bound by it: what is known of the set is known of
    the others. All that something local ties to bound base cells is bound with them.
    """
    said = [each for each in public if _says_anything(own, *each)]
    joint = [each for each in said if own.is_of_several(each[0])]
    exact = _exact_parts(own, said, joint, policy) if joint else {}
    local = [each for each in said if not own.is_of_several(each[0])]
    local += [(parts, Interval(positive, positive)) for parts, positive in exact.items()]
    left = [(each, _without_parts(own, *each, exact)) for each in joint]
    local += [rest for _, rest in left if rest[0] and not own.is_of_several(rest[0])]
    binding = [(each, rest) for each, rest in left if rest[0] and own.is_of_several(rest[0])]
    bound = _tied_cells({base for _, (parts, _) in binding for base in parts}, [parts for parts, _ in local])
    apart = {parts: positive for parts, positive in exact.items() if bound.isdisjoint(parts)}
    public = [*local, *(rest for _, rest in binding)]
    return _Binding(bound, public, [_without_parts(own, *each, apart) for each, _ in binding])


def _says_anything(own: Hierarchy, parts: Parts, told: Interval) -> bool:
    return told.least > 0 or told.most < own.size_of(parts)


def _by_municipality(own: Hierarchy, parts: Parts) -> Iterator[Parts]:
    for _, group in groupby(parts, key=lambda base: own.bases[base].municipality):
        yield tuple(group)


def _exact_parts(
    own: Hierarchy, said: Sequence[PublicSet], joint: Sequence[PublicSet], policy: Policy
) -> Mapping[Parts, int]:
    """Municipalities' parts of joint sets of which a single number follows by sums."""
    sought = {part for parts, _ in joint for part in _by_municipality(own, parts)}
    known = build_table(own, (), policy.threshold, sorted({*sought, *(parts for parts, _ in said)}))
    sets = [tuple(known.cells[cell].tolist()) for cell in range(len(known.cells))]
    told = {parts: Interval(0, int(size)) for parts, size in zip(sets, known.size, strict=True)}
    for parts, (least, most) in said:
        told[parts] = Interval(max(told[parts].least, least), min(told[parts].most, most))
    found = zip(sets, followed_intervals(known, policy, [told[parts] for parts in sets]), strict=True)
    return {parts: least for parts, (least, most) in found if parts in sought and least == most}


def _without_parts(own: Hierarchy, parts: Parts, told: Interval, exact: Mapping[Parts, int]) -> PublicSet:
    """What a joint set says of all but these parts of it; of nobody where it says nothing."""
    pieces = list(_by_municipality(own, parts))
    known = sum(exact.get(piece, 0) for piece in pieces)
    left = tuple(base for piece in pieces if piece not in exact for base in piece)
    rest = Interval(told.least - known, told.most - known)
    return (left if _says_anything(own, left, rest) else ()), rest


def _tied_cells(bound: set[int], local: Sequence[Parts]) -> Set[int]:
    """These base cells, and all that sets which hold one of them hold too."""
    while more := {base for parts in local if not bound.isdisjoint(parts) for base in parts} - bound:
        bound |= more
    return bound
