"""What befalls own questions, or is asked of them, harms nobody who answers the national questionnaire."""

import shutil

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.after.asking import (
    FIRST,
    OTHER,
    OWN_ANSWERS,
    Asking,
    answer,
    edition_of,
    opened,
    planned,
    public_half,
)
from tests.tycktill_web.respond.reading import Respondent
from time_machine import TimeMachineFixture

from tycktill.terms import Gender
from tycktill_web.fieldwork.asking_after import ask_after
from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.live_figures import live_answers
from tycktill_web.fieldwork.models import CodeBatch, Round
from tycktill_web.fieldwork.offered import record_offered
from tycktill_web.fieldwork.planning import delete_round
from tycktill_web.fieldwork.rounds import open_round, register_unit, registrations_of
from tycktill_web.intake import submit_answers
from tycktill_web.journal.models import JournalEntry
from tycktill_web.keyring.folder import folder_of
from tycktill_web.participants.models import Role

pytestmark = pytest.mark.django_db


def test_who_has_answered_is_thanked_though_the_own_rounds_keys_are_gone(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(builders.TODAY)
    asking = opened()
    (code,) = asking.codes(1)
    person = Respondent().open(f"/svara/k/{code}/").press().press(kontakt="1", kon="K")
    shutil.rmtree(folder_of(asking.own.key))
    person.press()
    assert (person.status, person.address) == (200, "/svara/tack/")
    assert len(asking.sheets(own=False)) == 1


def also_asks(asking: Asking, number: int) -> Round:
    """Another municipality's own round after the same national one, open."""
    own = builders.municipality(f"Kommun {number}", f"91{number:02}")
    person = worlds.person(f"kim@kommun{number}.example", Role.COORDINATOR, own)
    register_unit(round=asking.national, unit=builders.unit("Norr", of=own), questionnaire=FIRST)
    made = ask_after(asking.national, edition_of(own, person), questionnaires=[FIRST], on=builders.OPENS_ON)
    open_round(made, public_key=public_half(X25519PrivateKey.generate()), on=builders.OPENS_ON)
    return made


def test_codes_of_one_municipality_do_not_wait_for_the_others_own_rounds() -> None:
    asking = planned()
    open_round(asking.own, public_key=public_half(asking.own_key), on=builders.OPENS_ON)
    asking.codes(1)
    with CaptureQueriesContext(connection) as alone:
        asking.codes(1)
    others = [also_asks(asking, number) for number in range(3)]
    with CaptureQueriesContext(connection) as beside_others:
        asking.codes(1)
    assert len(beside_others) == len(alone)
    assert CodeBatch.objects.filter(round=asking.own).count() == 3
    assert not CodeBatch.objects.filter(round__in=others).exists()


def test_own_figures_tell_of_no_questionnaire_what_the_national_ones_do_not() -> None:
    """All five of one questionnaire have answered, and eight of another at the unit: were the first thought to hold
    more, the unit's figure would tell that some of each of the other's batches have answered."""
    asking = planned(after=(FIRST, OTHER))
    first = asking.registrations[0]
    other = register_unit(round=asking.national, unit=first.unit, questionnaire=OTHER)
    open_round(asking.own, public_key=public_half(asking.own_key), on=builders.OPENS_ON)
    open_round(asking.national, public_key=public_half(asking.national_key), on=builders.OPENS_ON)
    for registration, offered, answers in ((first, 5, (5,)), (other, 8, (4, 4))):
        record_offered(round=asking.national, registration=registration, on=builders.TODAY, offered=offered)
        for number in answers:
            codes = make_codes(round=asking.national, registration=registration, size=20, on=builders.OPENS_ON)
            for code in codes[:number]:
                submit_answers(code, {}, Gender.WOMAN, on=builders.TODAY)
                answer(code, own=True)
    national = live_answers(asking.national, on=builders.TODAY)
    own = live_answers(Round.objects.get(pk=asking.own.pk), on=builders.TODAY)
    assert (national.units[first.pk], national.units[other.pk]) == (5, 0)
    assert own.everybody == 5


def test_an_own_round_whose_national_one_is_taken_away_is_one_like_any_other_and_its_municipality_is_told() -> None:
    asking = planned()
    open_round(asking.own, public_key=public_half(asking.own_key), on=builders.OPENS_ON)
    delete_round(asking.national)
    own = Round.objects.get(pk=asking.own.pk)
    assert (own.asked_after, own.asked_after_of) == (None, "")
    told = JournalEntry.objects.get(action="own_questions_left")
    assert (told.organisation, told.round) == (asking.granhult.pk, own.key)
    (registration,) = registrations_of(own)[:1]
    (code,) = make_codes(round=own, registration=registration, size=1, on=builders.OPENS_ON)
    assert submit_answers(code, OWN_ANSWERS, Gender.WOMAN, on=builders.TODAY) is False
    assert len(asking.sheets(own=True)) == 1
