"""Every instrument asks for gender, with a third answer; nobody is asked a question without a choice."""

import pytest
from tests.tycktill.instrument.documents import changed, document, faults_of, only_fault, written

SOUND = document("tiny-pilot")
GENDER = SOUND["background"][0]


@pytest.mark.parametrize("codes", ["KM", "KMB", "KKMA", "KMAX", ""])
def test_gender_offers_woman_man_and_a_third_answer(codes: str) -> None:
    options = [{"code": code, "text": {"sv": f"{n}", "en": f"{n}"}} for n, code in enumerate(codes)]
    fault = only_fault(changed(SOUND, "background.0.options", options))
    assert fault.place == "background[gender].options"
    assert fault.problem == f"The codes are {', '.join(codes) or 'none'}"


def test_gender_is_always_asked() -> None:
    fault = only_fault(changed(SOUND, "background", []))
    assert (fault.place, fault.problem) == ("background", "The question on gender is missing")


def test_nothing_is_asked_twice() -> None:
    fault = only_fault(changed(SOUND, "background", [GENDER, GENDER]))
    assert (fault.place, fault.problem) == ("background[gender]", "`gender` is asked 2 times")


def test_labels_of_a_background_question_differ() -> None:
    fault = only_fault(changed(SOUND, "background.0.options.1.text.sv", "kvinna"))
    assert fault.problem == "Two options are called `kvinna` in `sv`"


@pytest.mark.parametrize("id_", ["age_group", "income"])
def test_nothing_else_is_asked_about_the_respondent(id_: str) -> None:
    """Nothing would come of the answer: it is refused until something does."""
    faults = faults_of(written(changed(SOUND, "background", [GENDER, {**GENDER, "id": id_}])))
    assert ("background[" + id_ + "].id", f"`{id_}` stands here", "Write `gender`") in [
        (fault.place, fault.problem, fault.remedy) for fault in faults
    ]
