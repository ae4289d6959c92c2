"""Witnesses prove what all worlds prove, and nothing that is wrong in them is believed."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.attacks.every_world import EveryWorld
from tests.attacks.made_up import EXACT, FAMILIES, PAIR, SMALL, WITHHELD, Row, bases_of, table_of
from tests.attacks.tiny_nations import NATIONS, tiny_nations
from tests.tycktill.builders import ROUND, Answers
from tests.tycktill.disclosure.audit.tables import one_unit, shown
from tests.tycktill.nations import Spot

from tycktill.disclosure.audit import BaseKey, Witness
from tycktill.disclosure.audit.witnesses import check_witnesses

FORMS = st.lists(st.sampled_from([EXACT, PAIR, WITHHELD, WITHHELD]), min_size=150, max_size=150)


def witnesses_of(rows: list[Row], answered: Mapping[Spot, Answers]) -> list[Witness]:
    """All worlds of each family's table, as its witness."""
    bases = bases_of(answered)
    found = []
    for family in sorted({FAMILIES.get(row["instrument"], row["instrument"]) for row in rows}):
        of_family = [base for base in bases if FAMILIES[base.key.instrument] == family]
        told = [row for row in rows if FAMILIES.get(row["instrument"], row["instrument"]) == family]
        worlds = EveryWorld(told, of_family, FAMILIES, SMALL.end_width).worlds if of_family else np.zeros((1, 0))
        cells = tuple(base.key for base in of_family)
        valid = np.array([base.valid for base in of_family], np.int32)
        found.append(Witness(ROUND, family, "helhet", cells, valid, worlds.astype(np.int32)))
    return found


@settings(max_examples=NATIONS // 2)
@given(tiny_nations(), FORMS)
def test_all_worlds_together_prove_what_is_safe_and_nothing_else(
    answered: Mapping[Spot, Answers], forms: list[str]
) -> None:
    rows = table_of(answered, lambda place, _: forms[place])
    every = EveryWorld(rows, bases_of(answered), FAMILIES, SMALL.end_width)
    faults = check_witnesses(rows, FAMILIES, SMALL, witnesses_of(rows, answered))
    assert bool(faults) == bool(every.leaks(SMALL)), faults


ANSWERED = one_unit(rest=2)
ROWS = shown(ANSWERED, lambda row: row.cell.gender in {"T", "K"})
(TRUE,) = witnesses_of(ROWS, ANSWERED)


def told(witness: Witness) -> str:
    """What is said of a witness."""
    return "".join(map(str, check_witnesses(ROWS, FAMILIES, SMALL, [witness])))


def with_world(*positive: int) -> Witness:
    """The true witness with one world before its own."""
    return replace(TRUE, worlds=np.vstack([np.array([positive], np.int32), TRUE.worlds]))


def test_a_witness_that_proves_all_has_no_faults() -> None:
    assert told(TRUE) == ""


def test_a_table_without_its_witness_is_not_proved() -> None:
    assert "Nothing witnesses 2024, annan, helhet" in str(check_witnesses(ROWS, FAMILIES, SMALL, [])[0])
    assert "No two worlds differ" in told(replace(TRUE, worlds=TRUE.worlds[:0]))


def test_one_world_proves_no_end() -> None:
    answered = one_unit(positive=1)
    rows = shown(answered, lambda row: row.cell.gender == "K")
    (witness,) = witnesses_of(rows, answered)
    assert check_witnesses(rows, FAMILIES, SMALL, [witness]) == ()
    alone = replace(witness, worlds=witness.worlds[:1])
    faults = "".join(map(str, check_witnesses(rows, FAMILIES, SMALL, [alone])))
    assert "No two worlds differ on 9001, norr, ensam, women: 0 of 9 are positive in all" in faults
    assert "No two worlds differ on this class of an end" in faults


def test_a_world_that_is_none_is_found() -> None:
    assert "world 1 has others than those who answered" in told(with_world(99, 0, 0))
    assert "world 1 has others than those who answered" in told(with_world(-1, 0, 0))
    assert "worlds have other base cells" in told(replace(TRUE, worlds=TRUE.worlds[:, :1]))
    assert "named twice" in told(replace(TRUE, cells=(TRUE.cells[0],) * 3))
    elsewhere = (*TRUE.cells[:2], BaseKey("9001", "syd", "ensam", "M"))
    assert "base cells of no unit in the table" in told(replace(TRUE, cells=elsewhere))


def test_a_world_that_gives_another_table_is_found() -> None:
    assert "A world gives another figure: 0 of 9 are positive" in told(with_world(0, 0, 0))


def test_other_numbers_of_answers_are_found() -> None:
    more = TRUE.valid + np.int32(1)
    assert "The witness has other numbers of answers than the table" in told(replace(TRUE, valid=more))
