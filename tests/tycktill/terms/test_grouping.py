"""What an instrument's answers are told in is a line, from itself by its groups to its family."""

from hypothesis import given
from hypothesis import strategies as st

from tycktill.terms import Grouping

FAMILIES = dict.fromkeys("abcde", "liten") | {"x": "annan"}
NESTED = Grouping(FAMILIES, {"abc": ("a", "b", "c"), "ab": ("a", "b"), "de": ("d", "e")})


def test_what_holds_what_is_told_smallest_first() -> None:
    assert NESTED.targets()["a"] == ("a", "ab", "abc", "liten")
    assert NESTED.targets()["d"] == ("d", "de", "liten")
    assert NESTED.targets()["x"] == ("x", "annan")


def test_only_what_is_shown_is_told_and_each_instrument_itself() -> None:
    assert NESTED.targets({"abc", "annan"})["a"] == ("a", "abc")
    assert NESTED.targets(())["x"] == ("x",)


@given(st.sampled_from(sorted({target for line in NESTED.targets().values() for target in line})))
def test_a_target_has_the_answers_of_the_instruments_whose_line_it_is_in(target: str) -> None:
    lines = NESTED.targets()
    assert set(NESTED.instruments(target)) == {id_ for id_, line in lines.items() if target in line}
    assert {lines[id_][-1] for id_ in NESTED.instruments(target)} == {NESTED.family(target)}


def test_what_is_not_known_is_told_by_itself() -> None:
    assert NESTED.family("unknown") == "unknown"
    assert NESTED.instruments("unknown") == ()
