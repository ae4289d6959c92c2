"""What a released value says in words."""

from dataclasses import replace

import pytest

from tycktill.disclosure import PRESETS
from tycktill.fieldwork import ResponseRate
from tycktill.tables import Judgement, ResultRow
from tycktill.terms import Cell, GenderGroup, Level, Reason, Status
from tycktill_web.releases.alphabet import in_alphabet
from tycktill_web.releases.compared import means, verdicts
from tycktill_web.releases.extremes import extremes
from tycktill_web.releases.figures import WIDEST, Between, Figure, rate_text
from tycktill_web.releases.headlines import beside_nation
from tycktill_web.releases.picture import picture
from tycktill_web.releases.tables import QuestionLine

CELL = Cell("2024", "ifo-missbruk", Level.MUNICIPALITY, "9001", "", GenderGroup.ALL)


def shown(share: float, low: float, high: float) -> Figure:
    """A value that is shown as it is, of a thousand answers."""
    numerator = round(share * 1000)
    row = ResultRow(CELL, "helhet", 2000, 1000, 1000, *(numerator,) * 2, *(share,) * 3, low, high, Status.SHOWN, None)
    return Figure(row)


def bounded(low: float, high: float) -> Figure:
    """A value that is given as an interval."""
    numerators, shares = (round(low * 1000), round(high * 1000)), (None, low, high, low, high)
    return Figure(ResultRow(CELL, "helhet", 2000, 1000, 1000, *numerators, *shares, Status.BOUNDED, None))


def withheld(reason: Reason) -> Figure:
    """A value that is not given."""
    return Figure(ResultRow(CELL, "helhet", 40, 30, *(None,) * 8, Status.WITHHELD, reason))


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (shown(0.845, 0.7, 0.9), "85 %"),
        (bounded(0.92, 1.0), "minst 92 %"),
        (bounded(0.0, 0.08), "högst 8 %"),
        (bounded(0.7, 0.75), "70–75 %"),
        (bounded(0.701, 0.703), "70 %"),
        (bounded(0.5, 0.7), "50–70 %"),
        (bounded(0.5, 0.701), ""),
        (bounded(0.996, 1.0), "minst 99 %"),
        (bounded(0.0, 0.004), "högst 1 %"),
        (shown(0.997, 0.99, 1.0), "mer än 99 %"),
        (shown(0.003, 0.0, 0.01), "mindre än 1 %"),
        (withheld(Reason.FEW), ""),
        (Figure(None), ""),
    ],
)
def test_figure_is_written_in_whole_per_cent(figure: Figure, text: str) -> None:
    assert figure.text.replace("\N{NO-BREAK SPACE}", " ") == text
    assert figure.is_shown == bool(text)


@pytest.mark.parametrize(
    ("figure", "long", "short"),
    [
        (withheld(Reason.FEW), "Visas inte: för få svar", "för få svar"),
        (withheld(Reason.PROTECTS), "Visas inte: skulle avslöja andra svar", "skulle avslöja andra"),
        (Figure(None), "Frågan ställdes inte", "ej ställd"),
        (bounded(0.5, 0.701), "Kan inte anges", "kan inte anges"),
        (bounded(0.0, 1.0), "Kan inte anges", "kan inte anges"),
    ],
)
def test_what_is_not_shown_says_why(figure: Figure, long: str, short: str) -> None:
    assert (figure.why_not, figure.why_not_short) == (long, short)
    assert figure.interval == ""
    assert figure.between is None


def test_every_preset_calls_the_same_width_too_wide() -> None:
    assert {policy.widest for policy in PRESETS.values()} == {WIDEST}


def test_what_is_too_wide_is_neither_drawn_nor_withheld() -> None:
    wide = line("Helhet", bounded(0.2, 0.9))
    drawn = picture([wide], name="Kommunen", is_nation=False)
    assert "Kan inte anges" in drawn
    assert "<circle" not in drawn
    assert "chart-band" not in drawn
    assert (wide.own.reason, wide.own.is_class, wide.own.is_too_wide) == (None, False, True)


def test_interval_of_one_value_is_written_once() -> None:
    assert shown(0.5, 0.41, 0.62).interval == "41–62\N{NO-BREAK SPACE}%"
    assert shown(0.5, 0.5, 0.5).interval == "50\N{NO-BREAK SPACE}%"


def line(name: str, own: Figure, verdict: Judgement = Judgement.CANNOT_TELL) -> QuestionLine:
    """A question with its figure, and the nation's 95 %."""
    return QuestionLine(name, "", own, Figure(None), Figure(None), shown(0.95, 0.94, 0.96), None, verdict)


@pytest.mark.parametrize(
    ("verdict", "sentence", "words"),
    [
        (Judgement.CANNOT_TELL, "Det kan inte skiljas från riket, där det är 95 %.", ""),
        (Judgement.WORSE, "Det är sämre än riket, där det är 95 %", "sämre än riket"),
        (Judgement.BETTER, "Det är bättre än riket, där det är 95 %", "bättre än riket"),
    ],
)
def test_the_nation_is_set_beside_by_the_verdict_and_not_by_the_interval(
    verdict: Judgement, sentence: str, words: str
) -> None:
    own = line("Helhet", shown(0.8, 0.7, 0.9), verdict)
    assert beside_nation(own).replace("\N{NO-BREAK SPACE}", " ").startswith(sentence)
    assert own.verdict_text == words


def test_verdicts_and_means_are_the_release_s_own() -> None:
    table = (
        b"instrument,gender,question,verdict,municipal_mean,municipal_mean_min,municipal_mean_max\n"
        b"ifo,T,helhet,worse,,0.7000,0.7500\n"
        b"ifo,K,helhet,better,,0.1000,0.1000\n"
        b"ifo,T,kontakt,,,,\n"
    )
    assert verdicts(table) == {("ifo", "helhet"): Judgement.WORSE}
    assert means(table) == {("ifo", "helhet"): Between(0.7, 0.75)}


def told(*lines: QuestionLine) -> str:
    """What is said of the highest and the lowest."""
    return " ".join(extremes(lines)).replace("\N{NO-BREAK SPACE}", " ")


def test_highest_and_lowest_are_pointed_out() -> None:
    lines = (line("A", shown(0.9, 0.8, 1)), line("B", shown(0.7, 0.6, 0.8)), line("C", shown(0.5, 0.4, 0.6)))
    assert told(*lines) == "Högst andel positiva svar har ”A” (90 %). Lägst andel har ”C” (50 %)."
    assert told(*lines[:2]) == ""
    assert told(*lines[:2], line("C", withheld(Reason.FEW))) == ""


def test_a_withheld_question_may_be_higher_and_lower_than_all_that_is_shown() -> None:
    lines = (line("A", shown(0.9, 0.8, 1)), line("B", shown(0.7, 0.6, 0.8)), line("C", shown(0.5, 0.4, 0.6)))
    words = told(*lines, line("D", withheld(Reason.PROTECTS)))
    assert words == (
        "Högst andel positiva svar, bland det som visas, har ”A” (90 %)."
        " Lägst andel, bland det som visas, har ”C” (50 %)."
    )


def test_those_that_share_a_place_are_named_together() -> None:
    lines = [line("A", shown(0.904, 0.8, 1)), line("B", shown(0.896, 0.8, 1)), line("C", shown(0.5, 0.4, 0.6))]
    assert told(*lines) == "Högst andel positiva svar har ”A” och ”B” (90 %). Lägst andel har ”C” (50 %)."
    assert "”A”, ”B” och ”D” (90 %)." in told(*lines, line("D", shown(0.9, 0.8, 1)))
    many = [line(name, shown(0.9, 0.8, 1)) for name in "ABDE"]
    cannot = "Vilken fråga som har högst andel går inte att säga."
    assert told(*many, lines[-1]) == f"{cannot} Lägst andel har ”C” (50 %)."


def test_a_class_may_hide_the_highest() -> None:
    lines = (line("A", bounded(0.88, 1)), line("B", shown(0.93, 0.8, 1)), line("C", shown(0.5, 0.4, 0.6)))
    assert told(*lines) == (
        "Bland de högsta andelarna positiva svar är ”A” (minst 88 %) och ”B” (93 %). Lägst andel har ”C” (50 %)."
    )
    alike = [line(name, bounded(0.6, 0.8)) for name in "ABC"]
    nothing = "Vilka frågor som har högst och lägst andel går inte att säga."
    assert told(*alike) == nothing
    assert (
        told(*[line(name, bounded(0.5 + (name > "D") / 4, 0.7 + (name > "D") / 4)) for name in "ABCDEFGH"]) == nothing
    )


def test_classes_that_read_alike_are_not_said_to_share_a_place() -> None:
    lines = (line("A", shown(0.9, 0.8, 1)), line("B", bounded(0.3, 0.5)), line("C", bounded(0.3, 0.5)))
    assert told(*lines).endswith("Bland de lägsta är ”B” och ”C” (30–50 %).")
    assert told(*lines, line("D", withheld(Reason.FEW))).endswith("Bland de lägsta som visas är ”B” och ”C” (30–50 %).")


def test_a_mean_of_classes_is_called_approximate() -> None:
    own = line("A", shown(0.9, 0.8, 1))
    assert not own.has_rough_mean
    assert not replace(own, mean=Between(0.8201, 0.8203)).has_rough_mean
    assert replace(own, mean=Between(0.82, 0.89)).has_rough_mean


def test_the_chart_says_in_words_that_the_nation_is_not_shown() -> None:
    own = replace(line("A", shown(0.9, 0.8, 1)), nation=withheld(Reason.PROTECTS))
    assert ">Riket visas inte: skulle avslöja andra<" in picture([own], name="Granhult", is_nation=False)
    assert ">Kommunernas medel saknas<" in picture([own], name="Riket", is_nation=True)
    beside_wide = replace(own, nation=bounded(0.1, 0.9))
    assert ">Riket kan inte anges<" in picture([beside_wide], name="Granhult", is_nation=False)


def test_rate_of_nobody_is_empty() -> None:
    assert rate_text(ResponseRate(0, 0)) == ""
    assert rate_text(None) == ""
    assert rate_text(ResponseRate(184, 80)) == "43\N{NO-BREAK SPACE}%"


def test_swedish_letters_come_last() -> None:
    assert sorted(["Örebro", "Alvesta", "Åre", "Älmhult", "Zinkgruvan"], key=in_alphabet) == [
        "Alvesta",
        "Zinkgruvan",
        "Åre",
        "Älmhult",
        "Örebro",
    ]
