"""Instruments of one family go together, and the family has a name."""

import tomllib
from collections.abc import Mapping
from typing import Any

import msgspec
import pytest
from tests.tycktill.instrument.documents import TINY, changed, document, written

from tycktill.instrument import (
    Catalogue,
    Families,
    catalogue_faults,
    combined_groups,
    parse_families,
    parse_instrument,
    text_in,
)
from tycktill.terms import Fault, Refused

WHOLE = tomllib.loads((TINY / "families.toml").read_text(encoding="utf-8"))
PAIR = ("pair-first", "pair-second")


def _families(whole: Mapping[str, Any] = WHOLE) -> Families:
    return parse_families(written(whole), file="families.toml")


def _pair(**spoilt: dict[str, Any]) -> Catalogue:
    documents = {name: document(name) for name in PAIR} | {
        name.replace("_", "-"): each for name, each in spoilt.items()
    }
    return {name: parse_instrument(written(each), file=f"{name}.toml") for name, each in documents.items()}


def _faults(whole: Mapping[str, Any]) -> list[tuple[str | None, str]]:
    with pytest.raises(Refused) as refused:
        _families(whole)
    return [(fault.place, fault.problem) for fault in refused.value.faults]


def _only(found: tuple[Fault, ...]) -> tuple[str | None, str | None, str]:
    (fault,) = found
    return fault.file, fault.place, fault.problem


def test_a_family_has_a_name_areas_and_ids_of_its_own() -> None:
    pair = _families()["pair"]
    assert text_in(pair.name, "en") == "Pair"
    assert text_in(pair.areas["test"], "sv") == "Prov"
    assert (pair.kolada.count, pair.kolada.rate) == ("N99010", "N99011")
    assert pair.kolada.questions == {"alike": "N99012"}


def test_a_family_without_ids_in_kolada_is_sound() -> None:
    assert _families()["tiny"].kolada.count is None


@pytest.mark.parametrize(
    ("path", "value", "place", "problem"),
    [
        ("families.pair.colour", "red", "families.pair.colour", "The key `colour` is not known"),
        ("families.pair.areas", None, "families.pair", "The key `areas` is missing"),
        (
            "families.pair.name.en",
            None,
            "families.pair.name.en",
            "The text is missing in `en`, which is declared complete",
        ),
        ("families.pair.kolada.rate", "99011", "families.pair.kolada.rate", "`99011` is no id in Kolada"),
        ("languages", ["sv", "en", "xx"], "languages", "The language code `xx` is not known"),
        ("families", ["pair"], "families", "a list stands here"),
    ],
)
def test_a_fault_in_families_is_told_with_its_place(path: str, value: object, place: str, problem: str) -> None:
    assert (place, problem) in _faults(changed(WHOLE, path, value))


def test_families_are_described_in_swedish() -> None:
    assert ("languages", "Swedish is missing") in _faults(changed(WHOLE, "languages", ["en"]))


def test_families_that_are_no_toml_are_told_with_the_line() -> None:
    with pytest.raises(Refused, match=r"families\.toml, line 1"):
        parse_families("families\n", file="families.toml")


def test_a_sound_pair_goes_together() -> None:
    assert catalogue_faults(_pair(), {"pair": _families()["pair"]}) == ()


def test_a_family_must_be_described() -> None:
    found = catalogue_faults(_pair(), {})
    assert {(fault.file, fault.place, fault.problem) for fault in found} == {
        (f"{name}.toml", "family", "There is no family `pair`") for name in PAIR
    }


def test_an_instrument_is_not_called_as_a_family() -> None:
    families = {"pair": _families()["pair"], "pair-first": _families()["tiny"]}
    assert _only(catalogue_faults(_pair(), families)) == ("pair-first.toml", "id", "`pair-first` is a family")


def test_an_area_belongs_to_the_family() -> None:
    spoilt = changed(document("pair-first"), "questions.1.area", "colour")
    found = catalogue_faults(_pair(pair_first=spoilt), {"pair": _families()["pair"]})
    assert _only(found) == ("pair-first.toml", "questions[apart].area", "The family has no area `colour`")


def test_an_id_in_kolada_is_of_a_question_that_is_asked() -> None:
    families = _families(changed(WHOLE, "families.pair.kolada.questions.price", "N99013"))
    found = catalogue_faults(_pair(), {"pair": families["pair"]})
    assert _only(found) == (
        "families.toml",
        "families.pair.kolada.questions.price",
        "No instrument asks `price`",
    )


def test_what_is_added_up_counts_alike() -> None:
    spoilt = changed(document("pair-second"), "questions.1.meaning", 1)
    found = catalogue_faults(_pair(pair_second=spoilt), {"pair": _families()["pair"]})
    assert _only(found) == (
        "pair-second.toml",
        "questions[apart].scale",
        "Other codes count here than in `pair-first`, under the same id and meaning",
    )


THREE = ("pair-first", "pair-second", "pair-third")


def _three() -> Catalogue:
    """The pair and a third, which asks as the first."""
    third = changed(document("pair-first"), "id", "pair-third")
    return {**_pair(), "pair-third": parse_instrument(written(third), file="pair-third.toml")}


def _told_together(**groups: list[str]) -> Families:
    described = {"name": {"sv": "Ihop", "en": "Together"}, "description": {"sv": "De två.", "en": "The two."}}
    found = {id_.replace("_", "-"): {**described, "instruments": members} for id_, members in groups.items()}
    return {"pair": _families(changed(WHOLE, "families.pair.together", found))["pair"]}


def test_a_group_is_some_of_its_family() -> None:
    families = _told_together(pair_ab=["pair-first", "pair-second"])
    assert catalogue_faults(_three(), families) == ()
    assert combined_groups(families) == {"pair-ab": ("pair-first", "pair-second")}
    assert text_in(families["pair"].together["pair-ab"].name, "en") == "Together"


@pytest.mark.parametrize(
    ("id_", "members", "problem"),
    [
        ("pair_first", THREE[1:], "`pair-first` is an instrument"),
        ("pair", THREE[1:], "`pair` is a family"),
        ("Ihop", THREE[1:], "`Ihop` is no id"),
        ("ihop", ("pair-first", "pair-fourth"), "There is no instrument `pair-fourth`"),
        ("ihop", ("pair-first", "pair-first"), "`pair-first` stands 2 times"),
        ("ihop", ("pair-first",), "The group has fewer than two instruments"),
        ("ihop", THREE, "The group is all of its family"),
    ],
)
def test_a_group_that_is_something_else_is_told(id_: str, members: tuple[str, ...], problem: str) -> None:
    found = catalogue_faults(_three(), _told_together(**{id_: list(members)}))
    place = f"families.pair.together.{id_.replace('_', '-')}"
    assert ("families.toml", place, problem) in {(fault.file, fault.place, fault.problem) for fault in found}


def test_a_group_has_no_instrument_of_another_family() -> None:
    catalogue = {**_three(), "tiny-yes-no": parse_instrument(written(document("tiny-yes-no")), file="tiny-yes-no.toml")}
    families = {**_told_together(ihop=["pair-first", "tiny-yes-no"]), "tiny": _families()["tiny"]}
    assert _only(catalogue_faults(catalogue, families))[2] == "`tiny-yes-no` is of the family `tiny`"


def test_groups_are_apart_or_one_within_the_other() -> None:
    """What an instrument's answers count in is a line of targets, each within the next."""
    crossing = _told_together(one=["pair-first", "pair-second"], other=["pair-second", "pair-third"])
    assert _only(catalogue_faults(_three(), crossing)) == (
        "families.toml",
        "families.pair.together.other",
        "`one` and `other` have instruments in common: pair-second",
    )
    same = _told_together(one=["pair-first", "pair-second"], other=["pair-second", "pair-first"])
    assert len(catalogue_faults(_three(), same)) == 1


def test_an_id_is_of_one_group() -> None:
    families = _told_together(ihop=["pair-first", "pair-second"])
    twice = {**families, "tiny": msgspec.structs.replace(_families()["tiny"], together=families["pair"].together)}
    found = catalogue_faults(_three(), twice)
    assert "`ihop` is a group of 2 families" in {fault.problem for fault in found}


def test_instruments_that_are_not_looked_at_may_be_named() -> None:
    families = _told_together(ihop=["pair-first", "pair-second"])
    alone = {"pair-first": _pair()["pair-first"]}
    assert catalogue_faults(alone, families, elsewhere={"pair-second", "pair-third"}) == ()
