"""Sets the target groups of a municipality beside the same groups of the nation, a reference or an earlier round."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import NamedTuple, TypedDict

from tycktill.disclosure import ProtectedValue
from tycktill.statistics import (
    ShareClass,
    Span,
    Stratum,
    against_references,
    change_factor,
    part_of_nation,
    round_after,
    share_of_all,
    smallest_change,
    smallest_difference,
    standardised_share,
    stratified_test,
    widened_p_value,
)
from tycktill.tables.difference import Against, Difference, Untested
from tycktill.tables.known import known_class
from tycktill.tables.mixes import Groups, Mix
from tycktill.terms import Cell, GenderGroup, Level, Reference

MOST_OF_ALL = 0.5
"""So large a part of the answers must be of target groups that both sides have, or they are not compared."""


@dataclass(frozen=True)
class _Common:
    """The groups that both sides have: one's own mix of these, and the other's shares in them."""

    mix: Mix
    others: Mapping[str, Span]
    strata: Sequence[Stratum] = ()
    is_hidden: bool = False
    """Whether some group was left out because the other side does not tell of it."""

    @cached_property
    def valid(self) -> int:
        return sum(self.mix[group].valid for group in self.others)

    @cached_property
    def expected(self) -> Span:
        return standardised_share([(self.mix[group].valid, other) for group, other in self.others.items()])

    def positive(self, own: ShareClass) -> tuple[int, int]:
        """Between what limits the positive answers of these groups lie, of all of the row's."""
        inside, outside = (
            [each for group, each in self.mix.items() if (group in self.others) is is_in] for is_in in (True, False)
        )
        return (
            max(sum(each.least for each in inside), own.least - sum(each.most for each in outside)),
            min(sum(each.most for each in inside), own.most - sum(each.least for each in outside)),
        )


class Tested(NamedTuple):
    """What a test says of a difference, as `Difference` has it."""

    p_value: float
    is_higher: bool
    smallest: float
    factor: float | None = None


_Finder = Callable[[Mix], _Common]
_Test = Callable[[_Common, int, int], Tested]


class FromNation:
    """Finds how municipalities' rows differ from the nation's: from references where these are given, else from the
    rest of the nation in these rows, of which there is one where two municipalities at least are known."""

    def __init__(self, groups: Groups, references: Iterable[Reference]) -> None:
        self._groups = groups
        self._given = {
            (each.round, each.instrument, each.question): each for each in references if each.level is Level.NATION
        }

    def of_row(self, row: ProtectedValue, *, is_alone: bool) -> Difference:
        """The difference of a row that is told, the only one of its series where it `is_alone`."""
        if self._given and row.cell.gender is GenderGroup.ALL:
            given, found = self._given_reference(row, row.cell.instrument), self._from_given(row)
            if given is not None or found.untested is None:
                return replace(found, **_reference_figure(given))
        return self._from_rest(row, is_alone=is_alone)

    def _given_reference(self, row: ProtectedValue, target: str) -> Reference | None:
        return self._given.get((row.cell.round, target, row.question))

    def _from_given(self, row: ProtectedValue) -> Difference:
        def find_common(mix: Mix) -> _Common:
            given = {group: each for group in mix if (each := self._given_reference(row, group)) is not None}
            return _Common(mix, {group: Span(1, each.share, each.share) for group, each in given.items()})

        found = _least_difference(row, self._groups.mixes_of(row), find_common, _beside_references, {})
        is_unknown = found.untested is Untested.GROUPS_DIFFER
        return replace(found, untested=Untested.MIX_UNKNOWN) if is_unknown else found

    def _from_rest(self, row: ProtectedValue, *, is_alone: bool) -> Difference:
        whole = self._groups.row_of(nation_of(row.cell), row.question)
        if whole is None or is_alone:
            return Difference(untested=Untested.NO_NATION if whole is None else Untested.ALONE)
        nation = self._groups.shares_of(whole.cell, row.question)
        beside = _row_figure(whole, Against.REST)
        return _least_difference(
            row, self._groups.mixes_of(row), lambda mix: _in_nation(mix, nation), _beside_rest, beside
        )


def _in_nation(mix: Mix, nation: Mix) -> _Common:
    strata = {group: part_of_nation(own, nation[group]) for group, own in mix.items() if group in nation}
    found = {group: each for group, each in strata.items() if each is not None}
    others = {group: _span_of(nation[group]) for group in found}
    return _Common(mix, others, [*found.values()], is_hidden=len(strata) < len(mix))


def from_earlier(groups: Groups, row: ProtectedValue, earlier: ProtectedValue, rho: float) -> Difference:
    """The difference of a row from that of an earlier round of an unbroken series, both told; `rho` is by how much
    rounds vary beyond chance."""

    before = groups.shares_of(earlier.cell, row.question)

    def find_common(mix: Mix) -> _Common:
        found = {group: before[group] for group in mix if group in before}
        return _common_after(mix, found, is_hidden=groups.any_asked(mix.keys() - found, [earlier]))

    def test_common(common: _Common, least: int, most: int) -> Tested:
        return since_then(common.strata, least, most, _middle_of(common.expected), rho)

    return _least_difference(row, groups.mixes_of(row), find_common, test_common, _earlier_figure(earlier))


def _common_after(mix: Mix, before: Mix, *, is_hidden: bool) -> _Common:
    """Beside others, or an earlier round, of whom no group of the mix is a part."""
    strata = [round_after(mix[group], each) for group, each in before.items()]
    others = {group: _span_of(each) for group, each in before.items()}
    return _Common(mix, others, strata, is_hidden=is_hidden)


def since_then(strata: Sequence[Stratum], least: int, most: int, expected: float, rho: float) -> Tested:
    """The test of a change, where one's own positive answers lie between `least` and `most` in all strata; `expected`
    is about where their share would lie without a change."""
    found = stratified_test(strata, least, most)
    before, now = (
        sum(side.valid for side in sides) for sides in zip(*((each.other, each.own) for each in strata), strict=True)
    )
    factor = change_factor(rho, before, now)
    smallest = smallest_change(expected, before, now, factor)
    return Tested(widened_p_value(found.p_value, factor), found.is_higher, smallest, factor)


def beside_row(found: Difference, earlier: ProtectedValue) -> Difference:
    """The difference with the figure of the earlier round that it is from."""
    return replace(found, **_earlier_figure(earlier))


def from_others(groups: Groups, row: ProtectedValue, others: Sequence[ProtectedValue]) -> Difference:
    """The difference of a row from those of other municipalities in its series, counted as one; all of them are told.

    Where one of the others does not tell of a target group, its answers are left out of that group.
    """

    def find_common(mix: Mix) -> _Common:
        pooled = {group: _pooled_share(groups, group, row.question, others) for group in mix}
        found = {group: each for group, each in pooled.items() if each is not None}
        return _common_after(mix, found, is_hidden=groups.any_asked(mix.keys() - found, others))

    def test_common(common: _Common, least: int, most: int) -> Tested:
        found = stratified_test(common.strata, least, most)
        number = sum(each.other.valid for each in common.strata)
        return Tested(*found, smallest_change(_middle_of(common.expected), number, common.valid))

    return _least_difference(row, groups.mixes_of(row), find_common, test_common, {})


def _pooled_share(groups: Groups, group: str, question: str, others: Iterable[ProtectedValue]) -> ShareClass | None:
    known = [groups.shares_of(each.cell, question).get(group) for each in others]
    stated = [each for each in known if each is not None]
    return share_of_all(stated) if stated else None


def nation_of(cell: Cell) -> Cell:
    """The nation's cell that a municipality's is a part of."""
    return replace(cell, level=Level.NATION, municipality="")


def _beside_rest(common: _Common, least: int, most: int) -> Tested:
    found = stratified_test(common.strata, least, most)
    others = sum(each.other.valid for each in common.strata)
    return Tested(*found, smallest_difference(_middle_of(common.expected), common.valid, others))


def _beside_references(common: _Common, least: int, most: int) -> Tested:
    shares = [(common.mix[group].valid, other.share_min) for group, other in common.others.items()]
    found = against_references(shares, least, most)
    return Tested(*found, smallest_difference(_middle_of(common.expected), common.valid, inf))


def _least_difference(
    row: ProtectedValue, mixes: Sequence[Mix], find: _Finder, test: _Test, beside: "_Figure"
) -> Difference:
    """The least clear difference over all mixes that a row can be of, from what is known of the other."""
    own = known_class(row)
    if own is None or not mixes:
        return Difference(untested=Untested.MIX_UNKNOWN, **beside)
    found = [_fit_mix(own, mix, find) for mix in mixes]
    fitted = [each for each in found if isinstance(each, _Fitted)]
    if len(fitted) < len(found):
        return Difference(untested=next(each for each in found if isinstance(each, Untested)), **beside)
    if len({each.compared for each in fitted}) > 1:
        return Difference(untested=Untested.MIX_UNKNOWN, **beside)
    return _least_clear(fitted, test, beside)


class _Fitted(NamedTuple):
    """What both sides have of one mix, and between what limits one's own positive answers of it lie."""

    common: _Common
    least: int
    most: int

    @property
    def compared(self) -> Span:
        return Span(self.common.valid, self.least / self.common.valid, self.most / self.common.valid)


def _fit_mix(own: ShareClass, mix: Mix, find: _Finder) -> _Fitted | Untested:
    """Of one mix; why it is not tested where it cannot be."""
    try:
        common = find(mix)
    except ValueError:  # No part of this nation: the audit says so of a release, here nothing can be tested.
        return Untested.IMPOSSIBLE
    if common.valid < max(MOST_OF_ALL * own.valid, 1):
        return Untested.HIDDEN if common.is_hidden else Untested.GROUPS_DIFFER
    least, most = common.positive(own)
    return _Fitted(common, least, most) if least <= most else Untested.IMPOSSIBLE


def _least_clear(fitted: Sequence[_Fitted], test: _Test, beside: "_Figure") -> Difference:
    """Of the tests of all mixes, of which no more are made than it takes to see that nothing can be told."""
    first = test(*fitted[0])
    p_value = first.p_value
    for each in fitted[1:]:
        if p_value >= 1:
            break
        other = test(*each)
        p_value = max(p_value, other.p_value) if other.is_higher == first.is_higher else 1.0
    spans = [each.common.expected for each in fitted]
    expected = Span(spans[0].valid, min(each.share_min for each in spans), max(each.share_max for each in spans))
    groups = tuple(sorted({group for each in fitted for group in each.common.others}))
    tested = first._replace(p_value=p_value)
    return Difference(groups=groups, compared=fitted[0].compared, expected=expected, **tested._asdict(), **beside)


def _span_of(known: ShareClass) -> Span:
    return Span(known.valid, known.share_min, known.share_max)


def _middle_of(expected: Span) -> float:
    return (expected.share_min + expected.share_max) / 2


class _Figure(TypedDict, total=False):
    """The other's own figure, as `Difference` has it."""

    against: Against
    round: str
    valid: int | None
    is_known: bool
    share_min: float
    share_max: float
    offered: int | None
    answered: int | None


def _reference_figure(given: Reference | None) -> _Figure:
    figure: _Figure = {"against": Against.REFERENCE}
    if given is None:
        return figure
    share = given.share
    known: _Figure = {"is_known": True, "share_min": share, "share_max": share}
    return {**figure, "round": given.round, "valid": given.valid, **known}


def _row_figure(row: ProtectedValue, against: Against) -> _Figure:
    figure: _Figure = {"against": against, "round": row.cell.round, "valid": row.valid}
    if row.share_min is None or row.share_max is None:
        return figure
    return {**figure, "is_known": True, "share_min": row.share_min, "share_max": row.share_max}


def _earlier_figure(row: ProtectedValue) -> _Figure:
    return {**_row_figure(row, Against.EARLIER), "offered": row.offered, "answered": row.answered}
