"""Every instrument asks for gender, with a third answer; nobody is asked a question without a choice."""

import pytest
from tests.tycktill.instrument.documents import changed, document, faults_of, only_fault, written

SOUND = document("tiny-age-group")
GENDER = SOUND["background"][0]


@pytest.mark.parametrize("codes", ["KM", "KMB", "KKMA", "KMAX", ""])
def test_gender_offers_woman_man_and_a_third_answer(codes: str) -> None:
    options = [{"code": code, "text": {"sv": f"{n}", "en": f"{n}"}} for n, code in enumerate(codes)]
    fault = only_fault(changed(SOUND, "background.0.options", options))
    assert fault.place == "background[gender].options"
    assert fault.problem == f"The codes are {', '.join(codes) or 'none'}"


def test_gender_is_always_asked() -> None:
    fault = only_fault(changed(SOUND, "background", SOUND["background"][1:]))
    assert (fault.place, fault.problem) == ("background", "The question on gender is missing")


def test_nothing_is_asked_twice() -> None:
    fault = only_fault(changed(SOUND, "background", [GENDER, GENDER]))
    assert (fault.place, fault.problem) == ("background[gender]", "`gender` is asked 2 times")


@pytest.mark.parametrize("kept", [slice(0, 0), slice(0, 1)])
def test_an_age_group_is_a_choice(kept: slice) -> None:
    options = SOUND["background"][1]["options"]
    fault = only_fault(changed(SOUND, "background.1.options", options[kept]))
    assert fault.problem == "The question has no choice between codes"


def test_codes_of_a_background_question_differ() -> None:
    fault = only_fault(changed(SOUND, "background.1.options.1.code", "13-15"))
    assert fault.place == "background[age_group].options"


def test_labels_of_a_background_question_differ() -> None:
    fault = only_fault(changed(SOUND, "background.0.options.1.text.sv", "kvinna"))
    assert fault.problem == "Two options are called `kvinna` in `sv`"


def test_other_background_questions_are_not_known() -> None:
    faults = faults_of(written(changed(SOUND, "background.1.id", "income")))
    assert [(fault.place, fault.remedy) for fault in faults] == [
        ("background[income].id", "Write one of `gender`, `age_group`")
    ]
