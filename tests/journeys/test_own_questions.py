"""Own questions after a national questionnaire, from the coordinator's page to the thanks on somebody's phone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, Visit, check_touchable
from tests.journeys.people import as_person, planned_now, today
from tests.journeys.respondent import Respondent
from tests.journeys.test_own_rounds import Coordinator
from tests.journeys.test_own_surveys import look
from tests.tycktill_web import worlds
from tests.tycktill_web.after.asking import edition_of

from tycktill_web.fieldwork.asking_after import ask_after
from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import open_round
from tycktill_web.fieldwork.unused_codes import redeemed_codes

THANKS, OWN = "Tack för att du tyckte till!", "Frågor från din kommun"


def adds(kim: Coordinator) -> None:
    """Choose the questions and what they come after."""
    kim.sees("Egna frågor efter enkäten")
    kim.page.get_by_label("Trivsel på boendet").check()
    kim.page.get_by_label("Missbruk").uncheck()
    kim.presses("Lägg till")
    expect(kim.page.get_by_text("Gör nu nyckeln")).to_be_visible()


def opens(kim: Coordinator, folder: Path) -> None:
    """Make the key and open, before the national round."""
    look(kim.page, "own-after-planned")
    file, passphrase = kim.makes_key(folder)
    kim.follows("Jag har sparat filen")
    kim.gives_key(file, passphrase)
    kim.page.get_by_label("Nyckeln är sparad").check()
    kim.presses("Prova nyckeln och öppna")
    expect(kim.page.get_by_text("Frågorna är klara att ställas.")).to_be_visible()
    look(kim.page, "own-after-open")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_municipality_adds_questions_and_somebody_answers_them(
    live_server: LiveServer, visit: Visit, tmp_path: Path, size: dict[str, int]
) -> None:
    world = planned_now()
    edition_of(world.granhult, world.coordinator)
    path = f"/kommun/ifo/2024/organisation/{world.granhult.pk}/egna-fragor/"
    kim = Coordinator(as_person(visit, world.coordinator, path, viewport=size), looks=True)
    adds(kim)
    opens(kim, tmp_path)
    kim.page.goto(path)
    look(kim.page, "own-after-list")
    kim.follows("Prova på telefonstorlek")
    look(kim.page, "own-after-preview")
    anna = as_person(visit, world.anna, "/kansli/omgang/ifo/2024/egna-fragor/", viewport=size)
    expect(anna.get_by_role("listitem").filter(has_text="Granhult")).to_be_visible()
    look(anna, "own-after-office")
    open_round(world.round, public_key=worlds.key_pair()[0], on=today())
    (code,) = make_codes(round=world.round, registration=world.support, size=1, on=today())
    somebody = Respondent(visit(f"/svara/k/{code}/", viewport=size))
    answers(somebody)
    own = Round.objects.get(asked_after=world.round)
    assert redeemed_codes(own).total() == redeemed_codes(world.round).total() == 1
    somebody.goes_back()
    expect(somebody.page.get_by_text("Mycket bra")).to_have_count(0)
    kim.page.goto(f"/kommun/{own.family}/2024/")
    look(kim.page, "own-after-follow")


def answers(somebody: Respondent) -> None:
    """The national questionnaire, and then the own questions."""
    sends_the_national(somebody)
    look(somebody.page, "after-offer")
    check_touchable(somebody.page)
    somebody.page.get_by_role("button", name="Svara på frågorna").click()
    somebody.sees(OWN)
    somebody.chooses("Hur smakar maten?", "Mycket bra")
    look(somebody.page, "after-questions")
    check_touchable(somebody.page)
    somebody.page.reload()
    somebody.sees(OWN)
    somebody.chooses("Hur smakar maten?", "Mycket bra")
    somebody.goes_on()
    look(somebody.page, "after-check")
    somebody.page.get_by_role("button", name="Skicka svaren").dblclick()
    expect(somebody.page).to_have_url(re.compile("/svara/tack/"))
    somebody.sees(THANKS)


def sends_the_national(somebody: Respondent) -> None:
    """One answer and no more."""
    somebody.begins()
    somebody.page.locator(".choice").first.click()
    somebody.goes_on()
    somebody.sends()


@pytest.mark.parametrize("with_script", [True, False], ids=["script", "none"])
def test_who_says_no_or_loses_the_connection_has_answered_all_the_same(
    live_server: LiveServer, visit: Visit, with_script: bool
) -> None:
    world = planned_now()
    own = asked(world)
    codes = make_codes(round=world.round, registration=world.support, size=2, on=today())
    for code, leaves in zip(codes, (says_no, loses_connection), strict=True):
        somebody = Respondent(visit(f"/svara/k/{code}/", java_script_enabled=with_script))
        sends_the_national(somebody)
        leaves(somebody.page)
    assert redeemed_codes(world.round).total() == 2
    assert not redeemed_codes(own).total()
    somebody = Respondent(visit(f"/svara/k/{codes[1]}/mer/", java_script_enabled=with_script))
    somebody.page.get_by_role("button", name="Svara på frågorna").click()
    somebody.chooses("Hur smakar maten?", "Mycket bra")
    somebody.goes_on()
    somebody.sends()
    assert redeemed_codes(own).total() == 1


def asked(world: worlds.World) -> Round:
    """Own questions and the national questionnaire, both open."""
    edition = edition_of(world.granhult, world.coordinator)
    own = ask_after(world.round, edition, questionnaires=[worlds.SUPPORT], on=today())
    for each in (own, world.round):
        open_round(each, public_key=worlds.key_pair(each.key)[0], on=today())
    return own


def says_no(page: Page) -> None:
    """That was all."""
    page.get_by_role("link", name="Nej tack, jag är klar").click()
    expect(page.get_by_text("Dina svar har kommit fram.")).to_be_visible()
    expect(page.get_by_text("Din kommun har")).to_have_count(0)


def loses_connection(page: Page) -> None:
    """In the middle of the own questions."""
    page.get_by_role("button", name="Svara på frågorna").click()
    page.get_by_role("heading", name=OWN).wait_for()
    page.context.set_offline(True)
