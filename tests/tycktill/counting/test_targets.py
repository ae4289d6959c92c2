"""A family's options are told where its instruments ask on one scale: same words, same count."""

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from tests.tycktill.builders import catalogue, instrument, question

from tycktill.counting import Target, targets_by_instrument
from tycktill.counting.targets import grouping_of
from tycktill.instrument import Instrument

FIRST = instrument("a", question("helhet"))


def other(**scale: Any) -> Instrument:
    """A second instrument with the same question, its scale changed so."""
    second = instrument("b", question("helhet"))
    changed = msgspec.structs.replace(second.scales["two_of_four"], **scale)
    return msgspec.structs.replace(second, scales={"two_of_four": changed})


def targets_of(id_: str, *instruments: Instrument) -> Sequence[Target]:
    """What an instrument's answers count towards, beside these."""
    own = catalogue(*instruments)
    return targets_by_instrument(grouping_of(own, own, {}), own)[id_]


def shared(second: Instrument) -> tuple[int, ...]:
    """The valid codes of the question in the family of both."""
    (_, family) = targets_of("a", FIRST, second)
    return family.questions["helhet"]


def test_equal_scales_are_one() -> None:
    assert shared(other()) == (1, 2, 3, 4)


def test_other_languages_do_not_make_another_scale() -> None:
    options = other().scales["two_of_four"].options
    assert shared(other(options=tuple(msgspec.structs.replace(each, text={"sv": "–"}) for each in options)))


@pytest.mark.parametrize(
    "scale",
    [
        {"options": tuple(msgspec.structs.replace(each, text={"sv": "Ja"}) for each in FIRST.scales["top"].options)},
        {"options": other().scales["two_of_four"].options[:-1]},
        {"positive": (1,)},
        {"excluded": ()},
    ],
)
def test_scales_that_differ_are_kept_apart(scale: dict[str, Any]) -> None:
    assert shared(other(**scale)) == ()


def test_a_question_asked_only_of_some_is_shown_for_nobody() -> None:
    asked = {**question("orsak"), "when": {"question": "helhet", "codes": [1]}}
    (own, family) = targets_of("a", instrument("a", question("helhet"), asked))
    assert (set(own.questions), set(family.questions)) == ({"helhet"}, {"helhet"})


def test_a_family_shows_it_by_those_that_ask_everybody() -> None:
    some = {**question("orsak", meaning=2), "when": {"question": "helhet", "codes": [1]}}
    first, second = instrument("a", question("helhet"), some), instrument("b", question("orsak"))
    named = {id_: targets_of(id_, first, second) for id_ in "ab"}
    assert [set(target.questions) for target in named["a"]] == [{"helhet"}, {"helhet"}]
    assert [set(target.questions) for target in named["b"]] == [{"orsak"}, {"orsak"}]
