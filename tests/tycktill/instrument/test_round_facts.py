"""What is told of a round is read whole, or every fault in it is told with its place and what to do."""

import copy
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.instrument.documents import written

from tycktill.instrument import RoundFacts, check_rounds_of, joined_facts, parse_facts, parse_families
from tycktill.terms import Fault, Refused

SOUND: dict[str, Any] = {
    "rounds": {
        "ifo": {
            "2023": {
                "first_day": "2023-09-01",
                "last_day": "2023-10-13",
                "published": "2024-01-30",
                "offered": {"sv": "Alla som hade ett möte erbjöds att svara.", "en": "All who had a meeting."},
                "counted": "by_hand",
                "voluntary": True,
                "modes": ["web", "paper"],
                "pilot": False,
                "outside": {"sv": "Familjerätten ingår inte."},
                "publisher": "Tanums kommun",
                "contact": "0525-180 00",
            }
        }
    }
}
FACTS = SOUND["rounds"]["ifo"]["2023"]


def faults_of(text: str) -> tuple[Fault, ...]:
    """What is wrong with a file of facts; nothing where it is sound."""
    try:
        parse_facts(text, file="fakta.toml")
    except Refused as refused:
        return refused.faults
    return ()


def changed(path: str, value: object) -> dict[str, Any]:
    """Sound facts with the value at a path such as `rounds.ifo.2023.pilot` put in; None takes the key away."""
    copied = copy.deepcopy(SOUND)
    *outer, last = path.split(".")
    inner: Any = copied
    for step in outer:
        inner = inner[int(step)] if isinstance(inner, list) else inner[step]
    if value is None:
        del inner[int(last) if isinstance(inner, list) else last]
    else:
        inner[int(last) if isinstance(inner, list) else last] = value
    return copied


def test_sound_facts_are_read_whole() -> None:
    facts = parse_facts(written(SOUND), file="fakta.toml")["ifo"]["2023"]
    assert {name: getattr(facts, name) for name in FACTS} == FACTS | {"modes": ("web", "paper")}


def test_a_day_is_the_same_with_and_without_quotation_marks() -> None:
    bare = parse_facts("[rounds.ifo.2023]\nfirst_day = 2023-09-01", file="fakta.toml")
    assert bare == parse_facts('[rounds.ifo.2023]\nfirst_day = "2023-09-01"', file="fakta.toml")


@pytest.mark.parametrize(
    ("key", "value", "place", "problem"),
    [
        ("first_day", "2023-02-29", "first_day", "`2023-02-29` is no day"),
        ("first_day", "1 september", "first_day", "`1 september` is no day"),
        ("first_day", 2023, "first_day", "`2023` stands here"),
        ("first_day", "2023-10-14", "last_day", "`last_day` comes before `first_day`"),
        ("published", "2023-10-12", "published", "`published` comes before `last_day`"),
        ("published", "2203-01-30", "published", "2203-01-30 lies too far from the round's year"),
        ("first_day", "2013-09-01", "first_day", "2013-09-01 lies too far from the round's year"),
        ("counted", "by hand", "counted", "`by hand` stands here"),
        ("modes", ["fax"], "modes[no. 1]", "`fax` stands here"),
        ("voluntary", "ja", "voluntary", "`ja` stands here"),
        ("offered", {"en": "Everybody."}, "offered.sv", "The text is missing in `sv`"),
        ("offered", {"sv": "Alla.", "xx": "All."}, "offered.xx", "The language `xx` is not declared"),
        ("outside", {"sv": "Alla\nutom"}, "outside.sv", "There is a line break"),
        ("publisher", "", "publisher", "The text is empty"),
        ("contact", "\u200bwww", "contact", "There is a line break or a blank at an end"),
        ("publised", "2024-01-30", "publised", "The key `publised` is not known"),
    ],
)
def test_a_wrong_fact_is_told_with_its_place(key: str, value: object, place: str, problem: str) -> None:
    (fault,) = faults_of(written(changed(f"rounds.ifo.2023.{key}", value)))
    assert (fault.file, fault.place) == ("fakta.toml", f"rounds.ifo.2023.{place}")
    assert fault.problem.startswith(problem)
    assert fault.remedy


def test_a_round_is_called_as_in_the_file_of_answers() -> None:
    (fault,) = faults_of("[rounds.ifo.hösten]\npilot = true".replace("hösten", '"hösten"'))
    assert (fault.place, fault.problem) == ("rounds.ifo.hösten", "`hösten` is no round")


def test_facts_of_rounds_that_nobody_answered_are_refused() -> None:
    facts = parse_facts(written(SOUND), file="fakta.toml")
    check_rounds_of(facts, {("ifo", "2023"), ("fo", "2023")}, file="fakta.toml")
    with pytest.raises(Refused) as refused:
        check_rounds_of(facts, {("ifo", "2024")}, file="fakta.toml")
    told = "fakta.toml, rounds.ifo.2023: The answers are of no such round. Write one of [rounds.ifo.2024]."
    assert str(refused.value.faults[0]) == told


def test_what_is_said_of_a_round_goes_before_what_is_always_so() -> None:
    always = RoundFacts(voluntary=True, publisher="SKR", modes=("web",))
    assert joined_facts(always, RoundFacts(publisher="Tanum")) == RoundFacts(
        voluntary=True, publisher="Tanum", modes=("web",)
    )
    assert joined_facts(always, RoundFacts(voluntary=False)).voluntary is False


def test_a_day_is_of_no_family_for_ever() -> None:
    named = 'name.sv = "Egen"\ndescription.sv = "Vår egen."\nareas = {}'
    family = f'languages = ["sv"]\n[families.egen]\n{named}\n[families.egen.facts]\n'
    assert parse_families(f"{family}voluntary = true", file="families.toml")["egen"].facts.voluntary
    with pytest.raises(Refused, match="A day is of one round and not of all"):
        parse_families(f"{family}first_day = 2023-09-01", file="families.toml")


def _paths(value: Any, path: str = "") -> list[str]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, inner in inside for found in [f"{path}{key}", *_paths(inner, f"{path}{key}.")]]


VALUES = st.sampled_from(
    [None, 0, 7, True, "", "x", [], [1], ["web"], {}, {"sv": "Ja"}, {"id": "ifo"}, 1.5, "0000-01-01"]
)


@given(st.sampled_from(_paths(SOUND)), VALUES)
def test_whatever_stands_in_the_file_it_is_read_or_refused_in_sentences(path: str, value: object) -> None:
    for fault in faults_of(written(changed(path, value))):
        assert fault.file == "fakta.toml"
        assert fault.place is not None or path == "rounds"
        assert fault.problem
        assert fault.remedy


@given(st.text(max_size=60))
def test_any_text_is_facts_or_is_refused_with_reasons(text: str) -> None:
    for fault in faults_of(text):
        assert fault.remedy


@given(st.dates())
def test_a_day_that_toml_can_write_is_a_day(day: Any) -> None:
    text = f"[rounds.ifo.{max(day.year, 1000):04}]\nfirst_day = {day.isoformat()}"
    assert tomllib.loads(text)
    assert not [fault for fault in faults_of(text) if "is no day" in fault.problem]
