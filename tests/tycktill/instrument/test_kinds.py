"""A question is counted as the questions of one choice that its kind makes of it."""

import pytest
from tests.tycktill.instrument.documents import changed, document, written

from tycktill.files.catalogue import read_library
from tycktill.instrument import Instrument, parse_instrument
from tycktill.terms import Refused

SOUND = document("tiny-yes-no")
CHOICES = [{"id": id_, "text": {"sv": id_.title(), "en": id_.upper()}} for id_ in ("praktik", "coach")]
SEVERAL = {
    "id": "stod",
    "kind": "several",
    "meaning": 1,
    "area": "test",
    "name": {"sv": "Stöd", "en": "Support"},
    "text": {"sv": "Vilket stöd?", "en": "Which support?"},
    "choices": CHOICES,
}


def form(**changes: object) -> Instrument:
    """The questionnaire with a question of several choices after its own."""
    asked = {key: value for key, value in {**SEVERAL, **changes}.items() if value is not None}
    text = written(changed(SOUND, "questions", [*SOUND["questions"], asked]))
    return parse_instrument(text, file="form.toml", library=read_library())


def faults(**changes: object) -> list[tuple[str | None, str]]:
    """What is wrong with it then."""
    with pytest.raises(Refused) as refused:
        form(**changes)
    return [(fault.place, fault.problem) for fault in refused.value.faults]


def test_several_choices_are_a_question_of_yes_or_no_for_each() -> None:
    own, praktik, coach = form().questions
    assert (own.id, own.part_of) == ("good", None)
    assert [(each.id, each.part_of, each.meaning) for each in (praktik, coach)] == [
        ("stod_praktik", "stod", 1),
        ("stod_coach", "stod", 1),
    ]
    assert (praktik.name, praktik.text) == (
        {"sv": "Praktik", "en": "PRAKTIK"},
        {"sv": "Vilket stöd? Praktik", "en": "Which support? PRAKTIK"},
    )
    scale = form().scale_of(praktik)
    assert (scale.codes, scale.positive, scale.excluded) == ((0, 1), (1,), ())


@pytest.mark.parametrize(
    ("changes", "place", "problem"),
    [
        ({"choices": []}, "questions[stod].choices", "There is nothing to choose"),
        ({"choices": None}, "questions[stod].choices", "There is nothing to choose"),
        ({"choices": CHOICES[:1] * 2}, "questions[stod_praktik].id", "2 questions are called `stod_praktik`"),
        ({"choices": [{"id": "Å", "text": {"sv": "x", "en": "x"}}]}, "questions[stod_Å].id", "`stod_Å` is no id"),
        ({"choices": [{"id": "a"}]}, "questions[stod].choices[a]", "The key `text` is missing"),
        ({"choices": "många"}, "questions[stod].choices", "`många` stands here"),
        ({"kind": "one", "scale": "yes_no"}, "questions[stod].choices", "A question of one choice has a scale"),
        ({"kind": "text"}, "questions[stod].kind", "`text` stands here"),
        ({"kind": 1}, "questions[stod].kind", "`1` stands here"),
    ],
)
def test_what_is_no_question_of_a_kind_is_told(changes: dict[str, object], place: str, problem: str) -> None:
    if changes.get("choices") in ([], None) and "choices" in changes:
        changes = {**changes, "scale": "yes_no"}
    assert (place, problem) in faults(**changes)
