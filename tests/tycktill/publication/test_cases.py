"""What municipalities have published of their surveys comes out of the text, for answers made to give their figures."""

from functools import cache
from pathlib import Path

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
    text_of,
)

from tycktill.counting import count, tally
from tycktill.files import (
    Questionnaires,
    read_answers,
    read_families,
    read_municipalities,
    read_offers,
    read_references,
)
from tycktill.instrument import told_together

LULEA = Path(__file__).parents[3] / "examples" / "lulea-2019"
KALMAR, TANUM = "0880", "1435"
LARGER = ("0180", "0380", "0580", "1280", "1480", "1880", "1980")
HOUSING = {"fo-gruppbostad": (120, 91), "fo-servicebostad": (110, 84), "fo-boende-sol": (66, 50)}


@cache
def lulea() -> str:
    """The example's answers and references."""
    forms, places = catalogue(), read_municipalities()
    frame = read_answers(LULEA / "svar.csv", catalogue=forms, municipalities=places)
    offers = read_offers(LULEA / "erbjudna.csv", catalogue=forms, municipalities=places, answers=frame)
    rows = released(tally(count(frame, forms), forms, offers, told_together(read_families())))
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
        "Bland målgrupperna har Missbruk och beroende (90 procent) högst andel på ”Nöjd på det hela taget”,",
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


def test_a_claim_that_chance_can_make_is_called_so() -> None:
    told = tanum()
    assert told.count("Inga skillnader mot riket är statistiskt säkerställda.") == 1
    assert told.count("För alla målgrupper tillsammans är ingen skillnad mot riket statistiskt säkerställd.") == 1
    assert "bättre än" not in told
    assert told.count("(lägre). Skillnaderna är inte större än att de kan bero på slumpen.") >= 1


def test_a_claim_that_chance_can_hardly_make_is_made_and_its_exceptions_named() -> None:
    told = tanum(sheets=2000, good=1900)
    assert "Siffran är högre än rikets på 6 av 7 frågor. Undantaget är ”Kan påverka hjälpen” (lägre)." in told
    assert "högre än rikets på 10 av 11 frågor. Undantaget är ”Vet vart man kan lämna synpunkter” (lägre)." in told
    assert "Resultatet är bättre än rikets på 6 av 7 frågor" in told
    assert "Resultatet är sämre än rikets på 1 av 7 frågor: ”Kan påverka hjälpen”." in told
    assert "inte statistiskt säkerställ" not in told
