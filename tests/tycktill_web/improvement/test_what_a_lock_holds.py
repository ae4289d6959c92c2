"""What is locked stands, whenever somebody writes and whatever else is written; what is withdrawn is told no more."""

import datetime
from typing import Any

import pytest
from django.test import Client
from tests.tycktill.improvement.made_up import OWN
from tests.tycktill_web import worlds
from tests.tycktill_web.improvement.nations import AT, FIGURE, LOW, granhult, published
from tests.tycktill_web.improvement.test_locking import planned, published_of_family
from tests.tycktill_web.pages import see, send, signed_in

from tycktill.improvement import Followed, Surprise
from tycktill_web.fieldwork.models import Round
from tycktill_web.improvement import editing
from tycktill_web.improvement.editing import change_row
from tycktill_web.improvement.errors import AlreadyLocked, FieldworkOpened, FigureLocked, StartsTooEarly
from tycktill_web.improvement.histories import followed_actions, published_by_family
from tycktill_web.improvement.locking import lock_expectation, opened_after
from tycktill_web.improvement.models import PlannedAction, YouSaid
from tycktill_web.pages.desk import actions
from tycktill_web.releases.manifests import manifest_of
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.published import public_before, published_releases

pytestmark = pytest.mark.django_db

START = "/kommun/forbattring/"
RESULT = f"{START}{OWN}/ifo/2024/"
PUBLIC = f"/resultat/ifo/2024/{OWN}/"
SENT = {
    "figure": FIGURE,
    "unit": "",
    "what": "Handläggaren ringer upp inom två dagar",
    "was_chosen": "yes",
    "owner": "Enhetschefen",
    "starts_on": "2025-02-01",
}
SAID = {"first": "Det är svårt att nå er.", "done": "Vi ringer upp inom två dagar."}


def spring_and_autumn() -> tuple[Round, Round]:
    """Two rounds of a year whose names sort the wrong way round."""
    spring, autumn = published("2024", (60, 27, 27)).round, published("2025").round
    Round.objects.filter(pk=spring.pk).update(label="2025-var", opens_on="2025-02-01", closes_on="2025-03-01")
    Round.objects.filter(pk=autumn.pk).update(label="2025-host", opens_on="2025-09-01", closes_on="2025-10-01")
    return Round.objects.get(pk=spring.pk), Round.objects.get(pk=autumn.pk)


@pytest.mark.parametrize("state", [Round.State.OPEN, Round.State.CLOSED, Round.State.RELEASED])
def test_the_next_round_is_the_one_that_opens_next_whatever_it_is_called(state: str) -> None:
    world = granhult()
    _, autumn = spring_and_autumn()
    Round.objects.filter(pk=autumn.pk).update(state=state)
    action = planned(world, round="2025-var", starts_on=datetime.date(2025, 4, 1))
    with pytest.raises(FieldworkOpened, match="2025-host"):
        lock_expectation(action, person=world.coordinator, at=AT)
    assert opened_after(action) == autumn


def test_what_is_public_before_a_round_is_what_was_open_before_it() -> None:
    spring, autumn = spring_and_autumn()
    assert [each.round for each in public_before(autumn).previous] == [spring]
    assert not public_before(spring).previous
    assert [each.round for each in published_releases("ifo")] == [autumn, spring]


@pytest.mark.parametrize("starts_on", [datetime.date(2024, 10, 15), datetime.date(2024, 1, 1)])
def test_an_action_that_began_while_its_figure_was_measured_is_not_locked(starts_on: datetime.date) -> None:
    world = granhult()
    published("2024")
    with pytest.raises(StartsTooEarly):
        lock_expectation(planned(world, starts_on=starts_on), person=world.coordinator, at=AT)
    sent = {**SENT, "starts_on": starts_on.isoformat()}
    assert "innan omgång 2024 hade stängt" in send(signed_in(world.coordinator), f"{RESULT}atgard/", sent)


def test_one_figure_is_locked_once_a_round() -> None:
    world = granhult()
    published("2024")
    lock_expectation(planned(world), person=world.coordinator, at=AT)
    again = planned(world, what="Något annat")
    with pytest.raises(FigureLocked):
        lock_expectation(again, person=world.coordinator, at=AT)
    again.refresh_from_db()
    assert not again.is_locked


@pytest.mark.parametrize("fixed", sorted(PlannedAction.fixed_by_lock))
def test_what_a_lock_fixes_is_not_changed_by_who_read_it_before(fixed: str) -> None:
    world = granhult()
    published("2024")
    action = planned(world)
    lock_expectation(action, person=world.coordinator, at=AT)
    assert not action.is_locked, "as it was read before"
    other = {"was_chosen": False, "starts_on": datetime.date(2030, 1, 1)}.get(fixed, "annat")
    with pytest.raises(AlreadyLocked):
        change_row(action, seen=2, person=world.coordinator, at=AT, fields={fixed: other})


def test_a_post_that_comes_while_it_is_locked_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    world = granhult()
    published("2024")
    action = planned(world)

    def locked_meanwhile(row: PlannedAction, **how: Any) -> PlannedAction:
        lock_expectation(row, person=world.coordinator, at=AT)
        return change_row(row, **how)

    monkeypatch.setattr(actions, "change_row", locked_meanwhile)
    way = f"{START}atgard/{action.pk}/andra/"
    page = signed_in(world.coordinator).post(way, {**SENT, "what": "Något annat", "version": 2})
    assert page.status_code == 409
    assert "Det väntade är låst." in page.content.decode()
    assert PlannedAction.objects.get().what == action.what


def test_a_locked_action_is_read_from_what_was_locked_whatever_the_columns_say() -> None:
    world = granhult()
    published("2024")
    action = planned(world)
    lock_expectation(action, person=world.coordinator, at=AT)
    PlannedAction.objects.update(
        what="Något annat", was_chosen=False, question="annan", target="ifo", starts_on=datetime.date(2030, 1, 1)
    )
    read = PlannedAction.objects.get()
    for name in PlannedAction.fixed_by_lock:
        assert getattr(read, name) == getattr(action, name), name
    page = see(signed_in(world.coordinator), f"{START}atgard/{action.pk}/")
    assert "Något annat" not in page
    assert action.what in page


def test_a_locked_action_may_not_end_before_it_starts() -> None:
    world = granhult()
    published("2024")
    action = planned(world)
    lock_expectation(action, person=world.coordinator, at=AT)
    sent = {"owner": "Enhetschefen", "starts_on": "2024-01-01", "ends_on": "2024-02-01", "version": 2}
    page = send(signed_in(world.coordinator), f"{START}atgard/{action.pk}/andra/", sent)
    assert "Slutdagen är före startdagen." in page


def high(world: worlds.World) -> PlannedAction:
    """An action whose figure rises so much that it is more than expected, locked in time."""
    published("2024")
    action = planned(world)
    lock_expectation(action, person=world.coordinator, at=AT)
    published("2025", (60, 52, 52))
    return PlannedAction.objects.get(pk=action.pk)


def test_what_is_written_down_later_changes_nothing_of_what_came() -> None:
    world = granhult()
    action = high(world)
    alone = followed_actions([action], published_by_family(["ifo"]))[action.pk]
    late = [planned(world, what=f"Efteråt {number}", question="helhet", target="ifo") for number in range(8)]
    together = followed_actions([action, *late], published_by_family(["ifo"]))
    assert together[action.pk] == alone
    assert isinstance(alone, Followed)
    assert alone.surprise is Surprise.MORE
    page = see(signed_in(world.coordinator), f"{START}atgard/{late[0].pk}/")
    assert "Åtgärden är bedömd för sig" in page
    assert "Åtgärden är bedömd för sig" not in see(signed_in(world.coordinator), f"{START}atgard/{action.pk}/")


def test_figures_of_a_withdrawn_result_are_told_no_more() -> None:
    world = granhult()
    action = high(world)
    way = f"{START}atgard/{action.pk}/"
    assert "Det blev" in see(signed_in(world.coordinator), way)
    withdraw("2024")
    page = see(signed_in(world.coordinator), way)
    assert "är återkallat, så siffrorna visas inte här" in page
    assert "45 procent" not in page
    assert not followed_actions([action], published_by_family(["ifo"]))


def withdraw(label: str) -> None:
    PublicRelease.objects.filter(round__label=label).update(state="withdrawn", withdrawn_at=AT)


@pytest.mark.parametrize("gone", [{"state": "replaced"}, {"state": "withdrawn", "withdrawn_at": AT}])
def test_what_users_are_told_is_public_no_longer_than_the_result_stands(gone: dict[str, object]) -> None:
    world = granhult()
    published("2024")
    client = signed_in(world.coordinator)
    send(client, f"{RESULT}ni-sa/", {**SAID, "publish": "1"})
    assert SAID["first"] in see(Client(), PUBLIC)
    PublicRelease.objects.update(**gone)
    for way in (PUBLIC, f"/resultat/ifo/2024/utgava-1/{OWN}/"):
        assert SAID["first"] not in Client().get(way).content.decode()
    assert "så den står inte längre på resultatsidan" in see(client, f"{RESULT}ni-sa/")
    send(client, f"{RESULT}ni-sa/", {**SAID, "keep": "1", "version": 1})
    assert not YouSaid.objects.get().is_published


def test_nobody_publishes_of_a_withdrawn_result() -> None:
    world = granhult()
    published("2024")
    withdraw("2024")
    send(signed_in(world.coordinator), f"{RESULT}ni-sa/", {**SAID, "publish": "1"})
    assert not YouSaid.objects.get().is_published


def test_a_municipality_has_no_more_actions_of_a_round_than_can_be_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "MOST_ACTIONS", 1)
    world = granhult()
    published("2024")
    client = signed_in(world.coordinator)
    send(client, f"{RESULT}atgard/", SENT)
    assert "Kommunen har redan 1 åtgärder från omgången" in send(client, f"{RESULT}atgard/", SENT)
    assert PlannedAction.objects.count() == 1


def test_what_would_be_locked_holds_what_is_done_and_from_when() -> None:
    world = granhult()
    published("2024", LOW)
    action = planned(world)
    lock_expectation(action, person=world.coordinator, at=AT)
    locked = PlannedAction.objects.get().locked
    assert locked is not None
    assert (locked.what, locked.starts, locked.manifest) == (
        action.what,
        "2025-02-01",
        manifest_of(published_of_family().releases[0]).sha256,
    )
