"""What is chosen goes out in hidden fields and comes back the same."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from tycktill.terms import Gender, Refused
from tycktill_web.pages.faces.posted import PostedAnswers, read_answers

QUESTIONS = st.text("abcdefghijklmnopqrstuvwxyz_0123456789", min_size=1, max_size=30)
ANSWERED = st.builds(
    PostedAnswers, st.dictionaries(QUESTIONS, st.integers(0, 999), max_size=20), st.sampled_from(list(Gender))
)


def posted(fields: tuple[tuple[str, str], ...]) -> QueryDict:
    """A form with these fields."""
    form = QueryDict(mutable=True)
    for name, value in fields:
        form.appendlist(name, value)
    return form


@given(ANSWERED)
def test_what_is_carried_is_read_back(answered: PostedAnswers) -> None:
    assert read_answers(posted(answered.fields())) == answered


@given(st.text(max_size=8) | st.text("0123456789", max_size=4))
def test_anything_else_is_read_as_a_number_or_refused(text: str) -> None:
    form = posted((("fraga-q", text),))
    if text == "" or (text.isascii() and text.isdecimal() and len(text) <= 3):
        assert read_answers(form).answers == ({"q": int(text)} if text else {})
    else:
        with pytest.raises(Refused, match="is not an answer code"):
            read_answers(form)


def test_the_last_of_two_values_counts() -> None:
    assert read_answers(posted((("fraga-q", "1"), ("fraga-q", "2")))).answers == {"q": 2}


@pytest.mark.parametrize("gender", ["X", "k", "KM"])
def test_an_unknown_gender_is_refused(gender: str) -> None:
    with pytest.raises(Refused):
        read_answers(posted((("kon", gender),)))


def test_only_nothing_at_all_is_empty() -> None:
    assert PostedAnswers({}).is_empty
    assert not PostedAnswers({}, Gender.MAN).is_empty
    assert not PostedAnswers({"q": 1}).is_empty
