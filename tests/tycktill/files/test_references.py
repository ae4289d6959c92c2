"""Values known from elsewhere are read as they were meant, or refused where they stand."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.tycktill.files.spreadsheets import Row, write_csv, write_table
from tests.tycktill.questionnaires import CATALOGUE

from tycktill.files import Questionnaires, read_municipalities, read_references
from tycktill.instrument import Family, Group
from tycktill.terms import RESPONSE_RATE, Level, Reference, Refused

MUNICIPALITIES = read_municipalities()
COMBINED = Group({"sv": "Alla"}, {"sv": "Alla tillsammans."}, (*CATALOGUE,))
FAMILIES = {"liten": Family({"sv": "Liten"}, {"sv": "Liten."}, {}, together={"liten-alla": COMBINED})}
KNOWN = Questionnaires(CATALOGUE, {}, FAMILIES)
HEADER = ("round", "instrument", "question", "level", "municipality", "share", "valid")
ROW = ("2019", "liten-latt", "helhet", "nation", "", "0.84", "8000")
COLUMNS = dict(zip(HEADER, range(len(HEADER)), strict=True))


def _read(path: Path) -> tuple[Reference, ...]:
    return read_references(path, questionnaires=KNOWN, municipalities=MUNICIPALITIES)


def _with(**cells: str) -> Row:
    return [cells.get(column, ROW[place]) for column, place in COLUMNS.items()]


def _refusal(path: Path, *rows: Row) -> list[str]:
    with pytest.raises(Refused) as refused:
        _read(write_csv(path / "referens.csv", [HEADER, *rows]))
    return [str(fault).removeprefix(str(path / "referens.csv")) for fault in refused.value.faults]


@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".parquet"])
def test_references_are_read_as_they_were_meant(tmp_path: Path, kind: str) -> None:
    rows = [
        (" Share", "round", "INSTRUMENT", "level ", "municipality", "question", "valid"),
        ("84,5 %", "2019", "Liten", " Riket", "0000", "Helhet", "8000.0"),
        ("0,7", "2019", "liten-latt", "kommun", "luleå", " kontakt", ""),
        ("56%", "2019", "liten", "nation", "", RESPONSE_RATE, ""),
        ("0.6", "2019", "Liten-alla", "nation", "", "helhet", ""),
    ]
    assert _read(write_table(tmp_path / f"referens{kind}", rows)) == (
        Reference("2019", "liten", "helhet", Level.NATION, "", 0.845, 8000),
        Reference("2019", "liten", RESPONSE_RATE, Level.NATION, "", 0.56, None),
        Reference("2019", "liten-alla", "helhet", Level.NATION, "", 0.6, None, members=COMBINED.instruments),
        Reference("2019", "liten-latt", "kontakt", Level.MUNICIPALITY, "2580", 0.7, None),
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(st.integers(0, 1000))
def test_a_share_is_the_same_however_it_is_written(tmp_path: Path, tenths: int) -> None:
    per_cent = f"{tenths / 10:.1f}"
    writings = [f"{tenths / 1000:.3f}", f"{per_cent} %", per_cent.replace(".", ",") + "%", f"{per_cent} Procent"]
    for writing in writings:
        (read,) = _read(write_csv(tmp_path / "referens.csv", [HEADER, _with(share=writing)]))
        assert read.share == tenths / 1000
        assert (read.decimals == 3) is (tenths % 10 == 0), "84,0 % is not 84 %: fewer numbers round to it"


@pytest.mark.parametrize("share", ["84", "1.2", "101 %", "-0.1", "84 procentenheter", "hög", "1e-1"])
def test_what_may_mean_two_things_is_no_share(tmp_path: Path, share: str) -> None:
    remedy = "Write a number from 0 to 1, as 0.84, or per cent with its sign, as 84 %"
    assert _refusal(tmp_path, _with(share=share)) == [f', row 2, column share: "{share}" is not a share. {remedy}.']


def test_all_faults_are_told_where_they_stand(tmp_path: Path) -> None:
    told = _refusal(
        tmp_path,
        _with(round="i fjol", instrument="liten-lätt"),
        _with(question="", level="", share="", valid="0"),
        _with(question="humor", level="län", municipality="Lundby", valid="många"),
    )
    assert [sentence.partition(". ")[0] for sentence in told] == [
        ', row 2, column round: "i fjol" is not a round',
        ', row 2, column instrument: "liten-lätt" is not an instrument',
        ", row 3, column question: The question is missing",
        ", row 3, column level: The level is missing",
        ", row 3, column share: The share is missing",
        ', row 3, column valid: "0" is not a number of answers',
        ', row 4, column question: "humor" is not a question',
        ', row 4, column level: "län" is not a level',
        ', row 4, column municipality: "Lundby" is not a municipality',
        ', row 4, column valid: "många" is not a number of answers',
    ]


@pytest.mark.parametrize("place", [("nation", "2580"), ("municipality", ""), ("kommun", "riket")])
def test_the_nation_has_no_municipality_and_a_municipality_has_one(tmp_path: Path, place: tuple[str, str]) -> None:
    level, municipality = place
    (told,) = _refusal(tmp_path, _with(level=level, municipality=municipality))
    assert told == (
        ", row 2, column municipality: A municipality has its code, the nation has none."
        " Correct the level or the municipality."
    )


@pytest.mark.parametrize("nation", ["Riket", "Hela riket", "Sverige", "hela landet"])
def test_the_nation_is_named_as_people_name_it(tmp_path: Path, nation: str) -> None:
    path = write_csv(tmp_path / "referens.csv", [HEADER, _with(level=nation, municipality=nation)])
    assert [(each.level, each.municipality) for each in _read(path)] == [(Level.NATION, "")]


@pytest.mark.parametrize("mean", ["Alla kommuner", "Samtliga kommuner", "Medel"])
def test_a_mean_of_municipalities_is_not_taken_for_the_nation(tmp_path: Path, mean: str) -> None:
    level, municipality = _refusal(tmp_path, _with(level=mean, municipality=mean))
    assert "is not a level. Write nation or municipality." in level
    assert municipality == (
        ", row 2, column municipality: The cell names neither a municipality nor the nation. Leave it empty where the"
        " share is the nation's, in which every answer counts alike; take out a mean of municipalities."
    )


def test_a_value_is_said_once(tmp_path: Path) -> None:
    (told,) = _refusal(tmp_path, ROW, _with(instrument="Liten-Latt", share="84 %"))
    assert told == ", row 3, column question: Row 2 says the same. Keep one of them."


def test_a_question_is_one_that_the_instrument_asks(tmp_path: Path) -> None:
    (told,) = _refusal(tmp_path, _with(question="hjalp"))
    assert told.startswith(", row 2, column question: liten-latt has no question hjalp. ")
    assert _read(write_csv(tmp_path / "referens.csv", [HEADER, _with(instrument="liten", question="hjalp")]))


def test_an_instrument_that_was_not_in_use_is_refused_but_a_family_is_not(tmp_path: Path) -> None:
    (told,) = _refusal(tmp_path, _with(round="2014"))
    assert told.startswith(", row 2, column round: liten-latt was not in use in 2014 but from 2015 on.")
    assert _read(write_csv(tmp_path / "referens.csv", [HEADER, _with(round="2014", instrument="liten")]))
