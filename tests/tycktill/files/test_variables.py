"""An SPSS file is read by its labels, which must agree with the questionnaire's."""

import random
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from tests.tycktill.files.exports import INSTRUMENT, QUESTIONS, read, refusal

LABELS: list[str | None] = [
    "Omgång",
    "Enkät",
    "Kommun",
    "Enhet",
    "Kön",
    *(each.text["sv"] for each in INSTRUMENT.questions),
]
VARIABLES = ["omg", "enk", "kom", "enh", "kon", *(f"q{number}" for number in range(len(QUESTIONS)))]
OPTIONS = {
    f"q{number}": {float(option.code): option.text["sv"] for option in INSTRUMENT.scale_of(each).options}
    for number, each in enumerate(INSTRUMENT.questions)
}
HELHET = VARIABLES[-1]


def _write(path: Path, labels: dict[str, dict[float, str]]) -> Path:
    chance = random.Random(1)
    rows = [
        [2024.0, INSTRUMENT.id, 2580.0, 1.0, chance.choice([1.0, 2.0])]
        + [chance.choice([*OPTIONS[name], None]) for name in VARIABLES[5:]]
        for _ in range(40)
    ]
    values = {"kon": {1.0: "Kvinna", 2.0: "Man"}, "enh": {1.0: "Vuxenenheten"}, **labels}
    pyreadstat.write_sav(
        pd.DataFrame(rows, columns=VARIABLES), str(path), column_labels=LABELS, variable_value_labels=values
    )
    return path


def test_variables_are_known_by_their_labels_and_values_by_theirs(tmp_path: Path) -> None:
    sheets, told = read(_write(tmp_path / "svar.sav", OPTIONS))
    assert sheets.height == 40
    assert set(sheets["unit"]) == {"Vuxenenheten"}
    assert set(sheets["gender"]) == {"K", "M"}
    assert set(sheets["helhet"]) == {*map(int, OPTIONS[HELHET]), None}
    assert told == ""


def test_labels_that_disagree_with_the_questionnaires_codes_are_refused(tmp_path: Path) -> None:
    turned = dict(zip(OPTIONS[HELHET], reversed(OPTIONS[HELHET].values()), strict=True))
    told = refusal(_write(tmp_path / "svar.sav", OPTIONS | {HELHET: turned}))
    assert "has a code and a label that disagree" in told


def test_a_file_without_labels_says_what_its_numbers_were_taken_for(tmp_path: Path) -> None:
    unlabelled = {name: labels for name, labels in OPTIONS.items() if name != HELHET}
    assert "helhet has bare numbers, read as: 1 Mycket nöjd (" in read(_write(tmp_path / "svar.sav", unlabelled))[1]


def test_what_is_no_spss_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "svar.sav"
    path.write_bytes(b"$FL2" + b"x" * 500)
    assert refusal(path).startswith(": The file cannot be read as SPSS (")


def test_without_the_package_it_is_said_how_to_have_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _write(tmp_path / "svar.sav", OPTIONS)
    monkeypatch.setattr("tycktill.files.variables.find_spec", lambda _: None)
    assert "SPSS files need the package pyreadstat" in refusal(path)


def test_values_that_the_file_calls_missing_are_told(tmp_path: Path) -> None:
    path, other = _write(tmp_path / "svar.sav", OPTIONS), tmp_path / "bortfall.sav"
    values, about = pyreadstat.read_sav(str(path))
    pyreadstat.write_sav(
        values,
        str(other),
        column_labels=LABELS,
        variable_value_labels=about.variable_value_labels,
        missing_ranges={HELHET: [9], VARIABLES[5]: [{"lo": 3, "hi": 4}]},
    )
    plain, (sheets, told) = read(path)[0], read(other)
    gone = {"helhet": [9], "kontakt": [3, 4]}
    for column, codes in gone.items():
        number = plain[column].is_in(codes).sum()
        assert sheets[column].null_count() == plain[column].null_count() + number
        assert f"{(INSTRUMENT.question(column).text['sv'])[:50]}" in told
    assert told.count("has values that the file itself calls missing, read as empty: ") == 2
    assert f"9 Vet inte/ingen åsikt ({plain['helhet'].is_in([9]).sum()})" in told
