"""The result in easy Swedish says what the text says, and in shorter words."""

import re
from collections.abc import Sequence
from dataclasses import replace

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.tycktill.findings.test_text import surveys
from tests.tycktill.publication.surveys import Group, nation, rows_of, tables_of, widened

from tycktill.findings import LANGUAGES, Unstated, easy_summary, easy_withdrawal, findings_of_places, overview_headline
from tycktill.findings.wording import has_intervals
from tycktill.instrument import RoundFacts
from tycktill.tables import Judgement, Tables, Untested, compare
from tycktill.terms import Reference

CODES = ("0114", "0115", "0117")
QUESTION = "helhet"


def told(*positives: int, valid: int = 60, before: int | None = None) -> str:
    """What is said of the first of these municipalities, each with so many positive answers."""

    def rows(round: str, numbers: tuple[int, ...]) -> list[Group]:
        groups = zip(CODES, numbers, strict=False)
        return [
            Group("ifo-missbruk", code, "A", valid, {QUESTION: (valid, x)}, offered=2 * valid) for code, x in groups
        ]

    previous = rows_of(rows("2022", (before, *positives[1:])), round="2022") if before is not None else ()
    found = findings_of_places(tables_of(rows_of(rows("2023", positives)), (), previous))
    place = next(each for each in found if each.municipality == CODES[0])
    return "\n".join(easy_summary(place, place.whole)).replace("\N{NO-BREAK SPACE}", " ")


def test_it_says_who_answered_what_and_whether_that_is_better() -> None:
    assert told(55, 30, 30, before=30) == (
        "120 personer fick enkäten och 60 svarade. Det är 50 procent. 92 procent av dem som svarade är sammantaget"
        " nöjda med stödet från socialtjänsten. Det är ungefär 9 av 10.\n"
        "I hela Sverige är det 64 procent. Här är det bättre.\n"
        "2022 var det 50 procent. Det har blivit bättre sedan 2022.\n"
        "Vi visar inte svaren på andra frågor än ”Nöjd på det hela taget”. Det beror på att för få har svarat.\n"
        "Vi visar aldrig resultat från färre än fem personer. Ingen ska kunna räkna ut vad just du har svarat."
    )


def test_of_too_few_it_says_that_nothing_is_shown() -> None:
    few = told(3, 3, valid=4)
    assert "Vi kan inte visa resultatet. Det beror på att för få har svarat." in few
    assert "hela Sverige" not in few


def test_each_of_several_reasons_is_a_sentence() -> None:
    answers = {"kontakt": (3, 3), QUESTION: (3, 3)}
    place = next(iter(findings_of_places(tables_of(rows_of([replace(group(), answers=answers)])), only=CODES[0])))
    why = [Unstated.FEW, Unstated.NOT_ASKED]
    questions = [
        replace(each, own=replace(each.own, unstated=reason))
        for each, reason in zip(place.whole.questions, why, strict=False)
    ]
    said = " ".join(easy_summary(place, replace(place.whole, all_answers=None, questions=tuple(questions))))
    assert "Det beror på att för få har svarat. Det beror också på att vi inte ställde frågan." in said


def test_where_questions_are_shown_it_does_not_say_that_nothing_is() -> None:
    answers = {"kontakt": (60, 40), QUESTION: (3, 3)}
    place = next(iter(findings_of_places(tables_of(rows_of([replace(group(), answers=answers)])), only=CODES[0])))
    hidden = replace(place.whole, all_answers=None)
    said = " ".join(easy_summary(place, hidden))
    assert "Vi kan inte visa en siffra för alla frågor tillsammans. Det beror på att en tydligare siffra" in said
    assert "kan inte visa resultatet" not in said
    assert next(iter(overview_headline(place, hidden, LANGUAGES["sv"]))) == "Det samlade resultatet kan inte visas."


def test_which_groups_are_compared_is_said_in_short_words() -> None:
    groups = [
        Group(each, CODES[0], "A", 60, {QUESTION: (60, 20)}, offered=120) for each in ("ifo-missbruk", "ifo-unga")
    ]
    before = Group("ifo-missbruk", CODES[0], "A", 60, {QUESTION: (60, 50)}, offered=120)
    place = next(
        each
        for each in findings_of_places(tables_of(rows_of(groups), (), rows_of([before], round="2022")))
        if each.name
    )
    said = " ".join(easy_summary(place, place.whole)).replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "2022 var det 83 procent. Vi jämför bara Missbruk och beroende: 60 av 120 svar. Där är det 33 procent nu. 2022"
        " var det 83 procent." in said
    )


@settings(max_examples=30)
@given(st.integers(0, 60), st.integers(0, 60))
def test_never_two_of_better_and_worse_and_alike_and_chance(own: int, others: int) -> None:
    said = told(own, others, others)
    verdicts = ("Här är det bättre.", "Här är det sämre.", "Siffrorna är lika.", "kan bero på slumpen")
    assert [each for each in verdicts if each in said] == [next(each for each in verdicts if each in said)]
    assert ("Siffrorna är lika." in said) == (own == others)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(surveys(), surveys())
def test_any_result_is_told_with_the_verdicts_that_tests_found_and_with_reasons(
    groups: list[Group], before: list[Group]
) -> None:
    tables = tables_of(rows_of(groups, end_width=1), (), rows_of(before, round="2022", end_width=1))
    found = [(each, target) for each in findings_of_places(tables) if not each.is_nation for target in each.targets]
    for place, target in found:
        said = " ".join(easy_summary(place, target))
        contrasts = [
            each for question in target.questions for each in (question.against_nation, question.change) if each
        ]
        for verdict, word in ((Judgement.BETTER, "bättre"), (Judgement.WORSE, "sämre")):
            is_said = re.search(rf"Här är det {word}\.|Det är {word} |blivit {word} sedan", said) is not None
            assert is_said == (verdict in {each.verdict for each in contrasts})
        assert ("slumpen" in said) <= (Judgement.NOT_SIGNIFICANT in {each.verdict for each in contrasts})
        untold = {each.own.unstated for each in target.questions} | {each.untested for each in contrasts}
        assert untold == {None} or re.search("Det beror på att|Därför", said)
        assert not re.search("None|[{}]|  ", said)


def test_equal_figures_are_said_to_be_equal_and_not_to_differ_by_chance() -> None:
    same = told(30, 30, 30, before=30)
    assert "I hela Sverige är det 50 procent. Siffrorna är lika.\n2022 var det 50 procent. Siffrorna är lika." in same
    assert "slumpen" not in same


def test_half_and_tenths_are_said_where_that_is_true() -> None:
    assert "Det är ungefär hälften." in told(31, 31)
    assert "Det är ungefär 7 av 10." in told(43, 43)
    assert "ungefär" not in told(39, 39)  # 65 per cent
    assert "ungefär" not in told(60, 60)


def whole(groups: Sequence[Group], before: Sequence[Group] = (), references: Sequence[Reference] = ()) -> str:
    """What is said of the first municipality, all of its target groups together."""
    tables = tables_of(rows_of(groups), references, rows_of(before, round="2022") if before else ())
    place = next(each for each in findings_of_places(tables, only=CODES[0]))
    return "\n".join(easy_summary(place, place.whole)).replace("\N{NO-BREAK SPACE}", " ")


def group(instrument: str = "ifo-missbruk", code: str = CODES[0], positive: int = 30, **answers: int) -> Group:
    """So many positive of 60."""
    given = {QUESTION: (60, positive), **{id_: (60, each) for id_, each in answers.items()}}
    return Group(instrument, code, "A", 60, given, offered=120)


def test_it_says_why_nothing_is_compared() -> None:
    alone = whole([group()])
    assert "Alla svar kommer från samma kommun. Därför kan vi inte jämföra med hela Sverige." in alone
    assert "bättre eller sämre. Det beror på att vi inte vet hur det var tidigare." in alone
    of_family = nation("2023", "ifo", {QUESTION: 0.5})
    assert (
        "Vi kan inte jämföra med hela Sverige. Det beror på att vi inte vet hur många som svarade i varje grupp i hela"
        " Sverige." in whole([group(), group("ifo-unga")], references=of_family)
    )
    other = whole([group("ifo-missbruk"), group("ifo-unga", CODES[1])])
    assert "Ingen annan kommun har svar på de här frågorna. Därför kan vi inte jämföra med hela Sverige." in other
    new = whole(
        [group(), replace(group("ifo-unga"), sheets=200, answers={QUESTION: (200, 90)}, offered=400)], [group()]
    )
    assert "bättre eller sämre. Det beror på att grupperna som har svarat är för olika." in new


def test_it_names_the_questions_that_are_not_shown_and_why() -> None:
    few = replace(group(), answers={QUESTION: (60, 30), "kontakt": (3, 3), "information": (60, 40)})
    said = whole([few])
    assert (
        "Vi visar inte svaren på andra frågor än ”Tydlig information” och ”Nöjd på det hela taget”. Det beror" in said
    )
    every = dict.fromkeys(("kontakt", "information", "forstaelse", "synpunkter", "paverka", "situation"), (60, 30))
    one = whole([replace(few, answers={**every, QUESTION: (60, 30), "kontakt": (3, 3)})])
    assert "Vi visar inte svaren på ”Lätt att få kontakt”. Det beror på att för få har svarat." in one


def test_what_is_told_roughly_is_explained_and_a_number_of_persons_is_not() -> None:
    rough = [
        widened(row, row.positive_min - 3, row.positive_min + 3) if row.positive_min else row
        for row in rows_of([group()])
    ]
    place = next(iter(findings_of_places(tables_of(rough), only=CODES[0])))
    assert "45–55 procent" in (said := " ".join(easy_summary(place, place.whole)).replace("\N{NO-BREAK SPACE}", " "))
    assert "När det står minst, högst eller två siffror vet vi bara ungefär." in said
    assert "När det står" not in whole([group()])
    assert has_intervals("Minst 95\N{NO-BREAK SPACE}procent är nöjda.", LANGUAGES["sv"])
    assert not has_intervals("Minst 120 personer fick enkäten.", LANGUAGES["sv-enkel"])


def test_questions_that_groups_were_asked_differently_are_said_not_to_be_added_up() -> None:
    asked = dict.fromkeys(("bestamma", "trivs", "trygg"), (40, 30))
    groups = [
        Group(each, CODES[0], "A", 40, asked, offered=80)
        for each in ("fo-personlig-assistans", "fo-boendestod", "fo-servicebostad")
    ]
    said = whole(groups)
    assert "Vi räknar inte ihop svaren på ”" in said
    assert said.count("Det beror på att grupperna fick olika frågor.") == 1


def test_a_break_in_the_series_is_why_nothing_is_compared() -> None:
    rows, before = rows_of([group()]), rows_of([group(positive=20)], round="2022")
    plain = tables_of(rows, (), before)
    facts = {"ifo": {"2023": RoundFacts(unlike_earlier={"sv": "Enkäten gick från papper till webb."})}}
    for changed, sentence in (
        ({"facts": facts}, "Från och med 2023 frågar vi på ett annat sätt. Därför jämför vi inte med åren före."),
        (
            {"breaks": {each: {QUESTION: "2022"} for each in ("ifo", "ifo-missbruk")}},
            "Vi kan inte jämföra ”Nöjd på det hela taget” med 2022. Det beror på att vi frågar på ett nytt sätt.",
        ),
    ):
        manifest = msgspec.structs.replace(plain.manifest, **changed)
        compared = compare(rows, manifest.grouping, (), before, manifest.breaks, manifest.facts)
        place = next(iter(findings_of_places(Tables(manifest, rows, compared, (), before), only=CODES[0])))
        said = " ".join(easy_summary(place, place.whole))
        assert sentence in said
        assert "bero på slumpen" not in said


def test_an_earlier_figure_that_is_hidden_is_why_no_change_is_told() -> None:
    few = replace(group(), sheets=4, answers={QUESTION: (4, 2)}, offered=8)
    assert "bättre eller sämre. Det beror på att vi inte kan visa siffrorna från 2022." in whole([group()], [few])


def test_every_language_has_a_sentence_for_every_reason() -> None:
    for words in LANGUAGES.values():
        assert set(words.untested) == set(Untested)
        for reasons in (words.reasons, words.reason_in_cell, words.reason_brief):
            assert set(reasons) == set(Unstated)


def test_every_reason_is_easy_in_easy_swedish() -> None:
    easy, swedish = LANGUAGES["sv-enkel"], LANGUAGES["sv"]
    catalogues = ((words.untested, words.reasons, words.untested_reference) for words in (easy, swedish))
    for own, other in zip(*catalogues, strict=True):
        assert set(own.values()).isdisjoint(other.values())
    reasons = [*easy.untested.values(), *easy.reasons.values(), *easy.untested_reference.values()]
    assert [each for each in reasons if len(each.split()) > 13 or "," in each] == []


@pytest.mark.parametrize("has_new_result", [False, True])
def test_a_withdrawal_is_told_in_easy_sentences(has_new_result: bool) -> None:
    sentences = re.split(r"[.:] ", easy_withdrawal(has_new_result=has_new_result))
    assert len(sentences) >= 4
    assert not [each for each in sentences if len(each.split()) > 13 or "," in each]
