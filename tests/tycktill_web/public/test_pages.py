"""A reader finds a municipality, reads its result with both means, and is told why something is not shown."""

import re
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.tycktill_web import worlds
from tests.tycktill_web.pages import forget_files, see

from tycktill_web.fieldwork.rounds import close_round
from tycktill_web.releases.maps import PlacesView
from tycktill_web.releases.signing import withdraw_result

pytestmark = pytest.mark.django_db
RESULT = "/resultat/ifo/2024/"


def test_start_leads_respondents_and_readers_on() -> None:
    worlds.published(worlds.closed_world())
    response = Client().get("/")
    content = response.content.decode()
    assert 'href="/svara/"' in content
    assert 'href="/kommuner/9001/"' in content
    assert 'href="/resultat/ifo/2024/"' in content


def test_start_before_the_first_result_says_so() -> None:
    assert "Inga resultat ännu" in see(Client(), "/")


def test_draft_is_nowhere_for_readers() -> None:
    world = worlds.closed_world()
    worlds.drafted(world)
    for page in (
        RESULT,
        f"{RESULT}9001/",
        f"{RESULT}utgava-1/",
        f"{RESULT}utgava-1/filer/results.csv",
        "/kommuner/9001/",
    ):
        see(Client(), page, status=404)
    assert "Granhult" not in see(Client(), "/")


def test_municipality_is_searched_for() -> None:
    worlds.published(worlds.closed_world())
    client = Client()
    assert client.get("/?kommun=granhult+kommun")["Location"] == "/kommuner/9001/"
    assert client.get("/?kommun=gran&sprak=en")["Location"] == "/kommuner/9001/?sprak=en"
    assert client.get("/?kommun=9002")["Location"] == "/kommuner/9002/"
    assert "2 träffar på ”r”" in see(client, "/?kommun=r")
    assert "Inga träffar på ”xyz”" in see(client, "/?kommun=xyz")


def test_municipality_lists_its_surveys() -> None:
    worlds.published(worlds.closed_world())
    page = see(Client(), "/kommuner/9001/")
    assert "Granhult 1 undersökning" in page
    assert "Individ- och familjeomsorg 2024 23 har svarat" in page


def test_result_shows_own_interval_both_means_and_number() -> None:
    worlds.published(worlds.closed_world())
    page = see(Client(), f"{RESULT}9001/")
    assert "49 erbjöds att svara och 23 svarade, 47 procent." in page
    assert "Fråga Granhult Osäkerhetsintervall Riket (alla svar) Kommunernas medelvärde (ovägt) Antal svar" in page
    assert "De som erbjöds att svara är inget slumpmässigt urval" in page


def test_a_municipality_s_page_says_why_interval_and_verdict_may_part() -> None:
    worlds.published(worlds.closed_world())
    told = "Därför kan riket ligga utanför intervallet utan att kommunen kallas bättre eller sämre."
    assert told in see(Client(), f"{RESULT}9001/")
    assert told not in see(Client(), RESULT)


def test_no_line_ends_between_a_number_and_its_per_cent() -> None:
    worlds.published(worlds.closed_world())
    for page in (RESULT, f"{RESULT}9001/", f"{RESULT}9002/", "/sa-laser-du/"):
        content = unescape(Client().get(page).content.decode())
        assert re.search(r"\d\u00a0(%|procent)", content)
        assert not re.search(r"\d (%|procent)", content)


def test_result_has_one_chart_with_its_table() -> None:
    worlds.published(worlds.closed_world())
    content = Client().get(f"{RESULT}9001/").content.decode()
    assert content.count('role="img"') == 1
    assert "<title" in content
    assert 'style="' not in content


def test_target_groups_are_chosen_by_link() -> None:
    worlds.published(worlds.closed_world())
    content = Client().get(f"{RESULT}9001/").content.decode()
    assert f'href="{RESULT}9001/{worlds.ADDICTION}/"' in content
    page = see(Client(), f"{RESULT}9001/{worlds.ADDICTION}/")
    assert "Visas inte: för få svar" in page
    assert "Resultatet kan inte visas" in page


def test_place_with_one_target_group_needs_no_choice() -> None:
    worlds.published(worlds.closed_world())
    content = Client().get(f"{RESULT}9002/").content.decode()
    assert 'class="tabs"' not in content
    assert "Hur lätt eller svårt" in content


def test_what_is_not_in_the_release_is_not_there() -> None:
    worlds.published(worlds.closed_world())
    for page in (
        f"{RESULT}9999/",
        f"{RESULT}9002/{worlds.ADDICTION}/",
        f"{RESULT}fo/",
        "/resultat/fo/2024/",
        "/kommuner/9999/",
    ):
        see(Client(), page, status=404)


def test_round_shows_the_nation_and_who_took_part() -> None:
    worlds.published(worlds.closed_world())
    page = see(Client(), RESULT)
    assert "2 kommuner deltog" in page
    assert "Granhult 49 23 47 %" in page
    assert "Älvmora 30 18 60 %" in page
    assert "Riket (alla svar)" in page


def test_women_and_men_have_columns_where_shown() -> None:
    worlds.published(worlds.closed_world())
    page = see(Client(), f"{RESULT}9002/")
    assert "Kvinnor och män" in page
    assert "räknas med bland alla men har ingen egen kolumn" in page


def test_why_women_and_men_are_not_shown_is_said() -> None:
    world = worlds.open_world()
    world.answer(world.support, "KKKKKKKKKKAA", offered=20)
    world.answer(world.elsewhere, "KKAAAAAAAA", offered=20)
    close_round(world.round)
    worlds.published(world)
    page = see(Client(), f"{RESULT}9002/")
    assert "Kvinnor och män Kvinnors och mäns svar visas inte var för sig, eftersom" in page
    assert "Andel positiva svar bland kvinnor" not in page


def test_page_follows_the_language_asked_for() -> None:
    worlds.published(worlds.closed_world())
    content = Client().get(f"{RESULT}9001/?sprak=en").content.decode()
    assert 'lang="en"' in content
    assert f'href="{RESULT}?sprak=en"' in content
    assert "Substance use" in content


def test_language_that_is_not_ours_is_not_carried_on() -> None:
    worlds.published(worlds.closed_world())
    content = Client().get(f'{RESULT}9001/?sprak=xx"><b>').content.decode()
    assert "sprak=xx" not in content
    assert "<b>" not in content


def test_correction_is_told_and_the_first_stays_with_a_notice() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    world.round.refresh_from_db()
    worlds.published(world, note="En enhet räknades två gånger.")
    now, then = see(Client(), f"{RESULT}9001/"), see(Client(), f"{RESULT}utgava-1/9001/")
    assert "Rättad" in now
    assert "En enhet räknades två gånger." in now
    assert "Ersatt av en rättelse" in then
    old = Client().get(f"{RESULT}utgava-1/9001/").content.decode()
    assert f'href="{RESULT}utgava-1/9001/{worlds.SUPPORT}/"' in old
    assert f'href="{RESULT}"' in old


def test_withdrawn_result_shows_its_reason_and_no_figure() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    withdraw_result(world.round, person=world.anna, reason="Fel enhet var med.", at=worlds.NOW)
    for page in ("", "9001/", "utgava-1/9001/", "utgava-1/filer/results.csv", "utgava-1/alla-filer.zip"):
        told = see(Client(), RESULT + page, status=410)
        assert "Fel enhet var med." in told
        assert "Riket (alla svar)" not in told


def test_nothing_is_pointed_out_where_little_is_shown() -> None:
    world = worlds.open_world()
    world.answer(world.support, "KKMM", offered=8)
    close_round(world.round)
    worlds.published(world)
    assert "Högst andel" not in see(Client(), RESULT)


def test_pages_of_words_stand_by_themselves() -> None:
    assert "tycktill verify" in see(Client(), "/sa-laser-du/")
    assert "WCAG 2.2" in see(Client(), "/tillganglighet/")


def test_readers_get_no_cookie() -> None:
    worlds.published(worlds.closed_world())
    client = Client()
    for page in ("/", RESULT, f"{RESULT}9001/", "/kommuner/9001/", "/sa-laser-du/"):
        assert not client.get(page).cookies


@pytest.mark.parametrize(
    "page",
    [
        "/",
        "/kommuner/9001/",
        "/andringar/",
        "/sitemap.xml",
        "/resultat/ifo/2025/",
        "/resultat/ifo/2024/",
        "/resultat/ifo/2025/9001/",
        "/resultat/ifo/2024/9001/",
        "/resultat/ifo/2025/utgava-1/9001/",
        f"/resultat/ifo/2025/9001/{worlds.SUPPORT}/",
        "/resultat/ifo/2025/9001/enhet/forsorjningsstod/",
        *(f"/fraga/ifo/helhet/?omgang={year}&visa={view}" for year in (2024, 2025) for view in PlacesView),
        "/jamfor/?familj=ifo&omgang=2024&omgang=2025&fraga=helhet&kommun=9001&kommun=9002&grupp=egen",
    ],
)
def test_a_page_costs_few_statements_also_in_a_process_that_knows_no_file(
    page: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    world = worlds.closed_world()
    worlds.published(world)
    worlds.published(worlds.a_year_later(world))
    forget_files()
    with django_assert_max_num_queries(12):
        assert Client().get(page).status_code == 200


def test_an_address_that_is_cut_short_leads_on() -> None:
    worlds.published(worlds.closed_world())
    for cut, leads in (
        ("kommuner/", "/"),
        ("resultat/", "/"),
        ("fraga/", "/"),
        ("resultat/ifo/", "/resultat/ifo/2024/"),
    ):
        assert Client().get(f"/{cut}").headers["Location"] == leads
    assert Client().get("/fraga/ifo/?sprak=en").headers["Location"] == "/resultat/ifo/2024/?sprak=en"
    assert Client().get("/resultat/finns-inte/").status_code == 404
