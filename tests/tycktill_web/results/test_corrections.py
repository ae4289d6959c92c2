"""What has been public counts as known when a round is counted again."""

import pytest
from tests.tycktill_web import worlds

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import close_round
from tycktill_web.releases.published import public_before
from tycktill_web.releases.signing import withdraw_result
from tycktill_web.results.counting import CountedRound, count_round
from tycktill_web.results.errors import TooNearPublic

pytestmark = pytest.mark.django_db


def count_again(world: worlds.World) -> CountedRound:
    """Another count of a round, beside all that has been public of it."""
    before = public_before(world.round)
    assert before.own
    return count_round(world.round, keys=[worlds.saved_key(world.round.key)], before=before.releases())


def test_the_same_answers_give_the_same_release() -> None:
    world = worlds.closed_world()
    first = worlds.published(world)
    content = bytes(first.files.get(name="results.csv").content)
    assert count_again(world).release.files["results.csv"] == content


def test_a_correction_by_one_answer_is_refused() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    Round.objects.update(state=Round.State.OPEN)  # as nothing in the service does
    world.answer(world.support, "K")
    world.round.refresh_from_db()
    close_round(world.round)
    with pytest.raises(TooNearPublic, match="räknas på andra svar") as refused:
        count_again(world)
    assert any("was published of" in str(fault) for fault in refused.value.faults)


def test_a_withdrawn_release_counts_as_known_too() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    withdraw_result(world.round, person=world.anna, reason="Fel nyckel.", at=worlds.NOW)
    assert len(public_before(world.round).releases()) == 1
