"""Codes are shown once, to the unit's own coordinator, and work."""

import base64
import re

import pytest
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.pages import see, send, signed_in

from tycktill.fieldwork import parse_code
from tycktill_web.fieldwork.models import Code
from tycktill_web.fieldwork.rounds import close_round
from tycktill_web.fieldwork.tickets import find_ticket
from tycktill_web.participants.actions import give_role
from tycktill_web.participants.models import Role

pytestmark = pytest.mark.django_db


def codes_page(world: worlds.World) -> str:
    """The address of the support unit's codes."""
    return f"/kommun/enhet/{world.support.pk}/koder/"


def shown_in(content: str) -> list[str]:
    """The codes that a page lists."""
    return re.findall(r"<li>(\w{5}-\w{5})</li>", content)


def test_new_codes_are_shown_and_can_be_answered_with() -> None:
    world = worlds.open_world()
    page = send(signed_in(world.coordinator), codes_page(world), {"size": 3, "turn": 1})
    shown = re.findall(r"\b\w{5}-\w{5}\b", page)
    assert "3 nya koder" in page
    assert len(shown) == 3
    assert {find_ticket(code, on=builders.TODAY).unit for code in shown} == {"Försörjningsstöd"}


def test_spreadsheet_holds_the_same_codes() -> None:
    world = worlds.open_world()
    client = signed_in(world.coordinator)
    content = client.post(codes_page(world), {"size": 2, "turn": 1}).content.decode()
    packed = re.search(r'href="data:text/csv;charset=utf-8;base64,([^"]+)"', content)
    assert packed
    sheet = base64.b64decode(packed[1]).decode("utf-8-sig").splitlines()
    assert sheet[0] == "kod;adress;direktlänk;enhet"
    assert [line.split(";")[0] for line in sheet[1:]] == shown_in(content)
    for code, address, link, unit in (line.split(";") for line in sheet[1:]):
        assert link == f"{address}k/{parse_code(code)}/"
        assert client.get(link).status_code == 200
        assert unit == "Försörjningsstöd"
    assert 'download="koder-forsorjningsstod-ifo-ekonomiskt-bistand.csv"' in content


def test_codes_are_nowhere_afterwards() -> None:
    world = worlds.open_world()
    client = signed_in(world.coordinator)
    response = client.post(codes_page(world), {"size": 2, "turn": 1})
    shown = shown_in(response.content.decode())
    assert "no-store" in response["Cache-Control"]
    again = see(client, codes_page(world))
    assert not [code for code in shown if code in again]
    kept = {bytes(code.fingerprint) for code in Code.objects.all()}
    assert not [code for code in shown if parse_code(code).encode() in kept]


def test_issued_and_used_are_counted() -> None:
    world = worlds.open_world()
    world.answer(world.support, "KM")
    send(signed_in(world.coordinator), codes_page(world), {"size": 5, "turn": 1})
    assert "Gjorda 7 Erbjudna 0 Använda färre än 5" in see(signed_in(world.coordinator), codes_page(world))
    close_round(world.round)
    assert "Gjorda 7 Erbjudna 2 Använda 2" in see(signed_in(world.coordinator), codes_page(world))


@pytest.mark.parametrize("size", ["", "0", "2001", "tio"])
def test_impossible_number_makes_no_codes(size: str) -> None:
    world = worlds.open_world()
    assert "Något behöver rättas" in send(
        signed_in(world.coordinator), codes_page(world), {"size": size, "turn": 1}, status=400
    )
    assert not Code.objects.exists()


def test_closed_round_takes_no_new_codes() -> None:
    world = worlds.open_world()
    close_round(world.round)
    client = signed_in(world.coordinator)
    assert "går inte att göra fler koder" in see(client, codes_page(world))
    send(client, codes_page(world), {"size": 2, "turn": 1}, status=400)
    assert not Code.objects.exists()


def test_other_municipalitys_unit_is_not_there() -> None:
    world = worlds.open_world()
    see(signed_in(world.stranger), codes_page(world), status=404)
    send(signed_in(world.stranger), codes_page(world), {"size": 3, "turn": 1}, status=404)
    assert not Code.objects.exists()


def test_staff_who_coordinate_elsewhere_make_no_codes_here() -> None:
    world = worlds.open_world()
    give_role(person=world.staff, role=Role.COORDINATOR, organisation=world.alvmora)
    send(signed_in(world.staff), codes_page(world), {"size": 3, "turn": 1}, status=404)
    assert not Code.objects.exists()


def test_staff_make_no_codes() -> None:
    world = worlds.open_world()
    send(signed_in(world.staff), codes_page(world), {"size": 3, "turn": 1}, status=403)
    assert not Code.objects.exists()
