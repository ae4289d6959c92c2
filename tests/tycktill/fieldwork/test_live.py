"""Live figures move by fives, and no sum gives away what its parts do not tell."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations_with_replacement, product
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tycktill.fieldwork import STEP, LiveFigure, live_figure, live_sum

COUNTS = st.integers(0, 60)
UNITS = st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=6)
"""Answered, and how many more were offered."""

Day = tuple[int, ...]
"""The true numbers of three units."""

Sum = Callable[[Sequence[LiveFigure], int], LiveFigure]


def parts_of(units: Sequence[tuple[int, int]]) -> list[LiveFigure]:
    """What is told of each unit."""
    return [live_figure(answered, offered=answered + more) for answered, more in units]


@given(numbers=st.lists(COUNTS).map(sorted))
def test_between_two_different_figures_lie_at_least_five_answers(numbers: list[int]) -> None:
    told = 0
    for number in numbers:
        figure = live_figure(number, offered=number).answered
        assert figure == told or number - told >= STEP
        assert figure <= number < figure + STEP
        assert figure == told or figure - told >= STEP
        told = figure


@given(units=UNITS)
def test_a_sum_lies_between_its_parts_and_the_truth_and_is_of_fives(units: list[tuple[int, int]]) -> None:
    parts, true = parts_of(units), sum(answered for answered, _ in units)
    told = live_sum(parts, true)
    assert sum(part.answered for part in parts) <= told.answered <= true
    assert told.answered % STEP == 0
    assert 0 <= told.room < STEP


@given(units=UNITS)
def test_a_sum_of_one_tells_no_more_than_its_part(units: list[tuple[int, int]]) -> None:
    (part, *_), (answered, _) = parts_of(units), units[0]
    assert live_sum([part], answered) == part


@given(units=UNITS)
def test_any_part_could_have_no_answer_that_it_does_not_tell(units: list[tuple[int, int]]) -> None:
    parts = parts_of(units)
    told = live_sum(parts, sum(answered for answered, _ in units))
    for part in parts:
        others = sum(other.answered + other.room for other in parts) - part.room
        assert told.answered <= others


@given(units=UNITS, more=st.data())
def test_a_sum_never_goes_back(units: list[tuple[int, int]], more: st.DataObject) -> None:
    later = [(answered + came, max(0, rest - came)) for answered, rest in units for came in [more.draw(COUNTS)]]
    before = live_sum(parts_of(units), sum(answered for answered, _ in units))
    after = live_sum(parts_of(later), sum(answered for answered, _ in later))
    assert after.answered >= before.answered


@given(count=st.integers(20, 60), units=st.data())
def test_a_sum_of_many_lags_by_few(count: int, units: st.DataObject) -> None:
    drawn = units.draw(st.lists(st.tuples(COUNTS, st.just(60)), min_size=count, max_size=count))
    true = sum(answered for answered, _ in drawn)
    hidden = sum(answered % STEP for answered, _ in drawn)
    lag = true - live_sum(parts_of(drawn), true).answered
    assert lag < STEP or hidden > (STEP - 1) * (count - 1)


def test_a_nation_is_told_nearly_whole() -> None:
    chance, nation = Random(1), [[0] * 5 for _ in range(269)]
    for _ in range(11_000):
        chance.choice(nation)[chance.randrange(5)] += 1
    units = [[live_figure(answered, offered=answered + 8) for answered in own] for own in nation]
    sums = [live_sum(parts, sum(own)) for parts, own in zip(units, nation, strict=True)]
    assert sum(part.answered for parts in units for part in parts) > 0.7 * 11_000
    assert sum(own.answered for own in sums) > 0.93 * 11_000
    assert live_sum(sums, 11_000).answered == 11_000


def three_units(most: int) -> Iterator[tuple[Day, Day]]:
    """Every way in which three units can stand on two days."""
    of_one = list(combinations_with_replacement(range(most + 1), 2))
    for first, second, third in product(of_one, repeat=3):
        yield (first[0], second[0], third[0]), (first[1], second[1], third[1])


def learned(sum_of: Sum) -> int:
    """How often somebody who sees all figures of both days knows a unit's number, or how many came in between."""
    seen: defaultdict[object, list[tuple[Day, Day]]] = defaultdict(list)
    for days in three_units(most=7):
        parts = [[live_figure(number, offered=20) for number in day] for day in days]
        told = tuple((*own, sum_of(own, sum(day))) for own, day in zip(parts, days, strict=True))
        seen[told].append(days)
    return sum(
        len({day[unit] for day in own}) == 1 or len({later[unit] - earlier[unit] for earlier, later in worlds}) == 1
        for worlds in seen.values()
        for unit in range(3)
        for own in zip(*worlds, strict=True)
    )


def test_nobody_learns_a_units_number_or_change_from_parts_and_sum() -> None:
    assert learned(live_sum) == 0


def test_true_sums_beside_their_parts_would_tell() -> None:
    assert learned(lambda _, true: LiveFigure(true // STEP * STEP, 0)) > 0
    assert learned(lambda _, true: LiveFigure(true, 0)) > 0
