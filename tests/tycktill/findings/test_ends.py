"""What is said of the highest and the lowest question holds whatever the intervals hide."""

from tycktill.findings import (
    LANGUAGES,
    Figure,
    QuestionFinding,
    Response,
    ShareRange,
    TargetFindings,
    Unstated,
    highest_and_lowest,
)

WITHHELD = Figure(None, Unstated.PROTECTS)


def shown(least: float, most: float | None = None) -> Figure:
    """A share that is told, as it is or by an interval."""
    return Figure(ShareRange(least, least if most is None else most), None)


def question(name: str, own: Figure) -> QuestionFinding:
    """A question with nothing beside its figure."""
    alone = Figure(None, Unstated.NOT_ASKED)
    return QuestionFinding(name, {"sv": name}, {}, own, alone, alone, alone, None, None, None, None)


def told(**figures: Figure) -> str:
    """What is said of these questions."""
    asked = tuple(question(name, own) for name, own in figures.items())
    nobody = Response(None, None)
    target = TargetFindings("ifo", {}, {}, nobody, None, None, None, None, asked, None, None, ())
    return " ".join(highest_and_lowest(target, LANGUAGES["sv"])).replace("\N{NO-BREAK SPACE}", " ")


def test_highest_and_lowest_are_pointed_out_among_three_or_more() -> None:
    three = {"A": shown(0.9), "B": shown(0.7), "C": shown(0.5)}
    assert told(**three) == "Högst andel positiva svar har ”A” (90 procent). Lägst andel har ”C” (50 procent)."
    assert told(A=shown(0.9), B=shown(0.7)) == ""
    assert told(A=shown(0.9), B=shown(0.7), C=WITHHELD) == ""


def test_a_withheld_question_may_be_higher_and_lower_than_all_that_is_shown() -> None:
    assert told(A=shown(0.9), B=shown(0.7), C=shown(0.5), D=WITHHELD) == (
        "Högst andel positiva svar, bland det som visas, har ”A” (90 procent)."
        " Lägst andel, bland det som visas, har ”C” (50 procent)."
    )


def test_those_that_share_a_place_are_told_together() -> None:
    two = {"A": shown(0.904), "B": shown(0.896), "C": shown(0.5)}
    assert told(**two) == "Högst andel positiva svar har ”A” och ”B” (90 procent). Lägst andel har ”C” (50 procent)."
    assert "”A”, ”B” och ”D” (90 procent)." in told(**two, D=shown(0.9))
    many = told(**{name: shown(0.9) for name in "ABDE"}, C=shown(0.5))
    assert many == "4 frågor delar den högsta andelen positiva svar, 90 procent. Lägst andel har ”C” (50 procent)."


def test_an_interval_may_hide_the_highest() -> None:
    assert told(A=shown(0.88, 1), B=shown(0.93), C=shown(0.5)) == (
        "Bland frågorna med högst andel positiva svar finns ”A” (minst 88 procent) och ”B” (93 procent)."
        " Lägst andel har ”C” (50 procent)."
    )
    assert told(**{name: shown(0.6, 0.8) for name in "ABC"}) == ""
    many = {name: shown(0.5 + (name > "D") / 4, 0.7 + (name > "D") / 4) for name in "ABCDEFGH"}
    assert told(**many) == "Vilka frågor som har högst och lägst andel går inte att säga."


def test_intervals_that_read_alike_are_not_said_to_share_a_place() -> None:
    three = {"A": shown(0.9), "B": shown(0.3, 0.5), "C": shown(0.3, 0.5)}
    assert told(**three).endswith("Bland frågorna med lägst andel finns ”B” och ”C” (30–50 procent).")
    assert told(**three, D=WITHHELD).endswith(
        "Bland frågorna med lägst andel som visas finns ”B” och ”C” (30–50 procent)."
    )
