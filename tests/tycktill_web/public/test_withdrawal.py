"""After a withdrawal no page has a figure of the round, no link leads to a file of it, and every address says why."""

import re
from collections.abc import Mapping
from os.path import normpath

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries
from tests.tycktill_web import worlds
from tests.tycktill_web.pages import forget_files, see, words

from tycktill.publication import FILES, PREVIOUS
from tycktill.tables import parse_results
from tycktill_web.releases.signing import withdraw_result

pytestmark = pytest.mark.django_db
ROUND, LATER, LATEST = (f"/resultat/ifo/{year}/" for year in (2024, 2025, 2026))
REASON = "Fel enhet var med."
FIRST_PAGES = ("/", "/?kommun=r", f"{ROUND}utgava-1/", f"{ROUND}utgava-1/9001/", f"{ROUND}utgava-2/")
LINK = re.compile(r'href="(/(?:kommuner|resultat)/[^"#]*|/)(?:#[^"]*)?"')
FIGURE = re.compile(r"\d(?:</one-line>)?\s?%|\d har svarat|\d+ som erbjöds|kommuner? deltog")


def walk() -> Mapping[str, HttpResponseBase]:
    """Every address that links lead a reader to, and what is there."""
    found: dict[str, HttpResponseBase] = {}
    waiting = list(FIRST_PAGES)
    while waiting:
        address = waiting.pop()
        found[address] = Client().get(address)
        if found[address]["Content-Type"].startswith("text/html"):
            waiting += set(LINK.findall(getattr(found[address], "content", b"").decode())) - {*found, *waiting}
    return found


def files(addresses: Mapping[str, object]) -> list[str]:
    """Those of them that are files."""
    return [address for address in addresses if "/filer/" in address or address.endswith(".zip")]


def corrected() -> worlds.World:
    """A world whose round has been corrected."""
    world = worlds.closed_world()
    worlds.published(world)
    worlds.published(world, note="En enhet räknades två gånger.")
    return world


def withdrawn(world: worlds.World) -> worlds.World:
    """The same, with its round withdrawn."""
    withdraw_result(world.round, person=world.anna, reason=REASON, at=worlds.NOW)
    return world


@pytest.mark.thorough
def test_every_address_of_a_withdrawn_round_says_why_and_nothing_else() -> None:
    world = corrected()
    before = walk()
    assert len(files(before)) == 2 * (len(FILES) + 2)  # with its manifest and the archive
    assert any(FIGURE.search(words(page)) for page in before.values())
    withdrawn(world)
    of_round = [address for address in before if address.startswith(ROUND)]
    assert {f"{ROUND}9001/", f"{ROUND}utgava-2/9002/", *files(before)} <= {*of_round}
    for address in of_round:
        told = see(Client(), address, status=410)
        assert REASON in told
        assert "Vi har tagit bort det här resultatet." in told
        assert not FIGURE.search(told), address


def test_no_page_has_a_figure_of_a_withdrawn_round_or_a_link_to_its_files() -> None:
    withdrawn(corrected())
    after = walk()
    assert {"/", "/kommuner/9001/", "/kommuner/9002/", ROUND, f"{ROUND}9001/"} <= {*after}
    assert not files(after)
    assert not [address for address, page in after.items() if FIGURE.search(words(page))]


def test_withdrawn_round_stays_where_it_was_found() -> None:
    withdrawn(corrected())
    told = "Resultatet återkallades 10 december 2024"
    assert told in see(Client(), "/")
    assert "Granhult" in see(Client(), "/?kommun=r")
    assert f"Individ- och familjeomsorg 2024 {told}" in see(Client(), "/kommuner/9001/")


@pytest.mark.thorough
def test_other_rounds_of_a_municipality_name_the_withdrawn_one() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    worlds.eleven_questions(world)
    withdrawn(world)
    page = see(Client(), "/resultat/oppenvard/2024/9001/")
    assert "Individ- och familjeomsorg 2024 Resultatet återkallades" in page


@pytest.mark.thorough
def test_new_result_is_found_and_the_withdrawn_ones_lead_to_it() -> None:
    world = withdrawn(corrected())
    worlds.published(world, note="Räknad utan den enheten.")
    assert "Räknad utan den enheten." in see(Client(), f"{ROUND}9001/")
    assert "återkallades" not in see(Client(), "/")
    for number in (1, 2):
        for place in ("", "9001/", "filer/results.csv", "alla-filer.zip"):
            told = see(Client(), f"{ROUND}utgava-{number}/{place}", status=410)
            assert REASON in told
            assert "Svaren har räknats på nytt" in told
    assert {address.split("/")[4] for address in files(walk())} == {"utgava-3"}


def compared() -> tuple[worlds.World, worlds.World]:
    """A published round, and the next that was compared with it."""
    world = worlds.closed_world()
    worlds.published(world)
    later = worlds.a_year_later(world)
    worlds.published(later)
    return world, later


def third() -> tuple[worlds.World, worlds.World, worlds.World]:
    """Three published rounds, each compared with all before it."""
    world, later = compared()
    last = worlds.a_year_later(later)
    worlds.published(last)
    return world, later, last


@pytest.mark.thorough
def test_a_round_is_compared_with_all_before_it() -> None:
    third()
    page = see(Client(), f"{LATEST}9001/")
    assert "Det är tredje året i rad som undersökningen görs." in page
    assert "går det inte att se någon säker trend sedan 2024" in page
    text = Client().get(f"{LATEST}utgava-1/filer/text.sv.md").content.decode()
    assert "tredje året i rad" in text
    assert {"2024", "2025"} == previous_rounds(f"{LATEST}utgava-1/filer/{PREVIOUS}")


@pytest.mark.thorough
@pytest.mark.parametrize("address", ["9001/", "", "../../../fraga/ifo/helhet/"])
def test_a_page_costs_no_more_statements_for_more_rounds(
    address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    third()
    page = normpath(f"{LATEST}{address}") + "/"
    forget_files()
    with django_assert_max_num_queries(12):
        Client().get(page)


@pytest.mark.thorough
def test_what_rests_on_one_of_several_withdrawn_rounds_goes_and_the_rest_stays() -> None:
    world, _, last = third()
    withdrawn(world)
    page = see(Client(), f"{LATEST}9001/")
    assert "Jämförelsen med Individ- och familjeomsorg 2024 är återkallad" in page
    assert "Jämförelsen med Individ- och familjeomsorg 2025" not in page
    assert "2025 var andelen" in page
    assert not re.search(r"sedan 2024|i rad|2024 var", page)
    assert see(Client(), f"{LATEST}utgava-1/filer/{PREVIOUS}", status=410).count(REASON) == 1
    worlds.published(last, note="Räknad utan 2024.")
    assert previous_rounds(f"{LATEST}utgava-2/filer/{PREVIOUS}") == {"2025"}


@pytest.mark.thorough
def test_every_withdrawn_round_is_named() -> None:
    world, later, _ = third()
    withdrawn(world)
    withdrawn(later)
    for told in (see(Client(), LATEST), see(Client(), f"{LATEST}utgava-1/alla-filer.zip", status=410)):
        assert told.index("omsorg 2024 är återkallad") < told.index("omsorg 2025 är återkallad")


def previous_rounds(address: str) -> set[str]:
    """The rounds of the rows that a release carries of earlier ones."""
    return {row.cell.round for row in parse_results(Client().get(address).content)}


@pytest.mark.thorough
def test_files_of_a_later_round_that_hold_withdrawn_figures_go_with_them() -> None:
    world, _later = compared()
    files_of_later = f"{LATER}utgava-1/filer/"
    assert Client().get(files_of_later + PREVIOUS).status_code == 200
    assert "återkallad" not in see(Client(), LATER)
    withdrawn(world)
    for name in (
        "filer/previous.csv",
        "filer/comparisons.csv",
        "filer/text.sv.md",
        "filer/text.en.md",
        "alla-filer.zip",
    ):
        assert REASON in see(Client(), f"{LATER}utgava-1/{name}", status=410)
    for name in ("results.csv", "distribution.csv", "manifest.json"):
        assert Client().get(files_of_later + name).status_code == 200
    left = {address.rpartition("/")[2] for address in files(walk())}
    assert left == {*FILES, "manifest.json"} - {"comparisons.csv", "text.en.md", "text.sv.md"}


@pytest.mark.thorough
def test_pages_of_a_later_round_say_that_its_comparison_is_withdrawn() -> None:
    world, later = compared()
    assert "svar som 2024, då" in see(Client(), f"{LATER}9001/")
    withdrawn(world)
    for address in (LATER, f"{LATER}9001/"):
        page = see(Client(), address)
        assert not re.search(r"2024, då|2024 var andelen|än 2024|sedan 2024", page)
        assert "Jämförelsen med Individ- och familjeomsorg 2024 är återkallad" in page
        assert REASON in page
        assert FIGURE.search(page)
    worlds.published(later, note="Räknad utan jämförelsen.")
    assert "Jämförelsen med" not in see(Client(), LATER)
    assert Client().get(f"{LATER}utgava-2/alla-filer.zip").status_code == 200
    assert Client().get(f"{LATER}utgava-2/filer/{PREVIOUS}").status_code == 404
