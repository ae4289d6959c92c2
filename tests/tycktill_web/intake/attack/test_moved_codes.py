"""A code gives right to what it was issued for: nobody with a hand in the database lets it stand for another."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from random import Random

import pytest
from django.apps import apps
from django.db import connection, transaction
from tests.tycktill_web import builders

from tycktill.fieldwork import make_code
from tycktill.terms import Gender
from tycktill_web.fieldwork.code_tags import code_fingerprint
from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.errors import UsedCode
from tycktill_web.fieldwork.models import Code, CodeBatch, Round
from tycktill_web.fieldwork.rounds import close_round, register_unit
from tycktill_web.fieldwork.tickets import find_ticket
from tycktill_web.intake import submit_answers
from tycktill_web.intake.bulk import Form, submit_all
from tycktill_web.keyring.errors import WrappedDamaged
from tycktill_web.participants.models import Registration

pytestmark = pytest.mark.django_db(transaction=True)
Hand = Callable[[str, str], None]
"""What somebody who has the first code does to the database; the second is still unused, and another unit's."""


def answer(code: str) -> None:
    """Answer with a code as the pages do."""
    submit_answers(code, builders.ANSWERS, Gender.WOMAN, on=builders.TODAY)


def row(code: str) -> Code:
    """A code as the database has it."""
    return Code.objects.select_related("batch").get(fingerprint=code_fingerprint(code))


def take_place(mine: str, others: str) -> None:
    """Answer again in another's place."""
    Code.objects.filter(pk=row(mine).pk).update(place=row(others).place)


def take_place_and_batch(mine: str, others: str) -> None:
    """The same, for the other's unit."""
    Code.objects.filter(pk=row(mine).pk).update(place=row(others).place, batch=row(others).batch)


def take_whole_row(mine: str, others: str) -> None:
    """Put one's own code where the other stood, tag and all."""
    row(mine).delete()
    Code.objects.filter(pk=row(others).pk).update(fingerprint=code_fingerprint(mine))


def take_tag_too(mine: str, others: str) -> None:
    """A true tag, of another code."""
    other = row(others)
    Code.objects.filter(pk=row(mine).pk).update(place=other.place, batch=other.batch, tag=other.tag)


def move_batch(mine: str, others: str) -> None:
    """All codes of a batch would be the other unit's."""
    CodeBatch.objects.filter(pk=row(mine).batch.pk).update(registration=row(others).batch.registration)


def move_registration(mine: str, others: str) -> None:
    """All codes of what is registered would be the other unit's."""
    other = row(others).batch.registration
    Registration.objects.filter(pk=other.pk).update(instrument="ifo-unga")  # no unit is registered twice with one
    Registration.objects.filter(pk=row(mine).batch.registration.pk).update(unit=other.unit)


def change_questionnaire(mine: str, _: str) -> None:
    """All codes of what is registered would lead to other questions."""
    Registration.objects.filter(pk=row(mine).batch.registration.pk).update(instrument="ifo-unga")


def two_codes() -> tuple[Round, str, str]:
    """An open round, and a code of each of two units; the first has been used."""
    survey = builders.open_survey()
    elsewhere = register_unit(round=survey.round, unit=builders.unit(), questionnaire=builders.QUESTIONNAIRE)
    (mine,) = survey.codes(1)
    (others,) = make_codes(round=survey.round, registration=elsewhere, size=1, on=builders.TODAY)
    answer(mine)
    with pytest.raises(UsedCode):
        answer(mine)
    return survey.round, mine, others


@pytest.mark.parametrize(
    "hand",
    [
        take_place,
        take_place_and_batch,
        take_whole_row,
        take_tag_too,
        move_batch,
        move_registration,
        change_questionnaire,
    ],
)
def test_code_that_somebody_has_moved_is_refused_at_every_door(hand: Hand) -> None:
    round, mine, others = two_codes()
    hand(mine, others)
    with pytest.raises(WrappedDamaged, match="A code of ifo-2024 has been damaged or changed"):
        find_ticket(mine, on=builders.TODAY)
    with pytest.raises(WrappedDamaged):
        answer(mine)
    with pytest.raises(WrappedDamaged):
        submit_all(round, [Form(mine, Gender.WOMAN, builders.ANSWERS)])


def test_who_has_the_key_of_codes_too_issues_none() -> None:
    """At an unused place, with a fingerprint that is right: the tag is not to be had from the database."""
    _, _, others = two_codes()
    invented, other = make_code(Random(1).randrange), row(others)
    Code.objects.create(fingerprint=code_fingerprint(invented), batch=other.batch, place=other.place, tag=other.tag)
    with pytest.raises(WrappedDamaged):
        find_ticket(invented, on=builders.TODAY)


def tag_issued_codes() -> None:
    """As the migration does that brought the tags."""
    tagging = import_module("tycktill_web.fieldwork.migrations.0007_tagged_codes")
    with transaction.atomic():
        tagging.tag_issued_codes(apps, connection.SchemaEditorClass(connection))


def test_codes_that_were_issued_before_there_were_tags_are_good_still() -> None:
    _, _, others = two_codes()
    Code.objects.update(tag=b"")
    with pytest.raises(WrappedDamaged):
        find_ticket(others, on=builders.TODAY)
    tag_issued_codes()
    answer(others)


def test_no_upgrade_leaves_an_open_round_without_its_keyring_behind(keyring: Path) -> None:
    """Whoever brings it back later would have a round in which no code is good."""
    round, mine, _ = two_codes()
    tagged = row(mine).tag
    (keyring / round.key / "authentication").unlink()
    with pytest.raises(SystemExit, match="Database and keyring belong together"):
        tag_issued_codes()
    close_round(round)
    tag_issued_codes()
    assert row(mine).tag == tagged
