"""A release is proved, and no change of it goes unseen, not even of one who knows how releases are made."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tycktill_cli.lulea import release, run, tallies

from tycktill.counting import Tally
from tycktill.disclosure import ProtectedValue
from tycktill.files import write_release
from tycktill.publication import Release, prove_release
from tycktill.publication.rewriting import write_files
from tycktill.statistics import FileShares, ShareClass, file_shares
from tycktill.tables import (
    CODEBOOK,
    COMPARISONS,
    DISTRIBUTION,
    MANIFEST,
    RESULTS,
    parse_codebook,
    parse_distribution,
    parse_results,
    read_csv,
    read_manifest,
    write_manifest,
)
from tycktill.terms import GenderGroup, Level, Reason, Status

ROWS = parse_results(release().files[RESULTS])
WITHHELD = [number for number, row in enumerate(ROWS) if row.status is Status.WITHHELD]


def _forged(**files: bytes) -> Release:
    """A release with other files, whose manifest says that they are right."""
    held = {name: content for name, content in {**release().files, **files}.items() if name != MANIFEST}
    sums = {name: sha256(content).hexdigest() for name, content in held.items()}
    manifest = msgspec.structs.replace(read_manifest(release().files[MANIFEST]), files=sums)
    return Release({**held, MANIFEST: write_manifest(manifest)})


def _forged_rows(rows: Sequence[ProtectedValue]) -> Release:
    files = release().files
    shares, codebook = parse_distribution(files[DISTRIBUTION]), parse_codebook(files[CODEBOOK])
    return _forged(**write_files(rows, shares, read_manifest(files[MANIFEST]), codebook=codebook))


def _true(row: ProtectedValue, gender: GenderGroup) -> Tally:
    cell = replace(row.cell, gender=gender)
    return next(each for each in tallies().rows if (each.cell, each.question) == (cell, row.question))


def _shown(row: ProtectedValue) -> ProtectedValue:
    """The row with the true values that are withheld."""
    true = _true(row, row.cell.gender)
    known = ShareClass(true.valid, true.positive, true.positive) if true.valid else None
    shares = file_shares(known, true.offered)._asdict() if known else dict.fromkeys(FileShares._fields, 0.0)
    counted = replace(row, answered=true.answered, valid=true.valid, status=Status.SHOWN, reason=None)
    counted = replace(counted, positive_min=true.positive, positive_max=true.positive)
    return replace(counted, **shares)


def test_a_release_is_proved(tmp_path: Path) -> None:
    write_release(release(), tmp_path / "out")
    done = run("verify", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    proved, audited, replayed, exposed = done.stdout.splitlines()
    assert proved == f"{tmp_path / 'out'}: 11 files with their checksums, and nothing found that must not be derived"
    assert audited.startswith(
        "Audited by code of its own: nothing was found to follow from the figures alone, by whoever has"
    )
    assert replayed.startswith("Not replayed: with --numbers whoever knows how many answered is tried, and whether the")
    assert re.fullmatch(
        r"Most exposed: 2580, .*: whoever knows who answered can say that \d+( to \d+)? of \d+ are positive", exposed
    )


def test_a_forger_who_changes_nothing_is_believed() -> None:
    assert _forged_rows(ROWS) == release()
    assert prove_release(release()).faults == ()


@settings(deadline=None)
@given(place=st.data(), name=st.sampled_from(sorted(release().files)), change=st.integers(1, 255))
def test_any_changed_byte_is_found(place: st.DataObject, name: str, change: int) -> None:
    content = bytearray(release().files[name])
    content[place.draw(st.integers(0, len(content) - 1))] ^= change
    assert prove_release(Release({**release().files, name: bytes(content)})).faults


@given(name=st.sampled_from(sorted(release().files)))
def test_any_missing_file_is_found(name: str) -> None:
    left = {other: content for other, content in release().files.items() if other != name}
    assert [fault.file for fault in prove_release(Release(left)).faults] == [name]


def test_any_added_file_is_found() -> None:
    (fault,) = prove_release(Release({**release().files, "svar.csv": b"2019"})).faults
    assert str(fault) == "svar.csv: The file does not belong to the release. Take it away."


@settings(deadline=None)
@given(number=st.integers(0, len(ROWS) - 1))
def test_any_removed_row_is_found_though_the_manifest_is_forged(number: int) -> None:
    assert prove_release(_forged_rows([*ROWS[:number], *ROWS[number + 1 :]])).faults


@settings(deadline=None)
@given(number=st.sampled_from([number for number in WITHHELD if ROWS[number].reason is Reason.FEW]))
def test_any_few_are_found_though_the_manifest_is_forged(number: int) -> None:
    assert prove_release(_forged_rows([*ROWS[:number], _shown(ROWS[number]), *ROWS[number + 1 :]])).faults


def test_comparisons_that_tell_more_than_results_are_found() -> None:
    more = release().files[COMPARISONS] + b"2019,ifo-unga,2580,K,helhet,4,0.5000,,,,,\n"
    assert [fault.file for fault in prove_release(_forged(**{COMPARISONS: more})).faults] == [COMPARISONS]


def test_a_round_of_one_municipality_compares_it_with_nobody() -> None:
    lines = read_csv(release().files[COMPARISONS], file=COMPARISONS)
    assert lines
    assert {(line["verdict"], line["untested"], line["unranked"]) for line in lines} == {("untested", "alone", "alone")}


def _told_with_first(changed: Callable[[ProtectedValue], ProtectedValue]) -> str:
    """What is found when the first row for all together is changed."""
    place = next(place for place, row in enumerate(ROWS) if row.cell.gender is GenderGroup.ALL)
    return str(prove_release(_forged_rows([*ROWS[:place], changed(ROWS[place]), *ROWS[place + 1 :]])).faults)


def test_people_offered_and_answered_must_add_up() -> None:
    assert "999 offered in all, but the parts do" in _told_with_first(lambda row: replace(row, offered=999))
    assert "101 answered in all, but the parts do" in _told_with_first(lambda row: replace(row, answered=101))
    without = [replace(row, offered=None) if row.cell.level is Level.NATION else row for row in ROWS]
    assert "Offered is not told though that of all parts is" in str(prove_release(_forged_rows(without)).faults[0])


@pytest.mark.parametrize(("level", "lost"), [(Level.MUNICIPALITY, "municipality"), (Level.UNIT, "unit")])
def test_a_whole_that_lost_all_its_parts_is_found(level: Level, lost: str) -> None:
    kept = [row for row in ROWS if row.cell.level in {Level.NATION, Level.MUNICIPALITY} and row.cell.level != level]
    found = prove_release(_forged_rows(kept)).faults
    assert f"are made up of no {lost}. Put the rows of each {lost} back." in str(found[0])


def test_a_number_too_long_to_be_one_is_found() -> None:
    content = release().files[RESULTS].replace(b",184,,80,", b"," + b"9" * 5000 + b",,80,", 1)
    assert {fault.column for fault in prove_release(_forged(**{RESULTS: content})).faults} == {"offered"}


def test_proving_tells_how_far_it_has_come() -> None:
    heard: list[tuple[int, int]] = []
    assert prove_release(release(), lambda done, total: heard.append((done, total))).faults == ()
    assert heard == [(number, 7) for number in range(7)]


@pytest.mark.parametrize("missing", [RESULTS, COMPARISONS])
def test_a_table_is_missing_though_the_manifest_does_not_name_it(missing: str) -> None:
    whole = _forged(**{missing: b""})
    manifest = read_manifest(whole.files[MANIFEST])
    sums = {name: checksum for name, checksum in manifest.files.items() if name != missing}
    left = {name: content for name, content in whole.files.items() if name != missing}
    forged = Release({**left, MANIFEST: write_manifest(msgspec.structs.replace(manifest, files=sums))})
    assert [str(fault) for fault in prove_release(forged).faults] == [
        f"{missing}: The file is missing. Take the release from where it was published again."
    ]


@pytest.mark.parametrize("content", [b"\xff", b'round,"instr', b'"a"b\n'])
def test_results_that_are_no_table_are_found(content: bytes) -> None:
    assert [fault.file for fault in prove_release(_forged(**{RESULTS: content})).faults] == [RESULTS]


@pytest.mark.parametrize("cut", [0, 5, 100, 300])
def test_results_cut_short_are_found(cut: int) -> None:
    assert prove_release(_forged(**{RESULTS: release().files[RESULTS][:cut]})).faults


def test_faults_are_told_on_stderr_with_status_1(tmp_path: Path) -> None:
    done = run("verify", tmp_path / "out")
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr == f"{tmp_path / 'out'}: There is no such folder. Give the folder that `tycktill tabulate` wrote.\n"
    )
    write_release(release(), tmp_path / "out")
    (tmp_path / "out" / RESULTS).write_bytes(b"")
    done = run("verify", tmp_path / "out")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("results.csv: The file has been changed")
