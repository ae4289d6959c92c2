"""All units get their slips in one errand: each code on one slip, and none kept, doubled or lost."""

import csv
import io
import re
import zipfile
from collections.abc import Mapping

import pytest
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.pages import gone, see, send, signed_in, words
from tests.tycktill_web.printing.killing import presses_that_are_killed
from tests.tycktill_web.printing.paper import Paper
from time_machine import TimeMachineFixture

from tycktill.fieldwork import parse_code
from tycktill_web.fieldwork.code_tags import code_fingerprint
from tycktill_web.fieldwork.models import Code
from tycktill_web.participants.turns import LONGEST_PIECE

pytestmark = pytest.mark.django_db


def page_of(world: worlds.World) -> str:
    """Where Granhult asks for slips to all its units."""
    return f"/kommun/ifo/2024/organisation/{world.granhult.pk}/lappar/"


def asked(world: worlds.World, **more: object) -> dict[str, object]:
    """Three slips for each of its units."""
    return {"size": 3, "turn": 1, "units": [world.support.pk, world.addiction.pk], **more}


def sent(world: worlds.World, form: Mapping[str, object]) -> dict[str, bytes]:
    """The files that come, by name."""
    response = signed_in(world.coordinator).post(page_of(world), form)
    assert response.streaming
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def codes_in(sheet: bytes) -> list[str]:
    """The codes of the spreadsheet."""
    return [row[0] for row in csv.reader(io.StringIO(sheet.decode("utf-8-sig")), delimiter=";")][1:]


@pytest.mark.thorough
def test_every_code_is_on_one_slip_and_in_the_spreadsheet() -> None:
    world = worlds.open_world()
    files = sent(world, asked(world))
    codes = codes_in(files.pop("koder.csv"))
    on_slips = [code for pdf in files.values() for code in re.findall(r"\b\w{5}-\w{5}\b", Paper(pdf).words)]
    assert sorted(on_slips) == sorted(codes)
    assert len(set(codes)) == 6
    assert sorted(files) == [
        "lapparna-forsorjningsstod-ifo-ekonomiskt-bistand.pdf",
        "lapparna-vuxenheten-ifo-missbruk.pdf",
    ]
    kept = Code.objects.filter(batch__registration__in=[world.support, world.addiction])
    assert {each.fingerprint for each in kept} == {code_fingerprint(str(parse_code(each))) for each in codes}


def test_slips_of_all_units_name_none() -> None:
    world = worlds.open_world()
    files = sent(world, asked(world))
    assert not any("Vuxenheten" in Paper(pdf).words for name, pdf in files.items() if name.endswith(".pdf"))


@pytest.mark.thorough
def test_codes_are_in_the_spreadsheet_when_the_press_fails() -> None:
    world = worlds.open_world()
    with presses_that_are_killed(after=1):
        files = sent(world, asked(world))
    assert len(codes_in(files["koder.csv"])) == 6
    assert "Koderna gäller" in files["las-mig.txt"].decode()


@pytest.mark.thorough
def test_the_form_makes_no_codes_twice() -> None:
    world = worlds.open_world()
    sent(world, asked(world))
    told = send(signed_in(world.coordinator), page_of(world), asked(world), status=409)
    assert "6 lappar har redan gjorts sedan sidan öppnades" in told
    assert world.support.batches.count() == 1


def test_units_without_codes_are_ticked_from_the_start() -> None:
    world = worlds.open_world()
    sent(world, asked(world, units=[world.support.pk]))
    page = signed_in(world.coordinator).get(page_of(world)).content.decode()
    ticked = re.findall(r'name="units" value="(\d+)"[^>]*checked', page)
    assert ticked == [str(world.addiction.pk)]
    assert "har redan 3 koder" in page


def test_more_than_one_errand_takes_is_refused_and_makes_nothing() -> None:
    world = worlds.open_world()
    told = send(signed_in(world.coordinator), page_of(world), asked(world, size=2001), status=400)
    assert "Skriv ett tal som är högst 2000." in told
    assert "Kryssa i minst en enhet." in send(
        signed_in(world.coordinator), page_of(world), asked(world, units=[]), status=400
    )
    assert not world.support.batches.exists()


def test_a_closed_round_offers_no_slips() -> None:
    world = worlds.closed_world()
    assert "Omgången är stängd" in see(signed_in(world.coordinator), page_of(world))


def broken_off(world: worlds.World, *, after: int) -> None:
    """A browser that takes so many pieces of the file, and goes away."""
    response = signed_in(world.coordinator).post(page_of(world), asked(world))
    stream = iter(response)
    for _ in range(after):
        next(stream)
    gone(response)


def test_how_far_the_file_has_been_sent_is_told_while_it_is_sent() -> None:
    world = worlds.open_world()
    response = signed_in(world.coordinator).post(page_of(world), asked(world))
    stream = iter(response)
    next(stream), next(stream)
    assert "1 av 3 filer är skickade" in see(signed_in(world.coordinator), page_of(world))
    assert b"".join(stream)
    told = see(signed_in(world.coordinator), page_of(world))
    assert "Filen med 6 lappar skickades hel" in told


@pytest.mark.thorough
def test_a_download_that_broke_off_is_told_and_its_codes_are_voided_and_drawn_anew() -> None:
    world = worlds.open_world()
    broken_off(world, after=2)
    client = signed_in(world.coordinator)
    assert "Filen med 6 lappar bröts" in see(client, page_of(world))
    assert "har redan gjorts" in send(client, page_of(world), asked(world), status=409)
    lost = f"{page_of(world)}makulera/"
    asked_about = see(client, lost)
    assert "Makulera 6 koder?" in asked_about
    assert "Vuxenheten" in asked_about
    told = send(client, lost, {})
    assert "Här gör du nya lappar" in told
    assert "bröts" not in told
    assert not world.round.batches.filter(voided_on=None).exists()
    page = client.get(page_of(world)).content.decode()
    assert len(re.findall(r'name="units" value="\d+"[^>]*checked', page)) == 2  # both are without codes again
    assert len(sent(world, asked(world, turn=2))) == 3
    assert "Det finns inga lappar" not in see(client, lost)


@pytest.mark.thorough
def test_a_server_that_dies_is_known_by_its_silence(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(f"{builders.TODAY}T10:00:00+02:00", tick=False)
    world = worlds.open_world()
    stream = iter(signed_in(world.coordinator).post(page_of(world), asked(world)))
    next(stream)
    assert "Lapparna sätts och skickas" in see(signed_in(world.coordinator), page_of(world))
    time_machine.shift(LONGEST_PIECE)
    assert "Nedladdningen avbröts" in see(signed_in(world.coordinator), page_of(world))
    assert b"".join(stream)


def test_nothing_sent_is_nothing_to_void() -> None:
    world = worlds.open_world()
    page = signed_in(world.coordinator).get(f"{page_of(world)}makulera/", follow=True)
    assert "Det finns inga lappar att makulera" in words(page)
