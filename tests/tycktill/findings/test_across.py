"""One question in all municipalities says of each what its own findings say, and counts each once."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.tycktill.findings.test_text import CODES, country
from tests.tycktill.publication.surveys import rows_of, tables_of

from tycktill.findings import (
    GROUPS,
    LANGUAGES,
    Figure,
    Unstated,
    across_headline,
    across_municipalities,
    findings_of_places,
)
from tycktill.tables import Judgement

POSITIVES = st.lists(st.integers(0, 60), min_size=2, max_size=len(CODES))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(POSITIVES)
def test_every_municipality_stands_once_and_as_in_its_own_findings(positives: list[int]) -> None:
    tables = tables_of(rows_of(country(*positives, valid=60)))
    found = across_municipalities(tables, "ifo-missbruk", "helhet")
    assert found is not None
    judged = [each for verdict in GROUPS for each in found.with_verdict(verdict)]
    held = sorted([*judged, *found.unstated], key=lambda each: each.municipality)
    assert held == list(found.municipalities)
    own = {
        place.municipality: question
        for place in findings_of_places(tables)
        if place.municipality
        for question in place.whole.questions
        if question.id == "helhet"
    }
    assert {each.municipality: each.question for each in found.municipalities} == own


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_headline_counts_those_that_were_tested(language: str) -> None:
    found = across_municipalities(tables_of(rows_of(country(190, 100, 150, 150, valid=200))), "ifo-missbruk", "helhet")
    assert found is not None
    counts = [
        len(found.with_verdict(verdict)) for verdict in (Judgement.BETTER, Judgement.WORSE, Judgement.NOT_SIGNIFICANT)
    ]
    assert counts == [1, 1, 2]
    (sentence,) = across_headline(found, LANGUAGES[language])
    numbers = [
        int(word) for word in sentence.replace("\N{NO-BREAK SPACE}", " ").replace(".", "").split() if word.isdigit()
    ]
    assert numbers == [4, 1, 1, 2]


def test_who_was_not_tested_or_is_not_shown_is_counted_too() -> None:
    found = across_municipalities(tables_of(rows_of(country(190, 100, 150, 150, valid=200))), "ifo-missbruk", "helhet")
    assert found is not None
    one, two, *others = found.municipalities
    untested = replace(one, question=replace(one.question, against_nation=None))
    hidden = replace(two, question=replace(two.question, own=Figure(None, Unstated.FEW)))
    _, rest = across_headline(replace(found, municipalities=(untested, hidden, *others)), LANGUAGES["sv"])
    assert rest == "1 kunde inte prövas och 1 visas inte."


def test_a_question_nobody_was_asked_is_none() -> None:
    tables = tables_of(rows_of(country(10, 12)))
    assert across_municipalities(tables, "ifo-missbruk", "framtid") is None
    assert across_municipalities(tables, "ifo-unga", "helhet") is None
