"""A municipality is found by what people write: without dots, with a letter wrong, by its code; and never by chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tycktill_web.pages.public.search import FoundPlaces, search_places
from tycktill_web.releases.published import PublicPlace

PLACES = [
    PublicPlace("2580", "Luleå"),
    PublicPlace("1080", "Karlskrona"),
    PublicPlace("1715", "Kil"),
    PublicPlace("1780", "Karlstad"),
    PublicPlace("2282", "Kramfors"),
    PublicPlace("1083", "Sölvesborg"),
    PublicPlace("0128", "Salem"),
    PublicPlace("0139", "Upplands-Bro"),
    PublicPlace("9001", "Hedköping"),
]
BY_NAME = {place.name: place for place in PLACES}
LONG = [place for place in PLACES if len(place.name) >= 5]


def only(words: str) -> str | None:
    """The name of the one place that somebody is led to."""
    found = search_places(PLACES, words).only_match
    return found.name if found else None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("lulea", "Luleå"),
        ("LULEÅ KOMMUN", "Luleå"),
        ("solvesborg", "Sölvesborg"),
        ("hedkop", "Hedköping"),
        ("upplandsbro", "Upplands-Bro"),
        ("2580", "Luleå"),
        ("0128", "Salem"),
        ("karlst", "Karlstad"),
    ],
)
def test_dots_hyphens_case_and_codes_are_forgiven(written: str, meant: str) -> None:
    assert only(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [("solvsborg", "Sölvesborg"), ("karlstda", "Karlstad"), ("kramfosr", "Kramfors"), ("hedkola", "Hedköping")],
)
def test_a_slip_is_a_guess_that_the_reader_decides_on(written: str, meant: str) -> None:
    found = search_places(PLACES, written)
    assert found.are_guesses
    assert [place.name for place in found.places] == [meant]
    assert found.only_match is None


@pytest.mark.thorough
@given(st.sampled_from(LONG), st.data())
def test_any_one_letter_left_out_is_forgiven(place: PublicPlace, data: st.DataObject) -> None:
    left_out = data.draw(st.integers(1, len(place.name) - 1))
    assert place in search_places(PLACES, place.name[:left_out] + place.name[left_out + 1 :]).places


@pytest.mark.thorough
@given(st.sampled_from(PLACES))
def test_the_name_itself_leads_to_the_place(place: PublicPlace) -> None:
    assert search_places(PLACES, place.name).only_match == place


@pytest.mark.parametrize("written", ["xyz", "zzzzzzzz", "?", "---"])
def test_what_is_like_no_name_finds_nothing(written: str) -> None:
    assert search_places(PLACES, written).places == []


def test_nothing_written_is_all_of_them_in_order() -> None:
    assert search_places(PLACES, "  ") == FoundPlaces("", PLACES)


def test_a_text_longer_than_any_name_is_compared_with_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tycktill_web.pages.public.search._fewest_wrong", lambda *_: pytest.fail("costs seconds"))
    assert not search_places(PLACES, "qx" * 7_000).places
