"""A questionnaire of many questions, or of long ones, is answered like any other, and its answers look alike."""

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from tests.tycktill_web import builders
from tests.tycktill_web.after.asking import public_half
from tests.tycktill_web.instrument.surveys import coordinator, frozen, made

from tycktill.answers import SHEET_BYTES, from_bytes, sheet_room
from tycktill.terms import Gender
from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.questionnaires import catalogue, questionnaires_of, sheet_room_of
from tycktill_web.fieldwork.rounds import open_round, plan_own_round, register_unit
from tycktill_web.instrument.editions import instrument_of
from tycktill_web.instrument.questions import AskedQuestion
from tycktill_web.intake import submit_answers
from tycktill_web.participants.models import Registration
from tycktill_web.vault.mixing import mix_round_answers, seal_answer

pytestmark = pytest.mark.django_db

KEY = X25519PrivateKey.generate()
MANY = 25


def long_round() -> tuple[Round, Registration]:
    """An open round of a municipality's own, of many questions that each take a sentence."""
    own, person = coordinator()
    asked = [
        AskedQuestion({"sv": f"Kan du bestämma så mycket som du vill över din vardag, del {place}?"}, {}, "bra_5")
        for place in range(MANY)
    ]
    edition = frozen(made(own, person, *asked), person)
    round = plan_own_round(edition, label="2024", opens_on=builders.OPENS_ON, closes_on=builders.CLOSES_ON)
    unit = builders.unit("Å" * 60, of=own)
    registration = register_unit(round=round, unit=unit, questionnaire=edition.survey.instrument)
    open_round(round, public_key=public_half(KEY), on=builders.OPENS_ON)
    return round, registration


def test_all_of_many_long_questions_can_be_answered_and_no_length_tells_how_many_were() -> None:
    round, registration = long_round()
    assert round.edition_id
    questions = [each.id for each in instrument_of(round.edition_id).questions]
    for code, given in zip(
        make_codes(round=round, registration=registration, size=3, on=builders.OPENS_ON), (0, 1, MANY), strict=True
    ):
        submit_answers(code, dict.fromkeys(questions[:given], 5), Gender.WOMAN, on=builders.TODAY)
    assert len({len(each) for each in builders.lying_in_buffer(round.key)}) == 1
    sheets = [from_bytes(each.sheet) for each in builders.opened(Round.objects.get(pk=round.pk), KEY)]
    assert sorted(len(each.answers) for each in sheets) == [0, 1, MANY]


def test_answers_sealed_when_envelopes_were_smaller_lie_beside_the_new_ones() -> None:
    round, registration = long_round()
    (code,) = make_codes(round=round, registration=registration, size=1, on=builders.OPENS_ON)
    for each in (b"one", b"two"):
        seal_answer(round.key, each, public_half(KEY))
    submit_answers(code, {}, Gender.WOMAN, on=builders.TODAY)
    before = builders.lying_in_buffer(round.key)
    assert len({len(each) for each in before}) == 2
    assert sorted(mix_round_answers(round.key)) == sorted(before)


@pytest.mark.parametrize("family", sorted({each.family for each in catalogue().values()}))
def test_national_envelopes_are_all_of_one_length(family: str) -> None:
    assert sheet_room(catalogue()[each] for each in questionnaires_of(family)) == SHEET_BYTES
    assert sheet_room_of(Round(family=family)) == SHEET_BYTES
