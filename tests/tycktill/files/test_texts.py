"""A text is read in the encoding it was saved in, between whatever lines stand around its table."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.tycktill.files.exports import COLUMNS, answers, read, refusal
from tests.tycktill.files.spreadsheets import write_csv

from tycktill.files.damage import has_lost_letters, is_damaged
from tycktill.files.refusing import quoted

UNITS = st.text("abcdefghijklmnoprstuvyåäöÅÄÖé -", max_size=16).map(lambda name: f"Åby {name.strip(' -')}x")
ENCODINGS = {
    "utf-8-sig": "",
    "utf-16": "The text was read as UTF-16",
    "utf-16-le": "The text was read as UTF-16",
    "utf-16-be": "The text was read as UTF-16",
    "cp1252": "The text is not UTF-8 and was read as Windows-1252",
    "latin-1": "The text is not UTF-8 and was read as Windows-1252",
}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(unit=UNITS, encoding=st.sampled_from(sorted(ENCODINGS)), separator=st.sampled_from(";,\t"))
def test_a_text_is_read_in_its_encoding(tmp_path: Path, unit: str, encoding: str, separator: str) -> None:
    path = write_csv(tmp_path / "svar.csv", [COLUMNS, *answers(12, unit=unit)], encoding=encoding, separator=separator)
    sheets, told = read(path)
    assert set(sheets["unit"]) == {" ".join(unit.split())}
    assert set(sheets["municipality"]) == {"2580"}
    assert told == ENCODINGS[encoding]


@given(name=st.text("abcdåäöÅÄÖéü ", min_size=1))
def test_swedish_words_are_damaged_only_when_their_encoding_was_mistaken(name: str) -> None:
    assert not is_damaged(name)
    assert is_damaged(name.encode().decode("latin-1")) == (not name.isascii())
    assert is_damaged(name.encode("latin-1").decode("utf-8", errors="replace")) == (not name.isascii())


@pytest.mark.parametrize("name", ["FÃ¶rsÃ¶rjningsstÃ¶d", "F\ufffdrs\ufffdrjningsst\ufffdd", "F?rs?rjningsst?d"])
@pytest.mark.parametrize("column", ["unit", "helhet"])
def test_letters_of_another_encoding_are_refused(tmp_path: Path, name: str, column: str) -> None:
    told = refusal(write_csv(tmp_path / "svar.csv", [COLUMNS, *answers(12, 1, **{column: name})]))
    assert told.startswith(f", 12 rows (2-13), column {column}: ")
    assert "letters of another encoding" in told or (column == "helhet" and has_lost_letters(name))


@pytest.mark.parametrize(
    "above",
    [["sep=;"], ["Brukarundersökning 2024"], ["", "", ""], ["Kommun;Luleå", ""], ["Svar;;;", ";;;", "Hösten 2024"]],
)
@pytest.mark.parametrize("below", [[], ["", "Källa: egen enkät"], ["Uttag gjort 2024-11-02;;;"]])
def test_lines_around_the_table_are_no_sheets(tmp_path: Path, above: list[str], below: list[str]) -> None:
    path = tmp_path / "svar.csv"
    body = [";".join(row) for row in [COLUMNS, *answers(20)]]
    path.write_text("\r\n".join([*above, *body, *below]), encoding="utf-8")
    sheets, told = read(path)
    assert sheets.height == 20
    assert ("a note below the table" in told) == bool(below)


@pytest.mark.parametrize("below", [["61"], ["Utskrivet av firman"], [f"{number}" for number in range(21, 90)]])
def test_a_row_that_says_nothing_but_its_number_is_no_sheet(tmp_path: Path, below: list[str]) -> None:
    path = tmp_path / "svar.csv"
    body = [";".join(("Nr", *COLUMNS)), *(";".join((f"{n}", *row)) for n, row in enumerate(answers(20), start=1))]
    path.write_text("\n".join([*body, *below]), encoding="utf-8")
    sheets, told = read(path)
    assert sheets.height == 20
    place = "Row 22" if len(below) == 1 else "69 rows (22-90)"
    assert f"{place}: nothing in any column that is read, left out" in told


def test_a_total_below_a_column_of_numbers_is_a_note(tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    body = [";".join(("Nr", *COLUMNS)), *(";".join((f"{n}", *row)) for n, row in enumerate(answers(20), start=1))]
    path.write_text("\n".join([*body, "Totalt;20", "", "Utskrivet av firman"]), encoding="utf-8")
    assert read(path)[0].height == 20


def test_a_fault_has_the_row_that_it_has_in_the_file(tmp_path: Path) -> None:
    rows = answers(5)
    rows[3][-1] = "lagom"
    path = write_csv(tmp_path / "svar.csv", [["Titel"], [], COLUMNS, *rows])
    assert refusal(path).startswith(', row 7, column helhet: "lagom" is not an answer')


@pytest.mark.parametrize("end", [";", ";;;"])
def test_a_semicolon_too_many_on_each_row_is_nothing(tmp_path: Path, end: str) -> None:
    path = tmp_path / "svar.csv"
    path.write_text("\n".join([";".join(COLUMNS), *(";".join(row) + end for row in answers(20))]), encoding="utf-8")
    assert read(path)[0].height == 20


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("anna@example.se", "What looks like an e-mail address"),
        ("19890612-1234", "What looks like a personal number"),
        ("890612 1234", "What looks like a personal number"),
        ("min handläggare nås på eva@malmo.se", "What looks like an e-mail address"),
        ("ring 070-123 45 67 i kväll", "What looks like a telephone number"),
        ("+46 (0)8 123 45 67", "What looks like a telephone number"),
        ("jag, 19890612–1234", "What looks like a personal number"),
        ("Min handläggare Eva Svensson är elak", '"Min handläggare Eva…"'),
        ("1 000 000 000", '"1 000 000 000"'),
        ("0.66000000000001", '"0.66000000000001"'),
        ("Mkt lätt", '"Mkt lätt"'),
        ("2024-11-28", '"2024-11-28"'),
    ],
)
def test_what_points_at_a_person_is_never_repeated(tmp_path: Path, text: str, shown: str) -> None:
    assert quoted(text) == shown
    told = refusal(write_csv(tmp_path / "svar.csv", [COLUMNS, *answers(5, helhet=text)]))
    assert told.startswith(f", 5 rows (2-6), column helhet: {shown} is not an answer")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_a_text_may_have_all_its_cells_in_quotation_marks(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "svar.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(
            [COLUMNS, *answers(20, unit="A, B; C")]
        )
    assert set(read(path)[0]["unit"]) == {"A, B; C"}


def test_quotation_marks_after_a_space_are_refused_since_they_quote_nothing(tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_text("\n".join("; ".join(f'"{cell}"' for cell in row) for row in [COLUMNS, *answers(20)]), "utf-8")
    assert refusal(path).startswith(", row 1: A quotation mark lacks its pair or stands beside other text.")


def test_a_text_with_a_sign_of_a_machine_is_refused_with_its_row(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "svar.csv", [COLUMNS, *answers(20)])
    lines = path.read_bytes().split(b"\n")
    lines[6] = lines[6].replace(b"2024", b"20\x0024")
    path.write_bytes(b"\n".join(lines))
    assert refusal(path).startswith(", row 7: The file is no text.")
