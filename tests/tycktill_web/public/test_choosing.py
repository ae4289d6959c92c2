"""A choice has one address; whatever cannot be compared is told with a remedy, and nothing is passed over."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import DjangoAssertNumQueries
from tests.tycktill_web import worlds

from tycktill.terms import Likeness, SimilarGroup
from tycktill_web.releases.models import PublicRelease, ReleasedPlace, RoundGroup
from tycktill_web.releases.signing import withdraw_result
from tycktill_web.releases.similar import keep_groups

pytestmark = pytest.mark.django_db

CANONICAL = "familj=ifo&omgang=2024&fraga=helhet&kommun=9001&kommun=9002"
VALUES = ("ifo", "2024", "helhet", "9001", "9002", "skr", "K", "tabell")
FORMS = ("csv", "xlsx", "json", "svg", "png")


@pytest.fixture
def release() -> PublicRelease:
    """A published round of two municipalities."""
    return worlds.published(worlds.closed_world())


def visit(query: str, view: str = "/") -> tuple[int, str]:
    """The status and the content of an address."""
    response = Client().get(f"/jamfor{view}?{query}")
    return response.status_code, response.content.decode()


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize(
    "query",
    [
        "kommun=9001&kommun=9002",
        "kommun=Granhult&kommun=%C3%84lvmora",
        "kommun=granhult+kommun&kommun=alvmora",
        "fraga=helhet&kommun=9001&familj=ifo&kommun=9002&omgang=2024",
        "familj=ifo&omgang=2024&fraga=helhet&kommun=9001&kommun=9002&kommun=&grupp=&visa=diagram",
        "familj=ifo&omgang=2024&omgang=2024&fraga=helhet&kommun=9001&kommun=9002&malgrupp=ifo&kon=T",
        "kommun=9001&kommun=9002&fbclid=abc",
    ],
)
def test_a_choice_has_one_address(query: str) -> None:
    for view in ("/", ".csv"):
        response = Client().get(f"/jamfor{view}?{query}&sprak=en")
        assert response.status_code == 302
        assert response.headers["Location"] == f"/jamfor{view}?{CANONICAL}&sprak=en"
    assert visit(CANONICAL)[0] == 200


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("familj=zz&kommun=9001", "Det finns ingen publicerad undersökning ”zz”. Välj bland: ifo."),
        ("familj=ifo&familj=fo&kommun=9001", "Välj bara en ”familj”"),
        ("kommun=9001&omgang=1999", "Det finns ingen omgång ”1999”. Välj bland: 2024."),
        ("kommun=9001&fraga=foo", "Det finns ingen fråga ”foo”. Välj bland: kontakt, information,"),
        ("kommun=9001&malgrupp=foo", "Det finns ingen målgrupp ”foo”. Välj bland: ifo, ifo-"),
        ("kommun=9001&kon=X", "Det finns ingen könsgrupp ”X”. Välj bland: T, K, M."),
        ("kommun=9001&visa=karta", "Det finns ingen visning ”karta”. Välj bland: diagram, tabell."),
        ("kommun=9001&grupp=foo", "Det finns ingen grupp ”foo”. Välj bland: skr, storlek, lan, rka, egen."),
        ("kommun=9001&grupp=rka", "finns inte för Granhult i de omgångarna"),
        ("kommun=9001&grupp=egen", "Välj minst tre till, eller en annan grupp."),
        ("grupp=skr", "Välj en kommun: utan den"),
        ("kommun=Granhlut", "Menade du Granhult?"),
        ("kommun=2580", "Ingen kommun med resultat heter ”2580”"),
        ("kommun=9001&grup=skr", "”grup” finns inte i adressen. Skriv ”grupp”."),
        ("kommun=9001&utgava=abc", "Utgåvan ”abc” finns inte."),
        ("kommun=9001&utgava=000000000000", "Utgåvan ”000000000000” finns inte."),
    ],
)
def test_what_cannot_be_compared_is_told_with_a_remedy(query: str, said: str) -> None:
    status, page = visit(query)
    assert status == 400
    assert said in page
    assert 'class="card compare-form"' in page
    for form in FORMS:
        response = Client().get(f"/jamfor.{form}?{query}")
        assert response.status_code == 400
        assert said in response.content.decode()
        assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.thorough
@pytest.mark.usefixtures("release")
@pytest.mark.parametrize("name", ["familj", "omgang", "fraga", "kommun", "malgrupp", "grupp", "kon", "visa", "utgava"])
def test_hundreds_of_wrong_values_are_told_briefly(name: str) -> None:
    given = [("kommun", "9001"), *((name, f"finns-inte-{number}") for number in range(400))]
    for view in ("/", ".svg"):
        status, told = visit(urlencode(given), view)
        assert status == 400
        assert told.count("finns-inte-") < 60
        assert name == "familj" or "395 till går inte heller att läsa." in told
    many = urlencode([(f"kommum{number}", "x") for number in range(400)])
    assert visit(many, ".csv")[1].count("finns inte i adressen") == 5


NAMES = ("familj", "omgang", "fraga", "kommun", "malgrupp", "grupp", "kon", "visa", "utgava", "x")
WRITTEN = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
PARTS = st.lists(st.tuples(st.sampled_from(NAMES), WRITTEN | st.sampled_from(VALUES)), max_size=8)


@pytest.mark.thorough
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PARTS)
def test_any_address_is_answered(release: PublicRelease, parts: list[tuple[str, str]]) -> None:
    """With a comparison, its own address, or a sentence: never with an error of ours. (A character
    that no address can hold is refused for every page alike.)"""
    response = Client().get("/jamfor/", parts and dict_of(parts))
    assert response.status_code in (200, 302, 400)
    if response.status_code == 302:
        again = Client().get(response.headers["Location"])
        assert again.status_code == 200
    if response.status_code == 400:
        assert 'role="alert"' in response.content.decode()


def dict_of(parts: list[tuple[str, str]]) -> dict[str, list[str]]:
    """By name all that is said."""
    found: dict[str, list[str]] = {}
    for name, value in parts:
        found.setdefault(name, []).append(value)
    return found


@pytest.mark.usefixtures("release")
def test_an_empty_choice_says_what_to_do_and_its_examples_work() -> None:
    status, page = visit("")
    assert status == 200
    assert "Börja här" in page
    examples = [part.split('"')[0].replace("&amp;", "&") for part in page.split('href="') if "kommun=9" in part[:90]]
    assert len(examples) == 2
    for example in examples:
        assert Client().get(example).status_code == 200
    assert visit("", ".csv")[0] == 400


@pytest.mark.thorough
def test_the_example_of_years_has_three_rounds_of_its_municipality() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    for wanted in (0, 1):
        assert visit("")[1].count("år för år") == 0, wanted
        world = worlds.a_year_later(world)
        worlds.published(world)
    page = visit("")[1]
    assert page.count("år för år") == 1
    (address,) = re.findall(r'href="([^"]+)">[^<]+ år för år', page)
    (place,) = re.findall(r"kommun=(\d{4})", address)
    held = ReleasedPlace.objects.filter(municipality=place).exclude(answered=None)
    assert held.values("release__round").distinct().count() == 3


def test_without_anything_public_the_page_says_so() -> None:
    assert "Inget resultat är publicerat än" in visit("")[1]
    assert visit("kommun=9001", ".csv")[0] == 400


def test_what_is_withdrawn_is_gone_from_every_form() -> None:
    world = worlds.closed_world()
    release = worlds.published(world)
    lasting = f"{CANONICAL}&utgava={release.manifest_sha256[:12]}"
    withdraw_result(world.round, person=world.anna, reason="Fel.", at=worlds.NOW)
    for view in ("/", *(f".{form}" for form in FORMS)):
        assert visit(lasting, view)[0] == 410
        assert visit(CANONICAL, view)[0] in (200, 400)
        assert "%" not in visit(CANONICAL, view)[1].partition("</head>")[2]


@pytest.mark.thorough
def test_a_comparison_costs_few_statements_however_much_is_chosen(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    world = worlds.closed_world()
    worlds.published(world)
    worlds.published(worlds.a_year_later(world))
    chosen = {
        "familj": ["ifo"],
        "omgang": ["2024", "2025"],
        "fraga": ["kontakt", "helhet"],
        "kommun": ["9001", "9002"],
        "malgrupp": ["ifo", worlds.SUPPORT],
        "grupp": ["skr"],
        "kon": ["T", "K"],
    }
    query = urlencode(chosen, doseq=True)
    for view in ("/", *(f".{form}" for form in FORMS)):
        with django_assert_max_num_queries(12):
            response = Client().get(f"/jamfor{view}?{query}")
        assert response.status_code == 200


def test_rounds_stand_below_each_other_and_keep_their_address() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    worlds.published(worlds.a_year_later(world))
    response = Client().get("/jamfor/?kommun=9001&omgang=2025&omgang=2024")
    query = parse_qsl(urlsplit(response.headers["Location"]).query)
    assert [value for name, value in query if name == "omgang"] == ["2024", "2025"]
    page = Client().get(response.headers["Location"]).content.decode()
    assert page.count("Granhult</a> 2024") == page.count("Granhult</a> 2025") == 1
    assert "Jämfört med 2024: ingen säkerställd skillnad" in page


def test_a_lasting_address_is_one_too() -> None:
    world = worlds.closed_world()
    first = worlds.published(world).manifest_sha256
    second = worlds.published(worlds.a_year_later(world)).manifest_sha256
    lasting = f"utgava={first[:12]}&utgava={second[:12]}"
    whole = f"familj=ifo&omgang=2024&omgang=2025&fraga=helhet&kommun=9001&{lasting}"
    for query in (
        f"kommun=9001&utgava={second}&utgava={first}",
        f"kommun=9001&omgang=2025&omgang=2024&utgava={second[:12]}&utgava={first[:20]}",
    ):
        assert Client().get(f"/jamfor/?{query}").headers["Location"] == f"/jamfor/?{whole}"
    assert visit(whole)[0] == 200
    status, page = visit(f"kommun=9001&omgang=2024&omgang=2025&utgava={first[:12]}")
    assert status == 400
    assert "Adressen ska ha en ”utgava” för varje omgång." in page


def test_groups_are_kept_when_a_round_is_first_counted_and_never_changed(release: PublicRelease) -> None:
    kept = list(RoundGroup.objects.filter(round=release.round).order_by("pk").values())
    assert {row["municipality"] for row in kept} == {"9001", "9002"}
    assert {row["likeness"] for row in kept} == {"skr", "storlek", "lan"}
    again = keep_groups(release.round, ["9001", "9002"], {"9001": (SimilarGroup(Likeness.SKR, "Ny", "2030", ()),)})
    assert again == 0
    assert list(RoundGroup.objects.filter(round=release.round).order_by("pk").values()) == kept
