"""A coordinator registers units: by ticks, from a list, from a file and from the round before."""

import io
import re
from collections.abc import Iterable
from html import unescape
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.pages import see, send, signed_in
from time_machine import TimeMachineFixture

from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.errors import ListRefused, TreeChanged, UnitInUse
from tycktill_web.fieldwork.models import Invitation, Round
from tycktill_web.fieldwork.unit_lists import rows_of_file
from tycktill_web.fieldwork.unit_tree import TreeLine, change_tree, tree_of
from tycktill_web.journal.models import JournalEntry
from tycktill_web.pages.desk.units import lines_field
from tycktill_web.participants.models import Organisation, Unit

pytestmark = pytest.mark.django_db
SUPPORT, ADDICTION = worlds.SUPPORT, worlds.ADDICTION
FIRST, SECOND = TreeLine("Försörjningsstöd", SUPPORT), TreeLine("Vuxenheten", ADDICTION)

FIELD = r'<input type="(hidden|checkbox)" name="([\w-]+)" value="([^"]*)"( checked)?'


@pytest.fixture(autouse=True)
def _today(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(f"{builders.TODAY}T10:00:00+02:00", tick=False)


def page(own: Organisation, way: str = "", label: str = "2024") -> str:
    return f"/kommun/ifo/{label}/organisation/{own.pk}/enheter/{way}"


def form(seen: Iterable[TreeLine], lines: Iterable[TreeLine], **more: object) -> dict[str, object]:
    """The table as it is sent by somebody who saw these lines and wants those."""
    return {"was": lines_field(*seen), "line": [lines_field(line) for line in lines], **more}


def filled(response: HttpResponseBase) -> dict[str, list[str]]:
    """The form as the page has it filled in: hidden fields and ticks."""
    found: dict[str, list[str]] = {}
    for kind, name, value, is_on in re.findall(FIELD, getattr(response, "content", b"").decode()):
        if kind == "hidden" or is_on:
            found.setdefault(name, []).append(unescape(value))
    return found


def lines(own: Organisation) -> frozenset[TreeLine]:
    return tree_of(own, Round.objects.get(label="2024")).lines


def test_units_are_ticked_added_and_taken_out() -> None:
    world = worlds.planned_world()
    more = {"new-0": "  Nya   enheten ", "new-0-with": [SUPPORT, ADDICTION], "new-1": "", "new-1-with": [SUPPORT]}
    said = send(signed_in(world.coordinator), page(world.granhult), form([FIRST, SECOND], [FIRST], **more))
    assert "Sparat: 2 enkäter är tillagda, 1 enhet är ny, 1 enkät är borttagen." in said
    assert lines(world.granhult) == {FIRST, *(TreeLine("Nya enheten", each) for each in (SUPPORT, ADDICTION))}
    told = set(JournalEntry.objects.filter(round="ifo-2024").values_list("action", flat=True))
    assert {"unit_registered", "unit_unregistered"} <= told


@pytest.mark.thorough
def test_who_saves_second_is_told_and_neither_loses_anything() -> None:
    world = worlds.planned_world()
    client = signed_in(world.coordinator)
    other = TreeLine("Den andras", SUPPORT)
    change_tree(world.granhult, world.round, {FIRST, SECOND, other}, seen=tree_of(world.granhult, world.round).version)
    mine = form([FIRST, SECOND], [FIRST], **{"new-0": "Min egen", "new-0-with": [SUPPORT]})
    said = send(client, page(world.granhult), mine, status=409)
    assert "Någon annan har ändrat enheterna" in said
    assert "La till Den andras" in said
    assert lines(world.granhult) == {FIRST, SECOND, other}
    mixed = filled(client.post(page(world.granhult), mine))
    assert sorted(mixed["line"]) == sorted(lines_field(line) for line in (FIRST, other, TreeLine("Min egen", SUPPORT)))
    send(client, page(world.granhult), {"was": mixed["was"], "line": mixed["line"]})
    assert lines(world.granhult) == {FIRST, other, TreeLine("Min egen", SUPPORT)}


def test_a_stale_version_writes_nothing() -> None:
    world = worlds.planned_world()
    with pytest.raises(TreeChanged):
        change_tree(world.granhult, world.round, {FIRST}, seen="en annan")
    assert lines(world.granhult) == {FIRST, SECOND}


def test_a_unit_with_codes_stays() -> None:
    world = worlds.planned_world()
    make_codes(round=world.round, registration=world.support, size=1, on=builders.TODAY)
    with pytest.raises(UnitInUse, match="Försörjningsstöd"):
        change_tree(world.granhult, world.round, {SECOND}, seen=tree_of(world.granhult, world.round).version)
    send(signed_in(world.coordinator), page(world.granhult), form([FIRST, SECOND], []))
    assert lines(world.granhult) == {FIRST}


@pytest.mark.parametrize(
    ("name", "told"),
    [("=1+1", "börja med en bokstav"), ("Mottagningen i Ö" * 20, "för långt")],
)
def test_a_name_that_does_not_fit_is_named_and_nothing_is_written(name: str, told: str) -> None:
    world = worlds.planned_world()
    more = {"new-0": name, "new-0-with": [SUPPORT], "new-1": "En bra", "new-1-with": [SUPPORT]}
    said = send(signed_in(world.coordinator), page(world.granhult), form([FIRST, SECOND], [FIRST], **more), status=400)
    assert told in said
    assert lines(world.granhult) == {FIRST, SECOND}


PASTED = "Enhet\tEnkät\nNorr\tMissbruk och beroende\nSöder\tekonomiskt-bistand\n\nVuxenheten\tifo-missbruk\n"


def test_a_pasted_list_is_shown_before_it_is_registered() -> None:
    world = worlds.planned_world()
    client = signed_in(world.coordinator)
    pasted = PASTED.replace("Missbruk och beroende", "ifo-missbruk")
    shown = client.post(page(world.granhult, "lista/"), {"text": pasted})
    assert lines(world.granhult) == {FIRST, SECOND}
    said = see_words(shown.content.decode())
    assert "2 enheter läggs till" in said
    assert "1 enhet i listan är redan anmäld" in said
    assert "1 anmäld enhet står inte i listan och är kvar" in said
    confirmed = filled(shown)
    assert "Sparat: 2 enkäter är tillagda, 2 enheter är nya." in send(client, page(world.granhult, "lista/"), confirmed)
    assert lines(world.granhult) == {FIRST, SECOND, TreeLine("Norr", ADDICTION), TreeLine("Söder", SUPPORT)}


def test_a_list_is_told_with_row_and_remedy_and_kept_on_the_page() -> None:
    world = worlds.planned_world()
    said = send(
        signed_in(world.coordinator),
        page(world.granhult, "lista/"),
        {"text": "Norr;bussar\n;ifo-unga\nSöder"},
        status=400,
    )
    assert "Rad 1: ”bussar” är ingen enkät i omgången. Skriv någon av: ”Ekonomiskt bistånd”, ”Missbruk" in said
    assert "Rad 2: enhetens namn saknas" in said
    assert "Rad 3: enkät saknas för ”Söder”" in said
    assert "Norr;bussar" in said


def test_names_alone_take_the_questionnaires_that_are_ticked() -> None:
    world = worlds.planned_world()
    shown = signed_in(world.coordinator).post(
        page(world.granhult, "lista/"), {"text": "Norr\nSöder, väst", "with": [SUPPORT, ADDICTION]}
    )
    assert filled(shown)["line"][0].count("\n") == 3


def test_a_workbook_and_a_file_of_old_windows_are_read() -> None:
    world = worlds.planned_world()
    client = signed_in(world.coordinator)
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate([("Målgrupp", "Enhet"), (SUPPORT, "Älvängen")]):
            sheet.write_row(place, 0, row)
    for content in (stream.getvalue(), f"Älvängen;{SUPPORT}".encode("cp1252")):
        shown = client.post(page(world.granhult, "lista/"), {"file": SimpleUploadedFile("enheter", content)})
        assert filled(shown)["line"] == [f"{SUPPORT}|Älvängen"]


@pytest.mark.parametrize("content", [b"PK\x03\x04trasig", b"\x00\x01\x02\x00", b""])
def test_a_broken_file_is_refused_in_words(content: bytes) -> None:
    world = worlds.planned_world()
    file = SimpleUploadedFile("enheter.xlsx", content)
    send(signed_in(world.coordinator), page(world.granhult, "lista/"), {"file": file}, status=400)


@pytest.mark.thorough
def test_a_small_workbook_that_unpacks_to_a_huge_one_is_refused() -> None:
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", bytes(20_000_000))
    assert packed.tell() < 64_000
    with pytest.raises(ListRefused):
        rows_of_file(packed.getvalue())


def test_the_round_before_is_copied_with_a_difference() -> None:
    world = worlds.closed_world()
    later = builders.planned_round(label="2025")
    client = signed_in(world.coordinator)
    shown = client.post(page(world.granhult, "lista/", "2025"), {"earlier": "1"})
    assert "2 enheter läggs till" in see_words(shown.content.decode())
    confirmed = filled(shown)
    send(client, page(world.granhult, "lista/", "2025"), confirmed)
    assert tree_of(world.granhult, later).lines == {FIRST, SECOND}
    assert Unit.objects.count() == 3


@pytest.mark.thorough
def test_a_confirmed_list_meets_what_another_did_meanwhile() -> None:
    world = worlds.planned_world()
    client = signed_in(world.coordinator)
    shown = client.post(page(world.granhult, "lista/"), {"text": f"Norr;{SUPPORT}"})
    change_tree(world.granhult, world.round, {FIRST}, seen=tree_of(world.granhult, world.round).version)
    confirmed = filled(shown)
    again = client.post(page(world.granhult, "lista/"), confirmed)
    assert again.status_code == 409
    confirmed = filled(again)
    send(client, page(world.granhult, "lista/"), confirmed)
    assert lines(world.granhult) == {FIRST, TreeLine("Norr", SUPPORT)}


def test_a_closed_round_keeps_its_units() -> None:
    world = worlds.closed_world()
    client = signed_in(world.coordinator)
    assert "ligger fast" in see(client, page(world.granhult))
    send(client, page(world.granhult), form([FIRST, SECOND], [FIRST]), status=400)
    assert lines(world.granhult) == {FIRST, SECOND}


def test_registering_a_unit_says_yes_to_the_invitation() -> None:
    world = worlds.planned_world()
    Invitation.objects.create(round=world.round, organisation=world.granhult, invited_on=builders.TODAY)
    more = {"new-0": "Norr", "new-0-with": [SUPPORT]}
    send(signed_in(world.coordinator), page(world.granhult), form([FIRST, SECOND], [FIRST, SECOND], **more))
    assert Invitation.objects.get().state == Invitation.State.ACCEPTED


def see_words(html: str) -> str:
    return " ".join(html.split())
