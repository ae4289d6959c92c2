"""Target groups beside each other, and each beside the nation's, in sentences that hold."""

from tests.tycktill.findings.test_sentences import ADDICTION, LOWEST, OTHERS, SUPPORT, YOUTH, alike, asked, section
from tests.tycktill.publication.surveys import rows_of, text_of, widened


def test_a_group_that_nobody_else_asks_is_not_set_beside_itself() -> None:
    groups = [
        asked(SUPPORT, alike(100, 70)),
        asked(ADDICTION, alike(50, 46)),
        asked(SUPPORT, alike(9, 8), code=OTHERS[0]),
    ]
    told = section(text_of(rows_of(groups)), "Luleå")
    support, addiction = (line for line in told.splitlines() if line.startswith("- **"))
    assert "Det är samma andel som i riket." in support
    assert "100 erbjöds att svara och 50 svarade, 50 procent. 92 procent av dem" in addiction


def test_a_group_as_low_as_the_lowest_is_named_too() -> None:
    own = [asked(SUPPORT, alike(40, 36)), asked(ADDICTION, alike(40, 24)), asked(YOUTH, alike(20, 12))]
    told = text_of(rows_of(own))
    assert (
        "har Ekonomiskt bistånd (90 procent) högst andel på ”Nöjd på det hela taget”, och Unga, 13 år och äldre"
        " (60 procent) en av de lägsta. Lika lågt ligger Missbruk och beroende."
    ) in told


def test_the_question_that_is_furthest_apart_is_so_in_the_file() -> None:
    """Thirty points both in whole per cent; in the file influence is further apart, and it comes later."""
    high, low = {"helhet": (200, 160), "kontakt": (200, 160), LOWEST: (200, 161)}, {"helhet": (200, 150)}
    own = [asked(SUPPORT, high), asked(ADDICTION, {**low, "kontakt": (200, 100), LOWEST: (200, 100)})]
    assert "är målgrupperna längst ifrån varandra på ”Kan påverka hjälpen”" in text_of(rows_of(own))


def test_the_furthest_is_of_what_is_shown_where_a_group_is_hidden_on_any_question() -> None:
    """Nobody of one group may be positive on another question, and that is not shown."""
    own = [
        asked(SUPPORT, {"helhet": (50, 40), LOWEST: (50, 40)}),
        asked(ADDICTION, {"helhet": (50, 40), LOWEST: (50, 25)}),
        asked(YOUTH, {"helhet": (4, 0), LOWEST: (50, 30)}),
    ]
    told = text_of(rows_of(own))
    assert "Bland det som visas är målgrupperna längst ifrån varandra på ”Kan påverka hjälpen”: Ekonomiskt" in told


def test_no_question_is_furthest_apart_where_intervals_may_hide_another() -> None:
    own = rows_of(
        [
            asked(SUPPORT, alike(50, 40)),
            asked(ADDICTION, {**alike(50, 38), LOWEST: (50, 32)}),
        ]
    )
    rough = [widened(row, 35, 44) if (row.question, row.valid) == ("helhet", 50) else row for row in own]
    assert "Längst ifrån varandra är målgrupperna på" in text_of(own)
    assert "ängst ifrån varandra" not in text_of(rough)


def test_questions_that_are_as_far_apart_are_named_together_and_of_too_many_none() -> None:
    def told(*furthest: str) -> str:
        low = {**alike(40, 32), **dict.fromkeys(furthest, (40, 12))}
        return text_of(rows_of([asked(SUPPORT, alike(40, 36)), asked(ADDICTION, low)]))

    both = "Längst ifrån varandra är målgrupperna på ”Lätt att få kontakt” och ”Kan påverka hjälpen”"
    assert f"{both}: Ekonomiskt bistånd (90 procent) och Missbruk och beroende (30 procent)." in told("kontakt", LOWEST)
    assert "Längst ifrån" not in told("kontakt", "information", "forstaelse", LOWEST)
