"""Counting a round: every answer once, none kept, and a sentence for everything that can be wrong."""

import csv
import logging
import tempfile
import threading
from itertools import groupby
from pathlib import Path

import pytest
from django.test import override_settings
from tests.tycktill_web import builders, worlds

from tycktill.disclosure import PRESETS
from tycktill.tables import MANIFEST, parse_results, read_manifest
from tycktill.terms import GenderGroup, Level, Reason
from tycktill_cli.command import main
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.offered import offers_of
from tycktill_web.fieldwork.rounds import close_round
from tycktill_web.keyring.locks import lock_of
from tycktill_web.participants.models import Session
from tycktill_web.releases.models import PublicRelease
from tycktill_web.results.counting import CountedRound, begin_count, count_round
from tycktill_web.results.errors import (
    BeingCounted,
    CountRefused,
    KeyUnusable,
    NotExact,
    NothingToCount,
    NotProved,
    StillOpen,
    TooNearPublic,
)
from tycktill_web.results.keys import SavedKey
from tycktill_web.results.steps import Step, StepProgress
from tycktill_web.vault.models import AnswerBuffer, SealedAnswer

pytestmark = pytest.mark.django_db


def count(world: worlds.World) -> CountedRound:
    """The count of the world's round."""
    return count_round(world.round, keys=[worlds.saved_key()])


def lying() -> tuple[set[int], list[bytes]]:
    """Where all answers lie."""
    return set(SealedAnswer.objects.values_list("pk", flat=True)), [
        bytes(buffer.answers) for buffer in AnswerBuffer.objects.all()
    ]


def test_every_answer_is_counted_once() -> None:
    counted = count(worlds.closed_world())
    nation = [
        row
        for row in parse_results(counted.release.files["results.csv"])
        if row.cell.level is Level.NATION and row.cell.gender is GenderGroup.ALL and row.cell.instrument == "ifo"
    ]
    assert counted.answers == 41
    assert {(row.answered, row.offered) for row in nation} == {(41, 79)}


def test_too_few_answers_are_withheld() -> None:
    counted = count(worlds.closed_world())
    rows = parse_results(counted.release.files["results.csv"])
    few = [row for row in rows if row.cell.unit == "Vuxenheten"]
    assert few
    assert {row.reason for row in few} == {Reason.FEW}
    assert {row.positive_max for row in few} == {None}


def test_steps_are_told_in_order() -> None:
    told: list[StepProgress] = []
    world = worlds.closed_world()
    count_round(world.round, keys=[worlds.saved_key()], progress=told.append)
    assert [step for step, _ in groupby(progress.step for progress in told)] == list(Step)
    assert StepProgress(Step.OPEN, 41, 41) in told
    protected = [progress for progress in told if progress.step is Step.PROTECT and progress.total]
    assert [progress.done for progress in protected] == list(range(1, protected[0].total + 1))


def test_whoever_leaves_while_answers_are_protected_leaves_nothing_running() -> None:
    world = worlds.closed_world()
    before = threading.active_count()
    counting = begin_count(world.round, keys=worlds.keys_of_round(world))
    assert any(progress.step is Step.PROTECT and progress.done for progress in counting)
    counting.close()
    assert threading.active_count() == before
    with lock_of(world.round.key):
        pass


def test_same_answers_give_the_same_release() -> None:
    world = worlds.closed_world()
    assert count(world).release == count(world).release


@pytest.mark.parametrize("preset", list(Round.Preset))
def test_the_rules_are_those_that_the_round_was_planned_with(preset: str) -> None:
    world = worlds.closed_world()
    world.round.preset = preset
    world.round.save()
    counted = count_round(world.round, keys=[worlds.saved_key()], is_proved=False)
    assert read_manifest(counted.release.files[MANIFEST]).policy == PRESETS[preset]


def test_answers_leave_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = worlds.closed_world()
    logged: list[logging.LogRecord] = []
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    listener = logging.Handler()
    monkeypatch.setattr(listener, "emit", logged.append)
    logging.getLogger().addHandler(listener)
    count(world)
    logging.getLogger().removeHandler(listener)
    assert not logged
    assert not list(tmp_path.iterdir())
    assert not Session.objects.exists()
    assert not PublicRelease.objects.exists()


def test_open_round_is_not_counted() -> None:
    with pytest.raises(StillOpen):
        count(worlds.open_world())


def test_round_without_answers_is_not_counted() -> None:
    world = worlds.open_world()
    world.round.state = "closed"
    world.round.save()
    with pytest.raises(NothingToCount):
        count(world)


def test_wrong_passphrase_counts_nothing() -> None:
    world = worlds.closed_world()
    before = lying()
    with pytest.raises(KeyUnusable):
        count_round(world.round, keys=[SavedKey(worlds.key_pair()[1], "fel")])
    assert lying() == before


def test_every_refusal_is_a_sentence() -> None:
    assert all(str(error()).endswith(".") for error in (StillOpen, NothingToCount, BeingCounted))
    assert all(str(error([])).endswith(".") for error in (NotExact, NotProved, TooNearPublic))
    assert issubclass(KeyUnusable, CountRefused)


@override_settings(PUBLISHER="Testkommunen", CONTACT="enkat@example.se")
def test_files_are_those_of_the_command(tmp_path: Path) -> None:
    world = worlds.closed_world()
    answers, offered, facts = (tmp_path / name for name in ("answers.csv", "offered.csv", "facts.toml"))
    days = f"first_day = {world.round.opens_on}\nlast_day = {world.round.closes_on}"
    told = f'{days}\ncounted = "by_hand"\npublisher = "Testkommunen"\ncontact = "enkat@example.se"'
    facts.write_text(f"[rounds.{world.round.family}.{world.round.label}]\n{told}\n", encoding="utf-8")
    with answers.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, worlds.COLUMNS)
        rows.writeheader()
        rows.writerows(worlds.closed_rows(world))
    with offered.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["round", "instrument", "municipality", "unit", "offered"])
        writer.writerows(
            [each.round, each.instrument, each.municipality, each.unit, each.offered] for each in offers_of(world.round)
        )
    out = tmp_path / "release"
    given = ("--offered", offered, "--round-facts", facts, "--out", out)
    assert main(["tabulate", str(answers), *map(str, given)]) == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == dict(count(world).release.files)


@pytest.mark.parametrize(("number", "told"), [(4, 0), (5, 5)])
def test_blank_sheets_are_told_of_from_five_on(number: int, told: int) -> None:
    world = worlds.open_world()
    worlds.answer_all(world)
    world.hand_in(world.support, "K" * number, [{}] * number)
    close_round(world.round)
    release = count(world).release
    assert read_manifest(release.files[MANIFEST]).blank == told
    assert ("enkäterna är helt tomma" in release.files["text.sv.md"].decode()) == bool(told)


def test_buffer_is_emptied_before_opening() -> None:
    world = worlds.closed_world()
    count(world)
    assert builders.lying_in_buffer(world.round.key) == ()
