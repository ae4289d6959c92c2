"""A fingerprint changes with everything that was counted, and with nothing else."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.builders import base, counts
from tests.tycktill.nations import answers, counts_of

from tycktill.counting import BaseCount, Counts, fingerprint
from tycktill.terms import Gender

ONE = base(("liten-a", "9001", "norr"), Gender.WOMAN, {"helhet": (3, 1), "trygg": (2, 2)})
OTHERS = (
    replace(ONE, answered=4),
    replace(ONE, options={"helhet": {1: 2, 3: 1}, "trygg": {1: 2}}),
    replace(ONE, options={"helhet": {1: 1, 2: 2}, "trygg": {1: 2}}),
    replace(ONE, options={"helhet": {1: 1, 3: 2}, "bra": {1: 2}}),
    replace(ONE, options={"helhet": {1: 1, 3: 2}}),
    *(
        replace(ONE, cell=replace(ONE.cell, **change))
        for change in (
            {"round": "2025"},
            {"instrument": "liten-b"},
            {"municipality": "9002"},
            {"unit": "syd"},
            {"unit": ""},
            {"gender": Gender.UNKNOWN},
        )
    ),
)


def of(*bases: BaseCount) -> bytes:
    """The fingerprint of counts of these."""
    return fingerprint(counts(bases))


@given(answers().map(counts_of), st.randoms())
def test_the_order_of_what_was_counted_does_not_matter(counted: Counts, random: Random) -> None:
    shuffled = [
        replace(each, options=dict(random.sample(sorted(each.options.items()), len(each.options))))
        for each in random.sample(counted.base, len(counted.base))
    ]
    assert fingerprint(Counts(tuple(shuffled))) == fingerprint(counted)


def test_everything_that_was_counted_matters() -> None:
    assert len({of(each) for each in (ONE, *OTHERS)}) == 1 + len(OTHERS)
    assert len({of(), of(ONE), of(ONE, OTHERS[-1])}) == 3


def test_what_nobody_chose_does_not_matter() -> None:
    assert of(replace(ONE, options={"helhet": {1: 1, 2: 0, 3: 2}, "trygg": {1: 2}, "bra": {}})) == of(ONE)


def test_names_cannot_be_shifted_into_each_other() -> None:
    cell = ONE.cell
    assert of(replace(ONE, cell=replace(cell, municipality="900", unit="1norr"))) != of(ONE)


def test_a_fingerprint_is_the_same_for_good() -> None:
    """Another one would draw other lots, and a release that is made again would not be the same release."""
    assert of(ONE).hex() == "9a50fba0cb8ccc9b7f47468c5021d2949261a60ac97494f0d47627fa4776672c"
