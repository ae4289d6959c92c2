"""The result in easy Swedish says what the text says, and in shorter words."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tycktill.publication.surveys import Group, rows_of, tables_of

from tycktill.findings import easy_summary, places

CODES = ("0114", "0115", "0117")
QUESTION = "helhet"


def told(*positives: int, valid: int = 60, before: int | None = None) -> str:
    """What is said of the first of these municipalities, each with so many positive answers."""

    def rows(round: str, numbers: tuple[int, ...]) -> list[Group]:
        groups = zip(CODES, numbers, strict=False)
        return [
            Group("ifo-missbruk", code, "A", valid, {QUESTION: (valid, x)}, offered=2 * valid) for code, x in groups
        ]

    previous = rows_of(rows("2022", (before, *positives[1:])), round="2022") if before is not None else ()
    found = places(tables_of(rows_of(rows("2023", positives)), (), previous))
    place = next(each for each in found if each.municipality == CODES[0])
    return "\n".join(easy_summary(place, place.whole)).replace("\N{NO-BREAK SPACE}", " ")


def test_it_says_who_answered_what_and_whether_that_is_better() -> None:
    assert told(55, 30, 30, before=30) == (
        "120 personer fick enkäten och 60 svarade. Det är 50 procent. 92 procent av dem som svarade är sammantaget"
        " nöjda med stödet från socialtjänsten.\n"
        "I hela Sverige är det 64 procent. Här är det bättre. 2022 var det 50 procent. Det har blivit bättre"
        " sedan 2022. Det är bättre här än i hela Sverige på den enda fråga som jämförs.\n"
        "Vi visar aldrig resultat från färre än fem personer. Ingen ska kunna räkna ut vad just du har svarat."
    )


def test_of_too_few_it_says_that_nothing_is_shown() -> None:
    few = told(3, 3, valid=4)
    assert "Vi kan inte visa resultatet." in few
    assert "hela Sverige" not in few


def test_which_groups_are_compared_is_said_in_short_words() -> None:
    groups = [
        Group(each, CODES[0], "A", 60, {QUESTION: (60, 20)}, offered=120) for each in ("ifo-missbruk", "ifo-unga")
    ]
    before = Group("ifo-missbruk", CODES[0], "A", 60, {QUESTION: (60, 50)}, offered=120)
    place = next(each for each in places(tables_of(rows_of(groups), (), rows_of([before], round="2022"))) if each.name)
    said = " ".join(easy_summary(place, place.whole)).replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "2022 var det 83 procent. Vi jämför bara Missbruk och beroende: 60 av 120 svar. Där är det 33 procent." in said
    )


@settings(max_examples=30)
@given(st.integers(0, 60), st.integers(0, 60))
def test_never_both_better_and_worse_and_chance_where_neither(own: int, others: int) -> None:
    said = told(own, others, others)
    assert sum(each in said for each in ("Här är det bättre.", "Här är det sämre.", "kan bero på slumpen")) == 1
