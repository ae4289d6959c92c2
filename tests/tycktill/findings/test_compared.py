"""Municipalities beside each other: differences are told by tests, and means follow from what is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.tycktill.findings.test_text import group
from tests.tycktill.publication.surveys import Group, rows_of, tables_of

from tycktill.disclosure import ProtectedValue
from tycktill.files import read_municipalities
from tycktill.findings import (
    FEWEST_SIMILAR,
    LANGUAGES,
    ChosenSeries,
    ComparedFindings,
    about_tests,
    compare_places,
    compared_headline,
    group_counts,
    group_means,
    group_why,
)
from tycktill.statistics import change_p_value, discoveries
from tycktill.tables import Judgement
from tycktill.terms import Gender, GenderGroup, Likeness, SimilarGroup

PLACES = ("0114", "0115", "0117", "0120", "0123", "0125", "0126")
TARGET = "ifo-missbruk"
CHOSEN = ChosenSeries("2023", TARGET, GenderGroup.ALL, "helhet")
SIMILAR = SimilarGroup(Likeness.SIZE, "5 000 - 9 999 invånare", "2026", PLACES[1:])
COUNTS = st.integers(1, 40).flatmap(lambda valid: st.tuples(st.just(valid), st.integers(0, valid)))


def country(counts: Sequence[tuple[int, int]]) -> list[Group]:
    """Municipalities with so many valid and positive answers to the question that sums up."""
    return [group({"helhet": each}, code=code) for code, each in zip(PLACES, counts, strict=False)]


def named(places: Sequence[str]) -> Mapping[str, str]:
    """These municipalities with their names."""
    known = read_municipalities()
    return {code: known[code].name for code in places}


def found_of(
    rows: Sequence[ProtectedValue], places: Sequence[str] = PLACES, similar: SimilarGroup | None = SIMILAR
) -> ComparedFindings:
    """One comparison of these rows."""
    (found,) = compare_places({"2023": tables_of(rows)}, [CHOSEN], named(places), {"2023": similar} if similar else {})
    return found


def told(found: ComparedFindings, language: str = "sv") -> str:
    """Everything that is said of it."""
    words = LANGUAGES[language]
    similar = found.similar
    of_group = [group_counts(similar, words), group_why(similar.group, "Ale", words)] if similar else []
    parts = [*compared_headline([found], words), *group_means(found, words), *of_group, *about_tests([found], words)]
    return " ".join(parts).replace("\N{NO-BREAK SPACE}", " ")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(COUNTS, min_size=2, max_size=7))
def test_a_verdict_is_a_discovery_among_all_tests_of_the_comparison(counts: list[tuple[int, int]]) -> None:
    """Of one target group: the exact test of two groups of people, worked out here from the rows alone."""
    rows = rows_of(country(counts), end_width=1)
    found = found_of(rows, PLACES[: len(counts)], None)
    known = [each.own.known for each in found.places]
    p_values = [change_p_value(each, known[0]) if each and known[0] else None for each in known[1:]]
    tested = [each for each in p_values if each is not None]
    claimed = iter(discoveries(tested))
    for place, p_value in zip(found.places[1:], p_values, strict=True):
        if p_value is None:
            assert place.beside_first is Judgement.UNTESTED
        elif not next(claimed):
            assert place.beside_first is Judgement.NOT_SIGNIFICANT
        elif place.beside_first is not Judgement.NOT_SIGNIFICANT:  # and on its own side, whatever classes hide
            own, first = place.own.share, found.places[0].own.share
            assert own is not None
            assert first is not None
            is_higher = own.least > first.most
            assert place.beside_first is (Judgement.BETTER if is_higher else Judgement.WORSE)
            assert is_higher or own.most < first.least


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(COUNTS, min_size=4, max_size=7))
def test_means_are_of_what_is_shown_and_of_nothing_else(counts: list[tuple[int, int]]) -> None:
    """Whoever has the figures that are shown gets the means to the last digit: they hold nothing of the others."""
    similar = found_of(rows_of(country(counts), end_width=1)).similar
    assert similar is not None
    rows = [each.row for each in similar.shown if each.row]
    if len(rows) < FEWEST_SIMILAR:
        assert (similar.weighted, similar.unweighted, similar.verdict) == (None, None, Judgement.UNTESTED)
        return
    valid = [row.valid or 0 for row in rows]
    least, most = ([getattr(row, end) for row in rows] for end in ("positive_min", "positive_max"))
    if similar.weighted:
        ends = similar.weighted.least, similar.weighted.most
        assert ends == (float(Fraction(sum(least), sum(valid))), float(Fraction(sum(most), sum(valid))))
    if similar.unweighted:
        every = [sum(Fraction(*pair) for pair in zip(each, valid, strict=True)) / len(rows) for each in (least, most)]
        assert similar.unweighted[:2] == pytest.approx([float(each) for each in every])
        assert similar.unweighted.municipalities == len(rows)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(COUNTS, min_size=4, max_size=7), st.integers(0, 4))
def test_a_withheld_answer_moves_nothing_that_is_told(counts: list[tuple[int, int]], positive: int) -> None:
    """Two worlds that differ in a municipality of too few answers give the same comparison, in every sentence."""
    worlds = ([*counts[:-1], (4, number)] for number in (0, positive))
    first, second = (found_of(rows_of(country(world), end_width=1)) for world in worlds)
    assert all(told(first, language) == told(second, language) for language in LANGUAGES)
    assert first.similar is not None
    assert second.similar is not None
    of_group = [(each.weighted, each.unweighted, each.verdict) for each in (first.similar, second.similar)]
    assert of_group[0] == of_group[1]
    assert [each.own for each in first.places] == [each.own for each in second.places]


def test_a_withheld_municipality_is_counted_and_has_no_figure() -> None:
    found = found_of(rows_of(country([(30, 20), (30, 21), (30, 22), (30, 23), (4, 4), (3, 1)])))
    assert found.similar is not None
    assert "Andra kommuner i gruppen: 6. Deltog: 5. Siffran visas för 3, men inte för 2." in told(found)
    assert {each.own.share for each in found.similar.withheld} == {None}


def test_with_fewer_than_three_figures_nothing_is_compared_with_the_group() -> None:
    found = found_of(rows_of(country([(30, 20), (30, 21), (30, 22), (4, 4)])), PLACES[:1])
    assert "Färre än tre andra kommuner i gruppen" in told(found)
    assert "medelvärde" not in told(found).lower().replace("medelvärdet av", "")


def test_both_means_are_named_and_differ_where_sizes_do() -> None:
    found = found_of(rows_of(country([(30, 20), (200, 180), (20, 10), (20, 10)])), PLACES[:1])
    text = told(found)
    assert "det vägda medelvärdet 83 %, där varje svar räknas lika" in text
    assert "det ovägda medelvärdet 63 %, där varje kommun räknas lika" in text


def test_the_same_share_of_another_mix_is_no_difference() -> None:
    """Content and less content target groups answer alike in both; one has more of the content."""
    mixes = {"0114": (90, 30), "0115": (30, 90)}
    groups = [
        replace(group({"helhet": (valid, valid * share // 10)}, code=code), instrument=target)
        for code, sizes in mixes.items()
        for target, valid, share in zip(("ifo-missbruk", "ifo-unga"), sizes, (9, 5), strict=True)
    ]
    chosen = replace(CHOSEN, target="ifo")
    (found,) = compare_places({"2023": tables_of(rows_of(groups))}, [chosen], named(PLACES[:2]), {})
    assert found.places[1].beside_first is Judgement.NOT_SIGNIFICANT


def test_women_are_compared_with_women() -> None:
    answers = {
        ("0114", Gender.WOMAN): 90,
        ("0114", Gender.MAN): 10,
        ("0115", Gender.WOMAN): 88,
        ("0115", Gender.MAN): 90,
    }
    rows = rows_of(
        [group({"helhet": (100, number)}, code=code, gender=each) for (code, each), number in answers.items()]
    )
    for gender, verdict in ((GenderGroup.WOMEN, Judgement.NOT_SIGNIFICANT), (GenderGroup.MEN, Judgement.BETTER)):
        (found,) = compare_places({"2023": tables_of(rows)}, [replace(CHOSEN, gender=gender)], named(PLACES[:2]), {})
        assert {each.row.cell.gender for each in found.places if each.row} == {gender}
        assert found.places[1].beside_first is verdict


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_first_is_told_beside_the_others_by_verdict(language: str) -> None:
    found = found_of(rows_of(country([(200, 190), (200, 100), (200, 188), (3, 1)])), PLACES[:4], None)
    verdicts = [each.beside_first for each in found.places]
    assert verdicts == [None, Judgement.WORSE, Judgement.NOT_SIGNIFICANT, Judgement.UNTESTED]
    text = told(found, language)
    assert [text.count(name) for name in ("Vallentuna", "Österåker", "Värmdö")] == [1, 1, 1]
    assert "{" not in text
    assert "None" not in text


def over_the_years(places: Sequence[str], *counts: Sequence[tuple[int, int]]) -> list[ComparedFindings]:
    """A comparison over rounds, the first in 2022, with these valid and positive answers in each."""
    years = [str(2022 + number) for number in range(len(counts))]
    tables = {
        year: tables_of(rows_of(country(own), round=year, end_width=1)) for year, own in zip(years, counts, strict=True)
    }
    chosen = [replace(CHOSEN, round=year) for year in years]
    return list(compare_places(tables, chosen, named(places), {}))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_each_sentence_names_the_rounds_that_it_is_said_of_and_is_said_once(language: str) -> None:
    apart, alike = [(200, 190), (200, 100)], [(200, 190), (200, 188)]
    told_ = list(compared_headline(over_the_years(PLACES[:2], apart, alike, apart), LANGUAGES[language]))
    assert len(told_) == 2
    together = "2022 and 2024" if language == "en" else "2022 och 2024"
    assert [together in sentence for sentence in told_] == [True, False]
    assert "2023" in told_[1]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_round_that_a_municipality_lacks_is_told_with_its_reason(language: str) -> None:
    """The second took no part in one of three rounds, and answered too little in another."""
    series = over_the_years(PLACES[:2], [(200, 190)], [(200, 190), (3, 1)], [(200, 190), (200, 100)])
    told_ = " ".join(compared_headline(series, LANGUAGES[language]))
    absent, few = {"en": ("did not take part", "few")}.get(language, ("deltog inte", "få"))
    sentences = {year: [each for each in told_.split(". ") if year in each] for year in ("2022", "2023", "2024")}
    assert [len(each) for each in sentences.values()] == [1, 1, 1]
    assert absent in sentences["2022"][0]
    assert few in sentences["2023"][0]
    assert not any(why in sentences["2024"][0] for why in (absent, few))


def test_a_round_in_which_one_was_not_tested_against_the_nation_is_named() -> None:
    """Alone in a round there is no nation beside it, and that year is not passed over."""
    series = over_the_years(PLACES[:1], [(200, 190)], [(200, 190), (200, 188)])
    told_ = " ".join(compared_headline(series, LANGUAGES["sv"]))
    assert "riket har inte prövats 2022." in told_
    assert "inte statistiskt säkerställd 2023." in told_
