"""Whoever changes, removes, moves or slips in an entry is found, and the entry named."""

import copy
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill_web import worlds

from tycktill_web.journal.chain import BEFORE_THE_FIRST, digest_of, faults_in
from tycktill_web.journal.guard import guard_journal, lift_guard
from tycktill_web.journal.models import JournalEntry
from tycktill_web.journal.verifying import verify_journal

COLUMNS = ("kind", "person", "who", "role", "acted_for", "organisation", "organisation_name", "round", "action")


def chain(length: int) -> list[JournalEntry]:
    """So many entries that follow each other."""
    entries, before = [], BEFORE_THE_FIRST
    for number in range(1, length + 1):
        at = datetime(2026, 9, 1, tzinfo=UTC) + timedelta(minutes=number)
        entry = JournalEntry(number=number, at=at, kind="person", person=number % 3, who=f"P{number}", facts="{}")
        entry.digest = before = digest_of(entry, before)
        entries.append(entry)
    return entries


def named(entries: Sequence[JournalEntry]) -> list[int]:
    """The entries that something is wrong with."""
    return [number for fault in faults_in(entries) for number in range(fault.first, fault.last + 1)]


def test_a_chain_as_it_was_written_has_no_fault() -> None:
    assert named(chain(9)) == []


@given(st.integers(0, 8), st.sampled_from(COLUMNS))
def test_an_entry_with_any_column_changed_is_named_alone(place: int, column: str) -> None:
    entries = chain(9)
    setattr(entries[place], column, 77 if column in ("person", "organisation") else "77")
    assert named(entries) == [place + 1]


@given(st.integers(0, 7))
def test_one_whose_digest_was_made_anew_is_told_by_the_next(place: int) -> None:
    entries = chain(9)
    entries[place].who = "Någon annan"
    entries[place].digest = digest_of(entries[place], entries[place - 1].digest if place else BEFORE_THE_FIRST)
    assert named(entries) == [place + 2]


@given(st.integers(0, 7), st.integers(1, 3))
def test_removed_entries_are_named(place: int, many: int) -> None:
    entries = chain(12)
    del entries[place : place + many]
    assert named(entries) == list(range(place + 1, place + many + 1))


@given(st.integers(0, 7))
def test_two_that_changed_places_are_named(place: int) -> None:
    entries = chain(9)
    one, other = entries[place], copy.copy(entries[place + 1])
    entries[place + 1] = copy.copy(one)
    entries[place] = other
    entries[place].number, entries[place + 1].number = place + 1, place + 2
    assert {place + 1, place + 2} <= set(named(entries))


@given(st.integers(1, 7))
def test_one_that_was_slipped_in_is_named_with_the_next(place: int) -> None:
    entries = chain(9)
    slipped_in = copy.copy(entries[place])
    slipped_in.who = "Ingen"
    slipped_in.digest = digest_of(slipped_in, entries[place - 1].digest)
    for entry in entries[place:]:
        entry.number += 1
    assert place + 2 in named([*entries[:place], slipped_in, *entries[place:]])


@pytest.fixture
def written(db: None) -> str:
    """A journal of a small country's; its newest digest."""
    worlds.planned_world()
    return verify_journal().newest


def behind_its_back(sql: str) -> None:
    """What who owns the database can do to it."""
    with transaction.atomic(), connection.cursor() as cursor:
        lift_guard(connection)
        cursor.execute(sql)
        guard_journal(connection)


TAMPERED: Sequence[tuple[str, str]] = (
    ("UPDATE journal_journalentry SET who = 'Ingen' WHERE number = 3", "Entry 3 is not what was written"),
    ("UPDATE journal_journalentry SET at = '2020-01-01' WHERE number = 4", "Entry 4 is not what was written"),
    ("DELETE FROM journal_journalentry WHERE number IN (3, 4)", "Entries 3 to 4 are missing."),
    ("DELETE FROM journal_journalentry WHERE number = 1", "Entry 1 is missing."),
    ("UPDATE journal_journalentry SET number = 99999 WHERE number = 2", "Entry 2 is missing."),
)


@pytest.mark.parametrize(("sql", "told"), TAMPERED)
def test_the_command_says_which_entry(written: str, sql: str, told: str) -> None:
    behind_its_back(sql)
    with pytest.raises(CommandError, match=re.escape(told)):
        call_command("journal", "verify")


def test_a_whole_journal_is_told_with_its_newest_digest(written: str) -> None:
    told = StringIO()
    call_command("journal", "verify", against=written, stdout=told)
    assert f"{JournalEntry.objects.count()} entries" in told.getvalue()
    assert f"Newest digest: {written}" in told.getvalue()


def test_a_chain_that_lost_its_end_is_found_by_a_digest_that_was_kept(written: str) -> None:
    newest = JournalEntry.objects.count()
    behind_its_back(f"DELETE FROM journal_journalentry WHERE number > {newest - 2}")  # noqa: S608  a number of ours
    assert not verify_journal().faults
    with pytest.raises(CommandError, match=f"No entry has the digest {written}"):
        call_command("journal", "verify", against=written)


def test_a_database_that_no_longer_refuses_is_told_and_guarded_anew(written: str) -> None:
    with transaction.atomic():
        lift_guard(connection)
    with pytest.raises(CommandError, match="tycktill manage journal guard"):
        call_command("journal", "verify")
    call_command("journal", "guard", stdout=StringIO())
    assert not verify_journal().faults


def refusals() -> Sequence[Callable[[], object]]:
    """Ways to change or remove an entry by Django."""
    entry = JournalEntry.objects.get(number=2)
    every = JournalEntry.objects.all()
    return (entry.save, entry.delete, every.delete, lambda: every.update(who="Ingen"))


def test_django_changes_and_removes_no_entry(written: str) -> None:
    for way in refusals():
        with pytest.raises(Exception, match="append only"):
            way()
    assert verify_journal(written).faults == []


@pytest.mark.parametrize("statement", ["UPDATE journal_journalentry SET who = ''", "DELETE FROM journal_journalentry"])
def test_the_database_changes_and_removes_no_entry(written: str, statement: str) -> None:
    with pytest.raises(Exception, match="append only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{statement} WHERE number = 2")
    assert verify_journal(written).faults == []


@pytest.mark.postgres
def test_postgresql_truncates_no_journal(written: str) -> None:
    with pytest.raises(Exception, match="append only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE journal_journalentry")
    assert verify_journal(written).faults == []
