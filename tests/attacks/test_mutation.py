"""One figure of a protected nation is told more narrowly: wherever something follows from it the audit says so."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.attacks.every_world import EveryWorld
from tests.attacks.linear import promised
from tests.attacks.made_up import EXACT, HELD, PAIR, QUESTIONS, bases_of, grouping_of, known_of, table_of
from tests.attacks.released import Row
from tests.attacks.tiny_nations import NATIONS, tiny_nations
from tests.tycktill.builders import Answers
from tests.tycktill.nations import Spot, tallies_of

from tycktill.audit import Reader, audit
from tycktill.disclosure import PRESETS, protect
from tycktill.tables import read_csv, write_results


def released(answered: Mapping[Spot, Answers], preset: str) -> list[Row]:
    """The rows of a protected nation."""
    values = protect(tallies_of(answered), PRESETS[preset]).values
    return [dict(row) for row in read_csv(write_results(values), file="results.csv")]


@pytest.mark.exhaustive
@settings(max_examples=NATIONS)
@given(tiny_nations(), st.sampled_from(sorted(PRESETS)))
def test_nothing_follows_from_a_protected_nation(answered: Mapping[Spot, Answers], preset: str) -> None:
    """Neither for all worlds, tried one after the other, nor for the audit."""
    rows, requirements = released(answered, preset), promised(vars_of(preset))
    every = EveryWorld(rows, bases_of(answered), HELD)
    assert every.leaks(requirements) == []
    assert audit(rows, grouping_of(rows), QUESTIONS, requirements).faults == ()
    assert audit(rows, grouping_of(rows), QUESTIONS, requirements, reader=Reader(known_of(answered))).faults == ()


def vars_of(preset: str) -> Mapping[str, object]:
    """A preset's choices as a manifest has them."""
    policy = PRESETS[preset]
    return {name: getattr(policy, name) for name in ("preset", "threshold", "end_width", "nation_threshold")}


def is_narrower(told: Row, row: Row) -> bool:
    """Whether a row is told by a part of the interval that another has."""
    least, most, own_least, own_most = (
        int(each[column] or -1) for each in (row, told) for column in ("positive_min", "positive_max")
    )
    return least <= own_least <= own_most <= most and (least, most) != (own_least, own_most)


@pytest.mark.exhaustive
@settings(max_examples=NATIONS)
@given(tiny_nations(), st.sampled_from(["standard", "official"]), st.sampled_from([EXACT, PAIR]), st.data())
def test_one_figure_more_is_found_wherever_something_follows(
    answered: Mapping[Spot, Answers], preset: str, form: str, data: st.DataObject
) -> None:
    rows, requirements = released(answered, preset), promised(vars_of(preset))
    told = table_of(answered, lambda *_: form, requirements)
    narrower = [number for number, row in enumerate(rows) if is_narrower(told[number], row)]
    if not narrower:
        return
    chosen = data.draw(st.sampled_from(narrower))
    rows[chosen] = {column: told[chosen][column] for column in rows[chosen]}
    every = EveryWorld(rows, bases_of(answered), HELD)
    leaks = every.leaks(requirements)
    found = audit(rows, grouping_of(rows), QUESTIONS, requirements, reader=Reader(known_of(answered))).faults
    assert bool(found) == bool(leaks)
