"""What is written in the editor's form of a question is what the reader reads, and what the form shows again."""

from dataclasses import replace
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from tycktill.files import read_library
from tycktill.instrument import parse_instrument, parse_toml, write_toml
from tycktill.terms import Refused
from tycktill_web.instrument.first import first_document
from tycktill_web.instrument.questions import OWN, SEVERAL, AskedQuestion, OwnOption, question_in, with_question
from tycktill_web.instrument.words import settle_languages, with_language, written_texts
from tycktill_web.pages.desk.editor.question_form import QuestionForm, question_as_posted, rows_in

DOCUMENT = with_language(first_document("x-9001-enkat", "x-9001", title="X", target_group="Du", year=2026), "en")
WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=12).map(
    lambda text: " ".join(f"a{text}".split())
)
BOTH = st.fixed_dictionaries({"sv": WORDS}, optional={"en": WORDS})
OPTIONS = st.lists(st.builds(OwnOption, BOTH, st.booleans()), min_size=2, max_size=11)
ASKED = st.builds(
    AskedQuestion,
    text=BOTH,
    name=BOTH,
    scale=st.sampled_from([OWN, SEVERAL, "bra_5", "troligt_11"]),
    options=OPTIONS,
    not_applicable=st.none() | BOTH,
    dont_know=st.none() | BOTH,
)


def shown_again(document: dict[str, Any], id_: str) -> AskedQuestion:
    """What the form of the question holds when it is opened."""
    posted = question_as_posted(document, question_in(document, id_), 1)
    posted = {key: value for key, value in posted.items() if value != []}
    form = QuestionForm(posted, document=document, question=id_, rows=rows_in(posted))
    assert form.is_valid(), form.errors
    asked = form.asked_question()
    return replace(
        asked,
        text=written_texts(asked.text),
        name=written_texts(asked.name),
        options=[replace(each, text=written_texts(each.text)) for each in asked.options],
        not_applicable=written_texts(asked.not_applicable) if asked.not_applicable else None,
        dont_know=written_texts(asked.dont_know) if asked.dont_know else None,
    )


def expected(asked: AskedQuestion) -> AskedQuestion:
    """What is kept of it: the answers of a scale of the library stand there, and choices are not positive."""
    if asked.scale == OWN:
        return asked
    options = [replace(each, is_positive=False) for each in asked.options] if asked.scale == SEVERAL else []
    return replace(asked, options=options, not_applicable=None, dont_know=None)


@given(ASKED)
def test_what_is_written_is_shown_again(asked: AskedQuestion) -> None:
    asked = replace(asked, name={**asked.name, "en": asked.name.get("en", "short")})
    document, id_ = with_question(DOCUMENT, None, asked)
    assert shown_again(parse_toml(write_toml(document), file=""), id_) == expected(asked)


@given(ASKED)
def test_a_sound_draft_reads_as_it_was_written(asked: AskedQuestion) -> None:
    document, id_ = with_question(DOCUMENT, None, asked)
    text = write_toml(settle_languages(document))
    try:
        instrument = parse_instrument(text, file="draft.toml", library=read_library())
    except Refused:
        assume(False)  # such as two answers of the same words
    assert parse_toml(text, file="") == settle_languages(document)
    if asked.scale == OWN:
        scale = instrument.scale_of(instrument.question(id_))
        wanted = [written_texts(each.text) for each in asked.options]
        assert [dict(scale.option(code).text) for code in scale.valid] == wanted
        assert [code in scale.positive for code in scale.valid] == [each.is_positive for each in asked.options]


@given(ASKED, ASKED)
def test_a_question_keeps_its_id_whatever_is_written(first: AskedQuestion, second: AskedQuestion) -> None:
    document, id_ = with_question(DOCUMENT, None, first)
    again, same = with_question(document, id_, second)
    assert (same, len(again["questions"])) == (id_, 1)
    assert set(again.get("scales", {})) == ({again["questions"][0]["scale"]} if second.scale == OWN else set())
