"""The office's year in a real browser: key, open, close, count, two signatures, published."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import DESKTOP, PHONE, Visit, check_accessible, check_fits
from tests.journeys.people import as_person, planned_now
from tests.tycktill_web import worlds
from tests.tycktill_web.at_work import working

from tycktill_web.vault.models import SealedAnswer

both_ways = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


class Officer:
    """Somebody at the office; looks at every page for what would keep others out."""

    def __init__(self, page: Page, *, looks: bool) -> None:
        self.page, self.looks = page, looks

    def sees(self, heading: str) -> None:
        """The page with this heading has come, and is accessible."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        if self.looks:
            check_accessible(self.page)
            check_fits(self.page)

    def follows(self, link: str) -> None:
        """Follow a link by its words."""
        self.page.get_by_role("link", name=link).first.click()

    def presses(self, button: str) -> None:
        """Press a button by its words."""
        self.page.get_by_role("main").get_by_role("button", name=button).click()

    def waits_for(self, words: str) -> None:
        """Stay on the page until it says this: by itself, or as the link is followed where there is no script."""
        told, has_script = self.page.get_by_text(words, exact=False), self.looks
        while not has_script and not told.count():
            self.follows("Visa läget nu")
            self.page.wait_for_timeout(300)
        expect(told).to_be_visible(timeout=60_000)

    def gives_key(self, file: Path, passphrase: str) -> None:
        """Choose the key file and write the passphrase."""
        self.page.get_by_label("Nyckelfilen").first.set_input_files(file)
        self.page.get_by_label("Lösenfrasen", exact=True).fill(passphrase)

    def gives_both(self, keys: Sequence[tuple[Path, str]]) -> None:
        """Choose each holder's file and write the passphrase."""
        for (file, passphrase), choose, write in zip(
            keys,
            ("Nyckelfilen|Den ena nyckelhavarens fil", "Den andra nyckelhavarens fil"),
            ("Lösenfrasen|Den ena nyckelhavarens lösenfras", "Den andra nyckelhavarens lösenfras"),
            strict=True,
        ):
            self.page.get_by_label(re.compile(f"^({choose})$")).set_input_files(file)
            self.page.get_by_label(re.compile(f"^({write})$")).fill(passphrase)

    def makes_key(self, folder: Path) -> tuple[Path, str]:
        """The saved file and the passphrase."""
        self.follows("Gör nyckeln")
        self.sees("Gör nyckeln")
        self.presses("Gör nyckeln nu")
        self.sees("Spara nyckeln nu")
        with self.page.expect_download() as download:
            self.follows("tycktill-")
        file = folder / download.value.suggested_filename
        download.value.save_as(file)
        return file, self.page.locator(".passphrase").inner_text()


@both_ways
def test_a_round_is_opened_counted_signed_and_read(
    live_server: LiveServer, visit: Visit, tmp_path: Path, script: bool
) -> None:
    world = planned_now()
    anna = Officer(as_person(visit, world.anna, "/kansli/", java_script_enabled=script, viewport=DESKTOP), looks=script)
    file, passphrase = open_round(anna, tmp_path)
    world.round.refresh_from_db()
    worlds.answer_all(world)
    close_round(anna)
    count(anna, file, passphrase)
    sign(anna)

    bo = Officer(as_person(visit, world.bo, anna.page.url, java_script_enabled=script), looks=script)
    sign(bo)
    expect(bo.page.get_by_text("Resultatet är publicerat.")).to_be_visible()
    bo.follows("Se resultatet som läsarna ser det")
    bo.sees("Individ- och familjeomsorg 2024")


@both_ways
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_two_holders_open_a_round_and_count_it_together(
    live_server: LiveServer, visit: Visit, tmp_path: Path, script: bool, size: dict[str, int]
) -> None:
    world, place = planned_now(), "/kansli/omgang/ifo/2024/"
    options = {"java_script_enabled": script, "viewport": size}
    anna, bo = (Officer(as_person(visit, person, place, **options), looks=script) for person in (world.anna, world.bo))
    keys = [officer.makes_key(tmp_path) for officer in (anna, bo)]
    bo.follows("Jag har sparat filen")
    bo.sees("Öppna omgången")
    expect(bo.page.get_by_label("Den andra nyckelhavarens fil")).to_be_hidden()
    bo.page.get_by_label("Två nyckelhavare tillsammans").check()
    bo.gives_both(keys)
    bo.page.get_by_label("Nyckeln är sparad").check()
    bo.presses("Prova nyckeln och öppna")
    expect(bo.page.get_by_text("behövs för att öppna svaren.")).to_be_visible()
    expect(bo.page.get_by_text("Svaren öppnas av två nyckelhavare tillsammans")).to_be_visible()
    bo.sees("Individ- och familjeomsorg 2024")
    world.round.refresh_from_db()
    worlds.answer_all(world)
    close_round(bo)
    bo.follows("Räkna")
    bo.sees("Räkna svaren")
    bo.gives_both([keys[1], (keys[0][0], "fel lösenfras")])
    bo.presses("Räkna")
    expect(bo.page.get_by_role("alert")).to_contain_text("Den andra nyckelhavarens lösenfras: Lösenfrasen öppnar inte")
    bo.sees("Räkna svaren")
    bo.gives_both(keys[::-1])
    with working():
        bo.presses("Räkna")
        bo.waits_for("41 svar är räknade")


def open_round(officer: Officer, folder: Path) -> tuple[Path, str]:
    """From the list of rounds to an open one; the key file and its passphrase."""
    officer.sees("Omgångar")
    officer.follows("Individ- och familjeomsorg 2024")
    officer.sees("Individ- och familjeomsorg 2024")
    file, passphrase = officer.makes_key(folder)
    officer.follows("Jag har sparat filen")
    officer.sees("Öppna omgången")
    officer.gives_key(file, passphrase)
    officer.page.get_by_label("Nyckeln är sparad").check()
    officer.presses("Prova nyckeln och öppna")
    expect(officer.page.get_by_text("Omgången är öppen.")).to_be_visible()
    return file, passphrase


def close_round(officer: Officer) -> None:
    """A look at how it has gone, and no more answers."""
    officer.follows("Läget i varje kommun")
    officer.sees("Läget i varje kommun")
    officer.page.go_back()
    officer.follows("Stäng i förtid")
    officer.sees("Stäng omgången?")
    officer.page.get_by_label("Stäng ändå").check()
    officer.presses("Stäng omgången")
    officer.follows("Går omgången att jämföra med tidigare?")
    officer.sees("Går omgången att jämföra med tidigare?")
    officer.page.get_by_label("Varför går det inte att jämföra?").fill("Enkäten gick från papper till webb.")
    officer.presses("Spara")


def count(officer: Officer, file: Path, passphrase: str) -> None:
    """From the closed round to the review of its draft."""
    officer.follows("Räkna")
    officer.sees("Räkna svaren")
    officer.gives_key(file, passphrase)
    with working():
        officer.presses("Räkna")
        officer.waits_for("41 svar är räknade")
    assert set(marks(officer.page)) == {'"✓"'}
    officer.sees("Räkna svaren")
    officer.follows("Jobb")
    officer.sees("Jobb")
    officer.follows("Räkna svaren: Individ- och familjeomsorg 2024")
    officer.follows("Granska utkastet")
    officer.sees("Individ- och familjeomsorg 2024")
    officer.follows("Granhult")
    officer.sees("Granhult")
    officer.follows("Tillbaka till granskningen")


def marks(page: Page) -> list[str]:
    """The sign before each step of a count."""
    found: list[str] = page.locator(".step").evaluate_all(
        "all => all.map((each) => getComputedStyle(each, '::before').content)"
    )
    return found


def sign(officer: Officer, round_: str = "Individ- och familjeomsorg 2024") -> None:
    """From the review to a signature."""
    officer.follows("Skriv under")
    officer.sees("Skriv under")
    officer.presses("Skriv under")
    officer.sees(round_)


@both_ways
def test_answers_are_destroyed_when_the_result_is_final(live_server: LiveServer, visit: Visit, script: bool) -> None:
    world = worlds.closed_world()
    worlds.published(world)
    anna = Officer(as_person(visit, world.anna, "/kansli/omgang/ifo/2024/", java_script_enabled=script), looks=script)
    anna.page.get_by_text("Är resultatet slutligt?").click()
    anna.follows("Gallra svaren")
    anna.sees("Gallra svaren?")
    anna.presses("Gallra svaren")
    expect(anna.page.get_by_role("alert")).to_contain_text("Bekräfta här att svaren ska förstöras.")
    anna.sees("Gallra svaren?")
    anna.page.get_by_label("Resultatet är slutligt").check()
    anna.presses("Gallra svaren")
    expect(anna.page.get_by_text("Svaren är gallrade.", exact=False).first).to_be_visible()
    anna.sees("Individ- och familjeomsorg 2024")
    assert not SealedAnswer.objects.exists()


def test_what_goes_wrong_is_told_in_an_accessible_way(live_server: LiveServer, visit: Visit, tmp_path: Path) -> None:
    world = worlds.closed_world()
    SealedAnswer.objects.filter(pk=SealedAnswer.objects.all()[0].pk).delete()
    file = tmp_path / "nyckel.pem"
    file.write_bytes(worlds.key_pair()[1])
    anna = Officer(as_person(visit, world.anna, "/kansli/omgang/ifo/2024/rakna/"), looks=True)
    anna.gives_key(file, "fel lösenfras")
    anna.presses("Räkna")
    expect(anna.page.get_by_role("alert")).to_contain_text("öppnar inte nyckeln")
    anna.sees("Räkna svaren")
    anna.gives_key(file, worlds.PASSPHRASE)
    with working():
        anna.presses("Räkna")
        anna.waits_for("Svaren stämmer inte med de använda koderna")
    expect(anna.page.get_by_role("listitem").filter(has_text="använda koder men")).to_have_count(1)
    anna.sees("Räkna svaren")
    anna.follows("Till omgången")


@both_ways
def test_a_passphrase_is_hidden_until_its_writer_asks_to_see_it(
    live_server: LiveServer, visit: Visit, script: bool
) -> None:
    world = worlds.closed_world()
    page = as_person(visit, world.anna, "/kansli/omgang/ifo/2024/rakna/", java_script_enabled=script)
    field = page.get_by_label("Lösenfrasen", exact=True)
    field.fill("korrekt häst")
    expect(field).to_have_attribute("type", "password")
    expect(field).to_have_attribute("autocomplete", "off")
    show = page.get_by_role("button", name="Visa lösenfrasen")
    expect(show).to_have_count(int(script))
    if script:
        show.click()
        expect(field).to_have_attribute("type", "text")
        expect(field).to_have_value("korrekt häst")
        check_accessible(page)
        page.get_by_role("button", name="Dölj lösenfrasen").click()
        expect(field).to_have_attribute("type", "password")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_pages_of_the_office_fit_a_phone(live_server: LiveServer, visit: Visit, language: str) -> None:
    world = worlds.closed_world()
    release = worlds.published(world)
    page = as_person(visit, world.anna, "/kansli/")
    ways = ("", "planera/", *(f"omgang/ifo/2024/{way}" for way in ("", "lage/", "anmal/", "aterkalla/")))
    for way in (*ways, f"utgava/{release.pk}/", f"utgava/{release.pk}/9001/"):
        page.goto(f"/kansli/{way}?sprak={language}")
        check_accessible(page)
        check_fits(page)
