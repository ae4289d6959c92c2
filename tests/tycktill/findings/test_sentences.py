"""What municipalities have to tell comes out in sentences that hold: of mixes, rounds, groups, units and places."""

import re
from collections.abc import Mapping, Sequence

import msgspec
import pytest
from tests.tycktill.publication.surveys import (
    IFO,
    Answers,
    Group,
    compared,
    manifest_of,
    nation,
    rows_of,
    shares,
    tables_of,
    text_of,
)

from tycktill.files import read_municipalities
from tycktill.findings import LANGUAGES, findings_of_places, page_details, write_texts
from tycktill.tables import Tables
from tycktill.terms import RESPONSE_RATE, Gender

OWN, OTHERS = "2580", ("1080", "1081", "1082")
SUPPORT, ADDICTION, YOUTH, GUARDIANS = "ifo-ekonomiskt-bistand", "ifo-missbruk", "ifo-unga", "ifo-vardnadshavare"
LOWEST = "paverka"


def alike(valid: int, positive: int) -> Answers:
    """The same answers to all seven questions."""
    return shares(IFO, valid, [positive] * 7)


def low_influence(valid: int, positive: int, influence: int) -> Answers:
    """The same to six, and fewer who could influence the help."""
    return {**alike(valid, positive), LOWEST: (valid, influence)}


def asked(target: str, answers: Answers, *, code: str = OWN, unit: str = "Enheten", offered: int = 0) -> Group:
    sheets = max(valid for valid, _ in answers.values())
    return Group(target, code, unit, sheets, answers, offered or 2 * sheets)


def section(text: str, name: str) -> str:
    """What a text says of one municipality."""
    return text.partition(f"## {name}\n")[2].partition("\n## ")[0]


def test_a_content_group_alone_is_beside_the_same_group_of_the_nation() -> None:
    """Elsewhere three of four have social assistance, who are less content."""
    others = [
        asked(target, alike(valid, positive), code=code)
        for code in OTHERS
        for target, valid, positive in ((SUPPORT, 150, 105), (ADDICTION, 50, 46))
    ]
    told = section(text_of(rows_of([asked(ADDICTION, alike(50, 46)), *others])), "Luleå")
    assert "I riket är andelen 92 procent." in told
    assert "Inga skillnader mot riket är statistiskt säkerställda." in told
    assert "bättre än" not in told
    assert "högsta siffran" not in told


def test_a_content_group_that_joins_is_no_change() -> None:
    before = rows_of([asked(SUPPORT, alike(300, 210))], round="2022")
    now = [asked(SUPPORT, alike(300, 210)), asked(ADDICTION, alike(300, 276), unit="Vuxna")]
    told = text_of(rows_of(now), previous=before)
    assert "2022 var andelen 70 procent." in told
    assert "Bland de svar som jämförs är ingen förändring sedan 2022 statistiskt säkerställd." in told
    assert "I ingen målgrupp är någon förändring sedan 2022 statistiskt säkerställd." in told
    assert "bättre än" not in told


def test_what_has_changed_in_a_target_group_is_told_where_all_together_have_not() -> None:
    """Social assistance doubles and addiction care falls: together they are as before."""
    before = [asked(SUPPORT, alike(150, 60)), asked(ADDICTION, alike(150, 135), unit="Vuxna")]
    now = [asked(SUPPORT, alike(150, 120)), asked(ADDICTION, alike(150, 80), unit="Vuxna"), asked(YOUTH, alike(50, 40))]
    then = [*before, asked(YOUTH, alike(50, 38))]
    tables = tables_of(rows_of(now), previous=rows_of(then, round="2022"))
    told = text_of(rows_of(now), previous=rows_of(then, round="2022"))
    support, addiction, youth = (line for line in told.splitlines() if line.startswith("- **"))
    assert "För alla målgrupper tillsammans är ingen förändring sedan 2022 statistiskt säkerställd." in told
    assert "Resultatet är bättre än 2022 på alla 7 frågor." in support
    assert "Resultatet är sämre än 2022 på alla 7 frågor." in addiction
    assert "2022" not in youth
    assert "Övriga förändringar sedan 2022 i målgrupperna är inte statistiskt säkerställda." in told
    assert "Inga förändringar" not in told
    place = next(findings_of_places(tables, only=OWN))
    (page,) = (each for each in page_details(place, place.whole, LANGUAGES["sv"]) if "Övriga förändringar" in each)
    for line in (support, addiction):
        name, rest = line.removeprefix("- **").split(":** ")
        assert f"{name}: {rest[rest.index('Resultatet är') :]}" in page.replace("\N{NO-BREAK SPACE}", " ")


def test_a_group_that_differs_from_the_nation_is_not_denied_by_the_whole() -> None:
    known = [each for target in (SUPPORT, ADDICTION) for each in nation("2023", target, dict.fromkeys(IFO, 0.7))]
    told = text_of(rows_of([asked(SUPPORT, alike(150, 135)), asked(ADDICTION, alike(150, 75))]), known)
    assert "För alla målgrupper tillsammans är ingen skillnad mot riket statistiskt säkerställd." in told
    assert "Resultatet är bättre än rikets på alla 7 frågor." in told
    assert "Resultatet är sämre än rikets på alla 7 frågor." in told


def test_what_is_compared_is_said_where_it_is_not_all_and_what_is_called_higher_looks_higher() -> None:
    """The nation is known of two target groups only, whose 85 per cent are above it; all together have its 82."""
    known = [
        each for target in ("ifo", SUPPORT, ADDICTION) for each in nation("2023", target, dict.fromkeys(IFO, 0.82))
    ]
    own = [asked(SUPPORT, alike(60, 49)), asked(ADDICTION, alike(50, 45)), asked(YOUTH, alike(26, 18))]
    told = text_of(rows_of(own), known)
    assert (
        "I riket är andelen 82 procent. Jämförelsen gäller bara Ekonomiskt bistånd och Missbruk och beroende"
        " (110 av 136 svar), där andelen är 85 procent."
    ) in told
    assert "På alla 7 frågor beror det på vilka målgrupper som räknas hur siffran står sig mot rikets. Jämf" in told
    assert "| 82 % | 82 % | 82 % (här 85 %) |" in told
    assert "Jämförelsen gäller bara" not in text_of(rows_of(own[:2]), known)


def test_a_round_by_post_is_not_handed_out_at_visits() -> None:
    rows = rows_of([asked(SUPPORT, alike(40, 36))])
    manifest = manifest_of(rows)

    def told(**facts: object) -> str:
        known = msgspec.structs.replace(manifest.facts["ifo"]["2023"], **facts)
        own = msgspec.structs.replace(manifest, facts={"ifo": {"2023": known}})
        return write_texts(Tables(own, rows, compared(rows, (), ()), (), ()))["text.sv.md"].decode()

    assert "Enkäten delas ut vid besök." in told()
    for facts in ({"modes": ("post",)}, {"at_visits": False}, {"at_visits": None}):
        assert "Enkäten delas ut" not in told(**facts)
        assert "De som erbjöds att svara är inget slumpmässigt urval" in told(**facts)


def test_what_cannot_be_given_is_explained_only_where_it_stands() -> None:
    assert "kan inte anges" not in text_of(rows_of([asked(SUPPORT, alike(40, 36))]))


def test_the_fewest_answers_are_the_smallest_number() -> None:
    own = [asked(SUPPORT, alike(size, 20), code=code) for size, code in zip((30, 40, 50), (OWN, *OTHERS), strict=False)]
    assert "Antalet svar är det minsta bland 3 kommuner." in section(text_of(rows_of(own)), "Luleå")


def test_a_place_by_answers_that_is_shared_is_told_as_shared() -> None:
    def told(*sizes: int) -> list[str]:
        every = zip(sizes, (OWN, *OTHERS), strict=False)
        text = text_of(rows_of([asked(SUPPORT, alike(size, 20), code=code) for size, code in every]))
        return sorted(re.findall("Antalet svar är[^.]*", text))

    assert told(40, 40, 30) == [
        "Antalet svar är det minsta bland 3 kommuner",
        "Antalet svar är det största bland 3 kommuner, och delas av två",
        "Antalet svar är det största bland 3 kommuner, och delas av två",
    ]
    assert told(40, 40, 40) == []


def test_a_place_by_answers_after_the_tenth_is_no_news() -> None:
    codes = sorted(read_municipalities())[:12]
    told = text_of(rows_of([asked(SUPPORT, alike(50 - n, 20), code=code) for n, code in enumerate(codes)]))
    assert len(re.findall("Antalet svar är det", told)) == 11
    assert "det tionde största bland 12 kommuner." in told
    assert "det minsta bland 12 kommuner." in told
    assert "11:e" not in told


def test_those_who_are_neither_women_nor_men_are_told_of() -> None:
    own = [Group(SUPPORT, OWN, "Enheten", n, alike(n, 20), 90, of) for of, n in ((Gender.WOMAN, 37), (Gender.MAN, 37))]
    other = Group(SUPPORT, OWN, "Enheten", 6, alike(6, 3), 0, Gender.UNKNOWN)
    others = "37 kvinnor och 37 män svarade. Övriga har angett något annat kön eller inget alls."
    assert others in text_of(rows_of([*own, other]))
    assert "Övriga har angett" not in text_of(rows_of(own))


def test_blank_sheets_are_no_answers_that_a_result_rests_on() -> None:
    """Sixteen sheets, six of them blank."""
    told = text_of(rows_of([Group(SUPPORT, OWN, "Enheten", 16, alike(10, 6), 40)]))
    assert "40 erbjöds att svara och 16 svarade, 40 procent." in told
    assert "Resultatet bygger på bara 10 svar. Tolka siffrorna med försiktighet." in told
    assert "60 procent av dem som svarade är sammantaget nöjda" in told
    assert "På den frågan svarade 10 av 16." in told
    many = text_of(rows_of([Group(SUPPORT, OWN, "Enheten", 26, alike(10, 6), 40)]))
    assert "Resultatet bygger på bara 10 svar." in many
    assert "På den frågan svarade" not in text_of(rows_of([asked(SUPPORT, alike(10, 6))]))


def test_one_target_group_is_told_beside_its_own_references() -> None:
    known = nation("2023", SUPPORT, {**dict.fromkeys(IFO, 0.8), RESPONSE_RATE: 0.54})
    told = text_of(rows_of([asked(SUPPORT, low_influence(40, 34, 24), offered=80)]), known)
    for sentence in (
        "Resultatet, och allt det jämförs med, gäller en enda målgrupp: Ekonomiskt bistånd.",
        "Det är en lägre andel än i riket, där 54 procent svarade.",
        "I riket är andelen 80 procent.",
        "Siffran är högre än rikets på 6 av 7 frågor. Undantaget är ”Kan påverka hjälpen” (lägre).",
        "| Kan påverka hjälpen | 60 % | 80 % |",
    ):
        assert sentence in told


def test_a_target_groups_own_response_rate_in_the_nation_is_told_where_there_are_several() -> None:
    known = nation("2023", ADDICTION, {**dict.fromkeys(IFO, 0.8), RESPONSE_RATE: 0.54})
    told = text_of(rows_of([asked(SUPPORT, alike(40, 34)), asked(ADDICTION, alike(40, 30))]), known)
    bullet = next(line for line in told.splitlines() if line.startswith("- **Missbruk"))
    assert "svarade, 50 procent. Det är en lägre andel än i riket, där 54 procent svarade." in bullet


def test_how_large_a_difference_would_have_shown_is_told_once_a_section() -> None:
    known = [each for target in (SUPPORT, ADDICTION) for each in nation("2023", target, dict.fromkeys(IFO, 0.8))]
    told = text_of(rows_of([asked(SUPPORT, alike(40, 34)), asked(ADDICTION, alike(40, 30))]), known)
    assert told.count("Med det här antalet svar hade en skillnad på ungefär 13 procentenheter troligen synts.") == 1
    assert "Med samma målgrupper är andelen 80 procent i riket." in told
    assert "I ingen målgrupp är någon skillnad mot riket statistiskt säkerställd." in told


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (50, 150, "Det är tre gånger så många svar som 2022, då 50 svarade, 50 procent av dem som erbjöds."),
        (50, 100, "Det är dubbelt så många svar som 2022, då 50 svarade"),
        (50, 102, "Det är ungefär dubbelt så många svar som 2022, då 50 svarade"),
        (50, 60, "Det är fler svar än 2022, då 50 svarade"),
        (60, 50, "Det är färre svar än 2022, då 60 svarade"),
        (50, 50, "Det är lika många svar som 2022, då 50 svarade"),
    ],
)
def test_answers_are_told_beside_last_times(before: int, now: int, said: str) -> None:
    earlier = rows_of([asked(SUPPORT, alike(before, before // 2))], round="2022")
    assert said in text_of(rows_of([asked(SUPPORT, alike(now, now // 2))]), previous=earlier)


def test_answers_of_a_target_group_that_is_gone_count_in_the_year_before() -> None:
    earlier = rows_of([asked(SUPPORT, alike(50, 30)), asked(YOUTH, alike(30, 20))], round="2022")
    now = rows_of([asked(SUPPORT, alike(50, 30)), asked(ADDICTION, alike(10, 6))])
    told = text_of(now, previous=earlier)
    assert "Det är färre svar än 2022, då 80 svarade." in told


def rounds(answers: Mapping[str, Answers]) -> str:
    """The text of the last of these rounds of one target group, which knows of the others."""
    *before, last = (rows_of([asked(SUPPORT, own)], round=round_) for round_, own in answers.items())
    return text_of(last, previous=[row for rows in before for row in rows])


def test_a_third_year_in_a_row_is_told_of_the_survey_of_its_lowest_question_and_of_its_rise() -> None:
    years = {"2021": (150, 90, 60), "2022": (150, 108, 78), "2023": (150, 132, 105)}
    told = rounds({year: low_influence(*own) for year, own in years.items()})
    assert "Det är tredje året i rad som undersökningen görs." in told
    assert "Lägst andel har ”Kan påverka hjälpen” (70 procent). Den frågan är lägst för tredje året i rad." in told
    assert "Resultatet är bättre än 2022 på alla 7 frågor. Sedan 2021 har andelen stigit på alla 7 frågor" in told
    assert "| Kan påverka hjälpen | 70 % | 52 % |" in told


def test_years_that_leave_one_out_are_not_in_a_row() -> None:
    own = low_influence(150, 108, 60)
    told = rounds({"2020": own, "2022": own, "2023": own})
    assert "året i rad" not in told
    assert "Den frågan var lägst också 2022." in told


def test_what_was_lowest_of_fewer_questions_was_not_lowest() -> None:
    """A question that last year hid may have been lower."""
    own = low_influence(150, 108, 60)
    before = {question: each for question, each in own.items() if question != "kontakt"}
    assert "lägst också" not in rounds({"2022": before, "2023": own})


def test_a_series_that_is_broken_is_marked_and_not_counted() -> None:
    earlier = [row for row in rows_of([asked(SUPPORT, alike(100, 50))], round="2022") if row.question != LOWEST]
    rows = rows_of([asked(SUPPORT, alike(100, 90))])
    breaks = {target: {LOWEST: "2022"} for target in ("ifo", SUPPORT)}
    manifest = msgspec.structs.replace(manifest_of(rows), breaks=breaks)
    tables = Tables(manifest, rows, compared(rows, (), earlier), (), earlier)
    told = write_texts(tables)["text.sv.md"].decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "På ”Kan påverka hjälpen” går resultatet inte att jämföra med 2022: frågan har ändrats." in told
    assert "Resultatet är bättre än 2022 på de 6 frågor som gick att pröva." in told
    assert "| Kan påverka hjälpen | 90 % | – |" in told


@pytest.mark.parametrize(
    ("instrument", "said"),
    [
        ("fo-boendestod", "80 procent av dem som svarade trivs med sina boendestödjare"),
        ("fo-personlig-assistans", "80 procent av dem som svarade trivs med sina assistenter"),
        ("fo-servicebostad", "80 procent av dem som svarade trivs med alla i boendepersonalen"),
        ("fo-gruppbostad", "80 procent av dem som svarade trivs hemma"),
    ],
)
def test_the_question_that_sums_up_is_told_as_it_was_asked(instrument: str, said: str) -> None:
    assert f"**Kalmar: {said}**" in text_of(rows_of([asked(instrument, {"trivs": (40, 32)}, code="0880")]))


def test_what_groups_mean_different_things_by_is_told_group_by_group_and_counted() -> None:
    """Kalmar's 76 per cent of all answers: without the question that has no figure of all it would be 75."""
    eight = ("bestamma", "hjalp", "bryr", "pratar", "forstar", "trygg", "radd", "vet_vem")
    groups = [
        asked("fo-gruppbostad", {**dict.fromkeys(eight, (100, 75)), "trivs": (100, 90)}, code="0880"),
        asked("fo-servicebostad", {**dict.fromkeys(eight, (100, 75)), "trivs": (100, 78)}, code="0880", unit="Syd"),
    ]
    told = text_of(rows_of(groups))
    assert "**Kalmar: 76 procent av alla svar är positiva**" in told
    assert "Av alla svar på de 9 frågorna är 76 procent positiva." in told
    assert (
        "redovisas därför målgrupp för målgrupp: Gruppbostad LSS, ”Trivs” (90 procent);"
        " Servicebostad LSS, ”Trivs med alla i boendepersonalen” (78 procent)." in told
    )


def test_what_is_lowest_everywhere_is_told_of_groups_and_units() -> None:
    known = nation("2023", "ifo", dict.fromkeys(IFO, 0.8))
    groups = [
        asked(target, low_influence(size, size - 9, 24), unit=unit)
        for target, size in ((SUPPORT, 60), (ADDICTION, 50))
        for unit in ("N", "S", "V")
    ]
    told = text_of(rows_of(groups), known)
    assert "Lägst i alla målgrupper är ”Kan påverka hjälpen”. Lägst i alla enheter är ”Kan påverka hjälpen”." in told
    few = asked(YOUTH, alike(4, 3), unit="N")
    assert "Lägst i alla målgrupper där samtliga frågor visas är ”Kan påverka hjälpen”." in text_of(
        rows_of([*groups, few])
    )
    other = asked(YOUTH, {**alike(60, 51), "kontakt": (60, 10)}, unit="Ö")
    assert "Lägst i alla" not in text_of(rows_of([*groups, other]))


def test_groups_above_and_below_the_nation_throughout_are_drawn_together() -> None:
    own = {SUPPORT: 20, YOUTH: 34, GUARDIANS: 34}
    known = [each for target in own for each in nation("2023", target, dict.fromkeys(IFO, 0.8))]
    told = text_of(rows_of([asked(target, alike(40, positive)) for target, positive in own.items()]), known)
    higher = "Högre än riket på alla frågor, men ingen av skillnaderna är säkerställd:"
    assert f"{higher} Unga, 13 år och äldre; Vårdnadshavare." in told
    assert "Lägre än riket på alla frågor: Ekonomiskt bistånd." in told


def country(*positives: int) -> Sequence[Group]:
    """Luleå first, then others, each with a hundred answers to every question."""
    codes = (OWN, *OTHERS, "1083", "1084")
    return [asked(SUPPORT, alike(100, positive), code=code) for code, positive in zip(codes, positives, strict=False)]


def test_the_best_on_all_questions_is_told_in_one_sentence() -> None:
    told = section(text_of(rows_of(country(96, 60, 62, 58))), "Luleå")
    assert "På alla 7 frågor har Luleå den högsta siffran av 4 kommuner, säkert högre än alla andras." in told
    assert "Resultatet är bättre än rikets på alla 7 frågor." in told
    assert "På alla 7 frågor är mer än 90 procent av svaren positiva." in told


def test_those_that_share_the_highest_figure_are_told_so() -> None:
    told = section(text_of(rows_of(country(95, 95, 75, 75, 75))), "Luleå")
    assert "På alla 7 frågor delar Luleå den högsta siffran av 5 kommuner med andra." in told


def test_groups_that_belong_together_are_told_together() -> None:
    own = [
        asked(SUPPORT, alike(45, 40)),
        asked(YOUTH, alike(6, 3), unit="Barn"),
        asked(GUARDIANS, alike(8, 6), unit="Barn"),
    ]
    told = text_of(rows_of(own))
    assert (
        "- **Barn och unga:** Här räknas tillsammans: Unga, 13 år och äldre; Vårdnadshavare. 28 erbjöds att svara och"
        " 14 svarade, 50 procent. 64 procent av dem som svarade är sammantaget nöjda"
    ) in told
    assert "| Barn och unga | 28 | 14 | 50 % | 64 % |" in told


def test_a_familys_reference_alone_is_told_and_nothing_is_tested() -> None:
    """Never a default: no verdict where no test was made."""
    rows = rows_of([asked(SUPPORT, alike(40, 34)), asked(ADDICTION, alike(40, 30))])
    told = text_of(rows, nation("2023", "ifo", dict.fromkeys(IFO, 0.8)))
    assert "Skillnaden mot riket går inte att pröva: det är inte känt hur rikets svar fördelar sig" in told
    assert "fria från slump" not in told
    assert told.count("| inte prövat |") == 7
    assert "statistiskt säkerställd skillnad" not in told
