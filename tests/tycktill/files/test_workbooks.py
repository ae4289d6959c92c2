"""A workbook is read as whoever looks at it sees it; what it hides, lacks or holds far away is refused or told."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter
from tests.tycktill.files.documents import write_ods
from tests.tycktill.files.exports import COLUMNS, answers, read, refusal
from xlsxwriter.worksheet import Worksheet

from tycktill.files import Hidden, Reading

Change = Callable[[Worksheet], object]
TABLE = [COLUMNS, *answers(30)]
SKIP, COUNT = Reading(hidden=Hidden.SKIP), Reading(hidden=Hidden.COUNT)


def _workbook(path: Path, change: Change = lambda sheet: None, sheets: Sequence[str] = ("Svar",)) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name in sheets:
            sheet = book.add_worksheet(name)
            for number, row in enumerate([["Läs mig"], ["Fyll i"]] if name == "Läs mig" else TABLE):
                sheet.write_row(number, 0, row)
            change(sheet)
    return path


def _hide_rows(sheet: Worksheet) -> None:
    for row in (5, 6, 9):
        sheet.set_row(row, None, None, {"hidden": True})


def test_a_workbook_of_macros_is_read(tmp_path: Path) -> None:
    assert read(_workbook(tmp_path / "svar.xlsx").rename(tmp_path / "svar.xlsm"))[0].height == 30


def test_hidden_rows_are_refused_skipped_or_counted_as_is_said(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "svar.xlsx", _hide_rows)
    assert "Hidden by a filter or by hand, but with cells: 3 rows (6-7, 10)." in refusal(path)
    assert (read(path, SKIP)[0].height, read(path, COUNT)[0].height) == (27, 30)
    assert read(path, SKIP)[1] == "What is hidden is left out: 3 rows (6-7, 10)"
    assert read(path, COUNT)[1] == "What is hidden is counted: 3 rows (6-7, 10)"


def test_rows_of_a_filter_are_hidden_rows(tmp_path: Path) -> None:
    def filtered(sheet: Worksheet) -> None:
        sheet.autofilter(0, 0, len(TABLE) - 1, len(COLUMNS) - 1)
        _hide_rows(sheet)

    assert "3 rows (6-7, 10)" in refusal(_workbook(tmp_path / "svar.xlsx", filtered))


def test_a_hidden_column_is_refused_or_skipped(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "svar.xlsx", lambda sheet: sheet.set_column(6, 6, None, None, {"hidden": True}))
    assert "but with cells: column G." in refusal(path)
    assert "No column for information: taken as not asked." in read(path, SKIP)[1]


def test_what_is_hidden_and_empty_is_nobodys_concern(tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.set_column(40, 50, None, None, {"hidden": True})
        sheet.set_row(200, None, None, {"hidden": True})

    assert read(_workbook(tmp_path / "svar.xlsx", hide))[1] == ""


def test_the_sheet_that_is_a_table_is_read(tmp_path: Path) -> None:
    assert read(_workbook(tmp_path / "svar.xlsx", sheets=["Läs mig", "Svar"]))[0].height == 30


def test_of_two_tables_one_is_asked_for(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "svar.xlsx", sheets=["Norr", "Söder"])
    assert refusal(path) == ": There are 2 tables (Norr, Söder). Name the one to read with --sheet."
    assert read(path, Reading(sheets=("Söder",)))[0].height == 30


def test_a_formula_without_value_is_refused_with_its_cell(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "svar.xlsx", lambda sheet: sheet.write_formula(3, 6, '=IF(A1="","","Ja")', value=""))
    told = refusal(path)
    assert told.startswith(", row 4, column information: The cell has a formula whose value is not in the file.")


def test_a_formula_that_gives_an_empty_text_is_a_blank(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "svar.xlsx", lambda sheet: sheet.write_formula(3, 6, '=""', value="¤"))
    _rewrite(path, b"<v>\xc2\xa4</v>", b"<v></v>")
    assert read(path)[0]["information"].null_count() == 1


@pytest.mark.parametrize(("row", "column"), [(1_048_575, 16_383), (1_048_575, 11), (40, 16_383)])
def test_a_stray_blank_takes_no_memory(tmp_path: Path, row: int, column: int) -> None:
    path = _workbook(tmp_path / "svar.xlsx", lambda sheet: sheet.write_string(row, column, " "))
    code = (
        "import resource, sys; from pathlib import Path; from tests.tycktill.files.exports import read\n"
        "resource.setrlimit(resource.RLIMIT_AS, (3_000_000_000,) * 2)\n"
        "print(read(Path(sys.argv[1]))[0].height)"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=False)
    assert done.stdout == "30\n", done.stderr[-500:]


def test_something_far_from_the_table_is_refused_with_its_cell(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "svar.xlsx", lambda sheet: sheet.write_string(1_048_575, 16_383, "x"))
    assert refusal(path).startswith(": Up to the cell XFD1048576 of Svar nearly all cells are empty.")


@pytest.mark.parametrize(("kind", "other"), [("csv", "xlsx"), ("xlsx", "csv")])
def test_a_file_that_was_renamed_is_refused_in_words(tmp_path: Path, kind: str, other: str) -> None:
    path = tmp_path / f"svar.{kind}"
    if kind == "csv":
        path.write_text("\n".join(";".join(row) for row in TABLE), encoding="utf-8")
    else:
        _workbook(path)
    assert "Let its name end" in refusal(path.rename(tmp_path / f"svar.{other}"))


def test_an_ods_is_read(tmp_path: Path) -> None:
    assert read(write_ods(tmp_path / "svar.ods", TABLE))[0].equals(read(_workbook(tmp_path / "svar.xlsx"))[0])


@pytest.mark.parametrize("visibility", ["filter", "collapse"])
def test_hidden_rows_of_an_ods_are_refused_or_skipped(tmp_path: Path, visibility: str) -> None:
    path = write_ods(tmp_path / "svar.ods", TABLE, attributes={4: f'table:visibility="{visibility}"'})
    assert "but with cells: row 5." in refusal(path)
    assert read(path, SKIP)[0].height == 29


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ('table:formula="of:=1"', "a formula whose value is not in the file"),
        ('table:formula="of:=NA()" office:value-type="string" calcext:value-type="error"', "shows an error"),
    ],
)
def test_what_an_ods_lacks_is_refused(tmp_path: Path, cell: str, told: str) -> None:
    path = write_ods(tmp_path / "svar.ods", TABLE, cells={(3, 6): cell})
    assert refusal(path).startswith(", row 4, column information: The cell ")
    assert told in refusal(path)


def _rewrite(path: Path, old: bytes, new: bytes) -> None:
    """The workbook with other bytes in its worksheet."""
    import zipfile

    with zipfile.ZipFile(path) as packed:
        parts = {each.filename: packed.read(each) for each in packed.infolist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content.replace(old, new))


@pytest.mark.parametrize("cells", ["F3:F6", "F3:H3", "D2:E4"])
def test_merged_answers_are_refused_since_all_but_the_first_are_empty(tmp_path: Path, cells: str) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_range(cells, "Mycket lätt")

    told = refusal(_workbook(tmp_path / "svar.xlsx", merge))
    assert f"The cells {cells} are merged, and all but the first are empty. Split them and fill in each." in told


def test_titles_and_notes_may_be_merged(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_range("A33:L34", "Källa: egen enkät")

    path = tmp_path / "svar.xlsx"
    assert read(_workbook(path, merge))[0].height == 30
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:L1", "Brukarundersökning 2024")
        for number, row in enumerate(TABLE, start=2):
            sheet.write_row(number, 0, row)
    assert read(path)[0].height == 30


def test_merged_answers_of_an_ods_are_refused(tmp_path: Path) -> None:
    cell = 'table:number-rows-spanned="3" office:value-type="string" office:string-value="x"'
    told = refusal(write_ods(tmp_path / "svar.ods", TABLE, cells={(3, 6): cell}))
    assert "are merged, and all but the first are empty" in told


@pytest.mark.parametrize("width", [0, 0.05])
def test_a_column_that_is_drawn_too_small_to_see_is_hidden(tmp_path: Path, width: float) -> None:
    path = _workbook(tmp_path / "svar.xlsx", lambda sheet: sheet.set_column(6, 6, width))
    assert "but with cells: column G." in refusal(path)


def test_a_formula_without_value_is_refused_where_cells_tell_no_place(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "svar.xlsx", lambda sheet: sheet.write_formula(3, 6, "=A1", value=7))
    _rewrite(path, b'<c r="G4"><f>A1</f><v>7</v></c>', b"<c><f>A1</f></c>")
    assert refusal(path).startswith(": The cell has a formula whose value is not in the file.")


def test_a_worksheet_is_named_in_any_case_and_one_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "svar.xlsx", sheets=["Norr", "Söder"])
    assert read(path, Reading(sheets=("söder",)))[0].height == 30
    assert "(Norr, Söder), and none is called Öster. Name the one" in refusal(path, Reading(sheets=("Öster",)))
    assert "Name the one to read with --sheet, one alone." in refusal(path, Reading(sheets=("Norr", "Söder")))
    only = _workbook(tmp_path / "en.xlsx")
    assert read(only, Reading(sheets=("Öster",)))[1] == "No sheet is called Öster: Svar was read"
