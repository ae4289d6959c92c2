"""Where no unit has a name, or there is no nation, no row says otherwise, and what is published is safe and proves."""

from collections.abc import Mapping
from itertools import product

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.tycktill.builders import ONE_QUESTION, Answers
from tests.tycktill.nations import Spot, answers, counts_of, tallies_of, without_units

from tycktill.counting import tally, valid_numbers
from tycktill.disclosure import PRESETS, protect
from tycktill.fieldwork import Offer
from tycktill.publication import (
    Release,
    compose,
    parse_numbers,
    prove_release,
    read_earlier,
    replay_release,
    write_numbers,
)
from tycktill.tables import MANIFEST, RESULTS, read_manifest, with_files, write_manifest
from tycktill.terms import Gender, Refused

FAMILIES = sorted({each.family for each in ONE_QUESTION.values()})
CODE = "9001"
LOCAL = st.sets(st.sampled_from(FAMILIES))
Nation = Mapping[Spot, Answers]


def released(nation: Nation, *local: str) -> Release:
    """The release of such answers."""
    protected = protect(tallies_of(nation, local=local), PRESETS["standard"])
    return compose(protected, catalogue=ONE_QUESTION, fingerprints=dict.fromkeys(ONE_QUESTION, "0" * 64))


def rows(release: Release) -> list[list[str]]:
    """The rows of results.csv, as texts."""
    return [line.split(",") for line in release.files[RESULTS].decode().splitlines()[1:]]


@settings(max_examples=20)
@given(answers(most=12), LOCAL)
def test_no_row_is_of_a_unit_without_a_name_nor_of_a_nation_that_is_none(nation: Nation, local: set[str]) -> None:
    release = released(without_units(nation, CODE), *local)
    for _, target, level, municipality, unit, *_ in rows(release):
        assert (level == "unit") == bool(unit)
        assert level != "unit" or municipality != CODE
        family = ONE_QUESTION[target].family if target in ONE_QUESTION else target
        assert level != "nation" or family not in local


@settings(max_examples=20)
@given(answers(most=12), LOCAL)
def test_such_a_release_is_proved_and_replayed_by_the_file_of_numbers(nation: Nation, local: set[str]) -> None:
    bare = without_units(nation, CODE)
    release = released(bare, *local)
    written = write_numbers(valid_numbers(counts_of(bare), ONE_QUESTION))
    numbers = parse_numbers(written, file="numbers.csv")
    assert prove_release(release).faults == ()
    assert prove_release(release, numbers=numbers).faults == ()
    assert replay_release(release, numbers) == ()


def test_a_municipality_without_units_is_told_as_one_with_a_single_unit() -> None:
    """Nothing is asked of the counts that another way of naming would not ask: the municipality's rows are alike."""
    people = {("liten-a", CODE, "norr", gender): (9, 4) for gender in (Gender.WOMAN, Gender.MAN)}
    named, bare = rows(released(people)), rows(released(without_units(people, CODE)))
    assert [row for row in named if row[2] != "unit"] == bare


def changed(release: Release, **said: object) -> Release:
    """A release whose manifest says something else."""
    manifest = msgspec.structs.replace(read_manifest(release.files[MANIFEST]), **said)
    files = {name: content for name, content in release.files.items() if name != MANIFEST}
    return Release({**files, MANIFEST: write_manifest(with_files(manifest, files))})


PEOPLE: Nation = {
    ("liten-a", code, unit, gender): (9, 4)
    for code, unit, gender in product((CODE, "9002"), ("norr", "syd"), (Gender.WOMAN, Gender.MAN))
}


@pytest.mark.parametrize(
    ("nation", "said", "told"),
    [
        (PEOPLE, {"without_units": (CODE,)}, "are of no named unit: there is none"),
        (without_units(PEOPLE, CODE), {"without_units": ()}, "are made up of no unit"),
        (PEOPLE, {"local": (ONE_QUESTION["liten-a"].family,)}, "are of no nation: there is none"),
    ],
)
def test_a_manifest_that_names_other_places_is_found_out(nation: Nation, said: dict[str, object], told: str) -> None:
    faults = prove_release(changed(released(nation), **said)).faults
    assert any(told in str(fault) for fault in faults)


def test_a_nation_is_demanded_where_the_family_has_one() -> None:
    local = released(PEOPLE, ONE_QUESTION["liten-a"].family)
    assert any("nation" in str(fault) for fault in prove_release(changed(local, local=())).faults)


def test_some_units_with_a_name_and_some_without_are_refused() -> None:
    half = {**without_units(PEOPLE, CODE), **{spot: pair for spot, pair in PEOPLE.items() if spot[2] == "norr"}}
    with pytest.raises(Refused, match=f"{CODE} has units with a name and without"):
        tallies_of(half)
    with pytest.raises(Refused, match=f"{CODE} has units with a name and without"):
        tally(counts_of(PEOPLE), ONE_QUESTION, [Offer("2024", "liten-a", CODE, "", 60)])


@settings(max_examples=10)
@given(answers(most=8), answers(most=8))
def test_units_may_get_names_after_the_round_was_published_but_not_lose_them(nation: Nation, others: Nation) -> None:
    """With more municipalities too: what was told before is of all the units that have names now."""
    policy, now = PRESETS["standard"], {**{spot: pair for spot, pair in others.items() if spot[1] != CODE}, **nation}
    own = {spot: pair for spot, pair in nation.items() if spot[1] == CODE}
    assume(any(valid for valid, _ in own.values()))
    past = read_earlier([released(without_units(own, CODE))], {"2024"}, ONE_QUESTION, policy)
    protected = protect(tallies_of(now), policy, public=past.public)
    numbers = valid_numbers(counts_of(now), ONE_QUESTION)
    release = compose(protected, catalogue=ONE_QUESTION, fingerprints=dict.fromkeys(ONE_QUESTION, "0" * 64))
    if not protected.exposed:
        assert prove_release(release, numbers=numbers, public=past.public).faults == ()
        assert replay_release(release, numbers, public=past.public) == ()
    named = read_earlier([released(own)], {"2024"}, ONE_QUESTION, policy)
    with pytest.raises(Refused, match="and is no more"):
        protect(tallies_of(without_units(now, CODE)), policy, public=named.public)
