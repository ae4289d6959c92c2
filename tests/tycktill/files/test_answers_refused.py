"""Answers that cannot be read are refused in sentences that say where and what to do."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.tycktill.files.refusals import refusal, refused_rows, row_with
from tests.tycktill.files.spreadsheets import HEADER, ROW, Row, write_table

from tycktill.terms import Fault, Refused

GB = 1024**3


@pytest.mark.parametrize(
    ("column", "text", "sentence"),
    [
        ("kontakt", "5", '"5" is not an answer to this question. Write 1 Mycket lätt, 2 Ganska  lätt, 3 Svårt, '),
        ("kontakt", "Lagom\nlätt", '"Lagom lätt" is not an answer to this question'),
        ("kontakt", "\x1b[2J", '"�[2J" is not an answer'),
        ("kontakt", "1.5", '"1.5" is not an answer'),
        ("kontakt", "-1", '"-1" is not an answer'),
        ("helhet", "x" * 99, f'"{"x" * 19}…" is not an answer'),
        ("municipality", "Lule", '"Lule" is not a municipality. If you mean Luleå (2580), write that.'),
        ("municipality", "Lulea", '"Lulea" is not a municipality. If you mean Luleå (2580), write that.'),
        ("municipality", "Luleo", '"Luleo" is not a municipality. If you mean Luleå (2580), write that.'),
        ("municipality", "Umea", '"Umea" is not a municipality. If you mean Umeå (2480), write that.'),
        ("municipality", "Ankeborg", '"Ankeborg" is not a municipality. Write its code of four digits or its name.'),
        ("municipality", "9999", '"9999" is not a municipality. Write its code of four digits or its name.'),
        ("municipality", " ", "The municipality is missing. Write its code of four digits or its name."),
        ("instrument", "liten lätt", '"liten lätt" is not an instrument. If you mean liten-latt, write that.'),
        ("instrument", "zzz", '"zzz" is not an instrument. Write an id that `tycktill instruments list` shows'),
        ("instrument", "", "The instrument is missing. Write its id."),
        (
            "round",
            "hösten 2019",
            '"hösten 2019" is not a round. Is the round 2019? Write the year, as 2024, or the year',
        ),
        ("round", "", "The round is missing. Write the year"),
        ("round", "2014", "liten-latt was not in use in 2014 but from 2015 on. Correct the round or the instrument."),
        ("unit", "", "The unit is missing. Write its name"),
        ("unit", "x" * 121, "The unit's name is longer than 120 bytes. Shorten it"),
        (
            "unit",
            "=1+1",
            "The unit's name begins with =, which a spreadsheet takes for a formula. Begin it with a letter",
        ),
        ("unit", "Nor\u200br", "The unit's name has a character that cannot be seen. Type the name anew everywhere."),
        ("unit", "Norr\nSöder", "The unit's name has a line break, or a quotation mark lacks its pair. Write the name"),
        ("round", "٢٠٢٤", '"٢٠٢٤" is not a round'),
        ("round", "9999", '"9999" is not a round'),
        ("kontakt", "1.000", '"1.000" is not an answer'),
        ("kontakt", "1²", '"1²" is not an answer'),
        ("gender", "X", '"X" is not a gender code. Write K, M or A, or leave the cell empty.'),
    ],
)
def test_a_cell_that_means_nothing_is_told_with_its_place(
    tmp_path: Path, column: str, text: str, sentence: str
) -> None:
    (told,) = refused_rows(tmp_path, HEADER, ROW, row_with(column, text))
    assert told.startswith(f", row 3, column {column}: {sentence}")
    assert told.endswith(".")


def test_a_retired_questionnaire_tells_its_years(tmp_path: Path) -> None:
    header = (*HEADER[:5], "hjalp", "bra", "helhet")
    (told,) = refused_rows(tmp_path, header, ("2020", "liten-villkor", *ROW[2:5], "1", "1", "1"))
    assert "liten-villkor was not in use in 2020 but from 2015 to 2019" in told


def test_an_answer_to_a_question_of_another_questionnaire_is_refused(tmp_path: Path) -> None:
    (told,) = refused_rows(tmp_path, (*HEADER, "bra"), (*ROW, "Ja"))
    assert told == ", row 2, column bra: liten-latt has no such question. Empty the cell or correct the instrument."


def test_a_label_that_two_options_share_belongs_to_neither(tmp_path: Path) -> None:
    header = (*HEADER[:5], "hjalp", "bra", "helhet")
    rows = [("2019", "liten-villkor", *ROW[2:5], "1", "1", label) for label in ("Ja", "Don't know")]
    (told,) = refused_rows(tmp_path, header, *rows)
    assert told.startswith(', row 2, column helhet: "Ja" is not an answer')


@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".parquet"])
def test_all_faults_are_told_by_row_and_column(tmp_path: Path, kind: str) -> None:
    rows = [HEADER, row_with("helhet", "7"), ROW, ["2013", "liten-latt", "1", "Norr", "q", "7", "8"]]
    told = refusal(write_table(tmp_path / f"svar{kind}", rows))
    places = [sentence.partition(":")[0] for sentence in told]
    assert places == [
        ", row 2, column helhet",
        ", row 4, column round",
        ", row 4, column municipality",
        ", row 4, column gender",
        ", row 4, column kontakt",
        ", row 4, column helhet",
    ]


def test_equal_faults_are_one_line_with_their_number_and_first_rows(tmp_path: Path) -> None:
    rows = [[*row_with("helhet", "7"), "1"] for _ in range(200)]
    rows[50][5] = "lagom"
    told = refused_rows(tmp_path, (*HEADER, "trivs"), *rows)
    assert [sentence.partition(":")[0] for sentence in told] == [
        ", row 1, column trivs",
        ", 200 rows (2-201), column helhet",
        ", row 52, column kontakt",
    ]


def test_many_faults_of_one_kind_do_not_hide_the_next(tmp_path: Path) -> None:
    rows = [row_with("municipality", f"Ort{number}") for number in range(150)]
    told = refused_rows(tmp_path, HEADER, *rows, row_with("kontakt", "lagom"))
    assert len(told) == 7
    assert told[5] == ", 145 rows (7-151), column municipality: 145 more of this kind. Mend those above and try again."
    assert told[6].startswith(", row 152, column kontakt")


def test_the_first_hundred_lines_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    columns = [f"fråga som ingen har {chr(97 + number % 26) * (number + 1)}" for number in range(150)]
    assert len(refused_rows(tmp_path, (*HEADER, *columns), (*ROW, *("1" for _ in columns)))) == 6
    faults = [Fault(f"{'x' * number} is wrong", "Mend it", row=2, column=f"{number}") for number in range(150)]
    assert str(Refused(faults)).splitlines()[100:] == ["and 50 more. Mend those above and try again."]


@pytest.mark.parametrize("kind", [".csv", ".xlsx"])
def test_a_table_without_a_header_is_refused_in_one_sentence(tmp_path: Path, kind: str) -> None:
    told = refusal(write_table(tmp_path / f"svar{kind}", [ROW, ROW]))
    none = "none of the first names the columns round, instrument, municipality"
    assert told == [f": No row is a header: {none}. Let the names stand in one row, each in a cell of its own."]


def test_a_header_may_break_its_lines_but_not_its_quotation(tmp_path: Path) -> None:
    header = ";".join(HEADER)
    (told,) = refused_rows(tmp_path, (*HEADER, "hel\nhet"), (*ROW, "1"))
    assert told.startswith(', row 1, column hel het: "hel het" is not a column of this table. If you mean "helhet"')
    path = tmp_path / "svar.csv"
    path.write_text(f'{header};"trivs"x\n', encoding="utf-8")
    (told,) = refusal(path)
    assert told.startswith(", row 1: A quotation mark lacks its pair or stands beside other text.")


@pytest.mark.parametrize("missing", HEADER[:3])
def test_a_missing_column_is_named(tmp_path: Path, missing: str) -> None:
    header = [name for name in HEADER if name != missing]
    row = [cell for name, cell in zip(HEADER, ROW, strict=True) if name != missing]
    (told,) = refused_rows(tmp_path, header, row)
    assert told.startswith(f', row 1, column {missing}: The column "{missing}" is missing. Add ')
    assert told.endswith(f", or give --{missing}.")


def test_a_file_without_any_question_is_refused(tmp_path: Path) -> None:
    (told,) = refused_rows(tmp_path, HEADER[:5], ROW[:5])
    assert told.endswith('The column "kontakt" is missing. Give each question that was asked a column.')


@pytest.mark.parametrize("twice", ["unit", "helhet"])
def test_a_column_that_is_there_twice_is_named(tmp_path: Path, twice: str) -> None:
    told = refused_rows(tmp_path, (*HEADER, f" {twice.title()}"), (*ROW, "1"))
    assert told == [f', row 1, column {twice}: 2 columns have the header "{twice}". Keep one of them.']


def test_an_unknown_column_is_named_with_what_was_meant(tmp_path: Path) -> None:
    told = refused_rows(tmp_path, (*HEADER, "Kommentar", "kontackt"), (*ROW, "Bra", "1"))
    unknown = "is not a column of this table"
    assert told == [
        f', row 1, column Kommentar: "Kommentar" {unknown}. If it is a question, write its id; else remove the column.',
        f', row 1, column kontackt: "kontackt" {unknown}. If you mean "kontakt", write that; else remove the column.',
    ]


def test_cells_without_a_header_are_refused(tmp_path: Path) -> None:
    assert refused_rows(tmp_path, (*HEADER, ""), (*ROW, ""), (*ROW, "Ring henne")) == [
        ", row 3: Column 8 has cells but no header. Give it a header or empty its cells."
    ]


def test_faults_of_the_header_and_of_the_cells_are_told_together(tmp_path: Path) -> None:
    told = refused_rows(tmp_path, (*HEADER[:6], "trivs"), (*ROW[:5], "7", "1"))
    assert [sentence.partition(":")[0] for sentence in told] == [
        ", row 1, column trivs",
        ", row 2, column kontakt",
    ]


@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".parquet"])
@pytest.mark.parametrize("blank", [0, 2])
def test_a_file_without_rows_is_refused(tmp_path: Path, kind: str, blank: int) -> None:
    rows: Sequence[Row] = [HEADER, *[[""] * len(HEADER)] * blank]
    if kind == ".parquet":
        rows = [HEADER, *[[None] * len(HEADER)] * blank]
    assert refusal(write_table(tmp_path / f"svar{kind}", rows)) == [": There are no rows below the header. Add them."]
