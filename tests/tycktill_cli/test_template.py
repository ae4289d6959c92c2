"""What `tycktill template` writes is filled in by its drop-downs, and read back without a word."""

import html
import re
import zipfile
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import zip_longest
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from tests.tycktill.files.test_questionnaires import own

from tycktill.answers import BASE_COLUMNS
from tycktill.files import read_answers, read_municipalities, read_questionnaires, write_template
from tycktill.instrument import Instrument
from tycktill.terms import Refused
from tycktill_cli.template import make_template

CATALOGUE = read_questionnaires().catalogue
SHEET = "xl/worksheets/sheet3.xml"
"""The first questionnaire's: before it stand what to read and the lists of the drop-downs."""


def drop_downs(workbook: Path) -> Mapping[int, Sequence[str]]:
    """What each column's drop-down offers, by its place."""
    with zipfile.ZipFile(workbook) as packed:
        sheet = packed.read(SHEET).decode()
    lists = list(zip_longest(*CalamineWorkbook.from_path(workbook).get_sheet_by_name("Listor").to_python()))
    found = re.findall(r'sqref="([A-Z])2:[^>]*><formula1>Listor!\$([A-Z]+)', sheet)
    return {ord(at) - ord("A"): [str(each) for each in lists[_place(of)] if each] for at, of in found}


def _place(column: str) -> int:
    place = 0
    for letter in column:
        place = 26 * place + ord(letter) - ord("A") + 1
    return place - 1


def fill(workbook: Path, rows: Sequence[Sequence[str]], *, sheet: str = SHEET) -> None:
    """Type these rows below the header, as a person does who opens it."""
    typed = "".join(f'<row r="{number}">{_cells(row, number)}</row>' for number, row in enumerate(rows, start=2))
    with zipfile.ZipFile(workbook) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts[sheet] = parts[sheet].replace(b"</sheetData>", f"{typed}</sheetData>".encode())
    with zipfile.ZipFile(workbook, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)


def _cells(row: Sequence[str], number: int) -> str:
    return "".join(
        f'<c r="{chr(ord("A") + place)}{number}" t="inlineStr"><is><t>{html.escape(text)}</t></is></c>'
        for place, text in enumerate(row)
        if text
    )


@pytest.mark.parametrize("instrument", CATALOGUE.values(), ids=str)
def test_every_option_of_every_drop_down_is_read_back_without_a_word(instrument: Instrument, tmp_path: Path) -> None:
    file = tmp_path / "svar.xlsx"
    write_template([instrument], read_municipalities(), file)
    offered = drop_downs(file)
    longest = max(len(offered[place]) for place in offered if place >= len(BASE_COLUMNS))
    columns = [offered.get(place, ()) for place in range(len(BASE_COLUMNS) + len(instrument.questions))]
    rows = [
        [
            str(instrument.rounds.first),
            instrument.id,
            "Luleå",
            "Enheten",
            (*columns[4], "")[number % 4],
            *(options[number] if number < len(options) else "" for options in columns[len(BASE_COLUMNS) :]),
        ]
        for number in range(longest)
    ]
    fill(file, rows)
    notes: list[str] = []
    frame = read_answers(file, catalogue=CATALOGUE, municipalities=read_municipalities(), note=notes.append).collect()
    assert notes == []
    for question in instrument.questions:
        assert tuple(frame[question.id].drop_nulls()) == instrument.scale_of(question).codes


def answered(instrument: Instrument, *, first: str) -> list[list[str]]:
    """A sheet of which the first question alone is answered."""
    return [[str(instrument.rounds.first), instrument.id, "Luleå", "Enheten", "", first]]


def test_the_sheets_of_several_questionnaires_are_read_together(tmp_path: Path) -> None:
    file = tmp_path / "svar.xlsx"
    both = [CATALOGUE["ifo-unga"], CATALOGUE["fo-gruppbostad"], CATALOGUE["fo-boendestod"]]
    write_template(both, read_municipalities(), file)
    fill(file, answered(both[0], first="Mycket lätt"))
    fill(file, answered(both[1], first="Ibland"), sheet="xl/worksheets/sheet4.xml")
    notes: list[str] = []
    read = partial(read_answers, file, catalogue=CATALOGUE, municipalities=read_municipalities(), note=notes.append)
    frame = read().collect()
    assert notes == []
    assert frame.select("instrument", "kontakt", "bestamma").rows() == [
        ("ifo-unga", 1, None),
        ("fo-gruppbostad", None, 2),
    ]
    fill(file, answered(both[1], first="Kanske"), sheet="xl/worksheets/sheet5.xml")
    with pytest.raises(Refused, match=r"svar\.xlsx, sheet fo-boendestod, row 2, column "):
        read()


def test_the_sheet_stands_still_below_its_header_and_tells_the_questions(tmp_path: Path) -> None:
    file = tmp_path / "svar.xlsx"
    assert make_template(["ifo-unga", "fo-gruppbostad"], [], out=file) == 0
    workbook = CalamineWorkbook.from_path(file)
    assert workbook.sheet_names == ["Läs mig", "Listor", "ifo-unga", "fo-gruppbostad"]
    told = [str(line) for line, *_ in workbook.get_sheet_by_name("Läs mig").to_python()]
    assert any("Hur mycket har du kunnat påverka" in line and "Inte alls" in line for line in told)
    with zipfile.ZipFile(file) as packed:
        assert 'xSplit="5" ySplit="1"' in packed.read(SHEET).decode()
        assert "Hur mycket har du kunnat påverka" in packed.read("xl/comments1.xml").decode()
    assert drop_downs(file)[2][:2] == ["Upplands Väsby", "Vallentuna"]
    assert not any("Björkhamra" in place or place == "" for place in drop_downs(file)[2])


def test_a_questionnaire_of_ones_own_has_a_template_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = own(tmp_path)
    assert make_template(["egen-ja"], [form], out=tmp_path / "egen.xlsx") == 0
    assert f"tabulate {tmp_path / 'egen.xlsx'} --instruments {form} --out DIR" in capsys.readouterr().out
    assert drop_downs(tmp_path / "egen.xlsx")[5] == ["Ja", "Nej"]


def test_what_cannot_be_made_is_refused_and_nothing_is_written_over(tmp_path: Path) -> None:
    assert make_template(["ifo"], [], out=tmp_path / "a.xlsx") == 1
    assert make_template(["ifo-unga"], [], out=tmp_path / "a.csv") == 1
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "b.xlsx").write_bytes(b"mine")
    with pytest.raises(Refused, match="The file cannot be written: File exists"):
        make_template(["ifo-unga"], [], out=tmp_path / "b.xlsx")
    assert (tmp_path / "b.xlsx").read_bytes() == b"mine"
