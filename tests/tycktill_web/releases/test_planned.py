"""A release waits for its hour: signed by two, published by the timer, taken back until then."""

from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from tests.tycktill_web import worlds
from time_machine import TimeMachineFixture

from tycktill_web.releases.drafting import discard_draft
from tycktill_web.releases.errors import (
    AlreadySigned,
    Altered,
    ComparisonGone,
    DraftInTheWay,
    HourPast,
    NotAllowedNow,
    NotSigned,
    NotTheirs,
    PlanChanged,
)
from tycktill_web.releases.models import PublicRelease, ReleaseFile
from tycktill_web.releases.published import announced_releases, find_release
from tycktill_web.releases.signing import (
    plan_release,
    publish_waiting,
    sign_draft,
    take_signature_back,
    withdraw_result,
)

State = PublicRelease.State
pytestmark = pytest.mark.django_db

BEFORE, HOUR = worlds.HOUR - timedelta(minutes=1), worlds.HOUR


def state_of(release: PublicRelease) -> str:
    """The state that stands in the database."""
    return PublicRelease.objects.get(pk=release.pk).state


def test_two_signatures_before_the_hour_publish_nothing() -> None:
    release = worlds.waiting(worlds.closed_world())
    assert state_of(release) == State.SIGNED
    assert find_release("ifo", "2024") is None
    assert announced_releases() == [release]
    assert not publish_waiting(release, at=BEFORE)
    assert state_of(release) == State.SIGNED


def test_at_its_hour_it_is_published_by_nobody_in_particular() -> None:
    release = worlds.waiting(worlds.closed_world())
    assert publish_waiting(release, at=HOUR)
    assert (find_release("ifo", "2024"), announced_releases()) == (release, [])
    release.refresh_from_db()
    assert release.published_at == HOUR
    assert not publish_waiting(release, at=HOUR)


@pytest.mark.parametrize("minutes", [0, 1, 60])
def test_when_the_second_person_signs_at_the_hour_or_later_it_is_published_at_once(minutes: int) -> None:
    world = worlds.closed_world()
    release = plan_release(worlds.drafted(world), person=world.anna, publish_at=HOUR, at=worlds.NOW)
    late = HOUR + timedelta(minutes=minutes)
    sign_draft(release, person=world.anna, at=worlds.NOW, planned_for=HOUR)
    assert sign_draft(release, person=world.bo, at=late, planned_for=HOUR).published_at == late


@pytest.mark.parametrize("who", ["anna", "bo"])
def test_either_signature_is_taken_back_until_publication(who: str) -> None:
    world = worlds.closed_world()
    release = worlds.waiting(world)
    take_signature_back(release, person=getattr(world, who))
    assert (state_of(release), announced_releases()) == (State.DRAFT, [])
    assert not publish_waiting(release, at=HOUR)
    sign_draft(release, person=getattr(world, who), at=worlds.NOW, planned_for=HOUR)
    publish_waiting(release, at=HOUR)
    with pytest.raises(NotAllowedNow):
        take_signature_back(release, person=world.anna)


def test_the_first_signature_is_taken_back_by_its_own_person_alone() -> None:
    world = worlds.closed_world()
    release = sign_draft(worlds.drafted(world), person=world.anna, at=worlds.NOW)
    for person, refusal in ((world.bo, NotSigned), (world.coordinator, NotTheirs)):
        with pytest.raises(refusal):
            take_signature_back(release, person=person)
    take_signature_back(release, person=world.anna)
    assert not release.signatures.exists()


def test_nobody_signs_for_another_hour_than_they_were_told() -> None:
    world = worlds.closed_world()
    release = plan_release(worlds.drafted(world), person=world.anna, publish_at=HOUR, at=worlds.NOW)
    for told in (None, HOUR + timedelta(days=1), HOUR.replace(tzinfo=None)):
        with pytest.raises(PlanChanged):
            sign_draft(release, person=world.anna, at=worlds.NOW, planned_for=told)
    assert not release.signatures.exists()


@pytest.mark.parametrize("publish_at", [worlds.NOW, worlds.NOW - timedelta(days=1)])
def test_the_hour_is_one_to_come(publish_at: datetime) -> None:
    world = worlds.closed_world()
    with pytest.raises(HourPast):
        plan_release(worlds.drafted(world), person=world.anna, publish_at=publish_at, at=worlds.NOW)


def test_what_waits_is_neither_planned_anew_nor_signed_thrown_away_or_in_two() -> None:
    world = worlds.closed_world()
    release = worlds.waiting(world)
    with pytest.raises(NotAllowedNow):
        plan_release(release, person=world.anna, publish_at=None, at=worlds.NOW)
    with pytest.raises(NotAllowedNow):
        sign_draft(release, person=world.anna, at=worlds.NOW, planned_for=HOUR)
    with pytest.raises(NotAllowedNow):
        discard_draft(release, person=world.anna)
    with pytest.raises(DraftInTheWay):
        worlds.drafted(world, "Rättad.")
    with pytest.raises(NotTheirs):
        plan_release(release, person=world.reader, publish_at=None, at=worlds.NOW)


def test_the_same_person_is_not_both() -> None:
    world = worlds.closed_world()
    release = plan_release(worlds.drafted(world), person=world.anna, publish_at=HOUR, at=worlds.NOW)
    sign_draft(release, person=world.anna, at=worlds.NOW, planned_for=HOUR)
    with pytest.raises(AlreadySigned):
        sign_draft(release, person=world.anna, at=worlds.NOW, planned_for=HOUR)


def test_a_correction_replaces_at_its_hour_and_not_before() -> None:
    world = worlds.closed_world()
    first = worlds.published(world)
    correction = worlds.waiting(world, "Rättad.")
    assert find_release("ifo", "2024") == first
    assert publish_waiting(correction, at=HOUR)
    assert (state_of(first), find_release("ifo", "2024")) == (State.REPLACED, correction)


def test_a_correction_is_published_though_what_it_corrects_was_withdrawn_meanwhile() -> None:
    world = worlds.closed_world()
    first = worlds.published(world)
    correction = worlds.waiting(world, "Rättad.")
    withdraw_result(world.round, person=world.anna, reason="Fel.", at=worlds.NOW)
    assert publish_waiting(correction, at=HOUR)
    assert (state_of(first), find_release("ifo", "2024")) == (State.WITHDRAWN, correction)


def test_an_earlier_round_corrected_meanwhile_changes_nothing_and_withdrawn_it_stops_the_later(
    time_machine: TimeMachineFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    world = worlds.closed_world()
    worlds.published(world)
    later = worlds.a_year_later(world)
    release = worlds.waiting(later)
    worlds.published(world, note="Rättad.")
    time_machine.move_to(HOUR, tick=False)
    withdraw_result(world.round, person=world.anna, reason="Fel.", at=HOUR)
    with pytest.raises(ComparisonGone):
        publish_waiting(release, at=HOUR)
    with pytest.raises(CommandError, match="återkallats"):
        call_command("publish_due")
    assert state_of(release) == State.SIGNED
    assert "failed" in capsys.readouterr().out


def test_an_altered_file_is_not_published() -> None:
    release = worlds.waiting(worlds.closed_world())
    ReleaseFile.objects.filter(release=release, name="results.csv").update(content=b"made up")
    with pytest.raises(Altered):
        publish_waiting(release, at=HOUR)
    assert state_of(release) == State.SIGNED


def test_the_timer_publishes_what_is_due_once_and_nothing_else(
    time_machine: TimeMachineFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    release = worlds.waiting(worlds.closed_world())
    told = []
    for moment in (BEFORE, HOUR, HOUR):
        time_machine.move_to(moment, tick=False)
        call_command("publish_due")
        told.append(capsys.readouterr().out)
    assert told == ["", f"publish {release.folder} at 2024-12-17T09:00:00Z: done\n", ""]
    assert state_of(release) == State.PUBLISHED
