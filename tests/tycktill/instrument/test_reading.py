"""An instrument's text becomes the instrument, or every fault in it is told with its place."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.instrument.documents import TINY, changed, document, faults_of, only_fault, written

from tycktill.instrument import parse_instrument
from tycktill.instrument.document import Instrument
from tycktill.terms import Refused

SOUND = document("tiny-condition")
NAMES = sorted(path.stem for path in TINY.glob("*.toml") if path.stem != "families")
VALUES = st.sampled_from([None, 0, 7, True, "", "x", "../x", [], [1], ["a"], {}, {"sv": "Ja"}, {"id": "kind"}, 1.5])


def _paths(value: Any, path: str = "") -> list[str]:
    """The path of everything inside a document."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, inner in inside for found in [f"{path}{key}", *_paths(inner, f"{path}{key}.")]]


@pytest.mark.parametrize("name", NAMES)
def test_sound_text_is_read_whole(name: str) -> None:
    instrument = parse_instrument((TINY / f"{name}.toml").read_text(encoding="utf-8"), file=f"{name}.toml")
    whole = document(name)
    assert instrument.id == name
    assert [question.id for question in instrument.questions] == [asked["id"] for asked in whole["questions"]]
    assert instrument.name == whole["name"]


def test_a_byte_order_mark_is_no_fault() -> None:
    assert parse_instrument("\ufeff" + written(SOUND), file="form.toml") == parse_instrument(
        written(SOUND), file="form.toml"
    )


def test_wrong_toml_is_told_with_its_line() -> None:
    (fault,) = faults_of('id = "a"\nfamily = tiny\n')
    assert str(fault) == "form.toml, line 2, column 10: This is not TOML: Invalid value. Mend it there."


def test_what_is_nested_without_end_is_refused() -> None:
    with pytest.raises(Refused, match=r"form.toml: The document is nested too deeply. Close the brackets."):
        parse_instrument("a = " + "[" * 100_000, file="form.toml")


def test_a_key_of_thousands_of_parts_is_refused_at_once() -> None:
    with pytest.raises(Refused, match=r"nested too deeply. Write shorter lines."):
        parse_instrument('x = {"a"' + ".a" * 30_000 + " = 1}", file="form.toml")


def test_toml_that_breaks_off_is_told() -> None:
    (fault,) = faults_of("id = [")
    assert fault.place == "end of document"


def test_a_key_written_twice_is_told_with_its_line() -> None:
    (fault,) = faults_of('id = "a"\nid = "b"\n')
    assert fault.place is not None
    assert fault.place.startswith("line 2")


@pytest.mark.parametrize(
    ("path", "value", "place", "problem"),
    [
        ("colour", "red", "colour", "The key `colour` is not known"),
        ("questions.0.scala", "yes_no", "questions[helped].scala", "The key `scala` is not known"),
        ("information.purpose", None, "information", "The key `purpose` is missing"),
        ("version", "one", "version", "`one` stands here"),
        ("version", True, "version", "`True` stands here"),
        ("questions.0.text", "Hej", "questions[helped].text", "`Hej` stands here"),
        ("questions.0.text", [], "questions[helped].text", "a list stands here"),
        ("questions.1.when", "helped", "questions[kind].when", "`helped` stands here"),
        ("questions.1.wording", "sure", "questions[kind].wording", "`sure` stands here"),
        ("background.0.options", "KMA", "background[gender].options", "`KMA` stands here"),
        ("scales.yes_no.positive.0", "1", "scales.yes_no.positive[no. 1]", "`1` stands here"),
        ("scales.easy.options.2.code", 1.5, "scales.easy.options[1.5].code", "`1.5` stands here"),
        ("languages.sv.review", "done", "languages.sv.review", "`done` stands here"),
    ],
)
def test_a_wrong_shape_is_told_with_its_place(path: str, value: object, place: str, problem: str) -> None:
    fault = only_fault(changed(SOUND, path, value))
    assert (fault.file, fault.place, fault.problem) == ("form.toml", place, problem)


def test_a_misspelt_key_is_told_with_the_right_one() -> None:
    faults = faults_of(written(changed(changed(SOUND, "questions.0.scala", "easy"), "questions.0.scale", None)))
    assert faults[0].remedy == "Write `scale` if that was meant"
    assert faults[1].problem == "The key `scale` is missing"


@pytest.mark.parametrize(
    ("path", "value", "place", "problem"),
    [
        ("id", "Tiny Form", "id", "`Tiny Form` is no id"),
        ("id", "tiny", "id", "The instrument is called as its family"),
        ("family", "-", "family", "`-` is no id"),
        ("version", 0, "version", "The version is 0"),
        ("questions.2.meaning", 0, "questions[reach].meaning", "The meaning is 0"),
        ("rounds", {"first": 20}, "rounds", "20 is no year of a survey"),
        ("rounds", {"first": 2020, "last": 2019}, "rounds", "The last round comes before the first"),
        ("kolada", {"count": "31903"}, "kolada.count", "`31903` is no id in Kolada"),
        ("questions.0.kolada", "U3150", "questions[helped].kolada", "`U3150` is no id in Kolada"),
        ("questions", [], "questions", "There are no questions"),
        ("questions.2.id", "Reach", "questions[Reach].id", "`Reach` is no id"),
        ("questions.2.id", "gender", "questions[gender].id", "`gender` is another column"),
        ("questions.2.id", "answered", "questions[answered].id", "`answered` is another column"),
        ("questions.2.id", "row", "questions[row].id", "`row` is another column"),
        ("questions.2.id", "kind", "questions[kind].id", "2 questions are called `kind`"),
        ("questions.2.scale", "hard", "questions[reach].scale", "There is no scale `hard`"),
    ],
)
def test_a_wrong_name_or_number_is_told_with_its_place(path: str, value: object, place: str, problem: str) -> None:
    spoilt = changed(SOUND, path, value)
    if path == "questions.2.id":
        spoilt = changed(spoilt, "questions.2.when", None)
    fault = only_fault(spoilt)
    assert fault.place == place
    assert fault.problem.startswith(problem)


@pytest.mark.parametrize(
    ("question", "words", "place", "problem"),
    [
        ("helped", {"sv": "{share} fick hjälp", "en": "{share} got help"}, None, ""),
        (
            "all",
            {"sv": "{share} fick hjälp", "en": "{share} got help"},
            "overall.question",
            "There is no question `all`",
        ),
        ("kind", {"sv": "{share} fick", "en": "{share} got"}, "overall.question", "`kind` is not asked of everybody"),
        ("helped", {"sv": "fick hjälp", "en": "{share} got"}, "overall.words.sv", "The share has no place of its own"),
        ("helped", {"sv": "{share} av {share}", "en": "{share}"}, "overall.words.sv", "The share has no place"),
        ("helped", {"sv": "{share} av {n}", "en": "{share}"}, "overall.words.sv", "The share has no place"),
        ("helped", {"sv": "{share} fick", "en": "{share}\ngot"}, "overall.words.en", "The share has no place"),
        ("helped", {"sv": "{share} fick hjälp"}, "overall.words.en", "The text is missing in `en`"),
    ],
)
def test_the_question_that_sums_up_is_asked_of_all_and_its_words_hold_the_share(
    question: str, words: dict[str, str], place: str | None, problem: str
) -> None:
    spoilt = changed(SOUND, "overall", {"question": question, "words": words})
    if place is None:
        assert not faults_of(written(spoilt))
    else:
        fault = only_fault(spoilt)
        assert (fault.place, fault.problem[: len(problem)]) == (place, problem)


def test_an_id_in_kolada_stands_once() -> None:
    spoilt = changed(changed(SOUND, "questions.0.kolada", "U31500"), "questions.1.kolada", "U31500")
    assert [fault.place for fault in faults_of(written(spoilt))] == [
        "questions[helped].kolada",
        "questions[kind].kolada",
    ]


def test_every_fault_is_told_at_once_in_order_of_place() -> None:
    spoilt = changed(SOUND, "questions.2.scale", "hard")
    for path, value in [
        ("version", 0),
        ("colour", "red"),
        ("scales.easy.positive", [7]),
        ("questions.0.meaning", "one"),
        ("questions.1.when.question", "reach"),
    ]:
        spoilt = changed(spoilt, path, value)
    assert [fault.place for fault in faults_of(written(spoilt))] == [
        "colour",
        "version",
        "scales.easy.positive",
        "questions[helped].meaning",
        "questions[kind].when",
        "questions[reach].scale",
    ]


def test_what_is_missing_altogether_is_told_once() -> None:
    faults = faults_of("")
    assert all(fault.problem.endswith("is missing") for fault in faults)
    assert len({fault.problem for fault in faults}) == len(faults) == 10


@given(path=st.sampled_from(_paths(SOUND)), value=VALUES, second=st.sampled_from(_paths(SOUND)))
def test_a_spoilt_document_is_read_or_refused_with_reasons(path: str, value: object, second: str) -> None:
    spoilt = changed(SOUND, path, value)
    if second.partition(".")[0] != path.partition(".")[0]:
        spoilt = changed(spoilt, second, value)
    for fault in faults_of(written(spoilt)):
        assert fault.file == "form.toml"
        assert fault.problem
        assert fault.remedy


@given(st.text(max_size=60))
def test_any_text_is_refused_with_reasons(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_instrument(text, file="form.toml")
    assert refused.value.faults


def test_questions_and_options_are_found_by_their_names() -> None:
    instrument = _read("tiny-condition")
    question = instrument.question("reach")
    assert instrument.scale_of(question).option(2).text["sv"] == "Ganska lätt"
    assert instrument.scale_of(question).valid == (1, 2, 3, 4)
    with pytest.raises(KeyError):
        instrument.question("nothing")
    with pytest.raises(KeyError):
        instrument.scale_of(question).option(5)


def test_every_instrument_has_its_question_on_gender() -> None:
    assert [option.code for option in _read("tiny-pilot").gender.options] == ["K", "M", "A"]


def test_pictures_and_recorded_speech_are_refused_until_a_page_has_them() -> None:
    fault = only_fault(changed(SOUND, "questions.0.media", {"image": "media/q.svg"}))
    assert (fault.place, fault.problem) == ("questions[helped].media", "The key `media` is not known")
    assert fault.remedy.startswith("Take it away")


def _read(name: str) -> Instrument:
    return parse_instrument((TINY / f"{name}.toml").read_text(encoding="utf-8"), file=f"{name}.toml")
