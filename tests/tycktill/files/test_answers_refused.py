"""Answers that cannot be read are refused in sentences that say where and what to do."""

import itertools
import zipfile
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from tests.tycktill.files.spreadsheets import HEADER, ROW, Row, write_csv, write_parquet, write_table, write_xlsx
from tests.tycktill.questionnaires import CATALOGUE

from tycktill.files import read_answers, read_municipalities
from tycktill.terms import Refused

MUNICIPALITIES = read_municipalities()
GB = 1024**3


def _refusal(path: Path) -> list[str]:
    with pytest.raises(Refused) as refused:
        read_answers(path, catalogue=CATALOGUE, municipalities=MUNICIPALITIES)
    assert all(fault.file == str(path) for fault in refused.value.faults)
    return [str(fault).removeprefix(str(path)) for fault in refused.value.faults]


def _refused_rows(folder: Path, *rows: Row) -> list[str]:
    return _refusal(write_csv(folder / "svar.csv", rows))


def _with(column: str, text: str | None) -> list[str | None]:
    return [text if name == column else cell for name, cell in zip(HEADER, ROW, strict=True)]


@pytest.mark.parametrize(
    ("column", "text", "sentence"),
    [
        ("kontakt", "5", '"5" is not an answer to this question. Write 1 Mycket lätt, 2 Ganska  lätt, 3 Svårt, '),
        ("kontakt", "Lagom\nlätt", '"Lagom lätt" is not an answer to this question'),
        ("kontakt", "\x1b[2J", '"�[2J" is not an answer'),
        ("kontakt", "1.5", '"1.5" is not an answer'),
        ("kontakt", "-1", '"-1" is not an answer'),
        ("helhet", "x" * 99, f'"{"x" * 59}…" is not an answer'),
        ("municipality", "Lule", '"Lule" is not a municipality. If you mean Luleå (2580), write that.'),
        ("municipality", "Lulea", '"Lulea" is not a municipality. If you mean Luleå (2580), write that.'),
        ("municipality", "Luleo", '"Luleo" is not a municipality. If you mean Luleå (2580), write that.'),
        ("municipality", "Umea", '"Umea" is not a municipality. If you mean Umeå (2480), write that.'),
        ("municipality", "Ankeborg", '"Ankeborg" is not a municipality. Write its code of four digits or its name.'),
        ("municipality", "9999", '"9999" is not a municipality. Write its code of four digits or its name.'),
        ("municipality", " ", "The municipality is missing. Write its code of four digits or its name."),
        ("instrument", "liten lätt", '"liten lätt" is not an instrument. If you mean liten-latt, write that.'),
        ("instrument", "zzz", '"zzz" is not an instrument. Write an id that `tycktill instruments list` shows.'),
        ("instrument", "", "The instrument is missing. Write its id."),
        ("round", "hösten 2019", '"hösten 2019" is not a round. Write the year, as 2024, or the year and a word'),
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
    (told,) = _refused_rows(tmp_path, HEADER, ROW, _with(column, text))
    assert told.startswith(f", row 3, column {column}: {sentence}")
    assert told.endswith(".")


def test_a_retired_questionnaire_tells_its_years(tmp_path: Path) -> None:
    header = (*HEADER[:5], "hjalp", "bra", "helhet")
    (told,) = _refused_rows(tmp_path, header, ("2020", "liten-villkor", *ROW[2:5], "1", "1", "1"))
    assert "liten-villkor was not in use in 2020 but from 2015 to 2019" in told


def test_an_answer_to_a_question_of_another_questionnaire_is_refused(tmp_path: Path) -> None:
    (told,) = _refused_rows(tmp_path, (*HEADER, "bra"), (*ROW, "Ja"))
    assert told == ", row 2, column bra: liten-latt has no such question. Empty the cell or correct the instrument."


def test_a_label_that_two_options_share_belongs_to_neither(tmp_path: Path) -> None:
    header = (*HEADER[:5], "hjalp", "bra", "helhet")
    rows = [("2019", "liten-villkor", *ROW[2:5], "1", "1", label) for label in ("Ja", "Don't know")]
    (told,) = _refused_rows(tmp_path, header, *rows)
    assert told.startswith(', row 2, column helhet: "Ja" is not an answer')


@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".parquet"])
def test_all_faults_are_told_by_row_and_column(tmp_path: Path, kind: str) -> None:
    rows = [HEADER, _with("helhet", "7"), ROW, ["2013", "liten-latt", "1", "Norr", "q", "7", "7"]]
    told = _refusal(write_table(tmp_path / f"svar{kind}", rows))
    places = [sentence.partition(":")[0] for sentence in told]
    assert places == [
        ", row 2, column helhet",
        ", row 4, column round",
        ", row 4, column municipality",
        ", row 4, column gender",
        ", row 4, column kontakt",
        ", row 4, column helhet",
    ]


def test_the_first_hundred_faults_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    told = _refused_rows(tmp_path, (*HEADER, "trivs"), *[(*_with("helhet", "7"), "")] * 200)
    assert len(told) == 101
    assert "trivs" in told[0]
    assert told[99].startswith(", row 100, column helhet")
    assert told[100] == ": and 101 more. Mend those above and try again."


@pytest.mark.parametrize("above", ["", "sep=;", "Brukarundersökning 2024;;", ";;", "round|instrument|unit"])
@pytest.mark.parametrize("kind", [".csv", ".xlsx"])
def test_a_table_that_does_not_begin_with_its_header_is_refused_in_one_sentence(
    tmp_path: Path, above: str, kind: str
) -> None:
    told = _refusal(write_table(tmp_path / f"svar{kind}", [above.split(";"), HEADER, ROW]))
    none = "it names none of the columns round, instrument, municipality, unit, gender"
    remedy = "Let the names stand in row 1, each in a cell of its own, with nothing above them"
    assert told == [f", row 1: The first row is no header: {none}. {remedy}."]


def test_a_header_may_break_its_lines_but_not_its_quotation(tmp_path: Path) -> None:
    header = ";".join(HEADER)
    (told,) = _refused_rows(tmp_path, (*HEADER, "hel\nhet"), (*ROW, ""))
    assert told.startswith(', row 1, column hel het: "hel het" is not a column of this table. If you mean "helhet"')
    path = tmp_path / "svar.csv"
    path.write_text(f'{header};"trivs"x\n', encoding="utf-8")
    (told,) = _refusal(path)
    assert told.startswith(", row 1: A quotation mark lacks its pair or stands beside other text.")


@pytest.mark.parametrize("missing", HEADER)
def test_a_missing_column_is_named(tmp_path: Path, missing: str) -> None:
    header = [name for name in HEADER if name != missing]
    row = [cell for name, cell in zip(HEADER, ROW, strict=True) if name != missing]
    (told,) = _refused_rows(tmp_path, header, row)
    assert told.startswith(f', row 1, column {missing}: The column "{missing}" is missing. Add ')


@pytest.mark.parametrize("twice", ["unit", "helhet"])
def test_a_column_that_is_there_twice_is_named(tmp_path: Path, twice: str) -> None:
    told = _refused_rows(tmp_path, (*HEADER, f" {twice.title()}"), (*ROW, "1"))
    assert told == [f', row 1, column {twice}: 2 columns have the header "{twice}". Keep one of them.']


def test_an_unknown_column_is_named_with_what_was_meant(tmp_path: Path) -> None:
    told = _refused_rows(tmp_path, (*HEADER, "Kommentar", "kontackt"), (*ROW, "Bra", ""))
    unknown = "is not a column of this table"
    assert told == [
        f', row 1, column kommentar: "kommentar" {unknown}. Remove the column.',
        f', row 1, column kontackt: "kontackt" {unknown}. If you mean "kontakt", write that; else remove the column.',
    ]


def test_cells_without_a_header_are_refused(tmp_path: Path) -> None:
    assert _refused_rows(tmp_path, (*HEADER, ""), (*ROW, ""), (*ROW, "Ring henne")) == [
        ", row 1: Column 8 has cells but no header. Give it a header or empty its cells."
    ]


def test_faults_of_the_header_and_of_the_cells_are_told_together(tmp_path: Path) -> None:
    told = _refused_rows(tmp_path, (*HEADER[:6], "trivs"), (*ROW[:5], "7", "1"))
    assert [sentence.partition(":")[0] for sentence in told] == [
        ", row 1, column trivs",
        ", row 1, column helhet",
        ", row 2, column kontakt",
    ]


@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".parquet"])
@pytest.mark.parametrize("blank", [0, 2])
def test_a_file_without_rows_is_refused(tmp_path: Path, kind: str, blank: int) -> None:
    rows: Sequence[Row] = [HEADER, *[[""] * len(HEADER)] * blank]
    if kind == ".parquet":
        rows = [HEADER, *[[None] * len(HEADER)] * blank]
    assert _refusal(write_table(tmp_path / f"svar{kind}", rows)) == [": There are no rows below the header. Add them."]


def test_a_file_must_be_there_and_be_of_a_known_kind(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "svar.csv") == [": There is no such file. Check the path."]
    folder = tmp_path / "svar.parquet"
    folder.mkdir()
    assert _refusal(folder) == [": This is not a file. Give the path of one file."]
    (told,) = _refusal(tmp_path / "svar.ods")
    assert told == ": The name does not end in .csv, .xlsx or .parquet. Save the table as one of these."


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_an_empty_file_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"svar.{kind}"
    path.touch()
    assert _refusal(path) == [": The file is empty. Give a file with a header and a row for each answer sheet."]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    path = tmp_path / f"svar.{kind}"
    path.write_text("x")
    monkeypatch.setattr(Path, "open", forbid)
    assert _refusal(path) == [": The file cannot be opened: Permission denied. Check the path and who may read it."]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_of_two_gigabytes_is_refused_unread(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"svar.{kind}"
    with path.open("wb") as stream:
        stream.truncate(2 * GB)
    assert _refusal(path) == [": The file is 2 GB or larger. Save it as Parquet."]


def test_a_large_parquet_file_is_not_refused_for_its_size(tmp_path: Path) -> None:
    path = tmp_path / "svar.parquet"
    with path.open("wb") as stream:
        stream.truncate(2 * GB)
    (told,) = _refusal(path)
    assert "cannot be read as Parquet" in told


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
@pytest.mark.parametrize("row", [2, 60_000, 90_000])
def test_text_that_is_not_utf8_is_refused_with_its_row(tmp_path: Path, encoding: str, row: int) -> None:
    rows = [HEADER, *[ROW] * 90_000]
    rows[row - 1] = (*ROW[:3], "Norrlandsgatan Ö", *ROW[4:])
    (told,) = _refusal(write_csv(tmp_path / "svar.csv", rows, encoding=encoding))
    assert told.startswith(
        f", row {row}: The text is not UTF-8, but probably Windows-1252 or Latin-1. Save it again as"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_text_is_refused(tmp_path: Path, encoding: str) -> None:
    (told,) = _refusal(write_csv(tmp_path / "svar.csv", [HEADER, ROW], encoding=encoding))
    assert told.startswith(": The file is not UTF-8 text but UTF-16 or no text at all. Save it again as")


def test_text_cut_in_the_middle_of_a_letter_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_bytes(f"{';'.join(HEADER)}\n2019;liten-latt;Luleå".encode()[:-1])
    (told,) = _refusal(path)
    assert told.startswith(", row 2: The text is not UTF-8")


def test_cells_between_tabs_are_refused(tmp_path: Path) -> None:
    (told,) = _refusal(write_csv(tmp_path / "svar.csv", [HEADER, ROW], separator="\t"))
    assert told == ": The cells are separated by tabs. Save the file with commas or semicolons between cells."


def test_rows_that_end_as_on_an_old_mac_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_bytes(b"\r".join(";".join(row).encode() for row in (HEADER, ROW)))
    (told,) = _refusal(path)
    assert told.startswith(": The rows end in carriage returns alone. Save it again as")


def test_a_thousand_unknown_columns_are_counted(tmp_path: Path) -> None:
    strangers = [f"kontakt {number}" for number in range(1000)]
    told = _refused_rows(tmp_path, (*HEADER, *strangers), ROW)
    assert len(told) == 101
    assert told[100] == ": and 900 more. Mend those above and try again."


def test_rows_longer_than_the_header_are_named(tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    lines = [",".join(HEADER), ",".join(ROW), *[",".join([*ROW[:5], "Ja", " men inte än", "1"])] * 150]
    path.write_text("\n".join(lines), encoding="utf-8")
    told = _refusal(path)
    assert len(told) == 101
    assert told[0].startswith(', row 3: The row has 8 cells but the header 7. Put a cell that has a "," in it in')
    assert told[100] == ": and 50 more. Mend those above and try again."


@pytest.mark.parametrize("stray", ['"2019', '"2019;' + "x" * 200_000])
def test_a_quotation_mark_without_its_pair_is_refused(tmp_path: Path, stray: str) -> None:
    path = tmp_path / "svar.csv"
    path.write_text(f"{';'.join(HEADER)}\n{stray};liten-latt;2580;Norr;K;1;2\n" + ";".join(ROW), encoding="utf-8")
    (told,) = _refusal(path)
    assert told.startswith(", row 2: A quotation mark lacks its pair or stands beside other text. Write ")


def test_a_cell_that_shows_an_error_is_no_empty_cell(tmp_path: Path) -> None:
    path = tmp_path / "svar.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Dold & <gömd>").hide()
        sheet = book.add_worksheet('Svar "2019" & mer')
        for number, row in enumerate([HEADER, ROW, ROW, ROW]):
            sheet.write_row(number, 0, row)
        sheet.write_formula(2, 5, "=1/0", value="#DIV/0!")
        sheet.write_formula(3, 30, "=NA()", value="#N/A")
    remedy = "The cell shows an error such as #N/A or #DIV/0!. Write its value, or empty it."
    assert _refusal(path) == [f", row 3, column kontakt: {remedy}", f", row 4, column number 31: {remedy}"]


def test_a_long_path_is_no_reason_to_fall(tmp_path: Path) -> None:
    (told,) = _refusal(tmp_path / f"{'a' * 300}.csv")
    assert told == ": The file cannot be opened: File name too long. Check the path and who may read it."


def test_a_spreadsheet_with_several_filled_sheets_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "svar.xlsx", [HEADER, ROW], sheets=["Norr", "Söder"])
    assert _refusal(path) == [": There are 2 sheets with cells (Norr, Söder). Leave one and hide the others."]


def test_a_hidden_sheet_is_not_looked_at(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "svar.xlsx", [HEADER, ROW], sheets=["Norr", "Söder"], hidden="Söder")
    assert read_answers(path, catalogue=CATALOGUE, municipalities=MUNICIPALITIES).collect().height == 1


def test_a_spreadsheet_without_cells_is_refused(tmp_path: Path) -> None:
    (told,) = _refusal(write_xlsx(tmp_path / "svar.xlsx", []))
    assert told.startswith(": No visible sheet has cells.")


def test_a_spreadsheet_that_unpacks_to_two_gigabytes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_xlsx(tmp_path / "svar.xlsx", [HEADER, ROW])
    parts = zipfile.ZipFile.infolist

    def claim(packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
        found = parts(packed)
        found[0].file_size = 2 * GB
        return found

    monkeypatch.setattr(zipfile.ZipFile, "infolist", claim)
    assert _refusal(path) == [": The spreadsheet is 2 GB or larger unpacked. Save it as Parquet."]


def test_a_damaged_spreadsheet_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "svar.xlsx", [HEADER, ROW])
    whole = path.read_bytes()
    for content in (b"x" * 100, whole[:-30], whole[: len(whole) // 2]):
        path.write_bytes(content)
        (told,) = _refusal(path)
        assert told.startswith(": The file cannot be read as a spreadsheet (")


def test_a_zip_that_is_no_spreadsheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "svar.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("readme.txt", "no")
    (told,) = _refusal(path)
    assert told.startswith(": The file cannot be read as a spreadsheet (")


def test_damage_anywhere_in_a_parquet_file_is_refused_or_harmless(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "svar.parquet", [HEADER, *[ROW] * 50])
    whole = path.read_bytes()
    for cut in (1, 8, len(whole) // 2, len(whole) - 4):
        path.write_bytes(whole[:cut])
        (told,) = _refusal(path)
        assert told.startswith(": The file cannot be read as Parquet (")
    for place in itertools.chain(range(4, 400, 7), range(len(whole) - 200, len(whole), 7)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :])
        try:
            read_answers(path, catalogue=CATALOGUE, municipalities=MUNICIPALITIES)
        except Refused:
            continue


def test_parquet_columns_hold_single_values(tmp_path: Path) -> None:
    path = tmp_path / "svar.parquet"
    pl.DataFrame({name: [[cell]] for name, cell in zip(HEADER, ROW, strict=True)}).write_parquet(path)
    told = _refusal(path)
    assert told[0] == ", column round: The column holds List(String). Store codes as whole numbers or text."
    assert len(told) == len(HEADER)
