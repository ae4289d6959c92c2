"""A copy brings back exactly what was there at one moment, and is noise to whoever lacks its keys."""

import datetime
import io
import shutil
import tarfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import pyrage
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django.fixtures import Settings
from tests.tycktill_web import builders
from tests.tycktill_web.processes import Processes

from tycktill.terms import Gender
from tycktill_web.backups.copies import DATABASE, KEYRING, LABEL, copies_in, read_label, take_copy
from tycktill_web.backups.errors import (
    BackupError,
    BackupKeyRefused,
    KeyNotSet,
    NotACopy,
    NotEmpty,
    NotReadable,
    OtherCodeKey,
    OtherEngine,
    ProgramMissing,
)
from tycktill_web.backups.keys import load_identity, make_key
from tycktill_web.fieldwork.code_tags import code_fingerprint
from tycktill_web.fieldwork.models import Round
from tycktill_web.intake import submit_answers
from tycktill_web.keyring.copying import unpack_keyring
from tycktill_web.keyring.errors import WrappedDamaged
from tycktill_web.vault.mixing import FULL

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPT = Path(__file__).with_name("restored.py")
COMMAND = "import sys; from tycktill_cli.command import main; sys.exit(main(sys.argv[1:]))"
PASSPHRASE = "sju sjösjuka sjömän"
BACKUP, BACKUP_FILE = make_key(PASSPHRASE)
RECOVERY, RECOVERY_FILE = make_key(PASSPHRASE)
NOON = datetime.datetime(2024, 9, 20, 12, tzinfo=datetime.UTC)


class Done(NamedTuple):
    """How a process ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another computer: an empty home and database, and the private keys at hand."""

    environment: dict[str, str]
    keys: Path
    processes: Processes

    def restores(self, copy: Path, *options: str, **other: str) -> Done:
        """Run the command."""
        keys = ("--backup-key", self.keys / "backup", "--recovery-key", self.keys / "recovery")
        return self._run("-c", COMMAND, "manage", "restore", copy, *keys, *options, **other)

    def answers(self, survey: builders.Survey, *codes: str) -> str:
        """Let the restored service answer with these codes, and tell what it has."""
        done = self._run(SCRIPT, survey.private_key.private_bytes_raw().hex(), *codes)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def _run(self, *words: str | Path, **other: str) -> Done:
        process = self.processes.start(*words, environment={**self.environment, **other})
        said, told = process.communicate()
        return Done(process.wait(), said, told)


@pytest.fixture
def elsewhere(child_environment: dict[str, str], processes: Processes, tmp_path: Path) -> Iterator[Elsewhere]:
    """Gone again when the test is done."""
    home = tmp_path / "elsewhere"
    (tmp_path / "backup").write_bytes(BACKUP_FILE)
    (tmp_path / "recovery").write_bytes(RECOVERY_FILE)
    name = f"restored_{uuid4().hex[:12]}"
    url = f"sqlite:///{home}/tycktill.sqlite3"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        url = child_environment["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
    yield Elsewhere(
        {
            **child_environment,
            "DATABASE_URL": url,
            "TYCKTILL_HOME": str(home),
            "TYCKTILL_KEYRING": str(home / "keyring"),
            "TYCKTILL_CODE_KEY": settings.CODE_KEY,
            "TYCKTILL_SECRET_KEY": settings.SECRET_KEY,
            "TYCKTILL_BACKUP_PASSPHRASE": PASSPHRASE,
            "TYCKTILL_RECOVERY_PASSPHRASE": PASSPHRASE,
        },
        tmp_path,
        processes,
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(autouse=True)
def _keys(settings: Settings) -> None:
    settings.BACKUP_KEY, settings.RECOVERY_KEY = BACKUP, RECOVERY


def answer(code: str) -> None:
    """An ordinary answer."""
    submit_answers(code, builders.ANSWERS, Gender.MAN, on=builders.TODAY)


def copy(folder: Path, at: datetime.datetime = NOON, keep: int = 5) -> Path:
    """Take a copy."""
    return take_copy(folder, at=at, keep=keep).file


def test_nothing_lies_in_the_clear_where_copies_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed half-way it would stay there, and the keyring's private key alone would open it."""
    builders.open_survey().codes(1)
    encrypt, seen = pyrage.encrypt_io, set[str]()

    def look(*arguments: Any) -> None:
        encrypt(*arguments)
        seen.update(path.name for path in (tmp_path / "copies").rglob("*") if path.is_file())

    monkeypatch.setattr("pyrage.encrypt_io", look)
    copy(tmp_path / "copies")
    assert seen == {LABEL, DATABASE}
    assert not list(Path(str(connection.settings_dict["NAME"])).parent.glob(".copying-*"))


def test_drill(elsewhere: Elsewhere, tmp_path: Path) -> None:
    """What was answered is there, what was not can be, and what came after the copy is gone as if it never was."""
    survey = builders.open_survey()
    codes = survey.codes(FULL + 8)
    for code in codes[: FULL + 3]:
        answer(code)
    file = copy(tmp_path / "copies")
    answer(codes[FULL + 3])
    restored = elsewhere.restores(file)
    assert restored.returncode == 0, restored.stderr
    assert "Restored what was there at 2024-09-20T12:00:00+00:00: 1 rounds." in restored.stdout
    told = elsewhere.answers(survey, codes[0], codes[FULL + 3], codes[FULL + 4])
    assert told == f"used thanks thanks {FULL + 5} {FULL + 5} {FULL + 5}"


def test_copy_taken_while_people_answer_is_of_one_moment(elsewhere: Elsewhere, tmp_path: Path) -> None:
    survey = builders.open_survey()
    codes = survey.codes(60)

    def answer_in_thread(code: str) -> None:
        try:
            answer(code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        coming = [pool.submit(answer_in_thread, code) for code in codes]
        for first in coming[:11]:  # the eleventh may be done before some of those that began before it
            first.result()
        file = copy(tmp_path / "copies")
        for each in coming:
            each.result()
    assert elsewhere.restores(file).returncode == 0
    used, answers, authentic = map(int, elsewhere.answers(survey).split())
    assert 10 < used == answers == authentic <= len(codes)


def test_copy_is_noise_without_its_keys(tmp_path: Path) -> None:
    survey = builders.open_survey()
    (code, other) = survey.codes(2)
    answer(code)
    content = copy(tmp_path / "copies").read_bytes()
    assert b"SQLite format" not in content
    assert b"PGDMP" not in content
    for secret in (code_fingerprint(code), code_fingerprint(other), bytes(survey.round.public_key), b"Kommun"):
        assert secret not in content


def test_each_key_opens_its_own_half(tmp_path: Path) -> None:
    builders.open_survey().codes(1)
    file = copy(tmp_path / "copies")
    database, keyring = (
        pyrage.x25519.Identity.from_str(pyrage.passphrase.decrypt(each, PASSPHRASE).decode())
        for each in (BACKUP_FILE, RECOVERY_FILE)
    )
    parts: dict[str, bytes] = {}
    with tarfile.open(file) as archive:
        for name in (DATABASE, KEYRING):
            part = archive.extractfile(name)
            assert part
            parts[name] = part.read()
    assert pyrage.decrypt(parts[DATABASE], [database])
    assert pyrage.decrypt(parts[KEYRING], [keyring])
    for name, identity in ((DATABASE, keyring), (KEYRING, database)):
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(parts[name], [identity])


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"TYCKTILL_BACKUP_PASSPHRASE": "fel"}, "the passphrase is wrong"),
        ({"TYCKTILL_CODE_KEY": "another" * 10}, "codes that are out would not work"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(
    other: dict[str, str], told: str, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    builders.open_survey().codes(1)
    done = elsewhere.restores(copy(tmp_path / "copies"), **other)
    assert done.returncode == 1
    assert told in done.stderr
    assert not list(Path(elsewhere.environment["TYCKTILL_HOME"]).glob("*/*"))


def test_a_lost_code_key_takes_the_codes_along_and_nothing_else(elsewhere: Elsewhere, tmp_path: Path) -> None:
    survey = builders.open_survey()
    (code, _) = survey.codes(2)
    answer(code)
    file, other = copy(tmp_path / "copies"), {"TYCKTILL_CODE_KEY": "another" * 10}
    assert "if it is lost, add --other-code-key" in elsewhere.restores(file, **other).stderr
    restored = elsewhere.restores(file, "--other-code-key", **other)
    assert restored.returncode == 0, restored.stderr
    assert elsewhere.answers(survey) == "1 1 1"


def test_a_round_whose_keys_are_gone_lets_the_rest_be_copied(
    elsewhere: Elsewhere, tmp_path: Path, settings: Settings
) -> None:
    settings.HOME = tmp_path / "home"
    survey = builders.open_survey()
    (code,) = survey.codes(1)
    answer(code)
    shutil.rmtree(settings.KEYRING / survey.round.key)
    with pytest.raises(CommandError, match=r"ifo-2024: .* does not hold key"):
        call_command("backup", tmp_path / "copies")
    [file] = copies_in(tmp_path / "copies")
    restored = elsewhere.restores(file)
    assert "Restored what was there" in restored.stdout
    assert "no keys that fit ifo-2024" in restored.stderr


def test_nothing_is_restored_over_what_is_there(elsewhere: Elsewhere, tmp_path: Path) -> None:
    builders.open_survey().codes(1)
    file = copy(tmp_path / "copies")
    assert elsewhere.restores(file).returncode == 0
    again = elsewhere.restores(file)
    assert again.returncode == 1
    assert "is not empty, and nothing is restored over it" in again.stderr


def test_a_file_that_is_not_there_or_not_ours_to_read_is_named(elsewhere: Elsewhere, tmp_path: Path) -> None:
    builders.open_survey().codes(1)
    file = copy(tmp_path / "copies")
    absent = elsewhere.restores(tmp_path / "absent")
    (tmp_path / "recovery").unlink()
    for done, name in ((absent, "absent"), (elsewhere.restores(file), "recovery")):
        assert done.returncode == 1
        assert f"{tmp_path / name} cannot be read (No such file or directory). Check its name" in done.stderr


@pytest.mark.parametrize("name", ["../elsewhere/key", "/etc/key", "key", "ifo-2024/folder/key"])
def test_a_keyring_is_laid_down_in_folders_of_rounds_alone(name: str, settings: Settings, tmp_path: Path) -> None:
    settings.KEYRING = tmp_path / "keyring"
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        archive.addfile(tarfile.TarInfo(name))
    with pytest.raises(WrappedDamaged, match="keyring of the copy"):
        unpack_keyring(packed.getvalue())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_cut_copy_is_refused(elsewhere: Elsewhere, tmp_path: Path) -> None:
    builders.open_survey().codes(1)
    file = copy(tmp_path / "copies")
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    done = elsewhere.restores(file)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    file.write_bytes(b"something else")
    with pytest.raises(NotACopy):
        read_label(file)


def test_so_many_copies_are_kept_and_the_newest_always(tmp_path: Path) -> None:
    builders.open_survey().codes(1)
    days = [NOON + datetime.timedelta(days=day) for day in range(4)]
    files = [copy(tmp_path, at=day, keep=2) for day in days]
    assert copies_in(tmp_path) == files[2:]


def test_copies_that_hold_answers_of_a_published_round_are_removed(tmp_path: Path) -> None:
    survey = builders.open_survey()
    survey.codes(1)
    copy(tmp_path)
    assert read_label(copies_in(tmp_path)[0]).unpublished == ["ifo-2024"]
    Round.objects.update(state=Round.State.RELEASED)
    newest = copy(tmp_path, at=NOON + datetime.timedelta(days=1))
    assert copies_in(tmp_path) == [newest]


def test_copies_that_hold_answers_which_have_been_disposed_of_are_removed(tmp_path: Path) -> None:
    survey = builders.open_survey()
    survey.codes(1)
    Round.objects.update(state=Round.State.RELEASED)
    copies = [copy(tmp_path, at=NOON + datetime.timedelta(days=day)) for day in (0, 1)]
    assert copies_in(tmp_path) == copies
    Round.objects.update(disposed_on=NOON.date())
    newest = copy(tmp_path, at=NOON + datetime.timedelta(days=2))
    assert copies_in(tmp_path) == [newest]
    assert read_label(newest).answers == []


def test_without_public_keys_no_copy_is_taken(settings: Settings, tmp_path: Path) -> None:
    for name in ("BACKUP_KEY", "RECOVERY_KEY"):
        for wrong in ("", "age1nonsense"):
            setattr(settings, name, wrong)
            with pytest.raises(KeyNotSet, match=f"TYCKTILL_{name} is not set"):
                copy(tmp_path)
        setattr(settings, name, BACKUP)
    assert not list(tmp_path.iterdir())


def test_the_command_tells_what_it_wrote(tmp_path: Path, settings: Settings) -> None:
    settings.HOME = tmp_path / "home"
    builders.open_survey().codes(1)
    told = StringIO()
    call_command("backup", tmp_path / "copies", stdout=told)
    assert f"Written: {copies_in(tmp_path / 'copies')[0]}" in told.getvalue()
    with pytest.raises(CommandError, match="1 or more"):
        call_command("backup", tmp_path / "copies", keep=0)


def test_key_command_makes_a_pair_that_works(tmp_path: Path) -> None:
    told = StringIO()
    call_command("make_backup_key", tmp_path / "key", stdout=told)
    words = dict(line.split(": ", 1) for line in told.getvalue().splitlines())
    passphrase = next(said for word, said in words.items() if word.startswith("Passphrase"))
    identity = pyrage.passphrase.decrypt((tmp_path / "key").read_bytes(), passphrase).decode()
    assert str(pyrage.x25519.Identity.from_str(identity).to_public()) == words["Public key"]


def test_where_nothing_can_be_written_is_told_with_what_to_do(tmp_path: Path, settings: Settings) -> None:
    settings.HOME = tmp_path / "home"
    (tmp_path / "taken").write_bytes(b"")
    for command in ("make_key", "make_backup_key"):
        with pytest.raises(CommandError, match=r"taken cannot be written \(File exists\)\. Name a new file"):
            call_command(command, tmp_path / "taken")
    with pytest.raises(CommandError, match=r"taken cannot be written or read \(File exists\)\. The user"):
        call_command("backup", tmp_path / "taken")


def test_every_error_says_what_to_do() -> None:
    told: list[BackupError] = [
        KeyNotSet("X"),
        NotReadable("X", "Permission denied"),
        BackupKeyRefused("X"),
        ProgramMissing("X"),
        NotACopy("X"),
        NotEmpty("X"),
        OtherEngine("X"),
    ]
    assert {type(each) for each in [*told, OtherCodeKey()]} == set(BackupError.__subclasses__())
    assert all(len(str(each)) > 40 for each in told)


def test_a_busy_computer_is_not_told_that_the_passphrase_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is when `pyrage` happens to measure it while others compute."""
    (tmp_path / "backup").write_bytes(BACKUP_FILE)
    stanza = BACKUP_FILE.split(b"\n")[1]
    too_slow = BACKUP_FILE.replace(stanza, stanza.rpartition(b" ")[0] + b" 40", 1)
    decrypt, tries = pyrage.passphrase.decrypt, iter([too_slow, too_slow, BACKUP_FILE])
    monkeypatch.setattr("pyrage.passphrase.decrypt", lambda _, passphrase: decrypt(next(tries), passphrase))
    assert str(load_identity(tmp_path / "backup", PASSPHRASE).to_public()) == BACKUP
