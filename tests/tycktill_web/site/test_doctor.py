"""The doctor sees what is wrong with an installation, says what to do, and leaves in peace what is well."""

import datetime
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from pytest_django import Settings
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.at_work import at_work, work_off
from time_machine import TimeMachineFixture

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import close_round
from tycktill_web.jobs.publishing import PublishArguments
from tycktill_web.jobs.queue import JobRequest, put_job
from tycktill_web.releases.models import ReleaseFile
from tycktill_web.site import doctor
from tycktill_web.site.doctor import Finding, Health, examine_installation
from tycktill_web.site.last_runs import Task, note_run
from tycktill_web.site.readiness import LEFT_WAITING, ServicePart

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = builders.TODAY


@pytest.fixture(autouse=True)
def well_kept(settings: Settings, tmp_path: Path) -> None:
    """A home where everything was done on this day."""
    tmp_path.chmod(0o700)
    settings.HOME = tmp_path
    for task in Task:
        note_run(task, on=TODAY)


def found(place: str, today: datetime.date = TODAY) -> list[Finding]:
    """What the doctor says of a place."""
    return [finding for finding in examine_installation(today) if finding.place == place]


def states(place: str, today: datetime.date = TODAY) -> list[Health]:
    """Only how it is."""
    return [finding.state for finding in found(place, today)]


def test_what_must_be_done_is_told_with_its_remedy_and_fails() -> None:
    told = StringIO()
    with pytest.raises(CommandError, match=r"^\d+ to do\.$"):
        call_command("doctor", stdout=told)
    assert "do    settings  TYCKTILL_PRODUCTION is not set" in told.getvalue()
    assert "→ Set the variables" in told.getvalue()


def test_nothing_to_do_ends_well(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PRODUCTION = settings.BEHIND_PROXY = True
    settings.ALLOWED_HOSTS = ["survey.example"]
    monkeypatch.setattr("django.core.checks.run_checks", lambda **_: [])
    for task in Task:
        note_run(task, on=timezone.localdate())
    told = StringIO()
    with at_work():
        call_command("doctor", json=True, stdout=told)
    findings = json.loads(told.getvalue())
    assert {"settings", "proxy", "checks", "clock", "tidy", "backup", "database", "jobs", "mail"} == {
        each["place"] for each in findings
    }
    assert {each["state"] for each in findings} <= {"ok", "look"}


@pytest.mark.parametrize(("hosts", "says"), [([], "names no host"), (["*"], "any name")])
def test_a_service_that_knows_no_name_of_its_own_is_seen(settings: Settings, hosts: list[str], says: str) -> None:
    settings.PRODUCTION, settings.ALLOWED_HOSTS = True, hosts
    assert says in found("settings")[0].says
    assert states("proxy") == [Health.WRONG]


def test_what_the_checks_find_is_told(settings: Settings) -> None:
    settings.PRODUCTION, settings.CODE_KEY = True, "short"
    assert "tycktill.E003" in " ".join(finding.says for finding in found("checks"))


def test_what_the_settings_silence_is_nothing_to_do(settings: Settings) -> None:
    settings.PRODUCTION, settings.SECURE_HSTS_SECONDS, settings.SECURE_SSL_REDIRECT = True, 3600, True
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = False
    assert settings.SILENCED_SYSTEM_CHECKS
    told = " ".join(finding.says for finding in found("checks"))
    assert not [number for number in settings.SILENCED_SYSTEM_CHECKS if number in told]


@pytest.mark.parametrize(("task", "days", "state"), [("tidy", 1, "ok"), ("tidy", 2, "do"), ("backup", 32, "do")])
def test_what_was_not_done_for_long_is_seen(task: str, days: int, state: str) -> None:
    assert states(task, TODAY + datetime.timedelta(days=days)) == [state]


def test_what_was_never_done_is_seen(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "new"
    settings.HOME.mkdir()
    assert states("tidy") == states("backup") == [Health.WRONG]


def test_a_clock_that_runs_behind_what_was_noted_is_seen() -> None:
    assert states("clock", TODAY - datetime.timedelta(days=1)) == [Health.WRONG]


def test_clocks_that_are_apart_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "database_clock", lambda: timezone.now() + datetime.timedelta(hours=1))
    assert "3600 seconds apart" in found("clock")[0].says


@pytest.mark.parametrize(("synchronised", "state"), [(True, "ok"), (False, "do"), (None, "look")])
def test_whether_a_time_server_sets_the_clock_is_told(
    monkeypatch: pytest.MonkeyPatch, synchronised: bool | None, state: str
) -> None:
    monkeypatch.setattr(doctor, "_is_synchronised", lambda: synchronised)
    assert states("clock") == [state]


def test_an_open_round_is_told_and_one_that_is_over_must_be_closed() -> None:
    builders.open_survey()
    assert states("rounds") == [Health.WELL]
    assert states("rounds", builders.CLOSES_ON) == [Health.LOOK]
    assert states("rounds", builders.CLOSES_ON + datetime.timedelta(days=14)) == [Health.LOOK]  # paper is taken
    assert states("rounds", builders.CLOSES_ON + datetime.timedelta(days=15)) == [Health.WRONG]


def test_a_round_that_waits_for_its_count_is_told_in_the_end() -> None:
    close_round(builders.open_survey().round)
    assert states("rounds", builders.CLOSES_ON) == []
    assert states("rounds", builders.CLOSES_ON + datetime.timedelta(days=181)) == [Health.LOOK]


def test_answers_that_are_kept_long_after_their_results_are_told() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    assert Round.objects.get().state == Round.State.RELEASED
    assert states("rounds", world.round.closes_on) == []
    [finding] = found("rounds", world.round.closes_on + datetime.timedelta(days=181))
    assert "its answers are still here" in finding.says


def test_a_result_that_waits_is_told_and_one_that_is_late_must_be_published(time_machine: TimeMachineFixture) -> None:
    worlds.waiting(worlds.closed_world())
    seen = []
    for minutes in (-1, 4, 6):
        time_machine.move_to(worlds.HOUR + datetime.timedelta(minutes=minutes), tick=False)
        seen += states("publication")
    assert seen == [Health.WELL, Health.WELL, Health.WRONG]
    call_command("publish_due", stdout=StringIO())
    assert states("publication") == []


def test_who_does_the_jobs_is_told_and_that_nobody_does_must_be_seen_to(time_machine: TimeMachineFixture) -> None:
    with at_work():
        assert states("jobs") == [Health.WELL]
    assert "nothing will be counted" in found("jobs")[0].says
    release = worlds.waiting(worlds.closed_world())
    time_machine.move_to(worlds.HOUR, tick=False)
    put_job(JobRequest("publish", release.round, PublishArguments(release.pk), "publish it", "sv"))
    time_machine.shift(LEFT_WAITING)
    [finding] = found("jobs")
    assert finding.says.startswith("publish it has been due since 2024-12-17 09:00 UTC, and no worker is there")
    assert finding.state == Health.WRONG
    with pytest.raises(CommandError, match=r"tycktill.W007"):
        call_command("check", databases=["default"], fail_level="WARNING")


def test_a_job_that_failed_is_worth_a_look() -> None:
    release = worlds.waiting(worlds.closed_world())
    ReleaseFile.objects.filter(release=release, name="results.csv").update(content=b"made up")
    with at_work() as worker:
        work_off(worker)
        assert states("jobs") == [Health.LOOK, Health.WELL]
    assert "failed: Filerna stämmer inte längre" in found("jobs")[0].says


def test_a_database_that_is_away_is_all_that_is_told_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_faults", lambda: {ServicePart.DATABASE: "The database does not answer."})
    assert [finding.place for finding in examine_installation(TODAY)] == ["settings", "database"]


def test_the_database_is_described() -> None:
    [finding] = found("database")
    assert connection.display_name in finding.says
    assert " MB; " in finding.says
