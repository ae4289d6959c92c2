"""On a page no line ends within an interval or between a number and its unit; what is read and copied is the same."""

import re

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse

from tycktill_web.look.unbroken import unbroken_page

_TAG = re.compile(r"<[^>]*>")


@pytest.mark.parametrize(
    ("markup", "held"),
    [
        ("<p>70–75 procent</p>", "<p>70<one-line>–75</one-line>\u00a0procent</p>"),
        ("<p>1–9 svar</p>", "<p>1<one-line>–9</one-line> svar</p>"),
        ("<p>1–9<svg/></svg></p>", "<p>1<one-line>–9</one-line><svg/></svg></p>"),
        ("<p>84 % och 12 per cent</p>", "<p>84\u00a0% och 12\u00a0per cent</p>"),
        ("<p>84\u00a0%, A–B, 5 – 6 och –</p>", "<p>84\u00a0%, A–B, 5 – 6 och –</p>"),
    ],
)
def test_an_interval_and_a_unit_stay_on_one_line(markup: str, held: str) -> None:
    assert unbroken_page(markup) == held


@pytest.mark.parametrize(
    "markup",
    [
        '<a title="70–75 %" data-range="1–9">x</a>',
        "<title>70–75 %</title>",
        '<textarea name="a">\nBara 70–75 % svarade</textarea>',
        "<select><option>1–9 %</option></select>",
        '<svg viewBox="0 0 1 1"><title>1–9 %</title><text>70–75 %</text></svg>',
    ],
)
def test_what_holds_no_elements_and_what_a_form_holds_is_left(markup: str) -> None:
    assert unbroken_page(markup) == markup


def test_the_words_of_a_page_are_those_of_the_file() -> None:
    text = "Av dem som svarade är 70–75\u00a0procent nöjda (95\u00a0%: 61–82\u00a0%)."
    assert _TAG.sub("", unbroken_page(f"<p>{text}</p>")) == text


@pytest.mark.django_db
def test_pages_are_unbroken_and_other_texts_are_not() -> None:
    page = Client().get(reverse("public:about")).content.decode()
    assert "70<one-line>–75</one-line>" in page
    assert engines["django"].from_string("1–9").render() == "1–9"
