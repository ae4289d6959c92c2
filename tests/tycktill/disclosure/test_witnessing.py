"""What the protection writes down is believed by a checker that shares nothing with it, and is never the truth."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.attacks.made_up import EXACT, FAMILIES, SMALL, Row, bases_of, table_of
from tests.attacks.tiny_nations import tiny_nations
from tests.tycktill.builders import Answers
from tests.tycktill.disclosure.test_public import public_of
from tests.tycktill.disclosure.worlds import leaks, worlds_of
from tests.tycktill.nations import Spot, answers, estimates_of

from tycktill.disclosure import PRESETS, Policy, Protected, Public, protect
from tycktill.disclosure.audit import Witness
from tycktill.disclosure.audit.witnesses import check_witnesses
from tycktill.disclosure.public import NOTHING_PUBLIC
from tycktill.publication import requirements_of
from tycktill.publication.csv_text import read_csv
from tycktill.publication.results import RESULTS, result_row, write_results
from tycktill.statistics import ShareClass
from tycktill.terms import Cell, Gender, GenderGroup, Level


def witnessed(
    answered: Mapping[Spot, Answers], policy: Policy, seed: bytes = b"lots", public: Public = NOTHING_PUBLIC
) -> tuple[list[Row], list[Witness], Protected]:
    """The rows of results.csv, and what witnesses them."""
    found: list[Witness] = []
    protected = protect(estimates_of(answered), policy, seed=seed, public=public, keep=found.append)
    rows = [dict(row) for row in read_csv(write_results(map(result_row, protected.values)), file=RESULTS)]
    return rows, found, protected


def told(rows: Sequence[Row], policy: Policy, witnesses: Sequence[Witness]) -> list[str]:
    return [str(fault) for fault in check_witnesses(rows, FAMILIES, requirements_of(policy), witnesses)]


@pytest.mark.parametrize("preset", sorted(PRESETS))
@given(answered=answers(most=16), seed=st.binary(min_size=1, max_size=2))
def test_every_release_has_witnesses(preset: str, answered: Mapping[Spot, Answers], seed: bytes) -> None:
    rows, witnesses, _ = witnessed(answered, PRESETS[preset], seed)
    assert told(rows, PRESETS[preset], witnesses) == []


def truth_of(witness: Witness, answered: Mapping[Spot, Answers]) -> NDArray[np.int32]:
    """The true answers in the order of a witness."""
    positive = {base.key: base.positive for base in bases_of(answered)}
    return np.array([positive[key] for key in witness.cells], np.int32)


@pytest.mark.parametrize("preset", sorted(PRESETS))
@given(answered=tiny_nations())
def test_the_truth_is_no_world_but_where_nothing_could_be_shown_without_it(
    preset: str, answered: Mapping[Spot, Answers]
) -> None:
    _, witnesses, protected = witnessed(answered, PRESETS[preset])
    for witness in witnesses:
        every = worlds_of(answered, protected, witness.family)
        if every and (witness.worlds == truth_of(witness, answered)).all(axis=1).any():
            others = every.all[(every.all != every.positive).any(axis=1)]
            assert not len(others) or list(leaks(replace(every, all=others), PRESETS[preset]))


@given(answered=answers(most=16))
def test_nobody_pays_for_witnesses_who_does_not_ask(answered: Mapping[Spot, Answers]) -> None:
    _, _, protected = witnessed(answered, PRESETS["standard"])
    assert protected == protect(estimates_of(answered), PRESETS["standard"], seed=b"lots")


@given(answered=answers(most=16))
def test_the_same_answers_give_the_same_witnesses(answered: Mapping[Spot, Answers]) -> None:
    (_, one, _), (_, other, _) = (witnessed(answered, PRESETS["standard"]) for _ in range(2))
    for mine, yours in zip(one, other, strict=True):
        assert (mine.cells, mine.worlds.tolist()) == (yours.cells, yours.worlds.tolist())


@given(answered=answers(most=9))
def test_a_correction_has_witnesses_that_keep_to_what_was_public(answered: Mapping[Spot, Answers]) -> None:
    _, _, first = witnessed(answered, PRESETS["standard"])
    rows, witnesses, second = witnessed(answered, PRESETS["standard"], b"others", public_of(first))
    assert second.exposed == ()
    assert told(rows, PRESETS["standard"], witnesses) == []


def test_what_others_told_too_much_of_has_no_witness() -> None:
    answered = {("ensam", "9001", "norr", Gender.WOMAN): (9, 9)}
    cell = Cell("2024", "ensam", Level.MUNICIPALITY, "9001", "", GenderGroup.ALL)
    rows, witnesses, _ = witnessed(
        answered, PRESETS["standard"], public=Public(elsewhere={(cell, "helhet"): ShareClass(9, 9, 9)})
    )
    assert told(rows, PRESETS["standard"], witnesses) != []


UNITS = {
    ("ensam", "9001", "norr", Gender.WOMAN): (30, 20),
    ("ensam", "9001", "norr", Gender.MAN): (12, 11),
    ("ensam", "9001", "syd", Gender.MAN): (3, 2),
    ("ensam", "9001", "syd", Gender.WOMAN): (9, 9),
    ("ensam", "9001", "vast", Gender.MAN): (8, 4),
}


def test_a_figure_told_more_finely_is_not_witnessed() -> None:
    """Where nothing is coarse by lot each coarse figure is needed: told as it is, the worlds do not prove the table."""
    plain = Policy(blur=0.0)
    rows, witnesses, _ = witnessed(UNITS, plain)
    exact = {tuple(row.values())[:7]: row for row in table_of(UNITS, lambda *_: EXACT, replace(SMALL, end_width=0))}
    coarse = [number for number, row in enumerate(rows) if row["status"] != "shown" and row["reason"] != "few"]
    assert {rows[number]["status"] for number in coarse} == {"bounded", "withheld"}
    for number in coarse:
        finer = [*rows[:number], exact[tuple(rows[number].values())[:7]], *rows[number + 1 :]]
        assert told(finer, plain, witnesses) != [], rows[number]
