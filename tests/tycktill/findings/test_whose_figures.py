"""A figure is set beside another only where it is said whose both are: of which target groups, and of whom else."""

from dataclasses import replace

from tests.tycktill.findings.test_sentences import (
    ADDICTION,
    GUARDIANS,
    OTHERS,
    OWN,
    SUPPORT,
    YOUTH,
    alike,
    asked,
    section,
)
from tests.tycktill.publication.surveys import IFO, Group, nation, rows_of, tables_of, text_of, written

from tycktill.findings import LANGUAGES, easy_summary, findings_of_places
from tycktill.findings.wording import points_text
from tycktill.terms import RESPONSE_RATE, Reference

HOUSING = ("hjalp", "bryr", "pratar", "forstar", "trygg", "vet_vem")


def housing(target: str, valid: int, positive: int, *, unit: str) -> Group:
    return Group(target, OWN, unit, valid, dict.fromkeys(HOUSING, (valid, positive)), 2 * valid)


def of_one_group(*references: Reference) -> str:
    """What is said of social assistance alone, where no other municipality is known."""
    return text_of(rows_of([asked(SUPPORT, alike(100, 77))]), references)


def test_a_group_that_is_compared_alone_is_told_with_the_figures_of_both_sides() -> None:
    """No mix could be the same, where the nation has no addiction care."""
    own = [asked(SUPPORT, alike(80, 48)), asked(ADDICTION, alike(70, 63), unit="Vuxna")]
    rows = rows_of([*own, *(asked(SUPPORT, alike(80, 64), code=code) for code in OTHERS)])
    told = section(text_of(rows), "Luleå")
    assert (
        "Jämförelsen gäller bara Ekonomiskt bistånd (80 av 150 svar), där andelen är 60 procent här och 75 procent i"
        " riket. Det är sämre än riket" in told
    )
    assert "om riket hade haft" not in told
    assert "I jämförelsen räknas riket som om" not in told
    english = written(rows, file="text.en.md").replace("\N{NO-BREAK SPACE}", " ")
    assert "only (80 of 150 answers), where the share is 60 per cent here and 75 per cent in the nation." in english


def test_a_group_that_alone_was_there_before_is_told_with_both_years() -> None:
    now = [asked(SUPPORT, alike(100, 58)), asked(ADDICTION, alike(40, 36), unit="Vuxna")]
    told = text_of(rows_of(now), previous=rows_of([asked(SUPPORT, alike(100, 50))], round="2022"))
    assert (
        "2022 var andelen 50 procent. Jämförelsen gäller bara Ekonomiskt bistånd (100 av 140 svar), där andelen är 58"
        " procent nu och var 50 procent 2022." in told
    )
    assert "om målgrupperna hade varit som nu" not in told
    assert "För alla målgrupper tillsammans" not in told


def test_all_target_groups_are_spoken_of_only_where_all_are_compared() -> None:
    groups = [asked(target, alike(60, 40), unit=target) for target in (SUPPORT, ADDICTION, YOUTH)]
    others = [asked(target, alike(60, 41), code=OTHERS[0]) for target in (SUPPORT, ADDICTION)]
    told = section(text_of(rows_of([*groups, *others])), "Luleå")
    assert "Bland de svar som jämförs är ingen skillnad mot riket statistiskt säkerställd." in told
    assert "För alla målgrupper tillsammans är ingen skillnad" not in told
    whole = section(text_of(rows_of([*groups[:2], *others])), "Luleå")
    assert "För alla målgrupper tillsammans är ingen skillnad mot riket statistiskt säkerställd." in whole


def test_which_groups_changed_is_said_where_no_question_sums_up() -> None:
    support = "fo-boendestod"
    now = [housing(support, 60, 48, unit="Öst"), housing("fo-personlig-assistans", 40, 38, unit="Assistans")]
    then = [housing(support, 60, 48, unit="Öst"), housing("fo-gruppbostad", 40, 28, unit="Björken")]
    told = text_of(rows_of(now), previous=rows_of(then, round="2022"))
    assert (
        "Jämförelsen gäller bara Boendestöd SoL. Bland de svar som jämförs är ingen förändring sedan 2022 statistiskt"
        " säkerställd." in told
    )


def test_a_place_that_alone_has_a_group_is_not_set_beside_itself() -> None:
    low = {**alike(150, 105), "paverka": (150, 75)}
    own = [asked(SUPPORT, low), asked(ADDICTION, alike(60, 54), unit="Vuxna")]
    told = section(text_of(rows_of([*own, asked(ADDICTION, alike(50, 35), code=OTHERS[0])])), "Luleå")
    (support,) = (line for line in told.splitlines() if line.startswith("- **Ekonomiskt bistånd:**"))
    assert "Lägst andel har ”Kan påverka hjälpen” (50 procent)." in support
    assert "riket" not in support
    alone = rows_of([asked(SUPPORT, low), asked(ADDICTION, alike(50, 35), code=OTHERS[0])])
    assert "Ingen annan kommun har svar på det som visas. Därför jämförs ingenting med riket." in text_of(alone)
    assert "| Fråga | Luleå |\n" in text_of(alone)
    assert "No other municipality has answers to what is shown." in written(alone, file="text.en.md")


def test_references_of_a_whole_family_are_not_said_to_be_of_the_only_group() -> None:
    family, own = (nation("2023", target, dict.fromkeys(IFO, 0.8)) for target in ("ifo", SUPPORT))
    only, whose = "gäller en enda målgrupp: Ekonomiskt bistånd.", "gäller däremot alla målgrupper tillsammans."
    assert f"Resultatet, och allt det jämförs med, {only}" in of_one_group(*own)
    assert whose not in of_one_group(*own, *family)
    assert f"Resultatet {only} Rikets siffror {whose}" in of_one_group(*family)
    some = of_one_group(*own[:5], *family)
    assert f"Rikets siffror på ”Situationen har blivit bättre” och ”Nöjd på det hela taget” {whose}" in some
    rate = nation("2023", "ifo", {RESPONSE_RATE: 0.6})
    assert f"Resultatet {only} Rikets svarsfrekvens {whose}" in of_one_group(*own, *rate)
    assert whose not in of_one_group(*own, *rate, *nation("2023", SUPPORT, {RESPONSE_RATE: 0.5}))


def test_of_an_only_group_beside_others_the_rate_is_its_own() -> None:
    groups = [asked(SUPPORT, alike(100, 77)), asked(SUPPORT, alike(90, 60), code=OTHERS[0], offered=120)]
    told = section(text_of(rows_of(groups), nation("2023", "ifo", {RESPONSE_RATE: 0.3})), "Luleå")
    assert "Resultatet, och allt det jämförs med, gäller en enda målgrupp: Ekonomiskt bistånd." in told


def test_questions_that_share_an_end_do_so_among_what_is_shown() -> None:
    hidden = {**alike(60, 39), "kontakt": (60, 42), "helhet": (3, 1)}
    told = text_of(rows_of([asked(SUPPORT, hidden)]))
    assert "5 frågor delar den lägsta andelen bland det som visas, 65 procent." in told
    most = text_of(rows_of([asked(SUPPORT, {**hidden, "kontakt": (60, 30)})]))
    assert "5 frågor delar den högsta andelen positiva svar bland det som visas, 65 procent." in most


def test_a_rank_with_the_same_target_groups_counts_municipalities_first() -> None:
    own = [asked(GUARDIANS, alike(100, 90)), asked(ADDICTION, alike(100, 90), unit="Vuxna")]
    others = [replace(each, municipality=OTHERS[0], answers=alike(100, 50)) for each in own]
    told = section(text_of(rows_of([*own, *others])), "Luleå")
    assert (
        "På alla 7 frågor har Luleå den högsta siffran av 2 kommuner räknat på samma målgrupper, säkert högre än"
        " alla andras." in told
    )


def test_a_rank_on_some_questions_is_no_rank_on_all() -> None:
    own, other = alike(100, 90), alike(100, 50)
    groups = [asked(SUPPORT, own), asked(SUPPORT, {**other, "helhet": (3, 1)}, code=OTHERS[0])]
    told = section(text_of(rows_of(groups)), "Luleå")
    assert "den högsta siffran av 2 kommuner" in told
    assert "På alla" not in told.partition("den högsta siffran")[0].splitlines()[-1]


def test_easy_swedish_has_the_figures_of_both_sides_too() -> None:
    own = [asked(SUPPORT, alike(80, 48)), asked(ADDICTION, alike(70, 63), unit="Vuxna")]
    rows = rows_of([*own, *(asked(SUPPORT, alike(80, 64), code=code) for code in OTHERS)])
    place = next(findings_of_places(tables_of(rows), only=OWN))
    told = " ".join(easy_summary(place, place.whole)).replace("\N{NO-BREAK SPACE}", " ")
    assert "Vi jämför bara Ekonomiskt bistånd: 80 av 150 svar. Där är det 60 procent här och 75 procent i hela" in told
    assert "Med samma grupper" not in told
    alone = " ".join(easy_summary(place, place.groups[1]))
    assert "Ingen annan kommun har svar på de här frågorna. Därför kan vi inte jämföra med hela Sverige." in alone


def test_one_point_is_no_points() -> None:
    written_as = {language: points_text(0.004, words, most=0.012) for language, words in LANGUAGES.items()}
    assert written_as["sv"].replace("\N{NO-BREAK SPACE}", " ") == "1 procentenhet"
    assert written_as["en"].replace("\N{NO-BREAK SPACE}", " ") == "1 percentage point"
    assert points_text(0.01, LANGUAGES["sv"], most=0.02).endswith("1–2\N{NO-BREAK SPACE}procentenheter")
