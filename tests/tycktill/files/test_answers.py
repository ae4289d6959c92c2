"""Answers are read as they were meant, however they were written."""

import random
import tempfile
from collections.abc import Iterable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from tests.tycktill.files.spreadsheets import HEADER, ROW, Row, write_csv, write_parquet, write_table, write_xlsx
from tests.tycktill.questionnaires import CATALOGUE, LATT, VILLKOR

from tycktill.answers import BASE_COLUMNS, CODE, Sheet, accept, sheet_frame
from tycktill.files import read_answers, read_municipalities
from tycktill.instrument import Instrument
from tycktill.terms import Gender

MUNICIPALITIES = read_municipalities()
KINDS = st.sampled_from([".csv", ".xlsx", ".parquet"])
GENDERS: dict[Gender, list[str | None]] = {
    Gender.WOMAN: ["K", "k ", "Kvinna", "WOMAN", "female", "Tjej", "girl"],
    Gender.MAN: [" M", "m", "man", "Man", "male", "Kille", "Boy"],
    Gender.OTHER: ["A", "a", "Annat", "vill inte svara", "Annat / vill  inte svara", "other"],
    Gender.UNKNOWN: ["", " ", None],
}


def _read(path: Path) -> pl.DataFrame:
    return read_answers(path, catalogue=CATALOGUE, municipalities=MUNICIPALITIES).collect()


def _read_rows(path: Path, rows: Iterable[Row]) -> pl.DataFrame:
    return _read(write_csv(path / "svar.csv", list(rows)))


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    instrument: Instrument = draw(st.sampled_from([LATT, VILLKOR]))
    codes = {question.id: st.sampled_from(instrument.scale_of(question).codes) for question in instrument.questions}
    return accept(
        instrument,
        round=draw(st.sampled_from(["2015", "2019-host"])),
        municipality=draw(st.sampled_from(["0114", "2580", "1082"])),
        unit=draw(st.sampled_from(["Norr", "Söder; Väster, Öster", 'Enhet "7"', "A=1+1", "12"])),
        gender=draw(st.sampled_from(Gender)),
        answers=draw(st.fixed_dictionaries({}, optional=codes)),
    )


def _written(text: str, chance: random.Random) -> str:
    """The text as another hand would write it."""
    cased = chance.choice([text, text.lower(), text.upper(), text.title()])
    blank = chance.choice(["", " ", "\u00a0", "  "])
    return blank + cased.replace(" ", chance.choice([" ", "  ", "\u00a0"])) + blank


def _answer(instrument: Instrument, question: str, code: int, chance: random.Random) -> str | int | float:
    option = next(each for each in instrument.scale_of(instrument.question(question)).options if each.code == code)
    labels = [_written(label, chance) for label in option.text.values()]
    return chance.choice([*labels, f"{code}", f" {code}.0", f"{code},0"])


def _row(sheet: Sheet, questions: Iterable[str], chance: random.Random) -> list[str | int | float | None]:
    instrument, answers = CATALOGUE[sheet.instrument], dict(sheet.answers)
    code = sheet.municipality
    municipality = chance.choice(
        [code, code.lstrip("0"), f"{int(code)}.0", _written(MUNICIPALITIES[code].name, chance)]
    )
    gender = chance.choice(GENDERS[sheet.gender])
    place = [_written(sheet.round, chance), _written(sheet.instrument, chance), municipality, f" {sheet.unit} ", gender]
    cells = [_answer(instrument, each, answers[each], chance) if each in answers else "" for each in questions]
    return [*place, *cells]


@settings(deadline=None, max_examples=60)
@given(given_sheets=st.lists(sheets(), min_size=1, max_size=6), kind=KINDS, seed=st.integers(0, 1 << 32))
def test_sheets_are_read_as_they_were_meant(given_sheets: list[Sheet], kind: str, seed: int) -> None:
    chance = random.Random(seed)
    expected = sheet_frame(given_sheets, CATALOGUE).collect()
    questions = [name for name in expected.columns if name not in BASE_COLUMNS]
    columns = [*BASE_COLUMNS, *questions]
    rows = [_row(sheet, questions, chance) for sheet in given_sheets]
    order = chance.sample(range(len(columns)), len(columns))
    header = [_written(columns[place], chance) for place in order]
    with tempfile.TemporaryDirectory() as folder:
        path = write_table(Path(folder, f"svar{kind}"), [header, *([row[place] for place in order] for row in rows)])
        assert_frame_equal(_read(path), expected)


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_csv_has_commas_or_semicolons_and_may_have_a_mark(
    tmp_path: Path, separator: str, encoding: str, line_end: str
) -> None:
    text = line_end.join(separator.join(row) for row in (HEADER, (*ROW[:3], "Åsö", *ROW[4:])))
    path = tmp_path / "SVAR.CSV"
    path.write_bytes(text.encode(encoding))
    assert _read(path).row(0) == ("2019", "liten-latt", "2580", "Åsö", "K", 1, 2)


@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".parquet"])
def test_a_path_is_taken_as_it_is(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "round=2018" / "[a-z]*"
    folder.mkdir(parents=True)
    assert _read(write_table(folder / f"svar?{kind}", [HEADER, ROW])).row(0) == (*ROW[:5], 1, 2)


def test_numbers_in_a_spreadsheet_are_read_as_they_look(tmp_path: Path) -> None:
    numbers = (2019, "liten-latt", 114, 12, "K", 1, 2.0)
    expected = ("2019", "liten-latt", "0114", "12", "K", 1, 2)
    assert _read(write_xlsx(tmp_path / "svar.xlsx", [HEADER, numbers])).row(0) == expected
    numbers = (2019, "liten-latt", 114, 12, "K", 1, 2)
    assert _read(write_parquet(tmp_path / "svar.parquet", [HEADER, numbers])).row(0) == expected


@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".parquet"])
def test_a_row_of_blanks_that_nobody_sees_is_no_sheet(tmp_path: Path, kind: str) -> None:
    unseen = [" ", "\u00a0", *[None] * (len(HEADER) - 2)]
    assert _read(write_table(tmp_path / f"svar{kind}", [HEADER, ROW, unseen])).height == 1


@pytest.mark.parametrize("municipality", ["2580 Luleå", "Luleå (2580)", " luleå  (2580) "])
@pytest.mark.parametrize("answer", ["1 Mycket lätt", "1 mycket  LÄTT"])
def test_what_a_refusal_proposes_may_be_written_as_it_stands(tmp_path: Path, municipality: str, answer: str) -> None:
    read = _read_rows(tmp_path, [HEADER, (*ROW[:2], municipality, *ROW[3:5], answer, "2")])
    assert read.row(0) == (*ROW[:5], 1, 2)


def test_a_unit_that_is_spelt_in_two_ways_is_noted(tmp_path: Path) -> None:
    rows = [(*ROW[:3], unit, *ROW[4:]) for unit in ("Norr-enheten", "norr  enheten", "Norr- enheten", "Söder")]
    notes: list[str] = []
    path = write_csv(tmp_path / "svar.csv", [HEADER, *rows, (*ROW[:2], "0114", "söder", *ROW[4:])])
    read_answers(path, catalogue=CATALOGUE, municipalities=MUNICIPALITIES, note=notes.append)
    names = '"Norr- enheten", "Norr-enheten", "norr enheten"'
    assert f"{path}: {names} are taken as 3 units of 2580. Spell one unit alike." in notes
    assert not any("öder" in sentence for sentence in notes)


@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".parquet"])
def test_blank_rows_are_no_sheets_and_a_blank_sheet_is_one(tmp_path: Path, kind: str) -> None:
    blank, unanswered = [None] * len(HEADER), (*ROW[:4], None, None, None)
    rows = _read(write_table(tmp_path / f"svar{kind}", [HEADER, blank, unanswered, blank, ROW, blank])).rows()
    assert rows == [("2019", "liten-latt", "2580", "Norr", "", None, None), (*ROW[:5], 1, 2)]


def test_cells_may_be_missing_at_the_end_of_a_row(tmp_path: Path) -> None:
    assert _read_rows(tmp_path, [HEADER, ROW[:5]]).row(0) == (*ROW[:5], None, None)


def test_columns_without_header_may_stand_empty(tmp_path: Path) -> None:
    assert _read_rows(tmp_path, [(*HEADER, "", " "), (*ROW, "", "")]).row(0) == (*ROW[:5], 1, 2)


def test_a_question_nobody_could_answer_may_have_an_empty_column(tmp_path: Path) -> None:
    assert "bra" not in _read_rows(tmp_path, [(*HEADER, "bra"), (*ROW, "")]).columns


def test_columns_have_the_types_of_a_frame(tmp_path: Path) -> None:
    assert _read_rows(tmp_path, [HEADER, ROW]).schema == sheet_frame([], CATALOGUE).collect_schema() | {
        "kontakt": CODE(),
        "helhet": CODE(),
    }


def test_a_label_means_what_it_means_in_its_own_questionnaire(tmp_path: Path) -> None:
    rows = [
        ("round", "instrument", "municipality", "unit", "gender", "kontakt", "hjalp", "bra", "helhet"),
        ("2019", "liten-latt", "2580", "Norr", "", "vet inte", "", "", "Nej"),
        ("2019", "liten-villkor", "2580", "Norr", "", "", "ja", "Nej", "nej"),
        ("2019", "LITEN-villkor", "2580", "Norr", "", "", "ja", "Nej", "Nej"),
    ]
    assert _read_rows(tmp_path, rows)["helhet"].to_list() == [2, 4, 4]


def test_answers_whose_condition_is_not_met_are_left_out_and_told(tmp_path: Path) -> None:
    header = ("round", "instrument", "municipality", "unit", "gender", "hjalp", "bra", "helhet")
    place = ("2019", "liten-villkor", "2580", "Norr", "")
    rows = [(*place, *answers) for answers in ("113", "213", ("", "2", ""), "191")]
    notes: list[str] = []
    path = write_csv(tmp_path / "svar.csv", [header, *rows])
    read = read_answers(path, catalogue=CATALOGUE, municipalities=MUNICIPALITIES, note=notes.append).collect()
    assert read.select("hjalp", "bra", "helhet").rows() == [
        (1, 1, 3),
        (2, None, None),
        (None, None, None),
        (1, 9, None),
    ]
    assert f"{path}: 4 answers to questions that were not to be asked are left out." in notes


def test_nothing_is_told_when_nothing_is_left_out(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "svar.csv",
        [(*HEADER[:5], "hjalp", "bra", "helhet"), ("2019", "liten-villkor", *ROW[2:5], "Ja", "Ja", "Svårt")],
    )
    notes: list[str] = []
    read_answers(path, catalogue=CATALOGUE, municipalities=MUNICIPALITIES, note=notes.append)
    assert notes == []


def test_long_work_tells_how_far_it_has_come(tmp_path: Path) -> None:
    steps: list[tuple[str, int, int | None]] = []
    path = write_csv(tmp_path / "svar.csv", [HEADER, ROW])
    read_answers(path, catalogue=CATALOGUE, municipalities=MUNICIPALITIES, progress=lambda *step: steps.append(step))
    size = path.stat().st_size
    assert steps == [("Checking that the text is UTF-8", size, size), ("Reading the rows", 0, None)]


def test_a_long_spreadsheet_tells_of_its_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tycktill.files.spreadsheet._STEP", 20)
    steps: list[tuple[str, int, int | None]] = []
    path = write_xlsx(tmp_path / "svar.xlsx", [HEADER, *[ROW] * 50])
    read_answers(path, catalogue=CATALOGUE, municipalities=MUNICIPALITIES, progress=lambda *step: steps.append(step))
    reading = "Reading the spreadsheet"
    assert steps == [(reading, 20, 51), (reading, 40, 51), ("Reading the rows", 0, None)]
