"""Numbers, dates and sentences as Swedish and English write them."""

import datetime

import pytest
from django.template import engines
from django.utils import translation
from django.utils.formats import date_format

from tycktill_web.look.templatetags.look import leading_on


@pytest.mark.parametrize(
    ("language", "number", "day"),
    [("sv", "10\N{NARROW NO-BREAK SPACE}977", "25 december 2026"), ("en", "10,977", "25 December 2026")],
)
def test_numbers_and_days_are_written_as_the_language_does(language: str, number: str, day: str) -> None:
    template = engines["django"].from_string("{{ number }}")
    with translation.override(language):
        assert template.render({"number": 10_977}) == number
        assert date_format(datetime.date(2026, 12, 25), "DATE_FORMAT") == day


@pytest.mark.parametrize(
    ("label", "written"), [("År", "År:"), ("Vad rättas?", "Vad rättas?"), ("Det är gjort.", "Det är gjort.")]
)
def test_a_label_leads_on_to_what_is_wrong(label: str, written: str) -> None:
    assert leading_on(label) == written
