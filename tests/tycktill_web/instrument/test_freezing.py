"""An edition is what the draft was when it was frozen, and stays that; what breaks a series is said, or refused."""

from dataclasses import replace

import pytest
from tests.tycktill_web.instrument.surveys import FOOD, STAFF, changed, coordinator, frozen, made

from tycktill_web.instrument.editions import instrument_of
from tycktill_web.instrument.errors import EditionFixed, MeaningUnsaid, NothingNew, NotSound, SavedMeanwhile
from tycktill_web.instrument.freezing import asked_about, editions_of, freeze_draft
from tycktill_web.instrument.models import Edition

pytestmark = pytest.mark.django_db
OTHER_WORDS = replace(FOOD, text={"sv": "Vad tycker du om maten?"})


def test_an_edition_is_read_as_it_was_frozen() -> None:
    own, person = coordinator()
    edition = frozen(made(own, person, FOOD, STAFF), person)
    instrument = instrument_of(edition.pk)
    assert (edition.number, instrument.version) == (1, 1)
    assert (instrument.id, instrument.family) == ("trivsel-pa-boendet-9003-enkat", "trivsel-pa-boendet-9003")
    assert [each.id for each in instrument.questions] == ["maten", "har_personalen_tid_for_dig"]
    assert [instrument.scale_of(each).positive for each in instrument.questions] == [(1, 2), (1,)]


def test_a_draft_without_questions_cannot_be_frozen() -> None:
    own, person = coordinator()
    with pytest.raises(NotSound) as refused:
        frozen(made(own, person), person)
    assert [fault.place for fault in refused.value.faults] == ["questions"]


def test_an_edition_never_changes() -> None:
    own, person = coordinator()
    survey = made(own, person, FOOD)
    edition = frozen(survey, person)
    text = edition.text
    edition.text = text.replace("maten", "maden")
    with pytest.raises(EditionFixed):
        edition.save()
    changed(survey, person, "maten", OTHER_WORDS)
    frozen(survey, person, same=["maten"])
    assert Edition.objects.get(number=1).text == text


def test_a_row_that_was_changed_behind_our_back_is_not_read() -> None:
    own, person = coordinator()
    edition = frozen(made(own, person, FOOD), person)
    instrument_of.cache_clear()
    Edition.objects.filter(pk=edition.pk).update(text=edition.text.replace("smakar", "luktar"))
    with pytest.raises(EditionFixed):
        instrument_of(edition.pk)


def test_whoever_froze_what_they_had_not_seen_is_told() -> None:
    own, person = coordinator()
    survey = made(own, person, FOOD)
    with pytest.raises(SavedMeanwhile):
        freeze_draft(survey, seen=survey.version - 1, same=(), other=(), person=person, at=survey.changed_at)


def test_the_same_draft_is_not_frozen_twice() -> None:
    own, person = coordinator()
    survey = made(own, person, FOOD)
    frozen(survey, person)
    with pytest.raises(NothingNew):
        frozen(survey, person)


def test_other_words_are_asked_about_and_a_new_meaning_is_a_new_series() -> None:
    own, person = coordinator()
    survey = made(own, person, FOOD)
    frozen(survey, person)
    after = changed(survey, person, "maten", OTHER_WORDS)
    (asked,) = asked_about(after, editions_of(after))
    assert (asked.id, asked.before, asked.must_break) == ("maten", "Hur smakar maten?", False)
    with pytest.raises(MeaningUnsaid):
        frozen(survey, person)
    assert instrument_of(frozen(survey, person, other=["maten"]).pk).question("maten").meaning == 2


def test_words_that_measure_the_same_keep_the_series() -> None:
    own, person = coordinator()
    survey = made(own, person, FOOD)
    frozen(survey, person)
    changed(survey, person, "maten", OTHER_WORDS)
    assert instrument_of(frozen(survey, person, same=["maten"]).pk).question("maten").meaning == 1


def test_answers_that_count_otherwise_break_the_series_whatever_is_said() -> None:
    own, person = coordinator()
    survey = made(own, person, FOOD)
    frozen(survey, person)
    changed(survey, person, "maten", replace(FOOD, scale="ja_nej"))
    with pytest.raises(MeaningUnsaid):
        frozen(survey, person, same=["maten"])
    edition = frozen(survey, person, other=["maten"])
    assert instrument_of(edition.pk).question("maten").meaning == 2
