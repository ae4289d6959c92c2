"""A question may hang on what was asked before it, and on nothing else."""

import pytest
from tests.tycktill.instrument.documents import changed, document, faults_of, only_fault, written

SOUND = document("tiny-condition")


@pytest.mark.parametrize(
    ("when", "place", "problem"),
    [
        ({"question": "kind", "codes": [1]}, "when", "The question depends on its own answer"),
        ({"question": "reach", "codes": [1]}, "when", "The question `reach` comes later"),
        ({"question": "price", "codes": [1]}, "when", "There is no question `price`"),
        ({"question": "helped", "codes": []}, "when.codes", "The condition names no code"),
        ({"question": "helped", "codes": [1, 3, 9]}, "when.codes", "The question `helped` has no code 3, 9"),
    ],
)
def test_a_condition_points_back_at_codes_that_are_there(when: object, place: str, problem: str) -> None:
    fault = only_fault(changed(SOUND, "questions.1.when", when))
    assert (fault.place, fault.problem) == (f"questions[kind].{place}", problem)


def test_a_condition_on_an_ill_shaped_question_is_not_blamed_for_it() -> None:
    faults = faults_of(written(changed(SOUND, "questions.0.text", None)))
    assert [fault.problem for fault in faults] == ["The key `text` is missing"]
