"""The catalogue has no room for an answer, a code or a key, and a sentence in two languages for all that it has."""

import re

import pytest
from django.utils import translation
from tests.tycktill_web import builders

from tycktill.fieldwork import group_code, make_code
from tycktill_web.journal.account_events import PersonAdded
from tycktill_web.journal.catalogue import CATALOGUE, UNSAID, read_event, write_event
from tycktill_web.journal.errors import NotAFact
from tycktill_web.journal.events import UnitAdded
from tycktill_web.journal.facts import Event, check_types
from tycktill_web.participants.errors import NameUnfit


def event(facts: dict[str, object]) -> type[Event]:
    """A kind of event with facts of these types."""
    return type("MadeUp", (Event,), {"__annotations__": facts, "sentence": "%(fact)s"}, frozen=True)


@pytest.mark.parametrize("anything", [str, bytes, dict, list[str], float, object, str | None, dict[str, int]])
def test_a_fact_that_could_be_anything_has_no_place_in_the_catalogue(anything: type) -> None:
    with pytest.raises(TypeError, match="may not stand in the journal"):
        check_types(event({"fact": anything}))


def test_a_fact_of_a_number_has() -> None:
    check_types(event({"fact": int}))


@pytest.mark.parametrize("grouped", [False, True])
def test_a_name_that_reads_as_a_code_is_not_said(grouped: bool) -> None:
    code = make_code(lambda most: most - 1)
    name = group_code(code) if grouped else code.lower()
    assert read_event(write_event(UnitAdded(unit=name))) == UnitAdded(unit=UNSAID)


@pytest.mark.parametrize("name", ["En enhet\nRad två", "x" * 121])
def test_a_name_is_short_and_of_one_line(name: str) -> None:
    with pytest.raises(NotAFact):
        write_event(UnitAdded(unit=name))


@pytest.mark.parametrize("typed", ["mitt lösenord", "=1+1", "anna"])
def test_an_account_is_an_address(typed: str) -> None:
    with pytest.raises(NotAFact):
        write_event(PersonAdded(account=typed))


def test_what_is_written_is_read_again() -> None:
    told = UnitAdded(unit="Försörjningsstöd")
    assert read_event(write_event(told)) == told


@pytest.mark.parametrize("kind", CATALOGUE.values(), ids=CATALOGUE)
def test_every_event_tells_its_facts_in_swedish_and_english(kind: type[Event]) -> None:
    swedish = str(kind.sentence)
    with translation.override("en"):
        english = str(kind.sentence)
    assert english != swedish
    for sentence in (swedish, english):
        assert set(re.findall(r"%\((\w+)\)s", sentence)) <= set(kind.__struct_fields__)
    assert set(re.findall(r"%\(\w+\)s", swedish)) == set(re.findall(r"%\(\w+\)s", english))


@pytest.mark.django_db
def test_a_unit_whose_name_reads_as_a_code_is_refused_and_not_there() -> None:
    organisation = builders.municipality()
    with pytest.raises(NameUnfit):
        builders.unit(make_code(lambda most: most - 1), organisation)
    assert not organisation.units.exists()
