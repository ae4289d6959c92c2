"""What came of a drawn start is told from ranges alone, and never more surely than every figure within them would."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tycktill.improvement.made_up import OWN, TARGET, Figures, Told, manifest, released

from tycktill.improvement import (
    SENTENCES,
    Draw,
    DrawnStart,
    History,
    Started,
    Unfollowed,
    can_be_proven,
    draw_sentences,
    effect_of_draw,
    follow_start,
    start_sentences,
)

UNITS = ("Norr", "Syd", "Öst", "Väst", "Mitt", "Strand")
DRAWN = Draw(UNITS[:3], UNITS[3:])
START = DrawnStart(TARGET, "helhet", OWN, "2024", DRAWN, "lott")


def told(*figures: Told | None) -> Figures:
    """What a round tells of the units."""
    return {(TARGET, OWN, unit, "helhet"): figure for unit, figure in zip(UNITS, figures, strict=True)}


def came(then: Figures, now: Figures) -> Started | Unfollowed:
    """What the round after says."""
    return follow_start(History([released("2024", then), released("2025", now)]), START)


SPANS = st.tuples(st.integers(0, 4), st.integers(0, 1)).map(lambda each: (6, each[0], each[0] + each[1]))


@settings(max_examples=30, deadline=None)
@given(st.lists(SPANS, min_size=6, max_size=6), st.lists(SPANS, min_size=6, max_size=6))
def test_no_figures_within_the_ranges_give_a_larger_p_value(then: list[Told], now: list[Told]) -> None:
    found = came(told(*then), told(*now))
    assert isinstance(found, Started)
    choices = [
        [(n - t) / 6 for t in range(was[1], was[2] + 1) for n in range(it[1], it[2] + 1)]
        for was, it in zip(then, now, strict=True)
    ]
    ends = [sorted({min(each), max(each)}) for each in choices]
    for changes in product(*ends):
        exact = effect_of_draw(DRAWN, dict(zip(UNITS, changes, strict=True)), "lott")
        assert exact is not None
        assert exact.p_value <= found.p_value + 1e-9
        assert found.least - 1e-9 <= exact.difference <= found.most + 1e-9


def test_a_large_rise_of_those_that_began_is_proven_and_none_is_not() -> None:
    low, high = (60, 30, 30), (60, 50, 50)
    rise = came(told(*[low] * 6), told(*[high] * 3, *[low] * 3))
    assert isinstance(rise, Started)
    assert rise.is_proven
    assert rise.p_value == pytest.approx(1 / 20)
    still = came(told(*[low] * 6), told(*[low] * 6))
    assert isinstance(still, Started)
    assert (still.least, still.is_proven) == (0.0, False)


def test_with_fewer_than_twenty_ways_nothing_can_be_proven() -> None:
    assert not can_be_proven(4, 2)
    assert not can_be_proven(5, 1)
    assert can_be_proven(6, 3)


def test_what_is_withheld_is_left_out_and_a_part_without_figures_says_nothing() -> None:
    low = (60, 30, 30)
    found = came(told(*[low] * 6), told(None, *[low] * 5))
    assert isinstance(found, Started)
    assert found.drawn.first == ("Syd", "Öst")
    assert came(told(*[low] * 6), told(*[None] * 3, *[low] * 3)) is Unfollowed.WITHHELD


def test_before_the_next_round_and_over_a_changed_question_nothing_is_said() -> None:
    low = told(*[(60, 30, 30)] * 6)
    assert follow_start(History([released("2024", low)]), START) is Unfollowed.NOT_YET
    changed = released("2025", low, manifest(meaning=2))
    assert follow_start(History([released("2024", low), changed]), START) is Unfollowed.BROKEN


@pytest.mark.parametrize("language", ["sv", "en"])
def test_all_of_it_has_a_sentence(language: str) -> None:
    low, high = (60, 30, 30), (60, 49, 50)
    sentences = SENTENCES[language]
    every = [
        *start_sentences(came(told(*[low] * 6), told(*[high] * 3, *[low] * 3)), sentences),
        *start_sentences(came(told(*[low] * 6), told(*[low] * 6)), sentences),
        *start_sentences(Unfollowed.NOT_YET, sentences),
        *draw_sentences(6, 3, sentences),
        *draw_sentences(4, 2, sentences),
    ]
    assert not [each for each in every if "{" in each]
    assert any("20" in each for each in every)
