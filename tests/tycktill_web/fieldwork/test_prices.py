"""What the page that plans a round says a preset costs is what it costs."""

import re
from pathlib import Path

import pytest
from django.utils.translation import override

import tycktill
from tycktill.disclosure import PRESETS
from tycktill.terms import Reason
from tycktill_web.fieldwork.models import Round
from tycktill_web.pages.rounds.planning_forms import PRESET_WORDS

LULEA = Path("examples/lulea-2019")
SUMMARY = Path("docs/method/sammanfattning.sv.md")


@pytest.mark.parametrize("preset", Round.Preset.values)
def test_a_preset_is_offered_with_its_price(preset: str) -> None:
    answers = tycktill.read_answers(str(LULEA / "svar.csv"))
    release = tycktill.tabulate(answers, offered=str(LULEA / "erbjudna.csv"), preset=preset)
    values = tycktill.to_polars(release).to_dicts()
    of_five = [value for value in values if value["reason"] != Reason.FEW]
    widths = [value["share_max"] - value["share_min"] for value in of_five if value["share_max"] is not None]
    told = sum(width <= PRESETS[preset].widest + 1e-9 for width in widths)
    price = f"{told} av {len(of_five)}"
    with override("sv"):
        assert price in str(PRESET_WORDS[preset])
    (row,) = re.findall(rf"^\| \*{preset}\*.*$", SUMMARY.read_text("utf-8"), re.MULTILINE)
    assert [cell.strip() for cell in row.split("|")[2:5]] == [
        str(told), str(len(widths) - told), str(len(of_five) - len(widths))
    ]  # fmt: skip
