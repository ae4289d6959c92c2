"""An entry and what it tells are written both or neither, by somebody, and also by many at the same moment."""

import io
import os
import pwd

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.racing import at_once

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import close_round
from tycktill_web.journal.actors import ActorMiddleware
from tycktill_web.journal.errors import NobodyActs, NotTogether
from tycktill_web.journal.events import RoundClosed, UnitAdded
from tycktill_web.journal.models import JournalEntry
from tycktill_web.journal.verifying import verify
from tycktill_web.journal.writing import record
from tycktill_web.participants.access import actor_of
from tycktill_web.participants.actions import give_role
from tycktill_web.participants.models import Role


@pytest.mark.django_db
def test_what_is_undone_is_not_told() -> None:
    world = worlds.open_world()
    before = verify()

    def fail() -> None:
        with transaction.atomic():
            close_round(world.round)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert Round.objects.get(pk=world.round.pk).state == Round.State.OPEN
    assert verify() == before


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
    monkeypatch.setattr("sys.argv", ["tycktill", "manage", "publish_due", "--secret=abc"])
    monkeypatch.delenv("INVOCATION_ID", raising=False)
    builders.municipality()
    monkeypatch.setenv("INVOCATION_ID", "of systemd")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    builders.unit("Norr")
    told = list(JournalEntry.objects.order_by("number").values_list("kind", "who"))
    who = f"{pwd.getpwuid(os.getuid()).pw_name}: tycktill publish_due"
    assert told[0] == ("command", who)
    assert told[-1] == ("timer", who)


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
    verified = verify()
    assert verified.faults == []
    assert verified.entries == 1 + 30
