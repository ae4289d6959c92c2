"""The Swedish sentences of text.sv.md, so that somebody who writes Swedish well can read them through.

Those on what is not shown, and on how to read the rest, are in `caveats`.

Every sentence stands alone. A name of a municipality never gets an ending nor a preposition: it is the subject. What
is called better, worse or changed has been tested; otherwise a figure is higher or lower, which is a plain fact.
"""

from collections.abc import Mapping, Sequence

from tycktill.findings.wording import (
    count,
    counted,
    listed,
    of_questions,
    ordinal,
    place,
    quoted,
    small,
    spoken,
)

TITLE = "Utkast till nyhetstexter"
PREFACE = (
    "Texterna är gjorda ur utgåvans tabeller och av ingenting annat. De är utkast: läs dem, stryk i dem och lägg till"
    " det som bara ni vet."
)

FOUND = {"better": "bättre", "worse": "sämre", "cannot_tell": "kan inte skiljas från riket"}
"""Verdicts in a table."""


# How many answered


def blank(sheets: int) -> str:
    """How many sheets nobody wrote anything on: they are among those who answered, and in no share."""
    return (
        f"{sheets} av de inlämnade enkäterna är helt tomma. De räknas bland dem som svarade, men ingår inte i någon"
        " andel."
    )


def participation(offered: int, answered: int, share: float) -> str:
    """Offered, answered and the rate."""
    rate = spoken(share, share)
    return f"{count(offered)} tillfrågades och {count(answered)} svarade, {rate}."


def answered_only(answered: int) -> str:
    """Where the offered were not counted."""
    return f"{count(answered)} svarade. Hur många som tillfrågades är inte känt, alltså inte heller svarsfrekvensen."


def nation_rate(share: float) -> str:
    """The nation's response rate."""
    return f"I riket svarade {spoken(share, share)}."


def answers_rank(rank: int, municipalities: int) -> str:
    """A plain fact: by number of answers."""
    return f"Antalet svar är det {ordinal(rank)}största bland {counted(municipalities, 'kommuner')}."


def women_and_men(women: int, men: int) -> str:
    """How many of each."""
    return f"{counted(women, 'kvinnor')} och {counted(men, 'män')} svarade."


# The whole


def headline(municipality: str, overall: str | None) -> str:
    """Over the text; nothing is known of the whole where nothing is shown."""
    return f"{municipality}: {overall or 'resultatet kan inte visas'}"


def all_positive(share: str) -> str:
    """Says the whole where no question sums the others up."""
    return f"{share} av alla svar är positiva"


def nation_share(share: str) -> str:
    """The nation's share of the same."""
    return f"I riket är andelen {share}."


def verdict(municipality: str, found: str) -> str:
    """Whether a figure can be told apart from the nation's."""
    if found == "cannot_tell":
        return f"{municipality} kan inte skiljas från riket."
    return f"{municipality} är {FOUND[found]} än riket: skillnaden är större än slumpen brukar ge."


def means(mean: str, municipalities: int, *, is_exact: bool) -> str:
    """Both means by name."""
    return (
        "Rikets siffra är vägd: varje svar räknas lika. Kommunernas ovägda medel, där varje kommun räknas lika, är"
        f" {'' if is_exact else 'ungefär '}{mean} ({counted(municipalities, 'kommuner')})."
    )


# Questions


def highest_question(name: str, share: str, nation: str | None, *, is_alone: bool) -> str:
    """The question with the largest share."""
    lead = "Högst andel positiva svar har" if is_alone else "Bland de högsta andelarna positiva svar är"
    return f"{lead} {quoted(name)}, {share}{_beside(nation)}."


def lowest_question(name: str, share: str, nation: str | None, *, is_alone: bool) -> str:
    """The question with the smallest share."""
    lead = "Lägst andel har" if is_alone else "Bland de lägsta är"
    return f"{lead} {quoted(name)}, {share}{_beside(nation)}."


LOWEST_IN_NATION_TOO = "Den frågan är lägst också i riket."


def share_of_all(share: str, shown: int, asked: int) -> str:
    """Positive answers of all answers to all questions."""
    which = f"de {counted(asked, 'frågorna')}" if shown == asked else f"de {counted(shown, 'frågor')} som visas"
    return f"Av alla svar på {which} är {share} positiva."


def _beside(nation: str | None) -> str:
    return f" (riket {nation})" if nation else ""


# Against the nation


def higher_on(higher: Sequence[str], others: Mapping[str, str]) -> str:
    """On how many questions one's own figure is higher; by name those that take fewer words.

    `others` says how each of the rest is: `lower`, `equal` or `open`.
    """
    if not higher:
        return _higher_on_none(others)
    told = f"Siffran är högre än rikets på {of_questions(len(higher), len(higher) + len(others))}"
    if not others:
        return f"{told}."
    if len(others) < len(higher):
        exceptions = [f"{name}{_HOW[way]}" for name, way in others.items()]
        return f"{told}. {'Undantaget' if len(others) == 1 else 'Undantagen'} är {listed(exceptions)}."
    return f"{told}: {listed(higher)}. Den är {_on_the_rest(others)}."


def _higher_on_none(others: Mapping[str, str]) -> str:
    """What is known by a class only may be higher all the same, and is not denied to be."""
    ways, compared = set(others.values()), len(others)
    questions = f"de {counted(compared, 'frågorna')}"
    if ways == {"open"}:
        where = "" if compared == 1 else f" på någon av {questions}"
        return f"Siffran är för ungefärlig för att jämföras med rikets{where}."
    if len(ways) == 1:
        return f"Siffran är {_THROUGHOUT[ways.pop()]} rikets på {of_questions(compared, compared)}."
    if "open" in ways:
        return f"Jämförd med rikets är siffran {_on_the_rest(others)} av {questions}."
    return f"Siffran är inte högre än rikets på någon av {questions}. Den är {_on_the_rest(others)}."


def _on_the_rest(others: Mapping[str, str]) -> str:
    rest = {way: sum(each == way for each in others.values()) for way in _REST}
    return listed([_REST[way].format(number) for way, number in rest.items() if number])


_HOW = {"lower": " (lägre)", "equal": " (lika)", "open": " (kan inte avgöras)"}
_THROUGHOUT = {"lower": "lägre än", "equal": "lika med"}
_REST = {"equal": "lika på {}", "lower": "lägre på {}", "open": "för ungefärlig för att jämföras på {}"}


def no_discovery(municipality: str, compared: int) -> str:
    """Chance can make every difference."""
    where = "på den fråga som jämförs" if compared == 1 else f"på någon av de {counted(compared, 'frågorna')}"
    return f"Skillnaderna är inte större än slumpen kan ge: {municipality} kan inte skiljas från riket {where}."


def discovered(municipality: str, found: str, names: Sequence[str], compared: int) -> str:
    """The questions on which the municipality is better, or worse, than the nation."""
    where = of_questions(len(names), compared)
    told = f"{municipality} är {FOUND[found]} än riket på {where}"
    return f"{told}." if len(names) == compared else f"{told}: {listed(names)}."


def not_told_apart(municipality: str, names: Sequence[str]) -> str:
    """The rest of the questions."""
    where = f"På {listed(names)}" if len(names) <= 3 else f"På de övriga {counted(len(names), 'frågorna')}"
    return f"{where} kan {municipality} inte skiljas från riket."


# Groups


def group_extremes(groups: str, question: str, highest: str, lowest: str, *, are_alone: bool) -> str:
    """The two groups furthest apart on a question: target groups or units."""
    high, low = ("högst andel", "lägst") if are_alone else ("en av de högsta andelarna", "en av de lägsta")
    return f"Bland {groups} har {highest} {high} på {quoted(question)}, och {lowest} {low}."


def widest(groups: str, question: str, highest: str, lowest: str) -> str:
    """The question on which groups are furthest apart."""
    return f"Längst ifrån varandra är {groups} på {quoted(question)}: {highest} och {lowest}."


TARGETS, UNITS = "målgrupperna", "enheterna"


def group(name: str, share: str) -> str:
    """A group with its figure."""
    return f"{name} ({share})"


def told_apart(*, is_told: bool) -> str:
    """Whether two groups can be."""
    return f"Skillnaden är {'större än slumpen brukar ge' if is_told else 'inte större än slumpen kan ge'}."


def women_beside_men(women: str, men: str) -> str:
    """On the question that sums up."""
    return f"Bland kvinnorna är andelen {women} och bland männen {men}."


# Places


def highest_figure(municipality: str, question: str, worst: int, municipalities: int) -> str:
    """The highest figure, and from how many others it cannot be told apart."""
    told = f"På {quoted(question)} har {municipality} den högsta siffran av {counted(municipalities, 'kommuner')}"
    if worst == 1:
        return f"{told}, och den kan skiljas från alla andras."
    if worst == municipalities:
        others = "den andra kommunens" if municipalities == 2 else "någon annan kommuns"
    else:
        others = "en annan kommuns" if worst == 2 else f"{small(worst - 1)} andra kommuners"
    return f"{told}, som inte kan skiljas från {others}."


def possible_places(municipality: str, question: str, best: int, worst: int, municipalities: int) -> str:
    """A rank is a set of ranks, the first being the highest share."""
    if best == worst:
        places = f"har {municipality} {place(best)}"
    else:
        places = f"kan {municipality} ligga var som helst mellan {place(best)} och {place(worst)}"
    return f"På {quoted(question)} {places} av {counted(municipalities, 'kommuner')}, med slumpen inräknad."


def highest_figures(municipality: str, names: Sequence[str], asked: int, municipalities: int, *, is_sure: bool) -> str:
    """The questions on which the figure is the highest of all."""
    where = of_questions(len(names), asked)
    certainty = "som kan skiljas från alla andras" if is_sure else "som inte säkert är högst, slumpen inräknad"
    highest = f"den högsta siffran av {counted(municipalities, 'kommuner')}, {certainty}"
    told = f"På {where} har {municipality} {highest}"
    return f"{told}." if len(names) == asked else f"{told}: {listed(names)}."


# Change


def changed(municipality: str, found: str, names: Sequence[str], compared: int, before: str) -> str:
    """The questions that are clearly better, or worse, than in an earlier round."""
    where = of_questions(len(names), compared)
    told = f"{municipality} är {FOUND[found]} än {before} på {where}"
    return f"{told}." if len(names) == compared else f"{told}: {listed(names)}."


def unchanged(before: str, *, is_all: bool) -> str:
    """No change that chance cannot make."""
    where = "På ingen fråga" if is_all else "På ingen av de övriga frågorna"
    return f"{where} kan resultatet skiljas från {before}."
