"""A municipality's own survey from an empty page to the public one: made, frozen, planned, opened, answered, signed."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, Visit, check_touchable
from tests.journeys.people import as_person, today
from tests.journeys.respondent import Respondent
from tests.journeys.test_office import Officer, sign
from tests.journeys.test_own_surveys import look
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.at_work import working

from tycktill.terms import Gender
from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.models import Round
from tycktill_web.intake.bulk import Form, submit_all
from tycktill_web.participants.models import Registration, Role

NAME = "Trivsel på våra boenden"


class Coordinator(Officer):
    """Somebody of the municipality, who keeps a picture of each page where one is asked for."""

    def sees(self, heading: str) -> None:
        """The page with this heading has come, and shuts nobody out."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        look(self.page, f"own-{heading.rstrip('?').replace(' ', '-')}-{abs(hash(self.page.url)) % 100}")

    def fills(self, label: str, text: str) -> None:
        """Write in a field."""
        self.page.get_by_label(label, exact=True).fill(text)


def name_of_round() -> str:
    """The survey and its year."""
    return f"{NAME} {today().year}"


def makes_a_questionnaire(kim: Coordinator) -> None:
    kim.fills("Vad heter enkäten?", NAME)
    kim.fills("Vem är den för?", "För dig som bor hos oss")
    kim.presses("Börja")
    for question in ("Hur är maten?", "Hur är rummen?"):
        kim.page.get_by_role("link", name="Lägg till en fråga").first.click()
        kim.page.get_by_label("Frågan", exact=True).fill(question)
        kim.page.get_by_role("button", name="Spara", exact=True).click()
    kim.follows("Fastställ")
    kim.presses("Fastställ")
    expect(kim.page.get_by_text("Utgåva 1 är fastställd.")).to_be_visible()


def plans(kim: Coordinator) -> None:
    kim.sees(NAME)
    kim.follows("Planera en omgång")
    kim.sees("Planera en omgång")
    kim.fills("År", str(today().year))
    kim.fills("Första dag", today().isoformat())
    kim.fills("Sista dag", (today() + timedelta(days=14)).isoformat())
    kim.presses("Planera")
    kim.sees(name_of_round())
    kim.follows("Välj enheter")
    kim.page.get_by_label("Namn på ny enhet").first.fill("Björkgården")
    kim.page.get_by_label("Ny enhet 1").first.check()
    kim.presses("Spara")
    kim.sees("Enheter som deltar från Granhult")


def opens(kim: Coordinator, folder: Path) -> tuple[Path, str]:
    kim.follows(name_of_round())
    kim.follows("Att göra")
    kim.sees("Att göra för Granhult")
    kim.follows("Gör nyckeln och öppna")
    kim.sees(name_of_round())
    file, passphrase = kim.makes_key(folder)
    kim.follows("Jag har sparat filen")
    kim.sees("Öppna omgången")
    kim.gives_key(file, passphrase)
    kim.page.get_by_label("Nyckeln är sparad").check()
    kim.presses("Prova nyckeln och öppna")
    expect(kim.page.get_by_text("Omgången är öppen.")).to_be_visible()
    return file, passphrase


def hands_out(kim: Coordinator) -> str:
    """A code of a slip."""
    kim.follows("Läget på varje enhet")
    kim.sees(name_of_round())
    kim.follows("Skriv ut")
    kim.sees("Skriv ut")
    round_, registration = Round.objects.get(), Registration.objects.get()
    code, *others = make_codes(round=round_, registration=registration, size=12, on=today())
    both = ({"hur_ar_maten": 1 + each % 5, "hur_ar_rummen": 1 + each % 3} for each in range(11))
    forms = [Form(code, Gender.WOMAN, given) for code, given in zip(others, both, strict=True)]
    submit_all(round_, forms)
    return code


def answers(respondent: Respondent, code: str) -> None:
    """On a phone, to the thanks."""
    respondent.page.goto(f"/svara/k/{code}/")
    look(respondent.page, "own-answer")
    respondent.begins()
    respondent.chooses("Hur är maten?", "Mycket bra")
    look(respondent.page, "own-questions")
    check_touchable(respondent.page)
    respondent.goes_on()
    respondent.sends()


def closes_and_counts(kim: Coordinator, key: tuple[Path, str]) -> None:
    kim.page.goto(f"/kommun/egna/omgang/{Round.objects.get().family}/{today().year}/")
    kim.follows("Stäng i förtid")
    kim.sees("Stäng omgången?")
    kim.page.get_by_label("Stäng ändå").check()
    kim.presses("Stäng omgången")
    kim.follows("Räkna")
    kim.sees("Räkna svaren")
    kim.gives_key(*key)
    with working():
        kim.presses("Räkna")
        kim.waits_for("12 svar är räknade")
    kim.sees("Räkna svaren")
    kim.follows("Granska utkastet")
    kim.sees(name_of_round())
    kim.follows("Granhult")
    kim.sees("Granhult")
    kim.follows("Tillbaka till granskningen")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_municipality_asks_counts_signs_and_publishes_by_itself(
    live_server: LiveServer, visit: Visit, tmp_path: Path, size: dict[str, int]
) -> None:
    own = builders.municipality("Granhult", "9001")
    first, second = (worlds.person(f"{name}@kommun.example", Role.COORDINATOR, own) for name in ("kim", "li"))
    kim = Coordinator(as_person(visit, first, "/kommun/enkater/", viewport=size), looks=True)
    makes_a_questionnaire(kim)
    plans(kim)
    key = opens(kim, tmp_path)
    answers(Respondent(visit("/svara/")), hands_out(kim))
    closes_and_counts(kim, key)
    sign(kim, name_of_round())
    li = Coordinator(as_person(visit, second, kim.page.url, viewport=size), looks=True)
    sign(li, name_of_round())
    expect(li.page.get_by_text("Resultatet är publicerat.")).to_be_visible()
    li.follows("Se resultatet som läsarna ser det")
    li.sees(name_of_round())
    li.page.goto("/")
    look(li.page, "own-start")
    li.page.goto("/kommuner/9001/")
    look(li.page, "own-municipality")
    li.page.goto(f"/resultat/{Round.objects.get().family}/{today().year}/9001/")
    li.sees("Granhult")
    expect(li.page.get_by_role("main")).not_to_contain_text("riket")
    li.page.goto(f"/resultat/{Round.objects.get().family}/{today().year}/9001/enhet/bjorkgarden/")
    li.sees("Björkgården")
