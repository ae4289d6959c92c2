"""A release's life: counted once, signed by two, never changed."""

import pytest
from django.db import IntegrityError, transaction
from tests.tycktill_web import worlds

from tycktill_web.fieldwork.models import Round
from tycktill_web.participants.models import Person
from tycktill_web.releases.drafting import discard_draft, keep_draft
from tycktill_web.releases.errors import (
    AlreadySigned,
    Altered,
    ComparisonGone,
    DraftInTheWay,
    Frozen,
    NotAllowedNow,
    NotTheirs,
    PublicMeanwhile,
    ReleaseError,
    WordsMissing,
)
from tycktill_web.releases.models import PublicRelease, ReleaseFile, Signature
from tycktill_web.releases.published import find_release
from tycktill_web.releases.signing import sign_draft, withdraw_result

State = PublicRelease.State
pytestmark = pytest.mark.django_db


def state_of(release: PublicRelease) -> str:
    """The state that stands in the database."""
    return PublicRelease.objects.get(pk=release.pk).state


def test_one_signature_publishes_nothing() -> None:
    world = worlds.closed_world()
    release = sign_draft(worlds.drafted(world), person=world.anna, at=worlds.NOW)
    assert state_of(release) == State.DRAFT
    assert find_release("ifo", "2024") is None


def test_second_person_publishes() -> None:
    world = worlds.closed_world()
    release = worlds.published(world)
    assert state_of(release) == State.PUBLISHED
    assert [signature.person for signature in release.signatures.all()] == [world.anna, world.bo]
    assert Round.objects.get(pk=world.round.pk).state == Round.State.RELEASED


def test_nobody_signs_twice() -> None:
    world = worlds.closed_world()
    release = sign_draft(worlds.drafted(world), person=world.anna, at=worlds.NOW)
    with pytest.raises(AlreadySigned):
        sign_draft(release, person=world.anna, at=worlds.NOW)
    assert state_of(release) == State.DRAFT


def test_database_itself_takes_one_signature_a_person() -> None:
    world = worlds.closed_world()
    release = worlds.drafted(world)
    both = [Signature(release=release, person=world.anna, signed_at=worlds.NOW) for _ in range(2)]
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.bulk_create(both)


@pytest.mark.parametrize("who", ["coordinator", "staff", "reader"])
def test_only_the_office_signs_withdraws_and_discards(who: str) -> None:
    world = worlds.closed_world()
    release, person = worlds.drafted(world), getattr(world, who)
    assert isinstance(person, Person)
    with pytest.raises(NotTheirs):
        sign_draft(release, person=person, at=worlds.NOW)
    with pytest.raises(NotTheirs):
        discard_draft(release, person=person)
    with pytest.raises(NotTheirs):
        withdraw_result(world.round, person=person, reason="fel", at=worlds.NOW)


def test_published_release_is_not_signed_again_or_discarded() -> None:
    world = worlds.closed_world()
    release = worlds.published(world)
    with pytest.raises(NotAllowedNow):
        sign_draft(release, person=world.anna, at=worlds.NOW)
    with pytest.raises(NotAllowedNow):
        discard_draft(release, person=world.anna)


def test_altered_file_is_not_signed() -> None:
    world = worlds.closed_world()
    release = worlds.drafted(world)
    ReleaseFile.objects.filter(release=release, name="results.csv").update(content=b"made up")
    with pytest.raises(Altered):
        sign_draft(release, person=world.anna, at=worlds.NOW)


def test_altered_manifest_is_not_signed() -> None:
    world = worlds.closed_world()
    release = worlds.drafted(world)
    ReleaseFile.objects.filter(release=release, name="manifest.json").delete()
    with pytest.raises(Altered):
        sign_draft(release, person=world.anna, at=worlds.NOW)


def test_what_was_counted_never_changes() -> None:
    release = worlds.drafted(worlds.closed_world())
    for row in (*release.files.all(), *release.places.all(), *release.values.all()):
        with pytest.raises(Frozen):
            row.save()


def test_open_round_has_no_draft() -> None:
    world = worlds.closed_world()
    counted = worlds.counted(world)
    Round.objects.update(state=Round.State.OPEN)
    with pytest.raises(NotAllowedNow):
        keep_draft(world.round, counted, at=worlds.NOW)


def test_a_draft_is_discarded_before_the_next() -> None:
    world = worlds.closed_world()
    release = sign_draft(worlds.drafted(world), person=world.anna, at=worlds.NOW)
    with pytest.raises(DraftInTheWay):
        worlds.drafted(world)
    discard_draft(release, person=world.bo)
    assert worlds.drafted(world).number == 1
    assert not Signature.objects.exists()


def test_correction_replaces_and_the_first_stays_readable() -> None:
    world = worlds.closed_world()
    first = worlds.published(world)
    second = worlds.published(world, note="En enhet hade fel namn.")
    assert (state_of(first), state_of(second)) == (State.REPLACED, State.PUBLISHED)
    assert find_release("ifo", "2024") == second
    assert find_release("ifo", "2024", 1) == first


def test_correction_says_what_it_corrects() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    with pytest.raises(WordsMissing):
        worlds.drafted(world, note="  ")


def test_withdrawn_release_says_why_and_the_round_can_be_counted_again() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    (release,) = withdraw_result(world.round, person=world.anna, reason=" Fel nyckel. ", at=worlds.NOW)
    assert (release.state, release.withdrawal_reason) == (State.WITHDRAWN, "Fel nyckel.")
    assert Round.objects.get(pk=world.round.pk).state == Round.State.CLOSED
    world.round.refresh_from_db()
    assert worlds.published(world, note="Räknad på nytt.").number == 2


def test_withdrawal_needs_a_reason() -> None:
    world = worlds.closed_world()
    with pytest.raises(WordsMissing):
        withdraw_result(world.round, person=world.anna, reason=" ", at=worlds.NOW)


def test_withdrawal_takes_every_release_of_the_round_for_one_reason() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    worlds.published(world, note="Rättad.")
    withdrawn = withdraw_result(world.round, person=world.bo, reason="Visade för mycket.", at=worlds.NOW)
    assert {release.number for release in withdrawn} == {1, 2}
    rows = world.round.releases.values_list("state", "withdrawn_at", "withdrawal_reason")
    assert set(rows) == {(State.WITHDRAWN, worlds.NOW, "Visade för mycket.")}
    with pytest.raises(NotAllowedNow):
        withdraw_result(world.round, person=world.bo, reason="Igen.", at=worlds.NOW)


def test_new_count_stands_and_what_was_withdrawn_stays_so() -> None:
    world = worlds.closed_world()
    first = worlds.published(world)
    withdraw_result(world.round, person=world.anna, reason="Fel nyckel.", at=worlds.NOW)
    second = worlds.published(world, note="Räknad på nytt.")
    assert (state_of(first), state_of(second)) == (State.WITHDRAWN, State.PUBLISHED)
    assert Round.objects.get(pk=world.round.pk).state == Round.State.RELEASED
    withdraw_result(world.round, person=world.bo, reason="Fel igen.", at=worlds.NOW)
    reasons = world.round.releases.order_by("number").values_list("withdrawal_reason", flat=True)
    assert list(reasons) == ["Fel nyckel.", "Fel igen."]


def test_draft_that_was_not_held_against_all_that_is_public_is_not_kept() -> None:
    world = worlds.closed_world()
    counted = worlds.counted(world)
    worlds.published(world)
    with pytest.raises(PublicMeanwhile):
        keep_draft(world.round, counted, at=worlds.NOW, note="Rättad.")


def test_draft_compared_with_a_withdrawn_result_is_not_signed() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    later = worlds.a_year_later(world)
    release = worlds.drafted(later)
    withdraw_result(world.round, person=world.anna, reason="Fel.", at=worlds.NOW)
    with pytest.raises(ComparisonGone):
        sign_draft(release, person=world.anna, at=worlds.NOW)
    discard_draft(release, person=world.anna)
    assert not worlds.published(later).compared_with.exists()


def test_every_refusal_has_its_sentence() -> None:
    assert all(str(error()).endswith(".") for error in ReleaseError.__subclasses__())
