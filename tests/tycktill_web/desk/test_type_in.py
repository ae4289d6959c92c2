"""A form of paper is typed in: taken as a respondent's own answer is, once, and with nobody's name beside it."""

import datetime
import re
from collections.abc import Iterator, Mapping
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.pages import see, send, signed_in, words
from time_machine import TimeMachineFixture

from tycktill.answers import from_bytes
from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.paper_models import TypingCheck
from tycktill_web.fieldwork.rounds import close_round
from tycktill_web.journal.models import JournalEntry
from tycktill_web.pages.desk.typed_twice import is_drawn
from tycktill_web.participants.models import Registration
from tycktill_web.vault.keys import load_key

pytestmark = pytest.mark.django_db

TYPED = {"fraga-kontakt": "1", "fraga-helhet": "9", "kon": "K"}
OTHERWISE = {"fraga-kontakt": "2", "fraga-helhet": "9", "kon": "K"}
TAKEN = "Mottagen. 1 blankett hittills."


@pytest.fixture
def world(time_machine: TimeMachineFixture) -> worlds.World:
    """An open round, on a day in the middle of it."""
    time_machine.move_to(f"{builders.TODAY}T10:00:00+02:00", tick=False)
    return worlds.open_world()


def address(registration: Registration) -> str:
    """Where a unit's forms are typed in."""
    return f"/kommun/enhet/{registration.pk}/skriv-in/"


def codes(registration: Registration, world: worlds.World, *, drawn: bool = False) -> Iterator[str]:
    """Codes on forms of paper: those to be typed once, or those that are drawn to be typed twice."""
    while True:
        made = make_codes(round=world.round, registration=registration, size=50, on=builders.OPENS_ON)
        yield from (code for code in made if is_drawn(code) is drawn)


def code_of(world: worlds.World, *, drawn: bool = False) -> str:
    """One such code of the unit that the staff works at."""
    return next(codes(world.support, world, drawn=drawn))


def answers(world: worlds.World) -> list[Mapping[str, int]]:
    """Every answer that has come in."""
    key = load_key(worlds.key_pair()[1], worlds.PASSPHRASE)
    return [dict(from_bytes(each.sheet).answers) for each in builders.opened(world.round, key)]


def carried(page: str) -> dict[str, str]:
    """What the page's hidden fields carry on."""
    return dict(re.findall(r'<input type="hidden" name="(satt|forsta|andra)" value="([^"]*)">', unescape(page)))


def typed(
    client: Client, world: worlds.World, form: Mapping[str, str], *, status: int = 200
) -> tuple[str, dict[str, str]]:
    """The words of the page that a form leads to, and what it carries on."""
    response = client.post(address(world.support), dict(form), follow=True)
    assert response.status_code == status
    return words(response), carried(response.content.decode())


def test_a_form_is_typed_in_and_sealed(world: worlds.World) -> None:
    page, _ = typed(signed_in(world.staff), world, {"kod": code_of(world), **TYPED})
    assert TAKEN in page
    assert answers(world) == [{"kontakt": 1, "helhet": 9}]


def test_the_list_of_piles_leads_to_the_form_and_tells_until_when(world: worlds.World) -> None:
    page = see(signed_in(world.coordinator), "/kommun/papper/")
    assert "Blanketter tas emot till och med 29 oktober" in page
    assert "Försörjningsstöd" in page
    assert "Vuxenheten" in page
    own = see(signed_in(world.staff), "/kommun/papper/")
    assert "Försörjningsstöd" in own
    assert "Vuxenheten" not in own


def test_a_code_gives_one_answer_whichever_way_it_comes(world: worlds.World) -> None:
    one, other, client = *list(zip(range(2), codes(world.support, world), strict=False)), signed_in(world.staff)
    Client().post("/svara/skicka/", {"kod": one[1], **TYPED})
    page, _ = typed(client, world, {"kod": one[1], **OTHERWISE}, status=400)
    assert "Det finns redan ett svar med den koden" in page
    typed(client, world, {"kod": other[1], **OTHERWISE})
    assert Client().post("/svara/skicka/", {"kod": other[1], **TYPED}).status_code == 410
    assert sorted(each["kontakt"] for each in answers(world)) == [1, 2]


def test_what_is_refused_keeps_what_was_typed_and_takes_nothing(world: worlds.World) -> None:
    client = signed_in(world.coordinator)
    elsewhere = next(codes(world.addiction, world))
    for code, said in (
        (elsewhere, "hör till en annan enhet"),
        ("", "Något tecken i koden är fel"),
        ("K7MWP-3XTRD", "Något tecken i koden är fel"),
    ):
        response = client.post(address(world.support), {"kod": code, **TYPED})
        assert response.status_code == 400
        assert said in words(response)
        assert 'name="fraga-kontakt" value="1" data-digit="1" checked' in response.content.decode()
    page, _ = typed(client, world, {"kod": code_of(world), "fraga-kontakt": "77"}, status=400)
    assert "gick inte att läsa" in page
    assert answers(world) == []


def test_an_empty_form_is_asked_about_once(world: worlds.World) -> None:
    client, code = signed_in(world.staff), code_of(world)
    page, carries = typed(client, world, {"kod": code})
    assert "Är blanketten tom?" in page
    assert answers(world) == []
    page, _ = typed(client, world, {"kod": code, "tom": "1", **carries})
    assert TAKEN in page
    assert answers(world) == [{}]


def test_paper_is_typed_in_after_the_last_day_until_grace_is_over(
    world: worlds.World, time_machine: TimeMachineFixture
) -> None:
    one, other = code_of(world), code_of(world)
    time_machine.move_to("2024-10-29T10:00:00+01:00", tick=False)
    assert Client().post("/svara/skicka/", {"kod": one, **TYPED}).status_code == 410
    page, _ = typed(signed_in(world.staff), world, {"kod": one, **TYPED})
    assert TAKEN in page
    time_machine.move_to("2024-10-30T10:00:00+01:00", tick=False)
    page, _ = typed(signed_in(world.staff), world, {"kod": other, **TYPED})
    assert "Inga blanketter tas emot nu" in page
    assert len(answers(world)) == 1
    assert "Ingen omgång tar emot papper nu" in see(signed_in(world.staff), "/kommun/papper/")


def test_nothing_is_typed_in_once_the_round_is_closed(world: worlds.World) -> None:
    code = code_of(world)
    close_round(world.round)
    page, _ = typed(signed_in(world.staff), world, {"kod": code, **TYPED})
    assert "tar inte emot fler svar" in page


def test_a_drawn_form_is_typed_twice_before_it_is_taken(world: worlds.World) -> None:
    client, code = signed_in(world.staff), code_of(world, drawn=True)
    page, carries = typed(client, world, {"kod": code, **TYPED})
    assert "Låt en kollega skriva in den igen" in page
    assert answers(world) == []
    page, _ = typed(client, world, {"kod": code, **TYPED, **carries})
    assert TAKEN in page
    check = TypingCheck.objects.get()
    assert (check.sheets, check.questions, check.differing) == (1, 8, 0)


def test_the_second_to_type_does_not_see_what_the_first_chose(world: worlds.World) -> None:
    response = signed_in(world.staff).post(address(world.support), {"kod": code_of(world, drawn=True), **TYPED})
    page = response.content.decode()
    assert not re.search(r'name="fraga-\w+" value="\d"[^>]* checked', page)


def test_where_two_differ_they_look_again_and_the_difference_is_counted(world: worlds.World) -> None:
    client, code = signed_in(world.staff), code_of(world, drawn=True)
    _, carries = typed(client, world, {"kod": code, **TYPED})
    page, carries = typed(client, world, {"kod": code, **OTHERWISE, **carries})
    assert "Ni skrev olika" in page
    assert "Först: Mycket lätt. Sedan: Ganska lätt." in page
    assert answers(world) == []
    page, _ = typed(client, world, {"kod": code, **TYPED, **carries})
    assert TAKEN in page
    assert answers(world) == [{"kontakt": 1, "helhet": 9}]
    check = TypingCheck.objects.get()
    assert (check.sheets, check.questions, check.differing) == (1, 8, 1)


def test_a_drawn_form_is_taken_where_nobody_else_is_there_and_not_counted(world: worlds.World) -> None:
    client, code = signed_in(world.staff), code_of(world, drawn=True)
    _, carries = typed(client, world, {"kod": code, **TYPED})
    page, _ = typed(client, world, {"kod": code, "ensam": "1", **carries})
    assert TAKEN in page
    assert answers(world) == [{"kontakt": 1, "helhet": 9}]
    assert not TypingCheck.objects.exists()


@pytest.mark.thorough
def test_about_one_form_in_ten_is_drawn(world: worlds.World) -> None:
    made = make_codes(round=world.round, registration=world.support, size=1000, on=builders.OPENS_ON)
    assert 50 < sum(map(is_drawn, made)) < 160


def test_how_often_two_disagree_is_told_from_the_fifth_form_on(world: worlds.World) -> None:
    check = TypingCheck.objects.create(
        round=world.round, organisation=world.granhult, sheets=4, questions=32, differing=1
    )
    client = signed_in(world.coordinator)
    assert "skilde sig" not in see(client, "/kommun/papper/")
    check.sheets = 5
    check.save()
    assert "Granhult: 3 %, 1 av 32 frågor på 5 blanketter" in see(client, "/kommun/papper/").replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "skilde sig" not in see(signed_in(world.stranger), "/kommun/papper/")


@pytest.mark.thorough
def test_typing_is_told_in_fives_and_to_the_day(world: worlds.World) -> None:
    client = signed_in(world.staff)
    carries: dict[str, str] = {}
    told = JournalEntry.objects.filter(action="paper_typed")
    for number, code in zip(range(1, 11), codes(world.support, world), strict=False):
        page, carries = typed(client, world, {"kod": code, **TYPED, **carries})
        assert f"{number} blankett" in page
        assert told.count() == number // 5
    entry = told.latest("number")
    assert (entry.who, timezone.localtime(entry.at).time()) == ("David", datetime.time())
    assert '"sheets":5' in entry.facts
    page = see(signed_in(world.coordinator), "/kommun/handelser/")
    assert "Skrev in svar på papper för Försörjningsstöd" in page


@pytest.mark.thorough
def test_a_count_that_was_carried_from_elsewhere_begins_anew(world: worlds.World) -> None:
    client = signed_in(world.staff)
    carries: dict[str, str] = {}
    for code in (code_of(world), code_of(world)):
        _, carries = typed(client, world, {"kod": code, **TYPED, **carries})
    assert "2 blanketter" in see(client, f"{address(world.support)}?satt={carries['satt']}")
    for text in (carries["satt"][:-1], "nonsens", ""):
        assert "hittills" not in see(client, f"{address(world.support)}?satt={text}")
    assert "hittills" not in see(signed_in(world.coordinator), f"{address(world.support)}?satt={carries['satt']}")


def test_no_page_of_the_desk_and_no_entry_names_a_code_or_an_answer(world: worlds.World) -> None:
    client, code = signed_in(world.staff), code_of(world)
    page, _ = typed(client, world, {"kod": code, **TYPED})
    assert code not in page
    assert not any(code in f"{each.facts}{each.who}" for each in JournalEntry.objects.all())
    assert code not in see(client, "/kommun/papper/")


def test_elsewhere_nobody_types_anything_in(world: worlds.World) -> None:
    send(signed_in(world.stranger), address(world.support), {"kod": code_of(world), **TYPED}, status=404)
    send(signed_in(world.reader), address(world.support), {"kod": code_of(world), **TYPED}, status=403)
    assert answers(world) == []
