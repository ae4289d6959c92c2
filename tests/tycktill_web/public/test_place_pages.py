"""Every number and verdict of a place's first screen is its tables'; nothing that is withheld shows a number."""

import re
from collections.abc import Iterator, Mapping

import pytest
from django.test import Client
from tests.tycktill_web import worlds
from tests.tycktill_web.pages import tagless
from tests.tycktill_web.public.test_compared import plain

from tycktill.findings import SIGNS, ShareRange, rough_text
from tycktill.findings.words import ENGLISH, SWEDISH
from tycktill.tables import Judgement, read_csv
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.signing import withdraw_result
from tycktill_web.releases.slugs import slugs_of

pytestmark = pytest.mark.django_db

Row = Mapping[str, str]
LANGUAGES = {"sv": SWEDISH, "en": ENGLISH}


@pytest.fixture
def releases() -> list[PublicRelease]:
    """Two rounds of the same places, the later compared with the earlier."""
    world = worlds.closed_world()
    return [worlds.published(world), worlds.published(worlds.a_year_later(world))]


def table(release: PublicRelease, file: str) -> list[Row]:
    return list(read_csv(bytes(release.files.get(name=file).content), file=file))


def rows(content: str) -> Iterator[list[str]]:
    """The cells of the page's first table, line by line."""
    body = content.partition('class="overview"')[2].partition("</table>")[0].partition("<tbody")[2]
    for line in re.findall(r'<tr role="row">(.*?)</tr>', body, re.DOTALL):
        yield [tagless(cell) for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", line, re.DOTALL)]


def pages(release: PublicRelease) -> Iterator[tuple[str, str, str]]:
    """(address, municipality, target) of every place of the release."""
    start = f"/resultat/ifo/{release.round.label}/"
    found = {
        (row["municipality"], row["instrument"]) for row in table(release, "results.csv") if row["level"] != "unit"
    }
    for municipality, target in sorted(found):
        place = f"{municipality}/" if municipality else ""
        yield f"{start}{place}{'' if target == 'ifo' else f'{target}/'}", municipality, target


def stated(row: Row, language: str) -> str:
    """What a page may write of a share; empty where that is nothing."""
    if row["status"] == "withheld" or float(row["share_max"]) - float(row["share_min"]) > 0.2:
        return ""
    share = ShareRange(float(row["share_min"]), float(row["share_max"]))
    return rough_text(share, int(row["valid"]), LANGUAGES[language]).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.thorough
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_and_verdict_is_its_table_s(releases: list[PublicRelease], language: str) -> None:
    client, words = Client(), LANGUAGES[language]
    seen = 0
    for release in releases:
        results = table(release, "results.csv")
        compared = {
            (row["municipality"], row["instrument"], row["question"]): row
            for row in table(release, "comparisons.csv")
            if row["gender"] == "T"
        }
        for address, municipality, target in pages(release):
            response = client.get(f"{address}?sprak={language}")
            if response.status_code == 404:  # a family that a place has one target group of is that group's page
                continue
            own = [
                row
                for row in results
                if (row["municipality"], row["instrument"], row["gender"]) == (municipality, target, "T")
                and row["level"] != "unit"
            ]
            lines = list(rows(response.content.decode()))
            if len(lines) != len(own):
                continue
            for line, row in zip(lines, _printed(own), strict=True):
                assert line[1] == stated(row, language) if stated(row, language) else not re.search(r"\d", line[1])
                beside = compared.get((municipality, target, row["question"]))
                told = [cell for cell in line[3:] if cell != "–"]
                for cell, verdict in zip(told, _verdicts(beside, release), strict=False):
                    assert cell.startswith(f"{SIGNS[verdict]} {words.verdicts[verdict]}")
                seen += 1
    assert seen >= 40


def _printed(own: list[Row]) -> list[Row]:
    """The rows in the order of the page, which is the questionnaire's."""
    order = ("kontakt", "information", "forstaelse", "synpunkter", "paverka", "situation", "helhet")
    return sorted(own, key=lambda row: order.index(row["question"]))


def _verdicts(beside: Row | None, release: PublicRelease) -> list[Judgement]:
    """What the release says of the change, where it knows of an earlier round, and beside the nation."""
    if beside is None:
        return []
    found = [beside["change_verdict"]] if release.compared_with.exists() else []
    return [Judgement(each) if each else Judgement.UNTESTED for each in [*found, beside["verdict"]]]


def test_every_unit_that_shows_something_has_a_page_of_its_own_figures(releases: list[PublicRelease]) -> None:
    client, shown = Client(), 0
    for release in releases:
        units: dict[tuple[str, str], list[Row]] = {}
        for row in table(release, "results.csv"):
            if row["level"] == "unit" and row["gender"] == "T":
                units.setdefault((row["municipality"], row["unit"]), []).append(row)
        for (municipality, unit), own in units.items():
            slug = slugs_of([name for code, name in units if code == municipality])[unit]
            response = client.get(f"/resultat/ifo/{release.round.label}/{municipality}/enhet/{slug}/")
            figures = {stated(row, "sv") for row in own} - {""}
            if not figures:
                assert response.status_code == 404
                continue
            shown += 1
            for line in rows(response.content.decode()):
                assert line[1] in figures if re.search(r"\d", line[1]) else line[1]
    assert shown >= 2


def test_a_unit_that_does_not_exist_has_no_page(releases: list[PublicRelease]) -> None:
    for address in ("9001/enhet/finns-inte/", "9999/enhet/forsorjningsstod/", "9001/enhet/vuxenheten/"):
        assert Client().get(f"/resultat/ifo/2024/{address}").status_code == 404


@pytest.mark.usefixtures("releases")
def test_a_unit_that_nobody_else_s_target_group_meets_is_said_to_be_compared_with_none() -> None:
    content = Client().get("/resultat/ifo/2024/9001/enhet/forsorjningsstod/").content.decode()
    assert "Ingen annan enhet som visas möter samma målgrupper, så ingen jämförelse görs." in content
    assert "hela kommunen: " in content
    assert "riket: " not in content
    assert "Mot resten av kommunen" not in content


def test_a_unit_s_page_goes_when_its_result_is_withdrawn(releases: list[PublicRelease]) -> None:
    release = releases[0]
    release.state, release.withdrawn_at = "withdrawn", worlds.NOW
    release.withdrawal_reason = "En enhet räknades två gånger."
    release.save()
    response = Client().get("/resultat/ifo/2024/9001/enhet/forsorjningsstod/")
    assert response.status_code == 410
    assert "räknades två gånger" in response.content.decode()


def test_the_first_screen_says_who_stands_behind_it(releases: list[PublicRelease]) -> None:
    content = Client().get("/resultat/ifo/2025/9001/").content.decode()
    assert "utgåva 1 · granskad och underskriven av två" in content
    assert 'id="bakom"' in content
    assert "Räknas som positivt:" in content


def test_names_that_would_share_an_address_are_numbered() -> None:
    slugs = slugs_of(["Norr 1", "Norr-1", "Ångan", "اللغة", "№"])
    assert slugs["Ångan"] == "angan"
    assert len(set(slugs.values())) == len(slugs)
    assert slugs == slugs_of(["№", "اللغة", "Ångan", "Norr-1", "Norr 1"])


def test_each_survey_of_a_municipality_says_what_is_proven_in_it_as_its_own_page_does() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    worlds.published(worlds.a_year_later(world))
    for code in ("9001", "9002"):
        tiles = re.findall(r'<a class="tile"(.*?)</a>', Client().get(f"/kommuner/{code}/").content.decode(), re.DOTALL)
        assert len(tiles) == 2
        for tile in tiles:
            address = re.search(r'href="([^"]+)"', tile)
            assert address
            page = Client().get(address[1]).content.decode()
            first = page.partition('class="headline">')[2].partition("</section>")[0]
            proven = plain(tile.partition("har svarat</span>")[2])
            assert proven
            for sentence in proven.split(". "):
                assert sentence.removesuffix(".") in plain(first)


def test_the_nation_s_page_tells_its_change_since_the_last_round() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    assert "2023" not in plain(Client().get("/resultat/ifo/2024/").content.decode().partition("<main")[2])
    later = worlds.published(worlds.a_year_later(world))
    page = plain(Client().get("/resultat/ifo/2025/").content.decode())
    assert "Ingen säkerställd skillnad mot 2024" in page
    assert "Hela landet" in page
    assert "Mot 2024" in page
    assert "2 av 2 kommuner var med också 2024." in page
    assert "Bättre eller sämre än 2024 står det bara när" in page
    assert "Bättre eller sämre än riket" not in page
    withdraw_result(world.round, person=world.anna, reason="Fel enhet räknades med.", at=worlds.NOW)
    assert later.round.label == "2025"
    after = plain(Client().get("/resultat/ifo/2025/").content.decode())
    assert "mot 2024" not in after.lower()
    assert "var med också" not in after


def test_the_nation_s_page_counts_who_was_there_before() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    worlds.published(worlds.a_newcomer_later(world))
    page = plain(Client().get("/resultat/ifo/2025/").content.decode())
    assert "Mot 2024" in page
    assert "1 av 2 kommuner var med också 2024." in page
    assert "Förändringen sedan 2024 är prövad bland de kommuner som har siffror båda åren." in page
    assert "säkerställd skillnad mot 2024" in page


def test_a_place_is_told_in_easy_swedish_on_its_swedish_page(releases: list[PublicRelease]) -> None:
    page = f"/resultat/ifo/{releases[-1].round.label}/9001/"
    easy = Client().get(page).content.decode().partition("<summary>Lättläst</summary>")[2].partition("</details>")[0]
    assert "personer fick enkäten" in easy
    assert "I hela Sverige är det" in plain(easy)
    assert "Ingen ska kunna räkna ut vad just du har svarat." in easy
    assert "Lättläst" not in Client().get(f"/en{page}").content.decode()
