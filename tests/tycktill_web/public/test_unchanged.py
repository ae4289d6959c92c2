"""A page that a reader has is confirmed until anything that it may depend on changes."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import DjangoAssertNumQueries
from tests.tycktill_web import worlds

from tycktill_web.pages.public import unchanged
from tycktill_web.releases.signing import withdraw_result

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

RESULT = "/resultat/ifo/2024/"
UNIT = f"{RESULT}9001/enhet/forsorjningsstod/"
COMPARED = "?familj=ifo&omgang=2024&fraga=helhet&kommun=9001&kommun=9002"
PAGES = (
    *("/", "/kommuner/9001/", RESULT, f"{RESULT}9001/", UNIT, "/fraga/ifo/helhet/"),
    *(f"/jamfor/{COMPARED}", f"/jamfor.csv{COMPARED}", f"/jamfor.svg{COMPARED}"),
)


def etag_of(address: str, **headers: str) -> str:
    """What the page is known by."""
    return str(Client().get(address, headers=headers)["ETag"])


def again(address: str, etag: str, **headers: str) -> int:
    """The status of asking with what one has."""
    return Client().get(address, headers={"If-None-Match": etag, **headers}).status_code


@pytest.mark.parametrize("address", PAGES)
def test_a_page_that_is_unchanged_costs_one_statement(
    address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    worlds.published(worlds.closed_world())
    etag = etag_of(address)
    with django_assert_num_queries(1):
        assert again(address, etag) == 304


@pytest.mark.parametrize("address", PAGES)
def test_another_release_makes_every_page_new(address: str) -> None:
    world = worlds.closed_world()
    worlds.published(world)
    etag = etag_of(address)
    worlds.published(worlds.a_year_later(world))
    assert again(address, etag) == 200


@pytest.mark.parametrize("address", PAGES)
def test_a_withdrawn_release_is_never_confirmed(address: str) -> None:
    world = worlds.closed_world()
    worlds.published(world)
    etag = etag_of(address)
    withdraw_result(world.round, person=world.anna, reason="Fel.", at=worlds.NOW)
    assert again(address, etag) in (200, 400, 404, 410)


@pytest.mark.parametrize("address", PAGES)
def test_another_language_is_another_page(address: str) -> None:
    worlds.published(worlds.closed_world())
    assert again(address, etag_of(address), **{"Accept-Language": "en"}) == 200
    assert etag_of(address) != etag_of(f"{address}{'&' if '?' in address else '?'}sprak=en")


def test_a_draft_changes_nothing_for_readers() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    etag = etag_of("/resultat/ifo/2024/")
    worlds.drafted(worlds.a_year_later(world))
    assert again("/resultat/ifo/2024/", etag) == 304


@pytest.mark.usefixtures("remembers_pages")
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_made_once_for_all_who_ask(address: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    worlds.published(worlds.closed_world())
    first = Client().get(address)
    with django_assert_num_queries(1):
        other = Client().get(address)
    assert (other.status_code, other.content, dict(other.headers)) == (200, first.content, dict(first.headers))


@pytest.mark.usefixtures("remembers_pages")
@pytest.mark.parametrize("address", PAGES)
def test_what_was_made_before_a_withdrawal_is_never_given(address: str) -> None:
    world = worlds.closed_world()
    worlds.published(world)
    made = Client().get(address).content
    withdraw_result(world.round, person=world.anna, reason="Fel.", at=worlds.NOW)
    assert Client().get(address).content != made


@pytest.mark.usefixtures("remembers_pages")
def test_what_was_made_for_one_host_or_language_is_given_in_no_other() -> None:
    worlds.published(worlds.closed_world())
    swedish = Client().get(RESULT, headers={"Host": "localhost"}).content.decode()
    assert "http://localhost/" in swedish
    assert "http://localhost/" not in Client().get(RESULT, headers={"Host": "127.0.0.1"}).content.decode()
    assert Client().get(RESULT, headers={"Host": "localhost", "Accept-Language": "en"}).content.decode() != swedish


@pytest.mark.usefixtures("remembers_pages")
def test_a_query_in_other_bytes_is_another_page() -> None:
    worlds.published(worlds.closed_world())
    assert 'value="åkb"' in Client().get("/", QUERY_STRING="kommun=\xc3\xa5kb").content.decode()
    assert 'value="Ã¥kb"' in Client().get("/", QUERY_STRING="kommun=%C3%83%C2%A5kb").content.decode()


@pytest.mark.usefixtures("remembers_pages")
def test_what_is_too_large_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    worlds.published(worlds.closed_world())
    monkeypatch.setattr(unchanged, "LARGEST", len(Client().get(RESULT).content) - 1)
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as statements:
        Client().get(RESULT)
        Client().get(UNIT)
        between = len(statements)
        Client().get(UNIT)
        assert len(statements) == between + 1
        Client().get(RESULT)
    assert len(statements) > between + 2
