"""A release is replayed from numbers and its own figures: what the rule would have told otherwise is noticed."""

from collections.abc import Callable, Mapping

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.tycktill.builders import ONE_QUESTION, Answers, base, catalogue, counts, instrument, question
from tests.tycktill.disclosure.test_public import public_of
from tests.tycktill.nations import Spot, answers, counts_of, tallies_of

from tycktill.counting import tally, valid_numbers
from tycktill.disclosure import PRESETS, Public, Rule, protect, replay, row_sizes, telling
from tycktill.disclosure.model.hierarchy import RowName
from tycktill.disclosure.model.plan import asking_order
from tycktill.disclosure.public import NOTHING_PUBLIC
from tycktill.statistics import ShareClass
from tycktill.tables import known_class
from tycktill.terms import Cell, Gender, Grouping, Targets

W, M = Gender.WOMAN, Gender.MAN
HEADLINES = ("annan",)
UNITS = {
    ("liten-a", "9001", unit, gender): pair
    for unit, pairs in {"norr": ((8, 5), (6, 4)), "syd": ((7, 3), (9, 8)), "ost": ((5, 2), (3, 1))}.items()
    for gender, pair in zip((W, M), pairs, strict=True)
}

Nation = Mapping[Spot, Answers]
Told = Mapping[tuple[Cell, str], ShareClass]
Key = Callable[[RowName], object]


def released(nation: Nation, preset: str = "standard", public: Public = NOTHING_PUBLIC) -> Told:
    """What a release of the nation tells."""
    values = protect(tallies_of(nation), PRESETS[preset], headlines=HEADLINES, public=public).values
    return {(value.cell, value.question): known for value in values if (known := known_class(value))}


def asked(nation: Nation) -> tuple[Grouping, Mapping[str, list[str]]]:
    """What the nation's instruments are told in, and the question that all of that has."""
    tallies = tallies_of(nation)
    return tallies.grouping, {row.cell.instrument: ["helhet"] for row in tallies.rows}


def replayed(
    nation: Nation, told: Told, preset: str = "standard", public: Public = NOTHING_PUBLIC
) -> tuple[Cell, str] | None:
    """The first row that would be told otherwise."""
    numbers = valid_numbers(counts_of(nation), ONE_QUESTION)
    return replay(numbers, told, Rule(*asked(nation), HEADLINES, PRESETS[preset]), public=public)


@given(answers(most=20), st.sampled_from(sorted(PRESETS)))
def test_a_release_of_the_rule_is_replayed(nation: Nation, preset: str) -> None:
    assert replayed(nation, released(nation, preset), preset) is None


@pytest.mark.parametrize(("positive", "known"), [(198, (197, 199)), (2, (1, 3)), (199, (198, 200))])
def test_a_release_beside_a_rounded_reference_near_an_end_is_replayed(positive: int, known: tuple[int, int]) -> None:
    """Ends are told whole, beyond what the reference leaves: 198 to 200 where that was 197 to 199."""
    here = {("ensam", "9001", "norr", W): (120, min(positive, 119)), ("ensam", "9001", "syd", W): (80, 0)}
    nation = here | {("ensam", "9001", "syd", W): (80, positive - here["ensam", "9001", "norr", W][1])}
    cells = [row.cell for row in tallies_of(nation).rows if row.valid == 200 and row.cell.gender == "T"]
    public = Public(elsewhere={(cell, "helhet"): ShareClass(200, *known) for cell in cells if cell.municipality})
    assert replayed(nation, released(nation, public=public), public=public) is None


@given(answers(most=20), st.data())
def test_a_wider_interval_is_noticed_though_it_is_as_safe(nation: Nation, data: st.DataObject) -> None:
    """It tells less. But a choice that is not the rule's may have looked at what it does not tell."""
    true = released(nation)
    narrow = sorted(key for key, known in true.items() if (known.least, known.most) != (0, known.valid))
    assume(narrow)
    chosen = data.draw(st.sampled_from(narrow))
    assert replayed(nation, {**true, chosen: ShareClass(true[chosen].valid, 0, true[chosen].valid)}) is not None


@given(answers(most=20), st.data())
def test_a_row_that_is_not_told_is_noticed(nation: Nation, data: st.DataObject) -> None:
    true = released(nation)
    assume(true)
    lacking = data.draw(st.sampled_from(sorted(true)))
    assert replayed(nation, {key: known for key, known in true.items() if key != lacking}) is not None


def test_another_order_of_questions_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def reversed_order(targets: Targets) -> Key:
        key = asking_order(targets)
        return lambda row: tuple(-each if isinstance(each, int) else each for each in key(row))

    with monkeypatch.context() as other:
        other.setattr(telling, "asking_order", reversed_order)
        otherwise = released(UNITS)
        assert replayed(UNITS, otherwise) is None
    assert otherwise != released(UNITS)
    assert replayed(UNITS, otherwise) is not None


def test_the_row_that_differs_is_named() -> None:
    true = released(UNITS)
    changed = max(key for key, known in true.items() if known.least == known.most)
    named = replayed(UNITS, {**true, changed: ShareClass(true[changed].valid, 0, true[changed].valid)})
    assert named in true


@settings(max_examples=20)
@given(before=answers(most=6), added=answers(most=5))
def test_a_correction_is_replayed_beside_what_was_told_before(before: Nation, added: Nation) -> None:
    now = dict(before) | {(spot[0], spot[1], "ost", spot[3]): pair for spot, pair in added.items()}
    public = public_of(protect(tallies_of(before), PRESETS["standard"], headlines=HEADLINES))
    assert replayed(now, released(now, public=public), public=public) is None


@given(answers(most=16))
def test_rows_have_as_many_answers_as_their_base_cells(nation: Nation) -> None:
    sizes = row_sizes(valid_numbers(counts_of(nation), ONE_QUESTION), *asked(nation))
    assert sizes == {(row.cell, row.question): row.valid for row in tallies_of(nation).rows if row.valid}


def test_of_what_no_row_tells_nothing_is_asked() -> None:
    """Instruments that mean different things by a question have no row together: an answer about it would be kept."""
    forms = catalogue(instrument("x", question("helhet")), instrument("z", question("helhet", meaning=2)))
    spots = {(id_, unit, gender): pair for (_, _, unit, gender), pair in UNITS.items() for id_ in forms}
    bases = [base((id_, "9001", unit), gender, {"helhet": pair}) for (id_, unit, gender), pair in spots.items()]
    tallies = tally(counts(bases), forms, [])
    values = protect(tallies, PRESETS["standard"], headlines=("liten",)).values
    told = {(value.cell, value.question): known for value in values if (known := known_class(value))}
    assert {cell.instrument for cell, _ in told} == {"x", "z"}
    rule = Rule(tallies.grouping, dict.fromkeys(forms, ("helhet",)), ("liten",), PRESETS["standard"])
    assert replay(valid_numbers(counts(bases), forms), told, rule) is None
