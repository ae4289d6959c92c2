"""Attacks every release that a test makes, so that whatever a test is about it is about protection too.

Releases are remembered where `compose` makes them, in the service and the command as well; those that another process
has made are handed over by `remember`.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from tests.attacks.released import Files, Learned
from tests.watching import unwatched

from tycktill.disclosure import Protected, protecting
from tycktill.disclosure.questions import GuardedQuestion
from tycktill.publication import Release, composing
from tycktill.tables import RESULTS, write_results
from tycktill.terms import BaseKey, GenderGroup, Numbers, is_finest, places_without_units

MOST_SOLVED = 15
"""Of a test's releases so many are tried by linear programming: a law makes a hundred of them."""

_attacked: set[str] = set()
"""Checksums of all releases that have stood every attack; the same one is made by many tests."""

SHARED = "TYCKTILL_ATTACKED"
"""Names a folder in which all processes of a run of the tests note them for each other, as scripts/test makes one."""

UNATTACKED = "TYCKTILL_UNATTACKED"
"""Set by `scripts/test fast`: no page decides what a release holds, and every other run attacks it."""

_proved: set[str] = set()
"""Checksums of those that a count has audited before whoever knows who answered, as linear programming here would."""

_made: dict[str, Files] = {}
_protected: list[tuple[Protected, Sequence[GuardedQuestion]]] = []
"""Made since the last attack, and who had answered."""


def learn(files: Files, known: Numbers | None = None, *, solve: bool = True) -> Learned:
    """What all attacks together learn of a release; `known` is who answered, as a handläggare may know.

    Whoever knows that learns all that a reader of the files alone does (test_every_world).
    """
    from tests.attacks import every

    learned = [*every.learn_cheaply(files)]
    if solve:
        learned += every.learn_by_solving(files, known, is_proved=_checksum(files) in _proved)
    return learned


def remember(files: Files) -> None:
    """A release that is to be attacked when the test is over."""
    _made.setdefault(_checksum(files), dict(files))


def remember_proved(files: Files) -> None:
    """A release in which the service's own proof, with the numbers of all groups, has found nothing."""
    _proved.add(_checksum(files))


def remember_folder(folder: Path) -> None:
    """A release that another process wrote."""
    remember({path.name: path.read_bytes() for path in folder.iterdir()})


def remember_database(database: Path) -> None:
    """All releases that another process has left in a service's database of SQLite."""
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute("SELECT release_id, name, content FROM releases_releasefile ORDER BY 1").fetchall()
    for _, files in groupby(found, key=itemgetter(0)):
        remember({name: bytes(content) for _, name, content in files})


def attack_all() -> None:
    """Attack what has been made since the last time. Raises AssertionError with what is learned."""
    is_asked = UNATTACKED not in os.environ
    new = {checksum: files for checksum, files in _made.items() if is_asked and not _has_stood(checksum)}
    known = _known_by_table() if new else {}
    _made.clear()
    _protected.clear()
    for number, (checksum, files) in enumerate(new.items()):
        learned = learn(files, known.get(_table(files)), solve=number < MOST_SOLVED)
        if learned:
            raise AssertionError("\n".join(["A reader learns:", *learned]))
        _note_stood(checksum)


def _has_stood(checksum: str) -> bool:
    return checksum in _attacked or any((folder / checksum).exists() for folder in _shared())


def _note_stood(checksum: str) -> None:
    _attacked.add(checksum)
    for folder in _shared():
        (folder / checksum).touch()


def _shared() -> Sequence[Path]:
    return [Path(folder)] if (folder := os.environ.get(SHARED)) else []


@pytest.fixture(scope="session", autouse=True)
def releases_are_remembered() -> Iterator[None]:
    """Wherever they are made in this process, by fixtures of a whole file too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(composing, "Release", _remembering(Release))
        questions: list[GuardedQuestion] = []
        patch.setattr(protecting, "_split_by_name", _listing(protecting._split_by_name, questions))
        patch.setattr(protecting, "Protected", _keeping(Protected, questions))
        yield


@pytest.fixture(autouse=True)
def every_release_is_attacked(releases_are_remembered: None) -> Iterator[None]:
    """When the test is over."""
    yield
    with unwatched():
        attack_all()


def _remembering(make: Callable[..., Release]) -> Callable[[Mapping[str, bytes]], Release]:
    def remember_and_make(files: Mapping[str, bytes]) -> Release:
        remember(files)
        return make(files)

    return remember_and_make


def _listing(
    find: Callable[..., Iterator[GuardedQuestion]], questions: list[GuardedQuestion]
) -> Callable[..., list[GuardedQuestion]]:
    def list_and_find(*arguments: Any, **named: Any) -> list[GuardedQuestion]:
        questions[:] = find(*arguments, **named)
        return list(questions)

    return list_and_find


def _keeping(make: Callable[..., Protected], questions: list[GuardedQuestion]) -> Callable[..., Protected]:
    def make_and_keep(*arguments: Any, **named: Any) -> Protected:
        protected = make(*arguments, **named)
        _protected.append((protected, tuple(questions)))
        return protected

    return make_and_keep


def _known_by_table() -> Mapping[str, Numbers]:
    """Who answered, by the table that was made of it."""
    return {
        sha256(write_results(protected.values)).hexdigest(): _known(questions) for protected, questions in _protected
    }


def _checksum(files: Files) -> str:
    return sha256(b"".join(content for _, content in sorted(files.items()))).hexdigest()


def _table(files: Files) -> str:
    return sha256(files[RESULTS]).hexdigest()


def _known(questions: Sequence[GuardedQuestion]) -> Numbers:
    found: dict[tuple[str, str], dict[BaseKey, int]] = {}
    for question in questions:
        round_, _, id_ = question.name
        found.setdefault((round_, id_), {}).update(_valid(question))
    return found


def _valid(question: GuardedQuestion) -> Mapping[BaseKey, int]:
    """Valid answers by base cell; whoever is neither a woman nor a man is the rest of all."""
    counts: dict[tuple[str, str, str], dict[GenderGroup, int]] = {}
    without_units = places_without_units(row.cell for row in question.rows)
    for row in question.rows:
        if is_finest(row.cell, without_units) and row.cell.instrument in question.targets:
            place = row.cell.municipality, row.cell.unit, row.cell.instrument
            counts.setdefault(place, {})[row.cell.gender] = row.valid
    found: dict[BaseKey, int] = {}
    for place, own in counts.items():
        women, men = own.get(GenderGroup.WOMEN, 0), own.get(GenderGroup.MEN, 0)
        numbers = (("K", women), ("M", men), ("rest", own.get(GenderGroup.ALL, 0) - women - men))
        found |= {BaseKey(*place, gender): number for gender, number in numbers if number}
    return found
