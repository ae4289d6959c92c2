"""Columns are known by any name that a person or a survey tool gives them; what is not known is never dropped."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.tycktill.files.exports import (
    COLUMNS,
    INSTRUMENT,
    PLACES,
    QUESTIONS,
    answers,
    given,
    read,
    refusal,
    without,
)
from tests.tycktill.files.spreadsheets import write_csv

SWEDISH = ["Omgång", "Enkät", "Kommun", "Enhet", "Kön"]
HEADERS = {
    "ids": QUESTIONS,
    "swedish": ["Kontakt", "Information", "Förståelse", "Synpunkter", "Påverka", "Situation", "Helhet"],
    "names": [each.name["sv"] for each in INSTRUMENT.questions],
    "wordings": [each.text["sv"] for each in INSTRUMENT.questions],
    "in english": [each.text["en"] for each in INSTRUMENT.questions],
    "numbered": [f"{number}. {each.text['sv']}" for number, each in enumerate(INSTRUMENT.questions, start=1)],
    "as questions": [f"Fråga {number}: {each.text['sv']}" for number, each in enumerate(INSTRUMENT.questions, start=1)],
    "id and wording": [f"{each.id}. {each.text['sv']}" for each in INSTRUMENT.questions],
}


@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
@pytest.mark.parametrize("places", [PLACES, SWEDISH], ids=["english", "swedish"])
def test_a_question_is_known_by_what_is_printed_of_it(
    tmp_path: Path, places: Sequence[str], headers: Sequence[str]
) -> None:
    rows = answers()
    plain = read(write_csv(tmp_path / "plain.csv", [COLUMNS, *rows]))
    sheets, told = read(write_csv(tmp_path / "svar.csv", [[*places, *headers], *rows]))
    assert sheets.equals(plain[0])
    assert told == ""


def test_what_a_file_does_not_say_is_said_beside_it(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "svar.csv", without(PLACES[:3], answers(10)))
    assert [line.partition(". ")[2] for line in refusal(path).splitlines()] == [
        f'Add a column with the header "{name}", or give --{name}.' for name in PLACES[:3]
    ]
    sheets, _ = read(path, given(round="2024", instrument=INSTRUMENT.id, municipality="Luleå kommun"))
    assert sheets.select(PLACES[:3]).unique().row(0) == ("2024", INSTRUMENT.id, "2580")


def test_what_is_said_beside_a_file_may_not_contradict_it(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "svar.csv", [COLUMNS, *answers(10)])
    assert "The file has a column for --round. Leave --round out." in refusal(path, given(round="2023"))


@pytest.mark.parametrize(
    ("column", "told"), [("helhet", "No column for helhet: taken as not asked."), ("gender", "No column for gender")]
)
def test_a_question_that_was_not_asked_has_no_column(tmp_path: Path, column: str, told: str) -> None:
    sheets, notes = read(write_csv(tmp_path / "svar.csv", without([column], answers(10))))
    assert set(sheets[column]) <= {None, ""}
    assert told in notes


@pytest.mark.parametrize(
    "rows", [without(["unit"], answers(10)), [COLUMNS, *answers(10, unit="")], [COLUMNS, *answers(10, unit="NA")]]
)
def test_a_municipality_may_name_no_units(tmp_path: Path, rows: list[list[str]]) -> None:
    assert set(read(write_csv(tmp_path / "svar.csv", rows))[0]["unit"]) == {""}


def test_a_unit_that_is_not_named_beside_others_was_forgotten(tmp_path: Path) -> None:
    rows = [*answers(10), *answers(3, seed=2, unit="nan")]
    told = refusal(write_csv(tmp_path / "svar.csv", [COLUMNS, *rows]))
    assert told.startswith(", 3 rows (12-14), column unit: The unit is missing.")


def test_columns_of_survey_tools_are_left_out_and_named(tmp_path: Path) -> None:
    tool = ["id", "submitdate", "startlanguage", "seed", "token"]
    rows = [[str(number), "1980-01-01 00:00:00", "sv", "4711", "", *row] for number, row in enumerate(answers(10))]
    sheets, told = read(write_csv(tmp_path / "svar.csv", [[*tool, *COLUMNS], *rows]))
    assert sheets.height == 10
    assert told == f"5 columns of the survey tool left out: {', '.join(tool)}"


@pytest.mark.parametrize(
    ("header", "cell", "danger"),
    [
        ("token", "aB3{}xY9q", "keys that let people in"),
        ("status", "Zk{}fQ7p", "keys that let people in"),
        ("E-post", "anna{}@example.se", "e-mail addresses"),
        ("id", "19{}0612-1234", "personal numbers"),
        ("respondent", "{}0612 1234", "personal numbers"),
        ("namn", "Anna {}", "names"),
    ],
)
def test_a_column_that_points_at_persons_is_refused_by_name_and_never_repeated(
    tmp_path: Path, header: str, cell: str, danger: str
) -> None:
    rows = [[*row, cell.format(50 + number)] for number, row in enumerate(answers(10))]
    told = refusal(write_csv(tmp_path / "svar.csv", [[*COLUMNS, header], *rows]))
    assert told.startswith(f", row 1, column {header}: The column seems to hold {danger}")
    assert not any(row[-1] in told for row in rows)


def test_a_near_miss_of_a_name_is_refused(tmp_path: Path) -> None:
    header = ["infromation" if name == "information" else name for name in COLUMNS]
    assert 'If you mean "information", write that' in refusal(write_csv(tmp_path / "svar.csv", [header, *answers(5)]))


def test_a_header_that_is_said_again_is_no_sheet(tmp_path: Path) -> None:
    wordings = [*SWEDISH, *HEADERS["wordings"]]
    ids = [f'{{"ImportId":"QID{number}"}}' for number in range(len(COLUMNS))]
    rows = answers(20)
    path = write_csv(tmp_path / "svar.csv", [COLUMNS, wordings, ids, *rows[:10], COLUMNS, *rows[10:]])
    sheets, told = read(path)
    assert sheets.height == 20
    assert told == "3 rows (2-3, 14): the header said again, left out"


def test_a_second_line_that_has_wordings_alone_is_no_answer(tmp_path: Path) -> None:
    wordings = [*[""] * 5, *(question.text["sv"] for question in INSTRUMENT.questions)]
    sheets, told = read(write_csv(tmp_path / "svar.csv", [COLUMNS, wordings, *answers(10)]))
    assert (sheets.height, told) == (10, "Row 2: the header said again, left out")


@pytest.mark.parametrize(
    "name", [INSTRUMENT.name["sv"], INSTRUMENT.name["en"].upper(), "IFO missbruk", "ifo\u2011missbruk"]
)
def test_a_questionnaire_is_known_by_its_name_too(tmp_path: Path, name: str) -> None:
    sheets, _ = read(write_csv(tmp_path / "svar.csv", [COLUMNS, *answers(10, instrument=name)]))
    assert set(sheets["instrument"]) == {INSTRUMENT.id}


@pytest.mark.parametrize(
    ("column", "cells", "danger"),
    [
        ("Personnummer", "19800101-{:04}", "personal numbers"),
        ("Kod", "AB{:03}X7", "keys that let people in"),
        ("Kontaktuppgift", "anna{}@exempel.se", "e-mail addresses"),
        ("Förnamn", "Anna {}", "names"),
    ],
)
def test_what_points_at_persons_is_named_in_a_column_that_nobody_knows(
    tmp_path: Path, column: str, cells: str, danger: str
) -> None:
    rows = [[*row, cells.format(number)] for number, row in enumerate(answers(20))]
    told = refusal(write_csv(tmp_path / "svar.csv", [[*COLUMNS, column], *rows]))
    assert told.startswith(f", row 1, column {column}: The column seems to hold {danger}, by which a person's answers")
    assert told.count("\n") == 0
    assert cells.format(7) not in told


TOOLS = {
    "google": ["Tidstämpel"],
    "forms": ["ID", "Starttid", "Slutförandetid", "E-post", "Namn", "Språk", "Senast ändrad"],
    "webropol": ["Respondentnummer", "Svarstid", "Svarsspråk", "Insamlingsmetod"],
    "netigate": ["Svars-ID", "Status", "Startdatum", "Slutdatum"],
    "limesurvey": ["Svars-ID", "Inlämningsdatum", "Sista sida", "Startspråk", "Frö"],
    "surveymonkey": ["Respondent ID", "Collector ID", "IP Address", "Email Address", "First Name", "Last Name"],
    "pandas": ["Unnamed: 0"],
}


@pytest.mark.parametrize("tool", TOOLS)
def test_what_survey_tools_add_is_left_out_and_named(tmp_path: Path, tool: str) -> None:
    added = TOOLS[tool]
    rows = [[*[""] * len(added), *row] for row in answers(20)]
    sheets, told = read(write_csv(tmp_path / "svar.csv", [[*added, *COLUMNS], *rows]))
    assert sheets.height == 20
    assert told.endswith(f"left out: {', '.join(added)}")


def test_a_second_header_of_a_survey_tool_is_left_out(tmp_path: Path) -> None:
    rows = [["", *["Response"] * (len(COLUMNS) - 1)], *answers(20)]
    assert read(write_csv(tmp_path / "svar.csv", [COLUMNS, *rows]))[0].height == 20


def test_a_file_without_any_question_says_so(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "svar.csv", [["Q1", "Q2"], ["1", "2"]])
    said = given(round="2024", instrument=INSTRUMENT.id, municipality="Luleå")
    assert "none of the first names a question by its id, name or wording" in refusal(path, said)


CODED = ["Kommunkod", "Kommunnamn"]


def test_a_municipality_may_stand_by_code_and_by_name_where_they_agree(tmp_path: Path) -> None:
    plain, _ = read(write_csv(tmp_path / "plain.csv", [COLUMNS, *answers(10)]))
    place = COLUMNS.index("municipality")

    def written(*pair: str) -> Path:
        rows = [[*row[:place], *pair, *row[place + 1 :]] for row in answers(10)]
        return write_csv(tmp_path / "svar.csv", [[*COLUMNS[:place], *CODED, *COLUMNS[place + 1 :]], *rows])

    for pair in (("2580", "Luleå"), ("2580", "Luleå kommun"), ("", "Luleå"), ("2580", ""), ("2580", "2580")):
        assert read(written(*pair))[0].equals(plain)
    assert "2580 is Luleå and Lund is 1281" in refusal(written("2580", "Lund"))


@pytest.mark.parametrize("column", ["round", "instrument", "municipality"])
def test_what_is_wrong_with_an_option_is_told_of_the_option(tmp_path: Path, column: str) -> None:
    path = write_csv(tmp_path / "svar.csv", without([column], answers(10)))
    (told,) = [line for line in refusal(path, given(**{column: "hösten"})).splitlines() if "hösten" in line]
    assert told.startswith(f'--{column}: "hösten" is not ')


def test_a_column_that_nobody_filled_in_is_given_as_one_that_is_not_there(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "svar.csv", [COLUMNS, *[["", *row[1:]] for row in answers(10)]])
    assert set(read(path, given(round="2024"))[0]["round"]) == {"2024"}


def test_an_unknown_column_without_cells_is_left_out_and_told(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "svar.csv", [[*COLUMNS, "Kommentar"], *[[*row, " "] for row in answers(10)]])
    assert "A column without cells left out: Kommentar" in read(path)[1]


@pytest.mark.parametrize("header", ["OmgÃ¥ng", "Omg\ufffdng", "Omg?ng"])
def test_a_header_of_another_encoding_is_refused_as_that_alone(tmp_path: Path, header: str) -> None:
    (told,) = refusal(write_csv(tmp_path / "svar.csv", [[header, *COLUMNS[1:]], *answers(10)])).splitlines()
    assert f'The header "{header}" has letters of another encoding. Save it again as' in told


def test_a_header_that_may_tell_the_unit_is_said_so(tmp_path: Path) -> None:
    header = ["Stadsdel" if name == "unit" else name for name in COLUMNS]
    told = refusal(write_csv(tmp_path / "svar.csv", [header, *answers(10)]))
    assert "If it is a question, write its id; if it tells the unit, call it so; else remove the column" in told


@pytest.mark.parametrize("header", ["id. Svars-ID", "submitdate. Datum inskickat", "Sista sidan", "Enkätnummer", "#"])
def test_what_survey_tools_add_is_left_out(tmp_path: Path, header: str) -> None:
    path = write_csv(tmp_path / "svar.csv", [[*COLUMNS, header], *[[*row, "7"] for row in answers(10)]])
    assert f"A column of the survey tool left out: {header}" in read(path)[1]


def test_a_question_is_no_column_of_a_survey_tool(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "svar.csv", [[*COLUMNS, "nr. Hur trivs du?"], *[[*row, "7"] for row in answers(10)]])
    assert "is not a column of this table" in refusal(path)
