"""`tidy` mixes what it can; `make_key` makes a key that opens."""

import stat
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings
from tests.tycktill_web import builders

from tycktill.terms import Gender
from tycktill_web.fieldwork.public_keys import key_name
from tycktill_web.intake import submit_answers
from tycktill_web.intake.tidying import Tidied, tidy_rounds
from tycktill_web.keyring.folder import folder_of
from tycktill_web.keyring.locks import lock_of
from tycktill_web.participants.models import FailedTry, Session
from tycktill_web.site.last_runs import Task, last_run
from tycktill_web.vault.keys import in_order, load_key


@pytest.mark.django_db(transaction=True)
def test_tidying_mixes_open_rounds_and_forgets_the_past(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    survey = builders.open_survey()
    for code in survey.codes(3):
        submit_answers(code, builders.ANSWERS, Gender.MAN, on=builders.TODAY)
    FailedTry.objects.create(fingerprint=b"1", until=1, tries=1)
    Session.objects.create(
        session_key="old", expire_date=timezone.now(), started_at=timezone.now(), seen_at=timezone.now()
    )
    told = StringIO()
    call_command("tidy", stdout=told)
    assert told.getvalue() == "Mixed the answers of 1 rounds.\n"
    assert survey.round.shown.day == timezone.localdate()
    assert (len(builders.all_sealed(survey.round.key)), builders.lying_in_buffer(survey.round.key)) == (3, ())
    assert not FailedTry.objects.exists()
    assert not Session.objects.exists()
    assert last_run(Task.TIDY) == timezone.localdate()


@pytest.mark.django_db(transaction=True)
def test_tidying_says_what_it_could_not_mix_and_mixes_the_rest() -> None:
    first, second = builders.open_survey(), builders.open_survey(questionnaire="fo-gruppbostad")
    for survey in (first, second):
        submit_answers(survey.codes(1)[0], {}, Gender.MAN, on=builders.TODAY)
    (folder_of(first.round.key) / "tray").unlink()
    told = StringIO()
    with pytest.raises(CommandError, match=r"ifo-2024: .*restore both from one backup"):
        call_command("tidy", stdout=told)
    assert told.getvalue() == "Mixed the answers of 1 rounds.\n"
    assert builders.lying_in_buffer(second.round.key) == ()


@pytest.mark.django_db(transaction=True)
def test_tidying_leaves_a_round_alone_that_is_being_counted() -> None:
    survey = builders.open_survey()
    submit_answers(survey.codes(1)[0], builders.ANSWERS, Gender.MAN, on=builders.TODAY)
    with lock_of(survey.round.key):
        assert tidy_rounds(on=builders.TODAY) == Tidied(0, [])
    assert len(builders.lying_in_buffer(survey.round.key)) == 1


def test_key_file_opens_with_the_passphrase_that_was_told(tmp_path: Path) -> None:
    told, file = StringIO(), tmp_path / "ifo-2024.pem"
    call_command("make_key", file, stdout=told)
    words = dict(line.split(": ", 1) for line in told.getvalue().splitlines())
    passphrase = next(said for word, said in words.items() if word.startswith("Passphrase"))
    public_key = bytes.fromhex(next(said for word, said in words.items() if word.startswith("Public key")))
    assert words["Name of the key, as the office's pages tell it"] == key_name(public_key)
    in_order([load_key(file.read_bytes(), passphrase)], public_key)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_no_file_is_written_over(tmp_path: Path) -> None:
    file = tmp_path / "ifo-2024.pem"
    file.write_text("an older key")
    with pytest.raises(CommandError, match="File exists"):
        call_command("make_key", file, stdout=StringIO())
    assert file.read_text() == "an older key"


def test_own_passphrase_is_asked_for_and_not_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told, file = StringIO(), tmp_path / "ifo-2024.pem"
    monkeypatch.setattr("getpass.getpass", lambda _: "kort")
    with pytest.raises(CommandError, match="för kort"):
        call_command("make_key", file, ask=True, stdout=told)
    assert not file.exists()
    monkeypatch.setattr("getpass.getpass", lambda _: "öl och ostron i oktober")
    call_command("make_key", file, ask=True, stdout=told)
    load_key(file.read_bytes(), "öl och ostron i oktober")
    assert "ostron" not in told.getvalue()
