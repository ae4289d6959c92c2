"""The audit passes what is protected and finds what is not, from the rows alone."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.tycktill.builders import ONE_QUESTION, Answers
from tests.tycktill.nations import Spot, answers, estimates_of

from tycktill.disclosure import Policy, protect
from tycktill.disclosure.audit import audit
from tycktill.publication.csv_text import read_csv
from tycktill.publication.results import ResultRow, result_row, write_results
from tycktill.statistics import Estimate, file_share
from tycktill.terms import Gender, Reason, Status

NATIONS = answers(most=24)
FAMILIES = {id_: form.family for id_, form in ONE_QUESTION.items()}
QUESTIONS = {target: ["helhet"] for pair in FAMILIES.items() for target in pair}
FULL = st.lists(st.integers(1, 9), min_size=16, max_size=16)
W, M, U = Gender.WOMAN, Gender.MAN, Gender.UNKNOWN

Row = dict[str, str]


def rows_of(values: list[ResultRow]) -> list[Row]:
    """The rows as they stand in the file."""
    return [dict(row) for row in read_csv(write_results(values), file="results.csv")]


def values_of(answered: Mapping[Spot, Answers]) -> list[ResultRow]:
    """The nation's protected values."""
    return [result_row(value) for value in protect(estimates_of(answered), Policy(), seed=b"lots").values]


def problems(rows: list[Row]) -> list[str]:
    """What the audit says."""
    return [str(fault) for fault in audit(rows, FAMILIES, QUESTIONS, 5)]


def show(value: ResultRow, estimate: Estimate) -> ResultRow:
    """The row with its figures told."""
    assert estimate.share is not None
    share = file_share(estimate.share)
    return replace(
        value,
        answered=estimate.answered,
        valid=estimate.valid,
        share=share,
        share_min=share,
        share_max=share,
        low=file_share(estimate.low or 0),
        high=file_share(1 if estimate.high is None else estimate.high),
        status=Status.SHOWN,
        reason=None,
    )


@given(NATIONS)
def test_protected_values_pass(answered: Mapping[Spot, Answers]) -> None:
    assert problems(rows_of(values_of(answered))) == []


@given(NATIONS, st.data())
def test_few_that_are_shown_are_found(answered: Mapping[Spot, Answers], data: st.DataObject) -> None:
    estimates, values = estimates_of(answered).rows, values_of(answered)
    few = [number for number, row in enumerate(estimates) if 0 < row.valid < 5]
    assume(few)
    chosen = data.draw(st.sampled_from(few))
    values[chosen] = show(values[chosen], estimates[chosen])
    assert "a reader learns what fewer than 5 answered" in "".join(problems(rows_of(values)))


def full_nation(valid: list[int]) -> Mapping[Spot, Answers]:
    """Two target groups in two municipalities with two units each, women and men in every one, nobody else."""
    spots = [
        (instrument, municipality, unit, gender)
        for instrument in ("liten-a", "liten-b")
        for municipality in ("9001", "9002")
        for unit in ("norr", "syd")
        for gender in (W, M)
    ]
    return {spot: (number, number // 2) for spot, number in zip(spots, valid, strict=True)}


@given(FULL, st.data())
def test_what_protects_others_cannot_be_shown(valid: list[int], data: st.DataObject) -> None:
    """Where somebody is everywhere; where nobody is, rows alone do not tell everything that the protector knows."""
    answered = full_nation(valid)
    estimates, values = estimates_of(answered).rows, values_of(answered)
    protecting = [number for number, value in enumerate(values) if value.reason is Reason.PROTECTS]
    assume(protecting)
    chosen = data.draw(st.sampled_from(protecting))
    values[chosen] = show(values[chosen], estimates[chosen])
    assert problems(rows_of(values))


@given(NATIONS, st.data())
def test_a_row_that_is_missing_is_found(answered: Mapping[Spot, Answers], data: st.DataObject) -> None:
    rows = rows_of(values_of(answered))
    gone = rows.pop(data.draw(st.integers(0, len(rows) - 1)))
    assert any(f"{gone['gender']}, helhet is missing" in problem for problem in problems(rows))


@given(NATIONS, st.data())
def test_a_share_that_is_altered_is_found(answered: Mapping[Spot, Answers], data: st.DataObject) -> None:
    rows = rows_of(values_of(answered))
    shown = [row for row in rows if row["status"] == "shown"]
    assume(shown)
    row = data.draw(st.sampled_from(shown))
    altered = float(row["share"]) + data.draw(st.sampled_from([0.0003, -0.0003, 0.01]))
    assume(0 <= altered <= 1)
    row["share"] = row["share_min"] = row["share_max"] = f"{altered:.4f}"
    assert problems(rows)


@given(FULL, st.data())
def test_a_count_that_is_altered_is_found(valid: list[int], data: st.DataObject) -> None:
    """One positive answer more, in a nation where everything is shown."""
    answered = full_nation([number * 5 for number in valid])
    estimates, values = estimates_of(answered).rows, values_of(answered)
    chosen = data.draw(st.integers(0, len(values) - 1))
    row = estimates[chosen]
    more = replace(row, positive=row.positive + 1, share=(row.positive + 1) / row.valid, low=0.0, high=1.0)
    values[chosen] = show(values[chosen], more)
    assert "do not add up to the whole" in "".join(problems(rows_of(values)))


def one_unit(women: int = 9, men: int = 8, rest: int = 0) -> Mapping[Spot, Answers]:
    """A nation of one unit."""
    numbers = ((W, women), (M, men), (U, rest))
    return {("ensam", "9001", "norr", gender): (number, number // 2) for gender, number in numbers}


SHOWN = {"level": "unit", "gender": "T", "instrument": "ensam"}
WITHHELD = {"level": "unit", "gender": "M", "instrument": "ensam"}


@pytest.mark.parametrize(
    ("place", "column", "text", "problem"),
    [
        (SHOWN, "round", "ht24", "`ht24` is no round"),
        (SHOWN, "level", "county", "`county` cannot stand here. Write one of nation, municipality, unit"),
        (SHOWN, "gender", "A", "`A` cannot stand here"),
        (SHOWN, "status", "hidden", "`hidden` cannot stand here"),
        (SHOWN, "reason", "few", "A reason for withholding stands by a figure that is shown"),
        (SHOWN, "valid", "9.0", "`9.0` is no count"),
        (SHOWN, "share", "0,5000", "`0,5000` is no share"),
        (SHOWN, "share", "", "share is missing"),
        (SHOWN, "valid", "", "valid is missing"),
        (SHOWN, "municipality", "", "The municipality does not go with the level"),
        (SHOWN, "answered", "99", "99 answered of"),
        (SHOWN, "answered", "12", "13 valid answers on 12 sheets"),
        (SHOWN, "share_max", "0.9000", "A share that is shown has other limits"),
        (SHOWN, "low", "0.9000", "The share lies outside its interval"),
        (SHOWN, "answered", "", "How many answered is missing"),
        (WITHHELD, "unit", "", ""),
        (WITHHELD, "offered", "9", "Offered is given for one gender"),
        (WITHHELD, "answered", "4", "answered of a withheld row is told: a reader learns 4"),
        (WITHHELD, "valid", "4", "valid of a withheld row is told: a reader learns 4"),
        (WITHHELD, "high", "0.5000", "high of a withheld row is told: a reader learns 0.5000"),
        (WITHHELD, "reason", "", "The reason for withholding is missing"),
        (WITHHELD, "reason", "shy", "`shy` cannot stand here"),
        (WITHHELD, "question", "trygg", "M, helhet is missing"),
        (WITHHELD, "instrument", "okand", "belongs to nothing"),
    ],
)
def test_a_row_that_is_not_as_it_should_be_is_found(place: Row, column: str, text: str, problem: str) -> None:
    rows = rows_of(values_of(one_unit(women=9, men=4)))
    (row,) = [row for row in rows if place.items() <= row.items()]
    row[column] = text
    found = problems(sorted(rows, key=lambda row: list(row.values())))
    assert any(problem in each for each in found)


def test_a_unit_belongs_to_units_only() -> None:
    rows = rows_of(values_of(one_unit()))
    rows[0]["unit"] = "norr"
    assert any("The unit does not go with the level" in each for each in problems(rows))


def test_rows_out_of_order_and_twice_are_found() -> None:
    rows = rows_of(values_of(one_unit()))
    assert "The row stands twice" in problems([rows[0], *rows])[0]
    assert "results.csv, row 3: The row does not follow the one before it" in problems([rows[1], rows[0], *rows[2:]])[0]


def test_other_columns_are_refused() -> None:
    rows = rows_of(values_of(one_unit()))
    del rows[1]["reason"]
    assert problems(rows) == [problem for problem in problems(rows) if problem.startswith("results.csv, row 3")]
    assert problems([]) != []


def bounded(**changes: str) -> list[str]:
    """What the audit says of a nation with one row given as a class."""
    rows = rows_of(values_of(one_unit()))
    for row in rows:
        if SHOWN.items() <= row.items():
            row.update({"status": "bounded", "share": "", "share_min": "0.3000", "share_max": "0.6000"} | changes)
    return problems(rows)


def test_a_class_of_shares_is_whole_and_has_width() -> None:
    assert bounded() == []
    assert "A class of shares is not complete" in bounded(share_max="")[0]
    assert "A class of shares has no width" in bounded(share_max="0.3000")[0]
    assert "together with a share" in bounded(share="0.4000")[0]
    assert "fewer than 5 answered" in bounded(valid="4")[0]


def hide(value: ResultRow, estimate: Estimate) -> ResultRow:
    """The row with nothing told."""
    return replace(
        value,
        answered=value.answered if value.cell.gender == "T" else None,
        valid=None,
        share=None,
        share_min=None,
        share_max=None,
        low=None,
        high=None,
        status=Status.WITHHELD,
        reason=Reason.FEW if estimate.valid < 5 else Reason.PROTECTS,
    )


def shown_beside(answered: Mapping[Spot, Answers], *genders: str) -> str:
    """What the audit says when the rows of these genders are shown and the others not."""
    pairs = zip(values_of(answered), estimates_of(answered).rows, strict=True)
    rows = [(show if value.cell.gender in genders else hide)(value, row) for value, row in pairs]
    return "".join(problems(rows_of(rows)))


def test_what_an_attacker_learns_is_told() -> None:
    rest = "Subtraction tells a reader of those of third or unknown gender that 1 of 2 are positive"
    assert rest in shown_beside(one_unit(rest=2), "T", "K", "M")
    assert shown_beside(one_unit(rest=2), "T", "K") == ""
    few = "The parts withheld here are few together: a reader learns that 1 of 4 are positive"
    assert few in shown_beside(one_unit(men=3, rest=1), "T", "K")
    known = "Subtraction tells a reader who knows those of third or unknown gender that 1 of 4 are positive with them"
    assert known in shown_beside(one_unit(men=3, rest=1), "T", "K")


def test_a_withheld_unit_that_is_all_that_is_left_is_found() -> None:
    answered = {("ensam", "9001", unit, M): (number, 1) for unit, number in (("norr", 7), ("syd", 8), ("vast", 3))}
    estimates, values = estimates_of(answered).rows, values_of(answered)
    told = [
        show(value, row) if value.reason is Reason.PROTECTS else value
        for value, row in zip(values, estimates, strict=True)
    ]
    found = problems(rows_of(told))
    assert any("Withheld, but subtraction tells a reader that 1 of 3 are positive" in each for each in found)


def test_rows_that_contradict_each_other_are_found() -> None:
    rows = rows_of(values_of(one_unit()))
    for row in rows:
        if row["level"] == "nation" and row["gender"] == "T":
            row.update(offered="", answered="99", valid="99", share="0.0000", share_min="0.0000", share_max="0.0000")
            row.update(low="0.0000", high="0.5000")
    assert "The parts shown do not add up to the whole" in "".join(problems(rows))


def test_a_contradiction_over_several_steps_is_found() -> None:
    """The family's unit has one valid answer less than the nation, with everything between them withheld."""
    answered = one_unit()
    pairs = zip(values_of(answered), estimates_of(answered).rows, strict=True)
    values = []
    for value, row in pairs:
        cell = value.cell
        if (cell.gender, cell.instrument, cell.level) == ("T", "annan", "unit"):
            values.append(show(value, replace(row, valid=16, share=0.5, low=0.4, high=0.6)))
        else:
            told = (cell.gender, cell.level) == ("T", "nation")
            values.append(value if told else hide(value, row))
    assert problems(rows_of(values)) == ["results.csv: The rows contradict each other. Count again."]


def test_a_whole_that_has_lost_all_its_parts_is_found() -> None:
    rows = [row for row in rows_of(values_of(one_unit())) if row["level"] != "unit"]
    assert any("are made up of no unit" in problem for problem in problems(rows))
    nation = [row for row in rows if row["level"] == "nation"]
    assert any("are made up of no municipality" in problem for problem in problems(nation))


def test_offered_must_add_up() -> None:
    rows = rows_of(values_of(one_unit()))
    for row in rows:
        if (row["level"], row["gender"], row["instrument"]) == ("municipality", "T", "ensam"):
            row["offered"] = ""
    assert "Offered is not told though that of all parts is" in "".join(problems(rows))
