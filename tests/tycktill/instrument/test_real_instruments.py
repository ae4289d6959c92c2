"""The questionnaires that come with the package ask what Kolada says that the surveys ask, and count as they do."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tycktill.files import read_catalogue, read_families
from tycktill.instrument import Instrument, Question, text_in

CATALOGUE, FINGERPRINTS = read_catalogue()
FAMILIES = read_families()
INSTRUMENTS = [pytest.param(instrument, id=instrument.id) for instrument in CATALOGUE.values()]

Indicator = dict[str, str]

AREAS = {
    "ifo-ekonomiskt-bistand": "ekonomiskt bistånd IFO",
    "ifo-missbruk": "missbruksvård IFO",
    "ifo-unga": "barn- och ungdomsvård IFO",
    "ifo-vardnadshavare": "barn- och ungdomsvård IFO vårdnadshavare",
    "oppenvard-unga": "öppna insatser, ungdomar 13-20 år",
    "oppenvard-vardnadshavare": "öppna insatser, omsorgspersoner till 0-18 år",
    "fo-gruppbostad": "gruppbostad LSS",
    "fo-servicebostad": "servicebostad LSS",
    "fo-boende-sol": "boende särskild service SoL",
    "fo-boendestod": "boendestöd SoL",
    "fo-daglig-verksamhet": "daglig verksamhet LSS",
    "fo-sysselsattning": "sysselsättning SoL",
    "fo-personlig-assistans": "Personlig assistans",
    "placerade-familjehem": "familjehem",
    "placerade-stodboende": "stödboende",
    "placerade-hvb": "HVB",
}
FAMILY_AREAS = {"ifo": "individ- och familjeomsorg totalt"}

NOT_ASKED = {"N33849", "N33860"}
"""How often one has met one's family support worker: a fact about the respondent, no opinion."""

NOT_DESCRIBED = {"U33967"}
"""Boendestöd, trivs: the description gives neither question nor answers."""

PRINTED = {
    "Får du bestämma om saker som är viktiga för dig hemma?",
    "Får du bestämma om saker som är viktiga för dig i din dagliga verksamhet?",
    "Pratar personalen med dig så att du förstår vad de menar?",
}
"""Questions that Kolada shortens, in the words of the printed form of 2017."""


def _crosswalk() -> Iterator[Indicator]:
    file = Path("src/tycktill/reference/kolada_question_crosswalk.csv")
    with file.open(encoding="utf-8", newline="") as rows:
        yield from csv.DictReader(rows)


CROSSWALK = {row["kpi"]: row for row in _crosswalk()}


def _asked() -> Iterator[tuple[Instrument, Question, Indicator]]:
    """Every question with its indicator."""
    for instrument in CATALOGUE.values():
        for question in instrument.questions:
            if question.kolada:
                yield instrument, question, CROSSWALK[question.kolada]


def _words(listed: str) -> list[str]:
    return [word.strip().casefold() for word in listed.split("|")]


def test_all_instruments_that_people_rely_on_are_there() -> None:
    assert set(CATALOGUE) == {*AREAS, "ifo-ensamkommande"}
    assert set(FAMILIES) == {instrument.family for instrument in CATALOGUE.values()}
    assert set(FINGERPRINTS) == set(CATALOGUE)


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_swedish_and_english_are_complete(instrument: Instrument) -> None:
    assert {code for code, status in instrument.languages.items() if status.completeness == "complete"} == {"sv", "en"}


def test_questions_of_ifo_are_the_seven() -> None:
    seven = ["kontakt", "information", "forstaelse", "synpunkter", "paverka", "situation", "helhet"]
    for instrument in CATALOGUE.values():
        if instrument.family == "ifo":
            assert [question.id for question in instrument.questions] == seven


def test_questions_of_disability_services_are_named_alike() -> None:
    names = {"bestamma", "hjalp", "bryr", "pratar", "forstar", "trygg", "radd", "trivs", "vet_vem", "viktigt"}
    added = {"assistenter", "arbete"}
    for instrument in CATALOGUE.values():
        if instrument.family == "fo":
            assert {question.id for question in instrument.questions} <= names | added


def test_guardians_in_open_measures_are_asked_eleven_questions() -> None:
    assert len(CATALOGUE["oppenvard-vardnadshavare"].questions) == 11


def test_one_target_group_is_no_longer_asked() -> None:
    retired = {instrument.id: instrument.rounds.last for instrument in CATALOGUE.values() if instrument.rounds.last}
    assert retired == {"ifo-ensamkommande": 2019}


def test_every_indicator_is_of_the_instruments_own_area() -> None:
    for instrument, question, indicator in _asked():
        assert (indicator["kind"], indicator["area"]) == ("share", AREAS[instrument.id]), question.id
        assert indicator["variant"] in {"", "lägeskommun"}
        assert indicator["retired"] == "0"


def test_every_living_indicator_of_an_area_is_asked_for() -> None:
    asked = {question.kolada for _, question, _ in _asked()} | NOT_ASKED
    for kpi, indicator in CROSSWALK.items():
        living = indicator["retired"] == "0" and indicator["variant"] != "kommunal regi"
        if indicator["kind"] == "share" and living and indicator["area"] in AREAS.values():
            assert kpi in asked, indicator["theme"]


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_counts_and_rates_are_of_the_instruments_own_area(instrument: Instrument) -> None:
    for kpi, kind in ((instrument.kolada.count, "n_answered"), (instrument.kolada.rate, "response_rate")):
        if instrument.id == "ifo-ensamkommande":
            assert kpi is None
        else:
            assert kpi is not None
            assert (CROSSWALK[kpi]["kind"], CROSSWALK[kpi]["area"]) == (kind, AREAS[instrument.id])


def test_a_familys_indicators_ask_what_its_instruments_ask() -> None:
    for name, area in FAMILY_AREAS.items():
        kolada = FAMILIES[name].kolada
        assert kolada.count is not None
        assert kolada.rate is not None
        assert (CROSSWALK[kolada.count]["kind"], CROSSWALK[kolada.count]["area"]) == ("n_answered", area)
        assert (CROSSWALK[kolada.rate]["kind"], CROSSWALK[kolada.rate]["area"]) == ("response_rate", area)
        for question_id, kpi in kolada.questions.items():
            assert CROSSWALK[kpi]["area"] == area
            own = next(q for i, q, _ in _asked() if i.family == name and q.id == question_id)
            assert own.kolada is not None
            assert CROSSWALK[kpi]["theme"] == CROSSWALK[own.kolada]["theme"]


def test_families_without_indicators_have_none_in_kolada() -> None:
    without = {name for name, family in FAMILIES.items() if not family.kolada.questions}
    assert without == set(FAMILIES) - set(FAMILY_AREAS)


def test_the_answers_that_count_are_those_that_kolada_counts() -> None:
    for instrument, question, indicator in _asked():
        if question.kolada in NOT_DESCRIBED:
            assert indicator["counted_answers"] == ""
            continue
        scale = instrument.scale_of(question)
        counted = [scale.option(code).text["sv"].casefold() for code in scale.positive]
        assert counted == _words(indicator["counted_answers"]), (instrument.id, question.id)


def test_an_instrument_offers_all_answers_that_kolada_names() -> None:
    for instrument, question, indicator in _asked():
        offered = [option.text["sv"].casefold() for option in instrument.scale_of(question).options]
        named = _words(indicator["answer_options"]) if indicator["answer_options"] else []
        assert set(named) <= set(offered), (instrument.id, question.id)


def test_what_kolada_leaves_out_leaves_the_denominator() -> None:
    for instrument, question, indicator in _asked():
        scale = instrument.scale_of(question)
        excluded = {word for code in scale.excluded for word in scale.option(code).text["sv"].casefold().split("/")}
        named = {word for part in _words(indicator["excluded_from_denominator"]) for word in part.split("/") if word}
        assert named <= excluded, (instrument.id, question.id)


def test_a_wording_called_official_is_koladas_or_the_printed_forms() -> None:
    for instrument, question, indicator in _asked():
        ours, theirs = text_in(question.text, "sv"), indicator["question"].replace(" ?", "?")
        if question.wording == "official":
            assert ours == theirs or ours in PRINTED, (instrument.id, question.id)
        else:
            assert ours != theirs, (instrument.id, question.id)


def test_a_wording_without_an_indicator_is_called_unofficial() -> None:
    for instrument in CATALOGUE.values():
        for question in instrument.questions:
            if question.kolada is None and instrument.id != "ifo-ensamkommande":
                assert question.wording == "unofficial", (instrument.id, question.id)


def test_questions_added_up_over_a_family_are_called_the_same() -> None:
    names = defaultdict(set)
    for instrument in CATALOGUE.values():
        for question in instrument.questions:
            key = (instrument.family, question.id, question.meaning, question.area)
            names[key].add((question.name["sv"], question.name["en"]))
    assert [key for key, called in names.items() if len(called) > 1] == []


def test_never_being_afraid_is_what_counts() -> None:
    for instrument in CATALOGUE.values():
        for question in instrument.questions:
            if question.id == "radd":
                scale = instrument.scale_of(question)
                assert [scale.option(code).text["sv"] for code in scale.positive] == ["Aldrig"]


def test_housing_staff_is_another_question_than_home() -> None:
    meanings = {name: CATALOGUE[name].question("trivs").meaning for name in ("fo-gruppbostad", "fo-servicebostad")}
    assert meanings == {"fo-gruppbostad": 1, "fo-servicebostad": 2}
