"""An entry and what it tells are written both or neither, by somebody, and also by many at the same moment."""

import os
import pwd
from datetime import timedelta

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.at_work import counted_by_page
from tests.tycktill_web.office.test_rounds import key_form
from tests.tycktill_web.pages import signed_in
from tests.tycktill_web.racing import at_once

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import close_round
from tycktill_web.jobs.working import work_off
from tycktill_web.journal.actors import ActorMiddleware
from tycktill_web.journal.errors import NobodyActs, NotTogether
from tycktill_web.journal.events import RoundClosed, UnitAdded
from tycktill_web.journal.models import JournalEntry
from tycktill_web.journal.verifying import verify_journal
from tycktill_web.journal.writing import record
from tycktill_web.participants.access import actor_of
from tycktill_web.participants.actions import give_role
from tycktill_web.participants.models import Role
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.signing import plan_release, sign_draft


@pytest.mark.django_db
def test_what_is_undone_is_not_told() -> None:
    world = worlds.open_world()
    before = verify_journal()

    def fail() -> None:
        with transaction.atomic():
            close_round(world.round)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert Round.objects.get(pk=world.round.pk).state == Round.State.OPEN
    assert verify_journal() == before


@pytest.mark.django_db
def test_what_cannot_be_told_is_not_done(monkeypatch: pytest.MonkeyPatch) -> None:
    world = worlds.open_world()
    monkeypatch.setattr("tycktill_web.journal.writing.write_event", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        close_round(world.round)
    assert Round.objects.get(pk=world.round.pk).state == Round.State.OPEN


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_told() -> None:
    with pytest.raises(NotTogether):
        record(RoundClosed())


@pytest.mark.django_db
def test_within_a_request_somebody_must_have_been_let_in() -> None:
    def view(_: HttpRequest) -> HttpResponse:
        record(RoundClosed(), round="ifo-2024")
        return HttpResponse()

    with pytest.raises(NobodyActs):
        ActorMiddleware(view)(HttpRequest())
    assert not JournalEntry.objects.exists()


@pytest.mark.django_db
def test_a_command_is_told_by_the_account_that_runs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["tycktill", "manage", "participants", "--secret=abc"])
    monkeypatch.delenv("SUDO_USER", raising=False)
    builders.municipality()
    entry = JournalEntry.objects.get()
    assert (entry.kind, entry.who) == ("command", f"{pwd.getpwuid(os.getuid()).pw_name}: tycktill participants")


@pytest.mark.django_db(transaction=True)
def test_a_count_is_told_as_of_who_gave_the_key_and_a_publication_as_of_its_hour() -> None:
    world = worlds.closed_world()
    counted_by_page(signed_in(world.anna), "/kansli/omgang/ifo/2024/rakna/", key_form())
    by_hand = JournalEntry.objects.filter(person=world.anna.pk).order_by("number")
    assert [each.action for each in by_hand] == ["count_asked", "draft_kept"]
    assert {each.role for each in by_hand} == {"office"}
    release = PublicRelease.objects.get()
    planned = plan_release(
        release, person=world.anna, publish_at=timezone.now() + timedelta(hours=1), at=timezone.now()
    )
    for person in (world.anna, world.bo):
        sign_draft(planned, person=person, at=timezone.now(), planned_for=planned.planned_for)
    PublicRelease.objects.update(planned_for=timezone.now())
    assert [job.state for job in work_off()] == ["done"]
    published = JournalEntry.objects.get(action="release_published")
    assert (published.kind, published.person, published.role) == ("timer", None, "")


@pytest.mark.django_db
def test_as_whom_somebody_acts_is_the_role_they_hold_where_it_is_done() -> None:
    world = worlds.planned_world()
    give_role(person=world.coordinator, role=Role.COORDINATOR, organisation=world.alvmora)
    with transaction.atomic():
        record(UnitAdded(unit="Norr"), by=actor_of(world.coordinator, Role.COORDINATOR), of=world.alvmora)
    entry = JournalEntry.objects.latest("number")
    assert (entry.who, entry.role, entry.acted_for, entry.organisation) == (
        "Cilla",
        "coordinator",
        "Älvmora",
        world.alvmora.pk,
    )


@pytest.mark.django_db(transaction=True)
def test_many_who_write_at_the_same_moment_make_one_chain() -> None:
    organisation = builders.municipality()

    def add() -> str:
        for _ in range(5):
            builders.unit(of=organisation)
        return ""

    at_once([add] * 6)
    verified = verify_journal()
    assert verified.faults == []
    assert verified.entries == 1 + 30
