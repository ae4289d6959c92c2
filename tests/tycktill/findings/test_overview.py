"""What an overview says first: what a test has proven, in a few words; of few answers, that they are few."""

import string
from collections.abc import Collection
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.findings.test_sentences import ADDICTION, OTHERS, OWN, alike, asked
from tests.tycktill.publication.surveys import IFO, Group, rows_of, tables_of

from tycktill.findings import (
    LANGUAGES,
    OVERVIEWS,
    SIGNS,
    PlaceFindings,
    QuestionFinding,
    ShareRange,
    findings_of_places,
    overview_headline,
    page_details,
    proven_first,
    rough_text,
    share_text,
    trend_sentence,
)
from tycktill.statistics import per_cent
from tycktill.tables import Direction, Judgement, Untested

ELSEWHERE = [asked(ADDICTION, alike(200, 160), code=code) for code in OTHERS]
SWEDISH = LANGUAGES["sv"]


def first(own: Group, language: str = "sv") -> list[str]:
    """What is told first of the municipality."""
    place = next(findings_of_places(tables_of(rows_of([own, *ELSEWHERE])), only=OWN))
    return list(overview_headline(place, place.whole, LANGUAGES[language]))


def test_what_is_proven_beside_the_nation_comes_after_the_whole() -> None:
    told = first(asked(ADDICTION, alike(200, 190)))
    assert told[0].startswith("95\N{NO-BREAK SPACE}procent av dem som svarade")
    assert told[1] == "Bättre än riket på alla 7\N{NO-BREAK SPACE}frågor."


def test_what_is_not_proven_is_said_once() -> None:
    told = first(asked(ADDICTION, alike(200, 162)))
    assert told[1:] == ["Ingen säkerställd skillnad mot riket."]


def untested_on(questions: Collection[str], *, positive: int = 162) -> PlaceFindings:
    """The municipality beside the nation and the round before, where these questions are tested against neither."""

    def without(each: QuestionFinding) -> QuestionFinding:
        if each.id not in questions or each.against_nation is None or each.change is None:
            return each
        nation = replace(each.against_nation, verdict=Judgement.UNTESTED, untested=Untested.HIDDEN)
        change = replace(each.change, verdict=Judgement.UNTESTED, untested=Untested.HIDDEN)
        return replace(each, against_nation=nation, change=change)

    rows = rows_of([asked(ADDICTION, alike(200, positive)), *ELSEWHERE])
    before = rows_of([asked(ADDICTION, alike(200, 160))], round="2022")
    place = next(findings_of_places(tables_of(rows, previous=before), only=OWN))
    whole, overall = place.whole, place.whole.overall
    assert overall is not None
    found = tuple(map(without, whole.questions))
    return replace(place, whole=replace(whole, questions=found, overall=(without(overall[0]), overall[1])))


def told_of(place: PlaceFindings) -> str:
    return " ".join(overview_headline(place, place.whole, SWEDISH)).replace("\N{NO-BREAK SPACE}", " ")


def test_how_many_could_be_tested_is_said_and_whether_the_whole_could() -> None:
    told = told_of(untested_on(IFO[2:]))
    for other in ("riket", "2022"):
        assert (
            f"Ingen säkerställd skillnad mot {other} på de 2 frågor som gick att pröva."
            " Fem kunde inte prövas, bland dem ”Nöjd på det hela taget”."
        ) in told


def test_few_that_are_better_or_worse_are_named_even_where_no_others_could_be_tested() -> None:
    assert (
        "Bättre än riket på de 2 frågor som gick att pröva: ”Lätt att få kontakt” och ”Tydlig information”. Fem kunde"
    ) in told_of(untested_on(IFO[2:], positive=190))


def test_why_nothing_could_be_tested_is_that_the_figures_of_each_target_group_are_not_shown() -> None:
    told = told_of(untested_on(IFO))
    assert "Skillnaden mot riket går inte att pröva: för riket visas inte siffrorna för varje målgrupp." in told
    assert "Förändringen går inte att pröva: för 2022 visas inte siffrorna för varje målgrupp." in told
    assert "Ingen säkerställd" not in told


def test_the_others_come_after_what_they_are_other_than() -> None:
    place = untested_on(IFO[2:])
    told = " ".join(page_details(place, place.whole, SWEDISH))
    others = "andra frågor än ”Lätt att få kontakt” och ”Tydlig information”"
    assert f"Förändringen går inte att pröva på {others}: för 2022 visas inte" in told
    assert "de övriga" not in told


@given(st.sets(st.sampled_from(IFO), max_size=len(IFO) - 1), st.sampled_from([130, 162, 190]))
def test_all_is_never_said_of_fewer_than_were_asked(untested: set[str], positive: int) -> None:
    told = told_of(untested_on(untested, positive=positive))
    assert ("alla 7" in told) <= (not untested)
    assert ("kunde inte prövas" in told) == bool(untested)


def test_few_answers_are_said_to_be_a_hint_before_any_figure() -> None:
    assert (
        first(asked(ADDICTION, alike(12, 8)))[0]
        == "Siffrorna vilar på bara 12\N{NO-BREAK SPACE}svar på frågan ”Nöjd på det hela taget”: se dem som en antydan."
    )


def test_where_nothing_is_shown_nothing_else_is_said() -> None:
    assert first(asked(ADDICTION, alike(3, 2))) == ["Resultatet kan inte visas."]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("positive", [8, 100, 162, 190])
def test_every_language_tells_it(language: str, positive: int) -> None:
    told = first(asked(ADDICTION, alike(200 if positive > 8 else 12, positive)), language)
    assert told
    assert not [each for each in told if "{" in each or not each.endswith(".")]


def test_every_language_has_every_sentence_with_the_same_blanks() -> None:
    assert set(OVERVIEWS) == set(LANGUAGES)
    for field in fields(OVERVIEWS["sv"]):
        assert len({_blanks(getattr(each, field.name)) for each in OVERVIEWS.values()}) == 1, field.name


def _blanks(sentences: object) -> frozenset[str | None]:
    texts = sentences.values() if isinstance(sentences, dict) else [str(sentences)]
    return frozenset(name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name)


def test_every_verdict_has_a_sign_of_its_own() -> None:
    assert len({SIGNS[each] for each in Judgement}) == len(Judgement)


SHARES = st.integers(0, 10_000).map(lambda share: share / 10_000)


BETWEEN = st.integers(1, 9_999).map(lambda share: share / 10_000)
MANY = 20


@given(BETWEEN, BETWEEN, st.sampled_from(sorted(LANGUAGES)))
def test_a_rough_share_is_one_number_within_what_is_known(one: float, other: float, language: str) -> None:
    least, most = sorted((one, other))
    text = rough_text(ShareRange(least, most), MANY, LANGUAGES[language])
    (number,) = ("".join(letter if letter.isdigit() else " " for letter in text)).split()
    assert per_cent(least) - 1 <= int(number) <= per_cent(most) + 1
    if per_cent(least) < per_cent(most):
        assert text.startswith(("ca ", "about "))


@given(SHARES, SHARES, st.integers(0, MANY - 1) | st.none(), st.sampled_from(sorted(LANGUAGES)))
def test_of_few_answers_or_at_an_end_a_share_is_as_in_text(
    one: float, other: float, few: int | None, language: str
) -> None:
    words, known = LANGUAGES[language], ShareRange(*sorted((one, other)))
    assert rough_text(known, few, words) == share_text(known, words, sign=True)
    for share in (ShareRange(0.0, one), ShareRange(one, 1.0)):
        assert rough_text(share, 5_000, words) == share_text(share, words, sign=True)


def test_four_or_five_of_five_is_at_least_four_of_five() -> None:
    assert rough_text(ShareRange(0.8, 1.0), 5, SWEDISH) == "minst 80\u00a0%"
    assert rough_text(ShareRange(0.4, 0.6), 5, SWEDISH) == "40–60\u00a0%"
    assert rough_text(ShareRange(0.7, 0.75), 60, SWEDISH) == "ca 73\u00a0%"


@pytest.mark.parametrize(
    ("trend", "told"),
    [
        (Direction(Judgement.BETTER, rounds=4, first="2021"), "Har stigit sedan 2021, statistiskt säkerställt."),
        (Direction(Judgement.NOT_SIGNIFICANT, rounds=4, first="2021"), "Ingen säker trend sedan 2021."),
        (Direction(untested=Untested.FEW_ROUNDS, rounds=2), "Trenden går inte att pröva: omgångarna är för få."),
        (Direction(untested=Untested.ROUND_UNLIKE, rounds=2), "Trenden går inte att pröva: omgångarna är för få."),
        (Direction(untested=Untested.SERIES_BROKEN), "Trenden går inte att pröva: frågan har ändrats."),
        (Direction(), ""),
    ],
)
def test_a_trend_is_told_by_its_test(trend: Direction, told: str) -> None:
    assert trend_sentence(trend, SWEDISH) == told


def test_a_target_group_that_differs_is_named_where_the_whole_does_not() -> None:
    young = [asked("ifo-unga", alike(200, 160), code=code) for code in OTHERS]
    own = [asked(ADDICTION, alike(200, 185)), asked("ifo-unga", alike(200, 135))]
    place = next(findings_of_places(tables_of(rows_of([*own, *ELSEWHERE, *young])), only=OWN))
    told = list(overview_headline(place, place.whole, SWEDISH))
    assert told[1] == "Ingen säkerställd skillnad mot riket."
    assert told[2].startswith("Skillnader mot riket är säkerställda för ")
    assert {each.id for each in place.groups if SWEDISH.text(each.name) in told[2]} == {ADDICTION, "ifo-unga"}
    assert told[2] in list(proven_first(place, place.whole, SWEDISH))
    assert all(
        "säkerställda för" not in each for group in place.groups for each in overview_headline(place, group, SWEDISH)
    )
