"""What municipalities have published of their surveys comes out of the text, for answers made to give their figures."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import msgspec
import pytest
from tests.tycktill.publication.surveys import (
    IFO,
    OPENVARD,
    Group,
    catalogue,
    nation,
    released,
    rows_of,
    shares,
    tables_of,
    text_of,
)

from tycktill.counting import count_by_cell, tally
from tycktill.disclosure import ProtectedValue
from tycktill.files import (
    Questionnaires,
    read_answers,
    read_families,
    read_municipalities,
    read_offers,
    read_references,
)
from tycktill.findings import write_texts
from tycktill.instrument import Day, RoundFacts, combined_groups
from tycktill.terms import Level

LULEA = Path(__file__).parents[3] / "examples" / "lulea-2019"
KALMAR, TANUM, SOLVESBORG, KOPING = "0880", "1435", "1083", "1983"
LARGER = ("0180", "0380", "0580", "1280", "1480", "1880", "1980")
HOUSING = {"fo-gruppbostad": (120, 91), "fo-servicebostad": (110, 84), "fo-boende-sol": (66, 50)}


@cache
def lulea() -> str:
    """The example's answers and references."""
    forms, places = catalogue(), read_municipalities()
    frame = read_answers(LULEA / "svar.csv", catalogue=forms, municipalities=places)
    offers = read_offers(LULEA / "erbjudna.csv", catalogue=forms, municipalities=places, answers=frame)
    rows = released(tally(count_by_cell(frame, forms), forms, offers, combined_groups(read_families())))
    known = Questionnaires(forms, {}, read_families())
    return text_of(rows, read_references(LULEA / "referens.csv", questionnaires=known, municipalities=places))


@pytest.mark.parametrize(
    "told",
    [
        "184 erbjöds att svara och 80 svarade, 43 procent. Det är en lägre andel än i riket, där 56 procent svarade.",
        "37 kvinnor och 37 män svarade.",
        "**Luleå: 84 procent av dem som svarade är sammantaget nöjda med stödet från socialtjänsten**",
        "I riket är andelen 84 procent.",
        "| Lätt att få kontakt | 83 % | 86 % |",
        "| Tydlig information | 94 % | 90 % |",
        "| Visar förståelse | 84 % | 84 % |",
        "| Frågar efter dina synpunkter | 86 % | 86 % |",
        "| Kan påverka hjälpen | 56 % | 70 % |",
        "| Situationen har blivit bättre | 71 % | 76 % |",
        "| Nöjd på det hela taget | 84 % | 84 % |",
        "Lägst andel har ”Kan påverka hjälpen” (56 procent, riket 70 procent). Den frågan är lägst också i riket.",
        "Bland målgrupperna som visas har Missbruk och beroende (90 procent) högst andel på ”Nöjd på det hela taget”,",
        "”Nöjd på det hela taget”, och Unga, 13 år och äldre (60 procent) lägst.",
        "Bland enheterna har Vuxna (90 procent) högst andel på ”Nöjd på det hela taget”, och Barn och unga (64 proc",
        "Här räknas tillsammans: Ensamkommande unga, 13 år och äldre; Unga, 13 år och äldre; Vårdnadshavare.",
        "48 erbjöds att svara och 15 svarade, 31 procent. 64 procent av dem som svarade",
        "| Barn och unga | 48 | 15 | 31 % |",
    ],
)
def test_lulea_2019(told: str) -> None:
    assert told in lulea()


@cache
def kalmar() -> str:
    """331 answers in ifo beside eight other municipalities, and 296 in three forms of housing."""

    def ifo(id_: str, unit: str, sheets: int, situation: int, helhet: int) -> Group:
        return Group(id_, KALMAR, unit, sheets, {"situation": (sheets, situation), "helhet": (sheets, helhet)})

    own = [
        ifo("ifo-ekonomiskt-bistand", "Ekonomiskt bistånd", 180, 123, 166),
        ifo("ifo-missbruk", "Missbruk och beroende", 60, 52, 55),
        ifo("ifo-unga", "Barn och unga", 30, 20, 26),
        ifo("ifo-vardnadshavare", "Barn och unga", 61, 40, 54),
    ]
    sizes = {**{code: 332 + number for number, code in enumerate(LARGER)}, "2580": 80}
    others = [
        Group("ifo-ekonomiskt-bistand", code, "Enheten", size, {"helhet": (size, size * 6 // 7)})
        for code, size in sizes.items()
    ]
    housing = [
        Group(id_, KALMAR, "Boendet", valid, {q.id: (valid, positive) for q in catalogue()[id_].questions})
        for id_, (valid, positive) in HOUSING.items()
    ]
    return text_of(rows_of([*own, *others, *housing]))


@pytest.mark.parametrize(
    "told",
    [
        "331 svarade.",
        "Antalet svar är det åttonde största bland 9 kommuner.",
        "**Kalmar: 91 procent av dem som svarade är sammantaget nöjda med stödet från socialtjänsten**",
        "| Situationen har blivit bättre | 71 % |",
        "Missbruk och beroende (87 procent) och Barn och unga (66 procent).",
        "296 svarade.",
        "**Kalmar: 76 procent av alla svar är positiva**",
        "Av alla svar på de 9 frågorna är 76 procent positiva.",
        "Gruppbostad LSS; Servicebostad LSS",
    ],
)
def test_kalmar_2023(told: str) -> None:
    assert told in kalmar()


def tanum(sheets: int = 40, good: int = 34) -> str:
    """`good` of `sheets` on six questions of seven and ten of eleven, where the nation has 80 per cent."""
    seven = shares(IFO, sheets, [sheets * 7 // 10 if id_ == "paverka" else good for id_ in IFO])
    eleven = shares(OPENVARD, sheets, [sheets * 7 // 10 if id_ == "klagomal" else good for id_ in OPENVARD])
    groups = [
        Group("ifo-ekonomiskt-bistand", TANUM, "Ekonomiskt bistånd", sheets, seven, offered=2 * sheets),
        Group("ifo-missbruk", TANUM, "Missbruk", 3, shares(IFO, 3, [2] * 7), offered=9),
        Group("oppenvard-vardnadshavare", TANUM, "Öppenvård barn och unga", sheets, eleven),
    ]
    known = [
        *nation("2023", "ifo-ekonomiskt-bistand", dict.fromkeys(IFO, 0.8)),
        *nation("2023", "ifo", dict.fromkeys(IFO, 0.8)),
        *nation("2023", "oppenvard-vardnadshavare", dict.fromkeys(OPENVARD, 0.8)),
    ]
    return text_of(rows_of(groups), known)


@pytest.mark.parametrize(
    "told",
    [
        "Siffran är högre än rikets på 6 av 7 frågor. Undantaget är ”Kan påverka hjälpen” (lägre).",
        "Siffran är högre än rikets på 10 av 11 frågor. Undantaget är ”Vet vart man kan lämna synpunkter” (lägre).",
        "Målgrupper med resultat: Ekonomiskt bistånd. Målgrupper som inte visas: Missbruk och beroende (för få svar).",
        "Resultat av färre än fem svar visas aldrig",
        "80 erbjöds att svara och 40 svarade, 50 procent.",
    ],
)
def test_tanum_2023(told: str) -> None:
    assert told in tanum()


def told_with(facts: RoundFacts, rows: Sequence[ProtectedValue], previous: Sequence[ProtectedValue] = ()) -> str:
    """The text of these rows where this is known of the round."""
    tables = tables_of(rows, previous=previous)
    family, round_ = tables.manifest.grouping.family(rows[0].cell.instrument), rows[-1].cell.round
    manifest = msgspec.structs.replace(tables.manifest, facts={family: {round_: facts}})
    told = write_texts(replace(tables, manifest=manifest))["text.sv.md"].decode()
    return told.replace("\N{NO-BREAK SPACE}", " ")


def every_year(code: str, *years: str, sheets: int = 40) -> list[ProtectedValue]:
    """The same answers of two municipalities in each of these rounds."""
    answers = shares(IFO, sheets, [sheets * 4 // 5] * 7)
    groups = [Group("ifo-ekonomiskt-bistand", each, "Enheten", sheets, answers, 2 * sheets) for each in (code, "0114")]
    return [row for year in years for row in rows_of(groups, round=year)]


def test_lulea_asks_every_autumn_and_leaves_family_law_outside() -> None:
    facts = RoundFacts(
        first_day=Day("2019-09-02"),
        last_day=Day("2019-10-25"),
        outside={"sv": "Familjerätten ingår inte i undersökningen."},
    )
    told = told_with(facts, every_year("2580", "2019"), every_year("2580", "2015", "2016", "2017", "2018"))
    assert "Det är femte året i rad som undersökningen görs." in told
    assert "Familjerätten ingår inte i undersökningen." in told
    assert "2 september och den 25 oktober 2019" in told or "2 september till 25 oktober 2019" in told


def test_tanum_asks_for_the_third_year_and_names_its_days() -> None:
    facts = RoundFacts(first_day=Day("2023-09-01"), last_day=Day("2023-10-13"), voluntary=True)
    told = told_with(facts, every_year(TANUM, "2023"), every_year(TANUM, "2021", "2022"))
    assert "Det är tredje året i rad som undersökningen görs." in told
    assert "1 september" in told
    assert "13 oktober 2023" in told


def test_a_round_of_one_day_names_it_once() -> None:
    facts = RoundFacts(first_day=Day("2023-09-01"), last_day=Day("2023-09-01"))
    assert "Svaren samlades in den 1 september 2023." in told_with(facts, every_year(TANUM, "2023"))


@cache
def solvesborg() -> str:
    """115 of 191 who answered, nearly all content on every question, beside six others who are a little less."""

    def place(code: str, sheets: int, positive: int, offered: int) -> Group:
        return Group("ifo-ekonomiskt-bistand", code, "Enheten", sheets, shares(IFO, sheets, [positive] * 7), offered)

    others = [place(code, 150, 120 + number, 260) for number, code in enumerate(LARGER[1:])]
    facts = RoundFacts(
        offered={"sv": "Alla som möter en handläggare eller socialsekreterare erbjuds att svara."},
        voluntary=True,
        at_visits=True,
        counted="by_hand",
    )
    return told_with(facts, rows_of([place(SOLVESBORG, 115, 110, 191), *others], round="2020"))


@pytest.mark.parametrize(
    "told",
    [
        "191 erbjöds att svara och 115 svarade, 60 procent.",
        "Alla som möter en handläggare eller socialsekreterare erbjuds att svara.",
        "frivilligt",
        "Enkäten delas ut vid besök.",
        "Antalet som erbjöds att svara bygger på verksamheternas egen räkning.",
        "På alla 7 frågor är mer än 90 procent av svaren positiva.",
        "På alla 7 frågor har Sölvesborg den högsta siffran av 7 kommuner, säkert högre än alla andras.",
        "Resultatet är bättre än rikets på alla 7 frågor.",
        "| Lätt att få kontakt | 96 % |",
        "| Nöjd på det hela taget | 96 % |",
    ],
)
def test_solvesborg_2020(told: str) -> None:
    section = solvesborg().partition("## Sölvesborg\n")[2].partition("\n## ")[0]
    assert told in section


def test_who_is_best_by_a_hair_is_not_called_surely_best() -> None:
    """The same claim of figures that chance can turn round."""
    groups = [
        Group("ifo-ekonomiskt-bistand", code, "Enheten", 115, shares(IFO, 115, [positive] * 7))
        for code, positive in ((SOLVESBORG, 110), ("0114", 109), ("0115", 108))
    ]
    section = text_of(rows_of(groups, round="2020")).partition("## Sölvesborg\n")[2].partition("\n## ")[0]
    assert "den högsta siffran av 3 kommuner, men den är inte säkert högre än alla andras." in section
    assert "bättre än" not in section


@cache
def koping() -> str:
    """Two target groups in units of their own, few placed youth, and the round before with a third of the answers."""

    def group(id_: str, unit: str, sheets: int, good: int, influence: int, code: str = KOPING) -> Group:
        answers = shares(IFO, sheets, [influence if each == "paverka" else good for each in IFO])
        return Group(id_, code, unit, sheets, answers, 2 * sheets)

    own = [
        group("ifo-ekonomiskt-bistand", "Ekonomi", 60, 42, 33),
        group("ifo-vardnadshavare", "Familj", 30, 27, 20),
        group("ifo-unga", "Familj", 30, 27, 20),
        group("ifo-missbruk", "Vuxna", 3, 2, 1),
    ]
    others = [
        group(id_, "Enheten", 300, good, influence, code)
        for code in ("0114", "0115")
        for id_, good, influence in (
            ("ifo-ekonomiskt-bistand", 255, 210),
            ("ifo-vardnadshavare", 255, 200),
            ("ifo-unga", 255, 200),
            ("ifo-missbruk", 255, 200),
        )
    ]
    before = [group("ifo-ekonomiskt-bistand", "Ekonomi", 41, 30, 24), *others]
    return text_of(rows_of([*own, *others]), previous=[
        row for row in rows_of(before, round="2022") if row.cell.level is Level.MUNICIPALITY
    ])  # fmt: skip


@pytest.mark.parametrize(
    "told",
    [
        "Det är tre gånger så många svar som 2022, då 41 svarade",
        "Lägre än riket på alla frågor",
        "Lägst i alla enheter",
        "”Kan påverka hjälpen”",
        "Den frågan är lägst också i riket.",
        "Missbruk och beroende (för få svar)",
        "Resultat av färre än fem svar visas aldrig",
    ],
)
def test_koping_2023(told: str) -> None:
    section = koping().partition("## Köping\n")[2].partition("\n## ")[0]
    assert told in section


def test_koping_s_new_target_groups_join_on_trial_in_their_first_year() -> None:
    answers = shares(OPENVARD, 12, [10] * 11)
    groups = [Group("oppenvard-vardnadshavare", code, "Öppenvården", 12, answers) for code in (KOPING, "0114")]
    told = told_with(RoundFacts(pilot=True), rows_of(groups))
    assert "försök" in told.partition("## Köping\n")[2]


def test_koping_s_own_questions_that_became_national_ones_are_not_joined_with_what_was_asked_before() -> None:
    now, before = every_year(KOPING, "2023"), every_year(KOPING, "2022")
    tables = tables_of(now, previous=[row for row in before if row.question != "paverka"])
    manifest = msgspec.structs.replace(
        tables.manifest, breaks={target: {"paverka": "2022"} for target in ("ifo", "ifo-ekonomiskt-bistand")}
    )
    told = write_texts(replace(tables, manifest=manifest))["text.sv.md"].decode().partition("## Köping\n")[2]
    assert "På ”Kan påverka hjälpen” går resultatet inte att jämföra med 2022: frågan har ändrats." in told


def test_a_claim_that_chance_can_make_is_called_so() -> None:
    told = tanum()
    assert told.count("Inga skillnader mot riket är statistiskt säkerställda.") == 1
    assert told.count("Bland de svar som jämförs är ingen skillnad mot riket statistiskt säkerställd.") == 1
    assert "bättre än" not in told
    assert told.count("(lägre). Skillnaderna är inte större än att de kan bero på slumpen.") >= 1


def test_a_claim_that_chance_can_hardly_make_is_made_and_its_exceptions_named() -> None:
    told = tanum(sheets=2000, good=1900)
    assert "Siffran är högre än rikets på 6 av 7 frågor. Undantaget är ”Kan påverka hjälpen” (lägre)." in told
    assert "högre än rikets på 10 av 11 frågor. Undantaget är ”Vet vart man kan lämna synpunkter” (lägre)." in told
    assert "Resultatet är bättre än rikets på 6 av 7 frågor" in told
    assert "Resultatet är sämre än rikets på 1 av 7 frågor: ”Kan påverka hjälpen”." in told
    assert "inte statistiskt säkerställ" not in told
