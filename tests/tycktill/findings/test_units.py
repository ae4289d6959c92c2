"""Units differ only by a test, like beside like; and what is told of them holds in every language."""

import pytest
from tests.tycktill.findings.test_sentences import ADDICTION, OWN, SUPPORT, alike, asked
from tests.tycktill.publication.surveys import Group, catalogue, rows_of, tables_of

from tycktill.findings import (
    LANGUAGES,
    PlaceFindings,
    Response,
    UnitsApart,
    findings_of_places,
    sibling_differences,
    unit_differences,
    unit_summary,
    units_apart,
)
from tycktill.tables import Judgement, Tables

ALIKE = [asked(SUPPORT, alike(60, 48), unit=f"Enhet {number}") for number in range(4)]
WORSE = asked(SUPPORT, alike(60, 20), unit="Ensam")
ELSEWHERE = [asked(SUPPORT, alike(60, 48), code=code, unit="Där") for code in ("1080", "1081")]


def told(groups: list[Group], target: str = SUPPORT) -> tuple[PlaceFindings, UnitsApart]:
    tables: Tables = tables_of(rows_of([*groups, *ELSEWHERE]))
    place = next(findings_of_places(tables, only=OWN))
    return place, units_apart(tables, OWN, target)


def test_a_unit_far_from_the_rest_is_told_apart_and_the_others_are_not_worse() -> None:
    _, apart = told([*ALIKE, WORSE])
    verdicts = {unit: apart.against_rest[unit, "helhet"] for unit in ("Ensam", "Enhet 0")}
    assert verdicts["Ensam"] is Judgement.WORSE
    assert verdicts["Enhet 0"] is not Judgement.WORSE
    assert {apart.beside_siblings("Ensam")[f"Enhet {number}", "helhet"] for number in range(4)} == {Judgement.WORSE}
    assert apart.beside_siblings("Enhet 0")["Ensam", "helhet"] is Judgement.BETTER
    assert apart.beside_siblings("Enhet 0")["Enhet 1", "helhet"] is Judgement.NOT_SIGNIFICANT


def test_units_that_answer_alike_are_not_told_apart() -> None:
    _, apart = told(ALIKE)
    assert set(apart.against_rest.values()) == {Judgement.NOT_SIGNIFICANT}
    assert set(apart.beside_siblings("Enhet 0").values()) == {Judgement.NOT_SIGNIFICANT}


def test_a_unit_is_never_set_beside_units_of_other_target_groups() -> None:
    """Those who have social assistance are less content everywhere: no unit is worse for meeting them."""
    content = [asked(ADDICTION, alike(60, 58), unit=f"Vuxen {number}") for number in range(3)]
    _, apart = told([*ALIKE, *content], target="ifo")
    assert set(apart.against_rest.values()) == {Judgement.NOT_SIGNIFICANT}
    assert not any(other.startswith("Vuxen") for other, _ in apart.beside_siblings("Enhet 0"))
    assert apart.between["helhet"].low == 0


def test_a_unit_alone_is_compared_with_nobody() -> None:
    place, apart = told([asked(SUPPORT, alike(60, 40), unit="Den enda")])
    assert apart.against_rest == {}
    assert list(unit_differences(place.whole, apart, LANGUAGES["sv"])) == []


def test_who_answered_at_a_unit_are_those_of_all_its_target_groups() -> None:
    """The first question, of the child, is asked of one of them alone."""
    groups = {"oppenvard-unga": (5, 10), "oppenvard-vardnadshavare": (12, 2)}
    asked_of = {target: [each.id for each in catalogue()[target].questions] for target in groups}
    rows = rows_of(
        [
            Group(target, OWN, "Enheten", sheets, dict.fromkeys(asked_of[target], (sheets, sheets - 1)), offered)
            for target, (sheets, offered) in groups.items()
        ]
    )
    (unit,) = next(findings_of_places(tables_of(rows), only=OWN)).whole.units
    assert unit.response == Response(None, 17, offered_min=22)
    assert min(unit.figures) not in asked_of["oppenvard-unga"]


def test_an_unknown_unit_has_no_siblings() -> None:
    _, apart = told(ALIKE)
    assert apart.beside_siblings("Finns inte") == {}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("groups", [ALIKE, [*ALIKE, WORSE], [*ALIKE[:2]]], ids=["alike", "one apart", "two"])
def test_every_language_tells_the_units(language: str, groups: list[Group]) -> None:
    words = LANGUAGES[language]
    place, apart = told(groups)
    unit = place.whole.units[-1]
    sentences = [
        *unit_differences(place.whole, apart, words),
        *unit_summary(place.whole, apart, unit, words),
        *sibling_differences(apart.beside_siblings(unit.name), words),
    ]
    assert len(sentences) >= 4
    assert not [each for each in sentences if "{" in each or not each.endswith(".")]
    assert any("Ensam" in each for each in sentences) == (WORSE in groups)


def test_few_answers_at_a_unit_are_a_hint() -> None:
    place, apart = told([*ALIKE, asked(SUPPORT, alike(10, 6), unit="Liten")])
    unit = next(each for each in place.whole.units if each.name == "Liten")
    first = next(iter(unit_summary(place.whole, apart, unit, LANGUAGES["sv"])))
    assert first.startswith("Siffrorna vilar på bara 10")


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_that_a_unit_was_asked_and_that_could_not_be_tested_are_counted(language: str) -> None:
    """Of what the unit has too few answers to nothing is said but that."""
    partly = asked(SUPPORT, {**alike(60, 20), "helhet": (3, 1), "kontakt": (2, 1)}, unit="Delvis")
    place, apart = told([*ALIKE, partly])
    unit = next(each for each in place.whole.units if each.name == "Delvis")
    sentences = " ".join(unit_summary(place.whole, apart, unit, LANGUAGES[language]))
    tested = sum(name == "Delvis" for name, _ in apart.against_rest)
    assert tested == len(place.whole.questions) - 2
    assert {"en": "Two could not be tested", "sv": "Två kunde inte prövas"}.get(language, "Två") in sentences
