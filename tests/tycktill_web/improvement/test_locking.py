"""What is expected is locked while nobody can have answered in the next round, and by nobody twice."""

import datetime

import pytest
from tests.tycktill.improvement.made_up import TARGET
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.improvement.nations import AT, LOW, granhult, published

from tycktill.improvement import Expectation, Followed, Surprise, read_expectation
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import open_round, plan_round
from tycktill_web.improvement.errors import AlreadyLocked, FieldworkOpened, Unforeseeable
from tycktill_web.improvement.histories import PublishedReleases, expectation_of, followed_actions, published_by_family
from tycktill_web.improvement.locking import lock_expectation, opened_after
from tycktill_web.improvement.models import PlannedAction

pytestmark = pytest.mark.django_db


def planned(world: worlds.World, **changes: object) -> PlannedAction:
    """An action on a low figure of 2024."""
    fields = {
        "family": "ifo",
        "round": "2024",
        "target": TARGET,
        "question": "helhet",
        "what": "Handläggaren ringer upp inom två dagar",
        "owner": "Enhetschefen",
        "starts_on": datetime.date(2025, 2, 1),
        "was_chosen": True,
    }
    return PlannedAction.objects.create(
        organisation=world.granhult, changed_by=world.coordinator, changed_at=AT, **{**fields, **changes}
    )


def published_of_family() -> PublishedReleases:
    """The releases that are published now."""
    return published_by_family(["ifo"])["ifo"]


def next_round(state: str = Round.State.PLANNED) -> Round:
    round_ = plan_round(family="ifo", label="2025", opens_on=builders.OPENS_ON, closes_on=builders.CLOSES_ON)
    Round.objects.filter(pk=round_.pk).update(state=state)
    return round_


def test_before_the_next_fieldwork_opens_it_is_locked() -> None:
    world = granhult()
    published("2024")
    next_round()
    action = planned(world)
    expected = expectation_of(action, published_of_family())
    lock_expectation(action, person=world.coordinator, at=AT)
    action.refresh_from_db()
    assert (action.is_locked, action.locked_by) == (True, world.coordinator)
    assert read_expectation(bytes(action.expectation or b"")) == expected


@pytest.mark.parametrize("state", [Round.State.OPEN, Round.State.CLOSED, Round.State.RELEASED])
def test_later_it_is_refused_and_nothing_is_locked(state: str) -> None:
    world = granhult()
    published("2024")
    next_round(state)
    action = planned(world)
    with pytest.raises(FieldworkOpened, match="Omgång 2025 har öppnat"):
        lock_expectation(action, person=world.coordinator, at=AT)
    action.refresh_from_db()
    assert not action.is_locked
    opened = opened_after(action)
    assert opened is not None
    assert opened.label == "2025"


def test_another_survey_that_opens_hinders_nothing() -> None:
    world = granhult()
    published("2024")
    other = plan_round(family="fo", label="2025", opens_on=builders.OPENS_ON, closes_on=builders.CLOSES_ON)
    open_round(other, public_key=worlds.key_pair(other.key)[0], on=builders.OPENS_ON)
    lock_expectation(planned(world), person=world.coordinator, at=AT)


def test_what_is_locked_is_not_locked_again() -> None:
    world = granhult()
    published("2024")
    action = planned(world)
    lock_expectation(action, person=world.coordinator, at=AT)
    with pytest.raises(AlreadyLocked):
        lock_expectation(action, person=world.coordinator, at=AT)


def test_a_figure_of_which_nothing_can_be_foretold_is_not_locked() -> None:
    world = granhult()
    published("2024", None)
    with pytest.raises(Unforeseeable, match="Det går inte att säga vad man kan vänta sig"):
        lock_expectation(planned(world), person=world.coordinator, at=AT)


def test_what_was_locked_stands_when_the_round_is_corrected() -> None:
    world = granhult()
    release = published("2024")
    action = planned(world)
    lock_expectation(action, person=world.coordinator, at=AT)
    action.refresh_from_db()
    before = expectation_of(action, published_of_family())
    release.state = "replaced"
    release.save()
    published_again = published("2025", (60, 40, 40))
    assert published_again.round.label == "2025"
    assert expectation_of(action, published_of_family()) == before


def test_what_came_is_judged_when_the_next_round_is_published() -> None:
    world = granhult()
    published("2024")
    action, hopeful = planned(world), planned(world, target="ifo", what="Vi hoppas", was_chosen=False)
    for each in (action, hopeful):
        lock_expectation(each, person=world.coordinator, at=AT)
        each.refresh_from_db()
    published("2025", (60, 36, 36))
    came = followed_actions([action, hopeful], published_by_family(["ifo"]))
    assert all(isinstance(each, Followed) and each.surprise is Surprise.AS_EXPECTED for each in came.values())
    chosen, other = came[action.pk], came[hopeful.pk]
    assert isinstance(chosen, Followed)
    assert isinstance(other, Followed)
    assert chosen.beside_others is None
    assert other.beside_others is not None


def test_until_it_is_locked_it_is_what_the_releases_say_now() -> None:
    world = granhult()
    published("2024")
    found = expectation_of(planned(world), published_of_family())
    assert isinstance(found, Expectation)
    assert found.known.least == LOW[1]
