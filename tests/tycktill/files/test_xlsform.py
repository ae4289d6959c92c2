"""A questionnaire goes out as an XLSForm and comes in again as it was; what cannot come in is told by row."""

import tomllib
from collections.abc import Sequence
from importlib import resources
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.tycktill.files.odk import compiled
from tests.tycktill.instrument.test_writing import SHIPPED

from tycktill.files import read_library, read_xlsform, write_xlsform
from tycktill.instrument import parse_instrument, write_toml
from tycktill.terms import Refused

LANGUAGES = ("sv", "en", "ar")
FIRST: dict[str, Any] = {
    "id": "egen-9001-enkat",
    "family": "egen-9001",
    "version": 1,
    "name": {"sv": "Egen"},
    "target_group": {"sv": "För dig"},
    "rounds": {"first": 2026},
    "information": {key: {"sv": key} for key in ("purpose", "voluntary", "readers", "contact")},
    "background": [
        {
            "id": "gender",
            "text": {"sv": "Kön?"},
            "options": [{"code": code, "text": {"sv": code}} for code in ("K", "M", "A")],
        }
    ],
    "languages": {"sv": {"completeness": "complete", "review": "reviewed"}},
    "questions": [],
}
TEXT = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), max_size=8).map(lambda text: f"a{text}")
WORDS = st.fixed_dictionaries({"sv": TEXT}, optional={"en": TEXT, "ar": TEXT})


def scale(labels: list[dict[str, str]], dont_know: dict[str, str] | None) -> dict[str, Any]:
    """A scale whose first answer is positive."""
    code = 9 if len(labels) < 8 else 99
    last = [{"code": code, "text": dont_know}] if dont_know else []
    options = [{"code": place, "text": words} for place, words in enumerate(labels, start=1)]
    return {"positive": [1], "excluded": [code] if last else [], "options": [*options, *last]}


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Questionnaires of up to four questions of each kind, one of which may hang on the first."""
    scales = {
        f"skala{place}": scale(draw(st.lists(WORDS, min_size=2, max_size=11)), draw(st.none() | WORDS))
        for place in range(draw(st.integers(1, 2)))
    }
    questions: list[dict[str, Any]] = []
    for place, answered in enumerate(
        draw(st.lists(st.sampled_from([*scales, "bra_5", "flera"]), min_size=1, max_size=4))
    ):
        about = {"id": f"q{place}", "meaning": draw(st.integers(1, 3)), "area": "alla"}
        about |= {"name": draw(WORDS), "text": draw(WORDS)}
        if answered == "flera":
            choices = [{"id": f"val{number}", "text": draw(WORDS)} for number in range(draw(st.integers(1, 3)))]
            questions.append({**about, "kind": "several", "choices": choices})
        else:
            questions.append({**about, "scale": answered})
            if place and questions[0].get("scale") and draw(st.booleans()):
                questions[-1]["when"] = {"question": "q0", "codes": [1, 2]}
    used = {each.get("scale") for each in questions}
    kept = {name: each for name, each in scales.items() if name in used}
    status = {code: {"completeness": "partial", "review": "unreviewed"} for code in LANGUAGES}
    status["sv"] = FIRST["languages"]["sv"]
    told = {**FIRST, "languages": status, "questions": questions, "name": draw(WORDS)}
    return told | ({"scales": kept} if kept else {})


@settings(max_examples=25)
@given(documents())
def test_what_goes_out_comes_in_again(document: dict[str, Any]) -> None:
    try:
        parse_instrument(write_toml(document), file="form.toml", library=read_library())
    except Refused:
        assume(False)  # such as two answers of the same words
    form = read_xlsform(write_xlsform(document), file="form.xlsx", first=FIRST)
    assert form.document == document
    assert not form.notes


def test_the_same_questionnaire_gives_the_same_bytes() -> None:
    asked = {"id": "a", "meaning": 1, "area": "alla", "scale": "ja_nej", "name": {"sv": "A"}, "text": {"sv": "A?"}}
    document = {**FIRST, "questions": [asked]}
    assert write_xlsform(document) == write_xlsform(document)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda each: each.name)
def test_another_tool_compiles_every_real_questionnaire(file: resources.abc.Traversable) -> None:
    document = tomllib.loads(file.read_text(encoding="utf-8"))
    form = compiled(write_xlsform(document))
    assert not form.warnings
    assert all(f"<{question['id']}/>" in form.xform for question in document["questions"])


SURVEY = [
    ("type", "name", "label::Swedish (sv)", "label::English (en)", "relevant"),
    ("start", "start", "", "", ""),
    ("select_one yn", "content", "Är du nöjd?", "Are you satisfied?", ""),
    ("text", "why", "Varför?", "Why?", ""),
    ("select_multiple food", "food", "Vad åt du?", "What did you eat?", "${content} = 'yes' or ${content} = 'dk'"),
    ("select_one yn or_other", "again", "Igen?", "Again?", "${age} > 12"),
    ("integer", "age", "Ålder?", "Age?", ""),
]
CHOICES = [
    ("list_name", "name", "label::Swedish (sv)", "label::English (en)"),
    ("yn", "yes", "Ja", "Yes"),
    ("yn", "no", "Nej", "No"),
    ("yn", "dk", "Vet inte", "Don't know"),
    ("food", "fish", "Fisk", "Fish"),
    ("food", "soup", "Soppa", "Soup"),
]


def workbook(**sheets: Sequence[Sequence[str]]) -> bytes:
    """A workbook with these sheets."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return content.getvalue()


def test_a_form_of_another_tool_is_read_as_far_as_it_goes() -> None:
    form = read_xlsform(workbook(survey=SURVEY, choices=CHOICES), file="kobo.xlsx", first=FIRST)
    first, food, again = form.document["questions"]
    assert (first["id"], first["scale"]) == ("content", "yn")
    assert form.document["scales"]["yn"] == {
        "positive": [],
        "excluded": [9],
        "options": [
            {"code": 1, "text": {"sv": "Ja", "en": "Yes"}},
            {"code": 2, "text": {"sv": "Nej", "en": "No"}},
            {"code": 9, "text": {"sv": "Vet inte", "en": "Don't know"}},
        ],
    }
    assert [each["id"] for each in food["choices"]] == ["fish", "soup"]
    assert food["when"] == {"question": "content", "codes": [1, 9]}
    assert "when" not in again
    assert list(form.document["languages"]) == ["sv", "en"]


def test_what_has_no_place_is_told_by_row() -> None:
    form = read_xlsform(workbook(survey=SURVEY, choices=CHOICES), file="kobo.xlsx", first=FIRST)
    assert [(note.row, note.problem) for note in form.notes] == [
        (4, "A row of the type `text` has no place and is not read"),
        (6, "`or_other` has no place"),
        (6, "The condition `${age} > 12` has no place: the question is asked of everybody"),
        (7, "A row of the type `integer` has no place and is not read"),
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"no workbook", "This is no workbook"),
        (workbook(other=[("a",)]), "There is no sheet `survey` with rows"),
        (workbook(survey=[("type", "name"), ("text", "why")]), "The form asks no question of choice"),
    ],
)
def test_what_is_no_form_is_refused(content: bytes, told: str) -> None:
    with pytest.raises(Refused, match=told):
        read_xlsform(content, file="x.xlsx", first=FIRST)
