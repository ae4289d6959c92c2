"""A workbook of answers on paper is read in at the desk: wrong rows are named, and nothing of it is kept or told."""

import io
import logging
import re
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.intake.papers import Written, filled
from tests.tycktill_web.pages import see, signed_in, words
from time_machine import TimeMachineFixture

from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.unused_codes import redeemed_codes
from tycktill_web.intake.workbook import UNPACKED_BYTES
from tycktill_web.journal.models import JournalEntry
from tycktill_web.pages.desk import paper_import
from tycktill_web.participants.models import Registration

pytestmark = pytest.mark.django_db

PAGE = f"/kommun/papper/ifo/2024/{worlds.SUPPORT}/"


@pytest.fixture
def world(time_machine: TimeMachineFixture) -> worlds.World:
    """An open round, on a day in the middle of it."""
    time_machine.move_to(f"{builders.TODAY}T10:00:00+02:00", tick=False)
    return worlds.open_world()


def codes(world: worlds.World, number: int, registration: Registration | None = None) -> Sequence[str]:
    """Codes on forms of paper."""
    own = registration or world.support
    return make_codes(round=world.round, registration=own, size=number, on=builders.OPENS_ON)


def read_in(client: Client, content: bytes, *, status: int = 200, **form: str) -> str:
    """The words of the page that a file leads to."""
    file = SimpleUploadedFile("svar.xlsx", content)
    response = client.post(f"{PAGE}las-in/", {"file": file, **form})
    assert response.status_code == status
    return words(response)


def rows_of(given: Sequence[str]) -> Sequence[Written]:
    """A form with an answer for each code."""
    return [{"code": code, "helhet": "Mycket nöjd", "gender": "Kvinna"} for code in given]


def test_a_workbook_is_fetched_filled_in_and_read_in(world: worlds.World) -> None:
    client = signed_in(world.coordinator)
    fetched = client.get(f"{PAGE}arbetsbok/")
    with CalamineWorkbook.from_filelike(io.BytesIO(fetched.content)) as book:
        header = [str(each) for each in book.get_sheet_by_name(worlds.SUPPORT).to_python()[0]]
    assert header[0] == "Koden på blanketten [code]"
    assert re.fullmatch(r"Hur .*\? \[kontakt\]", header[2])
    assert "unit" not in header
    rows: list[Written] = [{header[0]: code, header[2]: 1, header[1]: "Kvinna"} for code in codes(world, 7)]
    page = read_in(client, filled(rows, columns=header))
    assert "7 svar är mottagna" in page
    assert "Ta bort filen från datorn nu" in page
    assert redeemed_codes(world.round)[world.support.pk] == 7


def test_a_column_may_be_headed_by_its_id_alone(world: worlds.World) -> None:
    assert "2 svar är mottagna" in read_in(signed_in(world.coordinator), filled(rows_of(codes(world, 2))))


def test_wrong_rows_are_named_by_number_and_never_by_code(world: worlds.World) -> None:
    client = signed_in(world.coordinator)
    good, used, theirs = *codes(world, 2), *codes(world, 1, world.elsewhere)
    read_in(client, filled(rows_of([used])))
    wrong = [good, used, theirs, "K7MWP-3XTRD", ""]
    page = read_in(client, filled(rows_of(wrong)), status=400)
    assert "Inget är inläst" in page
    for row, said in ((4, "en annan enhet"), (5, "Något tecken"), (6, "Koden saknas")):
        assert f"Rad {row}:" in page
        assert said in page
    assert "Rad 3" not in page  # which codes are used is told of a file that is right in all else
    assert not any(code and code in page for code in wrong)
    assert redeemed_codes(world.round).total() == 1


def test_rows_whose_code_is_used_are_skipped_by_choice(world: worlds.World) -> None:
    client = signed_in(world.coordinator)
    content = filled(rows_of(codes(world, 3)))
    read_in(client, content)
    assert "kryssa i att sådana rader hoppas över" in read_in(client, content, status=400)
    page = read_in(client, content, leave_out_used="on")
    assert "0 svar är mottagna" in page
    assert "3 rader hoppades över" in page


def test_unit_staff_read_in_their_own_pile_alone(world: worlds.World) -> None:
    client = signed_in(world.staff)
    assert "1 svar är mottaget" in read_in(client, filled(rows_of(codes(world, 1))))
    assert client.get(f"/kommun/papper/ifo/2024/{worlds.ADDICTION}/las-in/").status_code == 404


def test_what_stands_in_a_cell_is_never_shown(world: worlds.World) -> None:
    (code,) = codes(world, 1)
    content = filled([{"code": code, "helhet": "hemlighet", "kontakt": 1}])
    page = read_in(signed_in(world.coordinator), content, status=400)
    assert "Rad 2: Något på raden går inte att läsa" in page
    assert "hemlighet" not in page


@pytest.mark.parametrize("content", [b"x", b"", filled([{"kod": "x"}], columns=["kod", "svar"]), filled([])])
def test_what_is_no_such_workbook_is_refused_with_what_to_do(world: worlds.World, content: bytes) -> None:
    assert "Använd arbetsboken härifrån" in read_in(signed_in(world.coordinator), content, status=400)


def test_a_file_that_is_too_large_is_refused(world: worlds.World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(world.coordinator)
    assert "Filen är för stor" in read_in(client, b"x" * (paper_import.LARGEST_FILE + 9), status=400)
    monkeypatch.setattr(paper_import, "MOST_ROWS", 2)
    assert "fler än 2 000 blanketter" in read_in(client, filled(rows_of(codes(world, 3))), status=400)
    assert redeemed_codes(world.round).total() == 0


@pytest.mark.thorough
def test_a_small_file_that_unpacks_to_a_huge_one_is_not_unpacked(world: worlds.World) -> None:
    content = io.BytesIO(filled(rows_of(codes(world, 1))))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/media/image1.png", bytes(UNPACKED_BYTES))
    assert len(content.getvalue()) < paper_import.LARGEST_FILE
    assert "Använd arbetsboken härifrån" in read_in(signed_in(world.coordinator), content.getvalue(), status=400)


@pytest.mark.thorough
def test_cells_far_apart_do_not_end_the_process(world: worlds.World) -> None:
    far = filled([*rows_of(codes(world, 1)), {"code": "x"}])
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(far)) as packed, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for part in packed.infolist():
            new.writestr(part.filename, packed.read(part).replace(b'<c r="A3"', b'<c\tr="XFD1048576"'))
    assert "Använd arbetsboken härifrån" in read_in(signed_in(world.coordinator), content.getvalue(), status=400)


def test_nothing_is_read_in_when_grace_is_over(world: worlds.World, time_machine: TimeMachineFixture) -> None:
    given = codes(world, 1)
    time_machine.move_to("2024-10-30T10:00:00+01:00", tick=False)
    page = read_in(signed_in(world.coordinator), filled(rows_of(given)))
    assert "Inga blanketter tas emot nu" in page
    assert redeemed_codes(world.round).total() == 0


def test_a_file_is_told_in_fives_to_the_day_and_without_a_unit(world: worlds.World) -> None:
    client = signed_in(world.coordinator)
    told = JournalEntry.objects.filter(action="paper_imported")
    read_in(client, filled(rows_of(codes(world, 4))))
    assert not told.exists()
    read_in(client, filled(rows_of(codes(world, 13))))
    assert '"sheets":10' in told.get().facts
    assert "Försörjningsstöd" not in told.get().facts
    assert "minst 10 stycken" in see(client, "/kommun/handelser/")


@pytest.mark.thorough
def test_nothing_of_a_file_stays_on_disk_or_in_a_log(
    world: worlds.World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    given = codes(world, 60)
    client, content = signed_in(world.coordinator), filled([*rows_of(given), {"code": "K7MWP-3XTRD", "helhet": 1}])
    with caplog.at_level(logging.DEBUG):
        read_in(client, content, status=400)
        read_in(client, filled(rows_of(given)))
    assert not any(tmp_path.rglob("*"))
    assert not any(code in caplog.text for code in given)
    assert "K7MWP" not in caplog.text
