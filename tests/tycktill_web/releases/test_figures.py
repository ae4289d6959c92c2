"""What a released value says in a cell of a page, and beside its chart."""

from dataclasses import replace

import pytest
from tests.tycktill.findings.test_ends import question

from tycktill.disclosure import PRESETS, ProtectedValue
from tycktill.findings import LANGUAGES, Figure, Unstated, figure_of
from tycktill.terms import Cell as Place
from tycktill.terms import GenderGroup, Level, Reason, Status
from tycktill_web.releases.alphabet import in_alphabet
from tycktill_web.releases.lines import FigureCell
from tycktill_web.releases.outcomes import WIDEST
from tycktill_web.releases.picture import questions_picture

PLACE = Place("2024", "ifo-missbruk", Level.MUNICIPALITY, "9001", "", GenderGroup.ALL)
SWEDISH = LANGUAGES["sv"]
NOT_ASKED = Figure(None, Unstated.NOT_ASKED)


def shown(share: float, low: float = 0.0, high: float = 1.0) -> Figure:
    """A value that is shown as it is, of a thousand answers."""
    numerator = round(share * 1000)
    row = ProtectedValue(
        PLACE, "helhet", 2000, 1000, 1000, *(numerator,) * 2, *(share,) * 3, low, high, Status.SHOWN, None
    )
    return figure_of(row, WIDEST)


def bounded(low: float, high: float) -> Figure:
    """A value that is given as an interval."""
    numerators, shares = (round(low * 1000), round(high * 1000)), (None, low, high, low, high)
    return figure_of(
        ProtectedValue(PLACE, "helhet", 2000, 1000, 1000, *numerators, *shares, Status.BOUNDED, None), WIDEST
    )


def withheld(reason: Reason) -> Figure:
    """A value that is not given."""
    return figure_of(ProtectedValue(PLACE, "helhet", 40, 30, *(None,) * 8, Status.WITHHELD, reason), WIDEST)


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (shown(0.845), "85 %"),
        (bounded(0.92, 1.0), "minst 92 %"),
        (bounded(0.0, 0.08), "högst 8 %"),
        (bounded(0.7, 0.75), "70–75 %"),
        (bounded(0.701, 0.703), "70 %"),
        (bounded(0.5, 0.7), "50–70 %"),
        (bounded(0.5, 0.701), ""),
        (bounded(0.996, 1.0), "minst 99 %"),
        (bounded(0.0, 0.004), "högst 1 %"),
        (shown(0.997), "mer än 99 %"),
        (shown(0.003), "mindre än 1 %"),
        (withheld(Reason.FEW), ""),
        (NOT_ASKED, ""),
    ],
)
def test_figure_is_written_in_whole_per_cent(figure: Figure, text: str) -> None:
    cell = FigureCell(figure, SWEDISH)
    assert cell.text.replace("\N{NO-BREAK SPACE}", " ") == text
    assert cell.is_shown == bool(text)


@pytest.mark.parametrize(
    ("figure", "long", "short"),
    [
        (withheld(Reason.FEW), "Visas inte: för få svar", "för få svar"),
        (withheld(Reason.PROTECTS), "Visas inte: skyddar andras svar", "skyddar andra"),
        (NOT_ASKED, "Frågan ställdes inte", "ej ställd"),
        (bounded(0.5, 0.701), "Kan inte anges", "kan inte anges"),
        (bounded(0.0, 1.0), "Kan inte anges", "kan inte anges"),
    ],
)
def test_what_is_not_shown_says_why(figure: Figure, long: str, short: str) -> None:
    cell = FigureCell(figure, SWEDISH)
    assert (cell.why_not, cell.why_not_short) == (long, short)
    assert (cell.interval, cell.text) == ("", "")


def test_every_preset_calls_the_same_width_too_wide() -> None:
    assert {policy.widest for policy in PRESETS.values()} == {WIDEST}


def test_what_is_too_wide_is_neither_drawn_nor_withheld() -> None:
    wide = bounded(0.2, 0.9)
    drawn = questions_picture([question("Helhet", wide)], SWEDISH, name="Kommunen", is_nation=False)
    assert "kan inte anges" in drawn
    assert "<circle" not in drawn
    assert "chart-band" not in drawn
    assert wide.unstated is Unstated.WIDE


def test_interval_of_one_value_is_written_once() -> None:
    assert FigureCell(shown(0.5, 0.41, 0.62), SWEDISH).interval == "41–62\N{NO-BREAK SPACE}%"
    assert FigureCell(shown(0.5, 0.5, 0.5), SWEDISH).interval == "50\N{NO-BREAK SPACE}%"


def test_the_chart_says_in_words_that_the_nation_is_not_shown() -> None:
    own = replace(question("A", shown(0.9)), nation=withheld(Reason.PROTECTS))
    assert ">Riket visas inte: skyddar andra<" in questions_picture([own], SWEDISH, name="Granhult", is_nation=False)
    assert ">Kommunernas medelvärde saknas<" in questions_picture([own], SWEDISH, name="Riket", is_nation=True)
    wide = replace(own, nation=bounded(0.1, 0.9))
    assert ">Riket kan inte anges<" in questions_picture([wide], SWEDISH, name="Granhult", is_nation=False)


def test_swedish_letters_come_last() -> None:
    assert sorted(["Örebro", "Alvesta", "Åre", "Älmhult", "Zinkgruvan"], key=in_alphabet) == [
        "Alvesta",
        "Zinkgruvan",
        "Åre",
        "Älmhult",
        "Örebro",
    ]
