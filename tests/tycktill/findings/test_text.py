"""The text says what released rows say, in whole per cent and classes, and nothing that chance can have made."""

import re
from dataclasses import fields
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.tycktill.publication.surveys import (
    IFO,
    Answers,
    Group,
    compared,
    nation,
    rows_of,
    tallied,
    text_of,
    widened,
    written,
)

from tycktill.disclosure import PRESETS, protect
from tycktill.files import read_families, read_municipalities
from tycktill.findings import LANGUAGES, Response, ShareRange, share_text
from tycktill.findings.wording import ordinal_prefix
from tycktill.findings.words.offered import OFFERED_WORDS
from tycktill.instrument import headline_families
from tycktill.tables import Judgement
from tycktill.terms import RESPONSE_RATE, Gender

CODES = ("0114", "0115", "0117", "0120")
SWEDISH = LANGUAGES["sv"]
BESIDE = {"helhet": 0.7, "paverka": 0.4}
CAVEAT = "Enkäten delas ut vid besök"


def group(answers: Answers, *, code: str = CODES[0], unit: str = "Enheten", gender: Gender = Gender.UNKNOWN) -> Group:
    """A unit with these answers to one questionnaire."""
    sheets = max(valid for valid, _ in answers.values())
    return Group("ifo-missbruk", code, unit, sheets, answers, offered=2 * sheets, gender=gender)


def country(*positives: int, valid: int = 20) -> list[Group]:
    """Municipalities with as many answers each to the question that sums up."""
    return [group({"helhet": (valid, positive)}, code=code) for code, positive in zip(CODES, positives, strict=False)]


@st.composite
def surveys(draw: st.DrawFn) -> list[Group]:
    """Some units in one to three municipalities, of two target groups and two genders."""
    places = st.tuples(
        st.sampled_from(["ifo-missbruk", "ifo-unga"]),
        st.sampled_from(CODES[:3]),
        st.sampled_from(["Norr", "Syd"]),
        st.sampled_from([Gender.WOMAN, Gender.MAN]),
    )
    valid = st.integers(0, 12)
    answers = st.lists(valid.flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))), min_size=7, max_size=7)
    drawn = draw(st.dictionaries(places, answers, min_size=1, max_size=4))
    return [
        Group(id_, code, unit, 12, dict(zip(IFO, pairs, strict=True)), offered=30, gender=gender)
        for (id_, code, unit, gender), pairs in drawn.items()
    ]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(surveys(), st.randoms(use_true_random=False))
def test_any_release_can_be_told_and_the_same_way_every_time(groups: list[Group], chance: Random) -> None:
    rows = list(protect(tallied(groups), PRESETS["standard"], headlines=headline_families(read_families())).values)
    told = text_of(rows)
    chance.shuffle(rows)
    assert text_of(rows) == told
    sections = re.findall(r"^## ", told, re.MULTILINE)
    assert len(sections) == len({each.municipality for each in groups})
    assert told.count(CAVEAT) == len(sections)
    assert "None" not in told
    assert not re.search(r"\b(0|100) procent", told)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(surveys())
def test_nothing_is_better_or_worse_that_was_not_found_so(groups: list[Group]) -> None:
    rows = rows_of(groups, end_width=1)
    found = {each.nation.verdict for each in compared(rows)} & {Judgement.BETTER, Judgement.WORSE}
    assert found or not re.search(r"är (bättre|sämre) än|\| (bättre|sämre) \|", text_of(rows))


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.845, 0.845, "85 procent"),
        (0.9167, 1.0, "minst 91 procent"),
        (0.0, 0.0833, "högst 9 procent"),
        (0.7, 0.75, "70–75 procent"),
        (0.701, 0.704, "70 procent"),
        (0.998, 1.0, "minst 99 procent"),
        (0.0, 0.002, "högst 1 procent"),
        (1.0, 1.0, "100 procent"),
        (0.0, 0.0, "0 procent"),
        (0.9967, 0.9967, "mer än 99 procent"),
        (0.0033, 0.0033, "mindre än 1 procent"),
    ],
)
def test_a_class_is_said_as_a_person_says_it(low: float, high: float, said: str) -> None:
    assert share_text(ShareRange(low, high), SWEDISH).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("rank", "said"),
    [(1, "det största"), (2, "det näst största"), (8, "det åttonde största"), (11, "det 11:e"), (22, "det 22:a")],
)
def test_a_place_is_said_in_words(rank: int, said: str) -> None:
    assert said in SWEDISH.answers_rank.format(rank=ordinal_prefix(rank, SWEDISH), of=40)


def test_an_end_is_told_as_a_class_and_the_reader_is_told_why() -> None:
    told = text_of(rows_of(country(20, 1, 15), end_width=1))
    assert "minst 95 procent av dem som svarade är sammantaget nöjda med stödet" in told
    assert "högst 5 procent av dem som svarade är sammantaget nöjda med stödet" in told
    assert told.count(SWEDISH.intervals) == 3  # the mean lies between two in every section


def test_no_line_ends_between_a_number_and_what_it_counts() -> None:
    told = written(rows_of([*country(95, 50, 45, 40, valid=100), group({"kontakt": (20, 8)}, code=CODES[3])]))
    counted = r"procent|%|frågor|kommuner|kvinnor|män"
    assert re.findall(rf"\d\u00a0(?:{counted})", told)
    assert not re.findall(rf"\d (?:{counted})|plats \d", told)


def test_a_municipality_alone_is_compared_with_nothing_and_says_so() -> None:
    told = text_of(rows_of(country(15)))
    assert SWEDISH.nothing_compared in told
    assert "säkerställd" not in told
    assert "| Fråga | Upplands Väsby |\n" in told


def test_where_no_two_can_be_shown_the_nation_is_none_and_the_text_says_so() -> None:
    told = text_of(rows_of([*country(15), *country(0, 2, valid=4)[1:]]))
    assert told.count(SWEDISH.nation_hidden) == 1
    assert told.count(SWEDISH.nothing_to_compare) == 1
    assert "I riket är andelen" not in told


def test_the_nation_is_there_where_the_municipality_shows_nothing() -> None:
    told = text_of(rows_of([*country(15, 12), *country(0, 0, 2, valid=4)[2:]]))
    nothing = told.partition("## Österåker")[2]
    assert "Det är samma andel som i riket." in nothing
    assert SWEDISH.nothing_to_compare in nothing
    assert "| Nöjd på det hela taget | visas inte: för få svar | 66 % | 68 % |" in nothing
    assert "| Tydlig information | visas inte: för få svar | visas inte: för få svar | – |" in nothing


def test_a_reference_that_nothing_can_be_compared_with_is_not_said_to_be_missing() -> None:
    told = text_of(rows_of(country(2, valid=4)), nation("2023", "ifo", {"helhet": 0.8}))
    assert SWEDISH.nothing_to_compare in told
    assert "inga referensvärden" not in told
    assert "| Nöjd på det hela taget | visas inte: för få svar | 80 % |" in told


def test_who_did_not_count_the_offered_is_not_said_to_have_counted_by_hand() -> None:
    counted, uncounted = (Group("ifo-missbruk", CODES[0], "A", 20, {"helhet": (20, 9)}, offered=n) for n in (40, 0))
    assert OFFERED_WORDS["sv"].how_counted["by_hand"] in text_of(rows_of([counted]))
    told = text_of(rows_of([uncounted]))
    assert "Hur många som erbjöds att svara är inte känt" in told
    assert OFFERED_WORDS["sv"].how_counted["by_hand"] not in told


def test_a_rate_of_which_some_were_not_counted_is_a_limit_and_compared_with_nothing() -> None:
    units = [
        Group("ifo-missbruk", CODES[0], unit, 20, {"helhet": (20, 9)}, offered=n) for unit, n in (("A", 39), ("B", 7))
    ]
    told = text_of(rows_of(units), nation("2023", "ifo-missbruk", {"helhet": 0.5, RESPONSE_RATE: 0.4}))
    assert "Minst 59 erbjöds att svara och 40 svarade, högst 68 procent." in told
    assert "| B | – | 20 | – |" in told
    assert "I riket svarade 40" in told
    assert "andel än i riket, där" not in told
    assert OFFERED_WORDS["sv"].how_counted["by_hand"] not in told
    assert SWEDISH.intervals not in told


def test_a_limit_of_all_of_them_is_no_limit() -> None:
    """299 of 300 is 100 per cent as readers see it."""
    for answered, least, told in ((299, 300, None), (297, 300, 0.99), (201, 600, 0.34)):
        assert Response(None, answered, offered_min=least).rate_at_most == told
    assert Response(300, 299, offered_min=None).rate_at_most is None


def test_an_earlier_rate_of_which_some_were_not_counted_is_not_told() -> None:
    earlier = rows_of(
        [
            Group("ifo-missbruk", CODES[0], unit, 20, {"helhet": (20, 9)}, offered=n)
            for unit, n in (("A", 39), ("B", 7))
        ],
        round="2022",
    )
    now = rows_of([Group("ifo-missbruk", CODES[0], "A", 50, {"helhet": (50, 20)}, offered=100)])
    assert "Det är fler svar än 2022, då 40 svarade." in text_of(now, previous=earlier)


def test_figures_are_counted_beside_the_nation_as_readers_see_them() -> None:
    own = [group({"helhet": (200, 180), "paverka": (200, 80)})]
    told = text_of(rows_of(own), nation("2023", "ifo-missbruk", BESIDE))
    assert "Siffran är högre än rikets på 1 av 2 frågor som jämförs. Den andra är ”Kan påverka hjälpen” (lika)." in told
    rough = [widened(row, 70, 90) if row.question == "paverka" else row for row in rows_of(own)]
    told = text_of(rough, nation("2023", "ifo-missbruk", BESIDE))
    assert "Den andra är ”Kan påverka hjälpen” (går inte att avgöra)." in told


def test_a_count_of_figures_of_which_none_is_proven_to_differ_is_called_chance() -> None:
    told = text_of(rows_of([group({"helhet": (20, 15), "paverka": (20, 8)})]), nation("2023", "ifo-missbruk", BESIDE))
    assert "Inga skillnader mot riket är statistiskt säkerställda." in told
    assert "Siffran är högre än rikets på" in told
    assert "Skillnaderna är inte större än att de kan bero på slumpen." in told


def test_a_mean_known_between_two_limits_is_called_rough() -> None:
    told = text_of(rows_of(country(20, 15), end_width=1))
    assert "är ungefär 85–88 procent (2 kommuner)." in told
    assert "| 85–88 % (ungefärligt) |" in told


def test_both_means_are_named() -> None:
    told = text_of(rows_of([*country(15), *country(0, 50, valid=100)[1:]]))
    assert "I riket är andelen 54 procent. Det är bättre än riket, och skillnaden är statistiskt säkerställd." in told
    assert "Kommunernas ovägda medelvärde är 63 procent (2 kommuner)." in told
    assert told.count(SWEDISH.means) == 2
    assert SWEDISH.no_mean in text_of(rows_of(country(15)), nation("2023", "ifo", {"helhet": 0.8}))


def test_a_rank_is_told_with_its_set_only() -> None:
    told = text_of(rows_of(country(95, 50, 45, 40, valid=100)))
    assert "Upplands Väsby den högsta siffran av 4 kommuner, säkert högre än alla andras." in told
    assert "har Upplands Väsby plats 1 av 4 kommuner, med slumpen inräknad." in told
    assert "kan Vallentuna ligga mellan plats 2 och plats 4 av 4 kommuner, med slumpen inräknad." in told
    close = text_of(rows_of(country(18, 17, 16, 15)))
    assert "den högsta siffran av 4 kommuner, men den är inte säkert högre än alla andras." in close
    assert "med slumpen inräknad" not in close


def test_places_that_are_nearly_all_there_are_say_nothing_and_are_left_out() -> None:
    codes = sorted(read_municipalities())[:21]
    told = text_of(rows_of([group({"helhet": (100, 95 if code == codes[0] else 20)}, code=code) for code in codes]))
    assert re.findall("plats [^,]*", told) == ["plats 1 av 21 kommuner"]


def test_women_and_men_are_told_only_when_both_are_shown() -> None:
    women, men = (group({"helhet": (20, 15)}, gender=gender) for gender in (Gender.WOMAN, Gender.MAN))
    few = group({"helhet": (4, 3)}, gender=Gender.MAN)
    assert "På ”Nöjd på det hela taget” är andelen 75 procent bland både kvinnor och män." in text_of(
        rows_of([women, men])
    )
    assert "bland både kvinnor" not in text_of(rows_of([women, few]))
    assert "20 kvinnor och 20 män svarade." in text_of(rows_of([women, men]))


def test_women_and_men_who_are_told_by_the_same_words_differ_in_nothing() -> None:
    every = [group({"helhet": (20, 20)}, gender=gender) for gender in (Gender.WOMAN, Gender.MAN)]
    told = text_of(rows_of(every, end_width=1))
    assert "På ”Nöjd på det hela taget” är andelen minst 95 procent bland både kvinnor och män." in told


def test_a_mean_that_is_told_as_an_end_is_not_called_rough_too() -> None:
    told = text_of(rows_of(country(20, 20, 20), end_width=1))
    assert "Kommunernas ovägda medelvärde är minst 95 procent" in told


def test_what_is_not_shown_is_told_with_its_reason() -> None:
    told = text_of(rows_of([group({"helhet": (20, 15), "paverka": (3, 1)}), group({"helhet": (4, 2)}, unit="Syd")]))
    assert "| Kan påverka hjälpen | visas inte: för få svar |" in told
    assert "Enheter som inte visas: Syd (för få svar)." in told
    assert "Resultat av färre än fem svar visas aldrig" in told


def test_a_municipality_of_which_nothing_is_shown_has_a_text_too() -> None:
    told = text_of(rows_of(country(2, valid=4)))
    assert "**Upplands Väsby: resultatet kan inte visas**" in told
    assert "8 erbjöds att svara och 4 svarade, 50 procent." in told


def test_a_change_is_told_against_its_round() -> None:
    before, now = country(190, valid=200), country(120, valid=200)
    told = text_of(rows_of(now), previous=rows_of(before, round="2022"))
    assert "2022 var andelen 95 procent. Det är sämre än 2022, och förändringen är statistiskt säkerställd." in told
    assert "Resultatet är sämre än 2022 på den enda fråga som jämförs." in told
    same = text_of(rows_of(now), previous=rows_of(now, round="2022"))
    assert "Inga förändringar sedan 2022 är statistiskt säkerställda." in same


def test_a_name_is_words_and_never_markup() -> None:
    units = [group({"helhet": (20, 10)}, unit="*A*"), group({"helhet": (20, 15)}, unit="<b>|#")]
    told = text_of(rows_of(units))
    assert r"\*A\* (50 procent)" in told
    assert r"\<b\>\|\#" in told


def test_what_is_known_too_roughly_is_said_in_words_and_never_in_numbers() -> None:
    rows = rows_of(country(12, 14, 16, 18))
    wide = [widened(row, 3, row.valid or 0) if row.cell.municipality in {"0114", ""} else row for row in rows]
    hidden, shown = text_of(wide).split("\n## ")[1:3]
    assert "| Nöjd på det hela taget | kan inte anges | kan inte anges |" in hidden
    assert "resultatet kan inte visas" in hidden
    assert "Missbruk och beroende (för få svar eller kan bara anges mycket ungefärligt)" in hidden
    assert re.findall(r"\d+ procent\b", hidden) == ["50 procent"], "of those who were offered"
    assert "70 procent av dem som svarade är sammantaget nöjda" in shown
    assert "| Nöjd på det hela taget | 70 % | kan inte anges |" in shown
    assert "säkerställ" not in shown
    for part in (hidden, shown):
        assert "känd bara inom ett spann bredare än 20 procentenheter" in part


def test_an_interval_as_wide_as_the_policy_has_it_is_told() -> None:
    assert "60–80 procent av dem som svarade är sammantaget nöjda" in text_of(
        [widened(row, 12, 16) for row in rows_of(country(14))]
    )
    assert "kan inte anges" in text_of([widened(row, 12, 17) for row in rows_of(country(14))])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(surveys())
def test_every_language_tells_the_same_numbers_in_the_same_order(groups: list[Group]) -> None:
    rows = rows_of(groups, end_width=1)
    swedish, english = (
        re.findall(r"\d+", re.sub(r"(?<=\d)[\u00a0,](?=\d{3})", "", written(rows, file=f"text.{language}.md")))
        for language in ("sv", "en")
    )
    assert swedish == english


def test_languages_fill_in_the_same_places() -> None:
    swedish = SWEDISH
    for other in LANGUAGES.values():
        for name in (each.name for each in fields(swedish)):
            assert places_in(getattr(other, name)) >= places_in(getattr(swedish, name)) - OPTIONAL, name


OPTIONAL = {"asked"}
"""Places that a sentence may leave out."""


def places_in(sentences: object) -> set[str]:
    """The names of what is filled in."""
    return set(re.findall(r"\{(\w+)\}", repr(sentences)))
