"""A release is the same for the same values, says what was protected and proves itself."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.builders import ONE_QUESTION, Answers, base, catalogue, counts, instrument, question
from tests.tycktill.nations import Spot, answers, tallies_of

from tycktill.counting import Tallies, tally
from tycktill.disclosure import Policy, Protected, protect
from tycktill.publication import FILES, Release, check_manifest, compose, prove_release
from tycktill.tables import (
    COMPARISONS,
    MANIFEST,
    METHOD_VERSION,
    RESULTS,
    parse_results,
    read_manifest,
    write_manifest,
    write_results,
)
from tycktill.terms import RESULT_COLUMNS, Gender, Refused

FINGERPRINTS = {id_: f"{number:064x}" for number, id_ in enumerate(ONE_QUESTION)}
UNIT = ("ensam", "9001", "norr")
NATION = {(*UNIT, Gender.WOMAN): (9, 5), (*UNIT, Gender.MAN): (8, 5), ("ensam", "9002", "syd", Gender.MAN): (3, 1)}


def protected_of(answered: Mapping[Spot, Answers]) -> Protected:
    """The nation's protected values."""
    return protect(tallies_of(answered), Policy())


def release_of(answered: Mapping[Spot, Answers]) -> Release:
    """The nation's release."""
    return compose(protected_of(answered), catalogue=ONE_QUESTION, fingerprints=FINGERPRINTS)


@given(answers())
def test_a_release_of_protected_values_is_verified(answered: Mapping[Spot, Answers]) -> None:
    assert prove_release(release_of(answered)).faults == ()


@given(answers(), st.data())
def test_the_same_values_give_the_same_bytes(answered: Mapping[Spot, Answers], data: st.DataObject) -> None:
    tallies = tallies_of(answered)
    grouping = tallies.grouping
    families = dict(sorted(grouping.families.items())[::-1])
    shuffled = Tallies(tuple(data.draw(st.permutations(tallies.rows))), replace(grouping, families=families))
    again = compose(protect(shuffled, Policy()), catalogue=ONE_QUESTION, fingerprints=FINGERPRINTS)
    assert dict(again.files) == dict(release_of(answered).files)


@given(answers())
def test_rows_read_back_are_the_values(answered: Mapping[Spot, Answers]) -> None:
    values = protected_of(answered).values
    rows = parse_results(release_of(answered).files[RESULTS])
    fields = ("cell", "question", "offered", "answered", "valid", "share", "low", "high", "status", "reason")
    assert [[getattr(row, field) for field in fields] for row in rows] == [
        [getattr(value, field) for field in fields] for value in values
    ]


@given(answers(), st.data())
def test_any_byte_that_is_changed_is_found(answered: Mapping[Spot, Answers], data: st.DataObject) -> None:
    files = dict(release_of(answered).files)
    name = data.draw(st.sampled_from(sorted(files)))
    place = data.draw(st.integers(0, len(files[name]) - 1))
    changed = bytearray(files[name])
    changed[place] ^= data.draw(st.integers(1, 255))
    assert check_manifest(Release(files | {name: bytes(changed)}))


def test_results_have_the_fixed_columns_and_line_feeds() -> None:
    content = release_of(NATION).files[RESULTS]
    assert content.startswith((",".join(RESULT_COLUMNS) + "\n").encode())
    assert b"\r" not in content
    assert b"2024,ensam,unit,9001,norr,K,helhet,,,9,9,5,5,0.5556,0.5556,0.5556,0.2667,0.8112,shown,\n" in content
    assert b"2024,ensam,unit,9002,syd,T,helhet,43,,3,,,,,,,,,withheld,few\n" in content


def test_a_file_that_is_missing_or_added_is_found() -> None:
    files = dict(release_of(NATION).files)
    added = check_manifest(Release(files | {"notes.txt": b""}))
    assert [str(fault) for fault in added] == ["notes.txt: The file does not belong to the release. Take it away."]
    for name in (RESULTS, COMPARISONS, MANIFEST):
        (fault,) = prove_release(Release({other: content for other, content in files.items() if other != name})).faults
        assert fault.file == name


def signed(files: Mapping[str, bytes]) -> Release:
    """The files with a manifest that says what they are, as a forger would write it."""
    tables = {name: content for name, content in files.items() if name != MANIFEST}
    checksums = {name: sha256(content).hexdigest() for name, content in sorted(tables.items())}
    manifest = msgspec.structs.replace(read_manifest(files[MANIFEST]), files=checksums)
    return Release(tables | {MANIFEST: write_manifest(manifest)})


def test_a_forged_manifest_does_not_hide_what_the_tables_tell() -> None:
    files = dict(release_of(NATION).files)
    assert prove_release(signed(files)).faults == ()
    without = {name: content for name, content in files.items() if name != COMPARISONS}
    assert [str(fault.file) for fault in prove_release(signed(without)).faults] == [COMPARISONS]
    other = files | {COMPARISONS: files[COMPARISONS] + b"2024,ensam,9001,T,helhet,17,0.5882,,,,,\n"}
    assert [str(fault.file) for fault in prove_release(signed(other)).faults] == [COMPARISONS]
    unreadable = files | {RESULTS: files[RESULTS].replace(b"\n", b",\n", 1)}
    assert prove_release(signed(unreadable)).faults[0].problem == "20 fields under 21 columns"
    quoted = files | {RESULTS: files[RESULTS].replace(b"2024,", b'"2024",', 1)}
    assert [fault.problem for fault in prove_release(signed(quoted)).faults] == [
        "The file is not what the method writes"
    ]


def test_a_manifest_below_the_promise_is_refused() -> None:
    content = release_of(NATION).files[MANIFEST].replace(b'"threshold": 5', b'"threshold": 4')
    with pytest.raises(Refused, match="a threshold of 4 is below the 5"):
        read_manifest(content)


def test_the_manifest_names_what_the_release_was_made_from() -> None:
    manifest = read_manifest(release_of(NATION).files[MANIFEST])
    assert manifest.instruments == {"ensam": FINGERPRINTS["ensam"]}
    assert manifest.families == {"ensam": "annan"}
    assert manifest.questions == {"annan": ("helhet",), "ensam": ("helhet",)}
    assert manifest.policy == Policy()
    assert set(manifest.files) == set(FILES)
    assert manifest.meanings == {"annan": {"helhet": 1}, "ensam": {"helhet": 1}}


def test_questions_stand_in_printed_order() -> None:
    forms = catalogue(
        instrument("liten-a", question("trygg"), question("bra")),
        instrument("liten-b", question("kontakt"), question("bra"), question("trygg")),
    )
    answered = dict.fromkeys(("trygg", "bra", "kontakt"), (6, 3))
    bases = [base((id_, "9001", "norr"), Gender.MAN, answered) for id_ in ("liten-a", "liten-b")]
    for each, form in zip(bases, forms.values(), strict=True):
        assert set(each.options) >= {question.id for question in form.questions}
    trimmed = [
        type(each)(each.cell, each.answered, {q.id: each.options[q.id] for q in forms[each.cell.instrument].questions})
        for each in bases
    ]
    values = protect(tally(counts(trimmed), forms, []), Policy())
    release = compose(values, catalogue=forms, fingerprints=dict.fromkeys(forms, "0" * 64))
    questions = read_manifest(release.files[MANIFEST]).questions
    assert questions["liten-a"] == ("trygg", "bra")
    assert questions["liten"] == ("trygg", "bra", "kontakt")
    assert prove_release(release).faults == ()


def test_an_instrument_without_fingerprint_is_an_error() -> None:
    with pytest.raises(KeyError, match="ensam"):
        compose(protected_of(NATION), catalogue=ONE_QUESTION, fingerprints={})


def forged(**changes: object) -> list[str]:
    """What is found in a release of which the manifest alone has been changed, and signed anew."""
    files = dict(release_of(NATION).files)
    manifest = msgspec.structs.replace(read_manifest(files[MANIFEST]), **changes)
    return [str(fault) for fault in prove_release(Release(files | {MANIFEST: write_manifest(manifest)})).faults]


def test_a_release_of_another_method_is_not_proved() -> None:
    problem = f"The release was made by method 99 and this is method {METHOD_VERSION}"
    assert forged(method="99") == [f"manifest.json: {problem}. Prove it with the version that made it."]


@pytest.mark.parametrize("instruments", [{}, {"ensam": "123"}, {"ensam": FINGERPRINTS["ensam"], "okand": "0" * 64}])
def test_a_release_without_the_origin_of_its_questions_is_not_proved(instruments: Mapping[str, str]) -> None:
    (told,) = forged(instruments=instruments)
    assert "The manifest lacks the family or the checksum of the questionnaire" in told


def test_a_release_holds_nothing_but_its_tables_even_when_signed() -> None:
    files = dict(release_of(NATION).files) | {"svar.csv": b"everything"}
    told = [str(fault) for fault in prove_release(signed(files)).faults]
    assert told == ["svar.csv: The file does not belong to the release. Take it away."]


@pytest.mark.parametrize("is_low", [True, False])
def test_an_interval_that_is_not_the_shares_own_is_found(*, is_low: bool) -> None:
    files = dict(release_of(NATION).files)
    rows = parse_results(files[RESULTS])
    number = next(number for number, row in enumerate(rows) if row.share is not None)
    wide = replace(rows[number], low=0.0) if is_low else replace(rows[number], high=1.0)
    changed = [wide if place == number else row for place, row in enumerate(rows)]
    told = [str(fault) for fault in prove_release(signed(files | {RESULTS: write_results(changed)})).faults]
    column = "low" if is_low else "high"
    assert told == [
        f"results.csv, row {number + 2}, column {column}: {column} is another than the row's numbers give. Count again."
    ]
