"""The page of a question: each municipality once, with the figure of its table and the verdict of its comparison."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries
from tests.attacks.told import whole_per_cent
from tests.attacks.written import per_cent, shares
from tests.tycktill_web import worlds
from tests.tycktill_web.pages import tagless
from tests.tycktill_web.public.test_one_account import Row, table

from tycktill_web.releases.models import PublicRelease

pytestmark = pytest.mark.django_db

HEADINGS = {
    "better": "Bättre än riket",
    "worse": "Sämre än riket",
    "cannot_tell": "Går inte att skilja från riket",
    "untested": "Inte jämförda med riket",
    "": "Visas inte",
}
QUESTIONS = ("kontakt", "information", "forstaelse", "synpunkter", "paverka", "situation", "helhet")


@pytest.fixture
def release() -> PublicRelease:
    """A published round."""
    return worlds.published(worlds.closed_world())


def page(question: str, query: str = "") -> str:
    """The page's text."""
    response = Client().get(f"/fraga/ifo/{question}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def places_on(content: str) -> Iterator[tuple[str, str, str]]:
    """Heading, municipality and everything that its line says."""
    for section in re.split(r"<h2 ", content)[1:]:
        heading = re.sub(r"<[^>]+>", "", section.partition(">")[2].partition("<span")[0]).strip()
        for line in re.findall(r"<(?:tr|li)\b[^>]*>(.*?)</(?:tr|li)>", section, re.DOTALL):
            place = re.search(r"/resultat/ifo/2024/(\d{4})/", line)
            if place:
                yield heading, place[1], tagless(line)


def of_question(release: PublicRelease, file: str, question: str, target: str) -> dict[str, Row]:
    """The municipal rows of a table for everybody's answers to a question, by municipality."""
    rows = [row for row in table(release, file) if (row["question"], row["instrument"]) == (question, target)]
    own = [row for row in rows if row["gender"] == "T" and row["municipality"] and not row.get("unit")]
    return {row["municipality"]: row for row in own}


@pytest.mark.thorough
@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("target", ["ifo", worlds.SUPPORT])
def test_every_municipality_stands_once_with_its_own_figure_and_verdict(
    release: PublicRelease, question: str, target: str
) -> None:
    rows = of_question(release, "results.csv", question, target)
    told = of_question(release, "comparisons.csv", question, target)
    lines = list(places_on(page(question, f"?malgrupp={target}")))
    assert sorted(place for _, place, _ in lines) == sorted(rows)
    for heading, place, line in lines:
        figures = [per_cent(each) for each in shares(line)]
        known = whole_per_cent(dict(rows[place]))
        if heading == HEADINGS[""]:
            assert not figures
        else:
            assert figures[0] == known
            verdict = told[place]["verdict"] if told[place]["nation_share_min"] else "untested"
            assert heading == HEADINGS[verdict]


@pytest.mark.usefixtures("release")
def test_no_place_is_told_that_spans_more_than_half_of_all() -> None:
    content = page("helhet")
    municipalities = len({place for _, place, _ in places_on(content)})
    for best, worst in re.findall(r"plats (\d+)–(\d+)", content):
        assert int(worst) - int(best) + 1 <= municipalities / 2


def test_order_moves_nobody_to_another_group(release: PublicRelease) -> None:
    by_name, by_share = (sorted(places_on(page("helhet", f"?ordna={order}"))) for order in ("namn", "andel"))
    assert by_name == by_share


def test_the_nation_stands_year_by_year() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    worlds.published(worlds.a_year_later(world))
    years = page("helhet").partition('<h2 id="rounds">')[2]
    assert re.findall(r'scope="row">(\d{4})', years) == ["2024", "2025"]


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize(
    "address", ["ifo/finns-inte/", "ifo/helhet/?omgang=1999", "ifo/helhet/?malgrupp=nagot", "fo/helhet/"]
)
def test_what_there_is_not_is_not_found(address: str) -> None:
    assert Client().get(f"/fraga/{address}").status_code == 404


def test_a_withdrawn_round_has_no_page(release: PublicRelease) -> None:
    PublicRelease.objects.filter(pk=release.pk).update(
        state=PublicRelease.State.WITHDRAWN, withdrawn_at=worlds.NOW, withdrawal_reason="Fel."
    )
    assert Client().get("/fraga/ifo/helhet/").status_code == 404


@pytest.mark.usefixtures("release")
def test_a_page_costs_few_statements(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(6):
        Client().get("/fraga/ifo/helhet/")
