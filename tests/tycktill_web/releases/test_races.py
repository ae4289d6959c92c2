"""Several at the office at the same moment: each gets a result or a sentence, as if one had come after the other."""

from collections.abc import Callable

import pytest
from tests.tycktill_web import worlds
from tests.tycktill_web.at_work import at_work, work_off
from tests.tycktill_web.office.test_rounds import ROUND, key_form
from tests.tycktill_web.pages import signed_in, words
from tests.tycktill_web.racing import at_once

from tycktill_web.jobs.errors import UnderWay
from tycktill_web.jobs.models import Job
from tycktill_web.participants.models import Person
from tycktill_web.releases.drafting import keep_draft
from tycktill_web.releases.errors import ComparisonGone, DraftInTheWay, NotAllowedNow, ReleaseError
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.published import find_release
from tycktill_web.releases.signing import publish_waiting, sign_draft, take_signature_back, withdraw_result

State = PublicRelease.State
pytestmark = pytest.mark.django_db(transaction=True)


def told(action: Callable[[], object]) -> Callable[[], str]:
    """What came of an action: nothing to say, or the sentence that refused it."""

    def done() -> str:
        try:
            action()
        except ReleaseError as error:
            return str(error)
        return ""

    return done


def test_of_many_drafts_at_once_one_is_kept_and_the_others_are_told_why() -> None:
    world = worlds.closed_world()
    counted = worlds.counted(world)
    outcomes = at_once([told(lambda: keep_draft(world.round, counted, at=worlds.NOW))] * 6)
    assert sorted(outcomes) == ["", *[str(DraftInTheWay.sentence)] * 5]
    assert PublicRelease.objects.get().files.exists()


def test_of_two_who_give_the_key_at_once_one_begins_and_the_other_is_told() -> None:
    world = worlds.closed_world()

    def count_as(person: Person) -> Callable[[], str]:
        client, form = signed_in(person), key_form()
        return lambda: words(client.post(f"{ROUND}rakna/", form, follow=True))

    with at_work() as worker:
        pages = at_once([count_as(world.anna), count_as(world.bo)])
        assert sorted(str(UnderWay.sentence) in page for page in pages) == [False, True]
        assert all("Det väntar på sin tur." in page for page in pages)
        assert [job.state for job in work_off(worker)] == [Job.State.DONE]
    assert PublicRelease.objects.count() == 1


def test_withdrawal_and_the_signature_of_a_correction_come_one_after_the_other() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    correction = sign_draft(worlds.drafted(world, "Rättad."), person=world.anna, at=worlds.NOW)
    outcomes = at_once(
        [
            told(lambda: sign_draft(correction, person=world.bo, at=worlds.NOW)),
            told(lambda: withdraw_result(world.round, person=world.anna, reason="Fel.", at=worlds.NOW)),
        ]
    )
    assert outcomes == ["", ""]
    states = list(PublicRelease.objects.order_by("number").values_list("state", flat=True))
    assert states in ([State.WITHDRAWN, State.WITHDRAWN], [State.WITHDRAWN, State.PUBLISHED])
    found = find_release("ifo", "2024")
    assert found
    assert found.number == 2


def test_one_person_who_signs_in_two_windows_signs_once() -> None:
    world = worlds.closed_world()
    release = worlds.drafted(world)
    outcomes = at_once([told(lambda: sign_draft(release, person=world.anna, at=worlds.NOW))] * 3)
    assert sorted(map(bool, outcomes)) == [False, True, True]
    assert release.signatures.count() == 1


def test_of_two_timers_at_the_hour_one_publishes() -> None:
    release = worlds.waiting(worlds.closed_world())
    published = at_once([lambda: str(publish_waiting(release, at=worlds.HOUR))] * 4)
    assert sorted(published) == ["False", "False", "False", "True"]
    assert PublicRelease.objects.get().state == State.PUBLISHED


def test_a_signature_taken_back_at_the_very_hour_is_in_time_or_told_that_it_is_not() -> None:
    world = worlds.closed_world()
    release = worlds.waiting(world)
    came = at_once(
        [
            told(lambda: take_signature_back(release, person=world.anna)),
            lambda: str(publish_waiting(release, at=worlds.HOUR)),
        ]
    )
    stands = (PublicRelease.objects.get().state, release.signatures.count())
    too_late = [str(NotAllowedNow.sentence), "True"]
    assert (came, stands) in ((["", "False"], (State.DRAFT, 1)), (too_late, (State.PUBLISHED, 2)))


def test_a_correction_and_the_withdrawal_of_what_it_corrects_come_one_after_the_other_at_the_hour() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    correction = worlds.waiting(world, "Rättad.")
    came = at_once(
        [
            lambda: str(publish_waiting(correction, at=worlds.HOUR)),
            told(lambda: withdraw_result(world.round, person=world.anna, reason="Fel.", at=worlds.HOUR)),
        ]
    )
    assert came == ["True", ""]
    states = list(PublicRelease.objects.order_by("number").values_list("state", flat=True))
    assert states in ([State.WITHDRAWN, State.WITHDRAWN], [State.WITHDRAWN, State.PUBLISHED])


def test_an_earlier_round_withdrawn_at_the_very_hour_stops_the_later_or_takes_its_comparison() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    later = worlds.waiting(worlds.a_year_later(world))
    came = at_once(
        [
            told(lambda: publish_waiting(later, at=worlds.HOUR)),
            told(lambda: withdraw_result(world.round, person=world.anna, reason="Fel.", at=worlds.HOUR)),
        ]
    )
    state = PublicRelease.objects.get(pk=later.pk).state
    assert (came, state) in (([str(ComparisonGone.sentence), ""], State.SIGNED), (["", ""], State.PUBLISHED))
