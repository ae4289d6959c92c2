"""Files that cannot be read as a table are refused in one sentence, by their kind."""

import itertools
import zipfile
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from tests.tycktill.files.refusals import MUNICIPALITIES, refusal, refused_rows
from tests.tycktill.files.spreadsheets import HEADER, ROW, write_csv, write_parquet, write_xlsx
from tests.tycktill.questionnaires import CATALOGUE

from tycktill.files import read_answers
from tycktill.terms import Refused

GB = 1024**3


def test_a_file_must_be_there_and_be_of_a_known_kind(tmp_path: Path) -> None:
    assert refusal(tmp_path / "svar.csv") == [": There is no such file. Check the path."]
    folder = tmp_path / "svar.parquet"
    folder.mkdir()
    assert refusal(folder) == [": This is not a file. Give the path of one file."]
    (told,) = refusal(tmp_path / "svar.docx")
    assert told.startswith(
        ": The name does not end in .csv, .txt, .tsv, .tab, .xlsx, .xlsm, .ods, .xls, .sav or .parquet. Save"
    )


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_an_empty_file_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"svar.{kind}"
    path.touch()
    assert refusal(path) == [": The file is empty. Give a file with a header and a row for each answer sheet."]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    path = tmp_path / f"svar.{kind}"
    path.write_text("x")
    monkeypatch.setattr(Path, "open", forbid)
    assert refusal(path) == [": The file cannot be opened: Permission denied. Check the path and who may read it."]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_of_two_gigabytes_is_refused_unread(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"svar.{kind}"
    with path.open("wb") as stream:
        stream.truncate(2 * GB)
    assert refusal(path) == [": The file is 2 GB or larger. Save it as Parquet."]


def test_a_large_parquet_file_is_not_refused_for_its_size(tmp_path: Path) -> None:
    path = tmp_path / "svar.parquet"
    with path.open("wb") as stream:
        stream.truncate(2 * GB)
    (told,) = refusal(path)
    assert "cannot be read as Parquet" in told


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman", "cp865"])
@pytest.mark.parametrize("row", [2, 90_000])
def test_text_of_no_known_encoding_is_refused_with_its_row(tmp_path: Path, encoding: str, row: int) -> None:
    rows = [HEADER, *[ROW] * 90_000]
    rows[row - 1] = (*ROW[:3], "Ås vårdhem på Ön, Småland", *ROW[4:])
    (told,) = refusal(write_csv(tmp_path / "svar.csv", rows, encoding=encoding))
    assert told.startswith(
        f", row {row}: The text is neither UTF-8 nor, by its letters, Windows-1252 or Latin-1. Save it"
    )


def test_text_in_utf_32_is_refused(tmp_path: Path) -> None:
    (told,) = refusal(write_csv(tmp_path / "svar.csv", [HEADER, ROW], encoding="utf-32"))
    assert "The file is no text. Save it again as" in told


def test_text_cut_in_the_middle_of_a_letter_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_bytes(f"{';'.join(HEADER)}\n2019;liten-latt;Åre;Luleå".encode()[:-1])
    (told,) = refusal(path)
    assert told.startswith(", row 2: The text is neither UTF-8")


def test_rows_that_end_as_on_an_old_mac_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_bytes(b"\r".join(";".join(row).encode() for row in (HEADER, ROW)))
    (told,) = refusal(path)
    assert told.startswith(": The rows end in carriage returns alone. Save it again as")


def test_a_thousand_unknown_columns_are_counted(tmp_path: Path) -> None:
    strangers = [f"kontakt {number}" for number in range(1000)]
    told = refused_rows(tmp_path, (*HEADER, *strangers), (*ROW, *("1" for _ in strangers)))
    assert len(told) == 6
    assert told[5] == ", row 1: 995 more of this kind. Mend those above and try again."


def test_rows_longer_than_the_header_are_named(tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    good, bad = ",".join(ROW), ",".join([*ROW[:5], "Ja", " men inte än", "1"])
    path.write_text("\n".join([",".join(HEADER), *[good] * 100, *[bad] * 150]), encoding="utf-8")
    (told,) = refusal(path)
    assert told.startswith(
        ', 150 rows (102-251): The row has 8 cells but the header 7. Put a cell that has a "," in it in'
    )
    path.write_text("\n".join([",".join(HEADER), good, bad]), encoding="utf-8")
    assert "Column 8 has cells but no header" in refusal(path)[0]


@pytest.mark.parametrize("place", [12, 700])
def test_a_quotation_mark_within_a_cell_is_refused_with_its_row(tmp_path: Path, place: int) -> None:
    lines = [";".join(HEADER), *[";".join(ROW)] * 800]
    lines[place - 1] = ";".join((*ROW[:3], 'Enhet 5"', *ROW[4:]))
    path = tmp_path / "svar.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    (told,) = refusal(path)
    assert told.startswith(f", row {place}: A quotation mark lacks its pair or stands beside other text.")


@pytest.mark.parametrize("stray", ['"2019', '"2019;' + "x" * 200_000])
def test_a_quotation_mark_without_its_pair_is_refused(tmp_path: Path, stray: str) -> None:
    path = tmp_path / "svar.csv"
    path.write_text(f"{';'.join(HEADER)}\n{stray};liten-latt;2580;Norr;K;1;2\n" + ";".join(ROW), encoding="utf-8")
    (told,) = refusal(path)
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
    assert refusal(path) == [f", row 3, column kontakt: {remedy}", f", row 4, column number 31: {remedy}"]


def test_a_long_path_is_no_reason_to_fall(tmp_path: Path) -> None:
    (told,) = refusal(tmp_path / f"{'a' * 300}.csv")
    assert told == ": The file cannot be opened: File name too long. Check the path and who may read it."


def test_a_spreadsheet_with_several_filled_sheets_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "svar.xlsx", [HEADER, ROW], sheets=["Norr", "Söder"])
    assert refusal(path) == [": There are 2 tables (Norr, Söder). Name the one to read with --sheet."]


def test_a_hidden_sheet_is_not_looked_at(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "svar.xlsx", [HEADER, ROW], sheets=["Norr", "Söder"], hidden="Söder")
    assert read_answers(path, catalogue=CATALOGUE, municipalities=MUNICIPALITIES).collect().height == 1


def test_a_spreadsheet_without_cells_is_refused(tmp_path: Path) -> None:
    (told,) = refusal(write_xlsx(tmp_path / "svar.xlsx", []))
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
    assert refusal(path) == [": The spreadsheet is 2 GB or larger unpacked. Save it as Parquet."]


def test_a_damaged_spreadsheet_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "svar.xlsx", [HEADER, ROW])
    whole = path.read_bytes()
    for content in (b"\xff" * 100, whole[:-30], whole[: len(whole) // 2]):
        path.write_bytes(content)
        (told,) = refusal(path)
        assert told.startswith(": The file cannot be read as a spreadsheet (")


def test_a_zip_that_is_no_spreadsheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "svar.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("readme.txt", "no")
    (told,) = refusal(path)
    assert told.startswith(": The file cannot be read as a spreadsheet (")


def test_damage_anywhere_in_a_parquet_file_is_refused_or_harmless(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "svar.parquet", [HEADER, *[ROW] * 50])
    whole = path.read_bytes()
    for cut in (1, 8, len(whole) // 2, len(whole) - 4):
        path.write_bytes(whole[:cut])
        (told,) = refusal(path)
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
    told = refusal(path)
    assert told[0] == ", column round: The column holds List(String). Store codes as whole numbers or text."
    assert len(told) == len(HEADER)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("svar.xls", b"<html><table><tr><td>round", "no table but a web page or XML"),
        ("svar.xls", "<!DOCTYPE html>".encode("utf-8-sig"), "no table but a web page or XML"),
        ("svar.xls", "<table>".encode("utf-16"), "no table but a web page or XML"),
        ("svar.xls", b'<?xml version="1.0"?><Workbook>', "no table but a web page or XML"),
        ("svar.xls", b"MIME-Version: 1.0", "no table but a web page or XML"),
        ("svar.csv", b"\n<html>", "no table but a web page or XML"),
        ("svar.csv", b"\x1f\x8b\x08" + b"x" * 99, "compressed file (gzip). Unpack it first."),
        ("svar.csv", b"%PDF-1.7", "no table but a PDF."),
        ("svar.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "protected by a password, or is an older one"),
        ("svar.xlsx", "år;kommun".encode(), "no workbook but text. Let its name end in .csv."),
        ("svar.xlsx", "år;kommun".encode("utf-16"), "no workbook but text. Let its name end in .csv."),
        ("~$svar.xlsx", b"\x08Anna" + b" " * 150, "no workbook but tells that one is open in Excel"),
        ("svar.csv", b"\xef\xbb\xbf", "The file is empty."),
    ],
)
def test_a_file_is_told_by_its_content_whatever_its_name(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (sentence,) = refusal(path)
    assert told in sentence
    assert "Anna" not in sentence


@pytest.mark.parametrize("named", [".xls", ".ods", ".sav", ".parquet", ".csv"])
def test_a_workbook_under_another_name_is_refused_by_what_it_is(tmp_path: Path, named: str) -> None:
    path = write_xlsx(tmp_path / "svar.xlsx", [HEADER, ROW]).rename(tmp_path / f"svar{named}")
    (told,) = refusal(path)
    assert "but a workbook (.xlsx). Let its name end in .xlsx." in told
