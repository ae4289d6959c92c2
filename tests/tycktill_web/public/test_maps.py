"""A map and squares say what the list says, of the same municipalities; what is withheld has no number on any."""

import re
from html import unescape
from itertools import pairwise

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries
from tests.attacks.written import per_cent, shares
from tests.tycktill.improvement.made_up import TARGET
from tests.tycktill_web.improvement.nations import published
from tests.tycktill_web.pages import tagless
from tests.tycktill_web.public.test_one_account import table
from tests.tycktill_web.public.whole_country import KNOWN, MADE_UP, REAL, country

from tycktill.findings import LANGUAGES, ShareRange, rough_text
from tycktill_web.releases.models import PublicRelease, ReleasedValue

pytestmark = pytest.mark.django_db

MIXED = (*REAL[3:], *MADE_UP[:5])
"""Three of the country take no part, and five are on no map."""


def page(view: str, language: str = "sv") -> str:
    """The question in a view."""
    response = Client().get(f"/fraga/ifo/helhet/?malgrupp={TARGET}&visa={view}&sprak={language}")
    assert response.status_code == 200
    return response.content.decode()


def drawn(content: str) -> dict[str, tuple[str, str]]:
    """What a picture says of each municipality by code: in words, and all that is drawn; each stands once."""
    found = re.findall(r'<a href="/resultat/ifo/2024/(\d{4})/[^"]*" aria-label="([^"]*)">(.*?)</a>', content, re.DOTALL)
    assert len({code for code, _, _ in found}) == len(found)
    return {code: (unescape(told), shape) for code, told, shape in found}


def listed(content: str) -> dict[str, str]:
    """What the list says of each, by code."""
    lines = re.findall(r"<(?:tr|li)\b[^>]*>(.*?)</(?:tr|li)>", content.partition('id="figures"')[2], re.DOTALL)
    found = [(re.search(r"/resultat/ifo/2024/(\d{4})/", line), line) for line in lines]
    return {place[1]: tagless(line) for place, line in found if place}


def of_places(release: PublicRelease, file: str) -> dict[str, dict[str, str]]:
    """The rows of a table for the target group, by municipality."""
    rows = [row for row in table(release, file) if row["instrument"] == TARGET and row["municipality"]]
    return {row["municipality"]: dict(row) for row in rows}


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(("view", "missing"), [("karta", set(MADE_UP)), ("rutor", set())])
def test_every_municipality_is_in_each_view_with_the_figure_and_verdict_of_the_tables(
    view: str, missing: set[str], language: str
) -> None:
    release = country(MIXED)
    content = page(view, language)
    rows, told = of_places(release, "results.csv"), of_places(release, "comparisons.csv")
    places = drawn(content)
    assert set(places) == set(MIXED) - missing
    assert set(listed(content)) == set(MIXED)
    verdicts = {
        "sv": {"better": "bättre än", "worse": "sämre än", "cannot_tell": "går inte att skilja"},
        "en": {"better": "better than", "worse": "worse than", "cannot_tell": "not significantly different"},
    }[language]
    for code, (words, shape) in places.items():
        row = rows[code]
        if row["status"] == "withheld":
            assert not re.search(r"\d", words), words
            assert "map-withheld" in shape
            assert "map-step" not in shape
            continue
        least, most = float(row["share_min"]), float(row["share_max"])
        share = ShareRange(least, most)
        assert rough_text(share, int(row["valid"]), LANGUAGES[language]) in words
        written = share.rough
        assert verdicts[told[code]["verdict"]] in words
        is_sure = told[code]["verdict"] in ("better", "worse") and int(row["valid"]) >= 20
        assert ("map-sure" in shape) == is_sure
        assert f"map-step-{sum(written >= step for step in (60, 70, 80, 90))}" in shape
        if view == "rutor":
            assert f">{written}</text>" in shape


@pytest.mark.thorough
@pytest.mark.parametrize("view", ["karta", "rutor", "tratt"])
def test_nothing_that_is_withheld_has_a_number(view: str) -> None:
    release = country(MIXED)
    content = page(view)
    withheld = [code for code, row in of_places(release, "results.csv").items() if row["status"] == "withheld"]
    assert withheld
    places = drawn(funnels(content)[0] if view == "tratt" else content)
    for code in withheld:
        assert not [per_cent(each) for each in shares(listed(content)[code])]
        if code in places:
            assert view != "tratt"
            assert not re.findall(r"<text[^>]*>[^<]*\d", places[code][1])


def test_who_took_no_part_is_an_outline_and_no_link() -> None:
    country(MIXED)
    for view in ("karta", "rutor"):
        assert page(view).partition('class="map-frame"')[2].count('class="map-absent"') == 3


def test_made_up_municipalities_are_said_to_be_on_no_map_and_have_squares() -> None:
    country(MADE_UP)
    assert "Ingen av kommunerna finns på någon karta." in page("karta")
    assert not drawn(page("karta"))
    assert set(drawn(page("rutor"))) == set(MADE_UP)
    assert "map-absent" not in page("rutor")


def test_those_beside_the_map_are_named() -> None:
    country(MIXED)
    assert "5 kommuner finns inte på kartan: " in page("karta")


def test_the_choice_of_view_is_an_address_that_keeps_the_other_choices() -> None:
    country(MIXED)
    content = page("karta", "en")
    for view in ("lista", "karta", "rutor", "tratt"):
        assert f'href="/fraga/ifo/helhet/?malgrupp={TARGET}&amp;visa={view}&amp;sprak=en"' in content
    assert '<input type="hidden" name="visa" value="karta">' in content


@pytest.mark.parametrize("view", ["lista", "", "finns-inte"])
def test_the_list_is_what_is_shown_where_nothing_else_is_asked_for(view: str) -> None:
    country(MIXED[:12])
    assert "map-frame" not in page(view)


@pytest.mark.thorough
@pytest.mark.parametrize("view", ["karta", "rutor", "tratt"])
def test_a_picture_costs_no_statement(view: str, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    country(MIXED)
    with django_assert_max_num_queries(6):
        page(view)


@pytest.mark.thorough
@pytest.mark.parametrize("view", ["karta", "rutor"])
def test_whoever_has_the_page_need_not_get_it_again(view: str) -> None:
    country(MIXED[:12])
    first = Client().get(f"/fraga/ifo/helhet/?visa={view}")
    again = Client().get(f"/fraga/ifo/helhet/?visa={view}", headers={"if-none-match": first.headers["ETag"]})
    other = Client().get("/fraga/ifo/helhet/?visa=lista", headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, other.status_code) == (304, 200)


def funnels(content: str) -> list[str]:
    """Both drawings, the wide one first."""
    return re.findall(r'<svg[^>]*class="funnel .*?</svg>', content, re.DOTALL)


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_funnel_has_every_municipality_that_is_shown_where_its_table_puts_it(language: str) -> None:
    release = country(MIXED)
    rows, told = of_places(release, "results.csv"), of_places(release, "comparisons.csv")
    content = page("tratt", language)
    assert set(listed(content)) == set(MIXED)
    shown = {code for code, row in rows.items() if row["status"] != "withheld"}
    for drawing in funnels(content):
        places = drawn(drawing)
        assert set(places) == shown
        spots = {}
        for code, (words, shape) in places.items():
            share = ShareRange(float(rows[code]["share_min"]), float(rows[code]["share_max"]))
            valid = int(rows[code]["valid"])
            assert rough_text(share, valid, LANGUAGES[language]) in words
            verdict, is_few = told[code]["verdict"], valid < 20
            assert ("funnel-sure" in shape) == (verdict in ("better", "worse") and not is_few)
            assert ("chart-band" in shape) == (share.least != share.most)
            if circle := re.search(r'<circle[^>]*cx="([\d.]+)" cy="([\d.]+)"', shape):
                spots[code] = float(circle[1]), float(circle[2]), valid, share.middle
        in_order = sorted(spots.values())
        assert [valid for _, _, valid, _ in in_order] == sorted(valid for _, _, valid, _ in in_order)
        down = sorted(spots.values(), key=lambda each: each[1])
        assert all(above[3] >= below[3] - 0.002 for above, below in pairwise(down))


def test_the_funnel_is_narrow_where_many_answered_and_says_what_its_lines_hold() -> None:
    country(MIXED)
    content = page("tratt")
    for drawing in funnels(content):
        lines = re.findall(r'class="funnel-limit" points="([^"]*)"', drawing)
        below, above, _, far_above = [[float(point.split(",")[1]) for point in line.split()] for line in lines]
        assert below == sorted(below, reverse=True)
        assert above == sorted(above)
        assert all(far <= near for far, near in zip(far_above, above, strict=True))
    assert "Hur mycket siffrorna skiftar från år till år av annat än slumpen är inte känt." in content
    withheld = len(MIXED) - len(drawn(funnels(content)[0]))
    assert f"{withheld} kommuner visas inte och finns inte i bilden." in content


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("wobble", "told"),
    [
        (0.0, "med slumpen inräknad. Mellan åren syns inga skillnader utöver slumpen."),
        (0.006, "med slumpen och skillnader mellan år inräknade."),
    ],
)
def test_a_funnel_says_whether_years_wobble_where_that_is_known(wobble: float, told: str) -> None:
    release = country(MIXED)
    place = release.comparison_columns.split(",").index("wobble")
    values = list(release.values.exclude(comparison=""))
    for value in values:
        cells = value.comparison.split(",")
        value.comparison = ",".join([*cells[:place], f"{wobble:.4f}", *cells[place + 1 :]])
    ReleasedValue.objects.bulk_update(values, ["comparison"])
    assert told in page("tratt")


def test_a_funnel_where_nothing_is_told_has_no_lines_and_no_place() -> None:
    told = dict.fromkeys([(TARGET, code, "", "helhet") for code in REAL[:3]])
    published("2024", told=told, names={code: KNOWN[code].name for code in REAL[:3]})
    for drawing in funnels(page("tratt")):
        assert not drawn(drawing)
        assert "funnel-limit" not in drawing
