"""A numerator's class depends on it and its denominator alone, and the coarser holds the finer."""

from hypothesis import given
from hypothesis import strategies as st

from tycktill.disclosure import PRESETS, Policy
from tycktill.disclosure.classes import Form, NumeratorClass, classes

POLICIES = st.sampled_from([Policy(), Policy(end_width=2), PRESETS["official"]])
NUMBERS = st.integers(5, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(NUMBERS, POLICIES)
def test_each_form_lies_within_the_next(numbers: tuple[int, int], policy: Policy) -> None:
    positive, valid = numbers
    fine, pair, withheld = classes(positive, valid, policy)
    assert withheld == NumeratorClass(0, valid)
    assert 0 <= pair.least <= fine.least <= positive <= fine.most <= pair.most <= valid


@given(NUMBERS, POLICIES)
def test_all_numerators_of_a_class_have_that_class(numbers: tuple[int, int], policy: Policy) -> None:
    """So the class tells nothing but itself."""
    positive, valid = numbers
    for form in (Form.FINE, Form.PAIR):
        least, most = classes(positive, valid, policy)[form]
        assert {classes(each, valid, policy)[form] for each in range(least, most + 1)} == {NumeratorClass(least, most)}


@given(NUMBERS)
def test_a_pair_has_two_numerators_or_three(numbers: tuple[int, int]) -> None:
    positive, valid = numbers
    fine, pair, _ = classes(positive, valid, Policy())
    assert pair.most - pair.least in ({1} if fine.most > fine.least else {1, 2})


def test_the_classes_of_eleven_answers() -> None:
    found = dict.fromkeys(tuple(classes(positive, 11, Policy())[Form.PAIR]) for positive in range(12))
    assert list(found) == [(0, 1), (2, 3), (4, 5), (6, 7), (8, 9), (10, 11)]


def test_one_numerator_between_the_ends_has_no_neighbour() -> None:
    assert classes(2, 4, Policy())[Form.PAIR] == NumeratorClass(2, 2)
