"""Coverage watches what may teach it something, and nothing else: half of the tests' time would go to the rest."""

import sys
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.watching import EXAMPLES, unwatched, watch_first_examples


def watch(*_: object) -> None:
    """As coverage's own tracer: it asks for no line of what is called."""


@pytest.fixture
def watched() -> Iterator[None]:
    """Under somebody's eye, as with `--cov`."""
    before = sys.gettrace()
    sys.settrace(watch)
    yield
    sys.settrace(before)


def test_the_first_examples_of_a_law_are_watched_and_the_others_are_not(watched: None) -> None:
    seen: list[bool] = []

    @given(st.integers())
    def law(number: int) -> None:
        seen.append(sys.gettrace() is watch)

    watch_first_examples(law)
    watch_first_examples(law)  # as for each case of a law that has parameters
    sys.settrace(watch)
    law()
    assert seen[:EXAMPLES] == [True] * EXAMPLES
    assert len(seen) > EXAMPLES
    assert not any(seen[EXAMPLES:])


def test_what_is_unwatched_is_watched_again_afterwards_whatever_happens(watched: None) -> None:
    sys.settrace(watch)
    with suppress(KeyError), unwatched():
        assert sys.gettrace() is None
        raise KeyError
    assert sys.gettrace() is watch
