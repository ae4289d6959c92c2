"""The Swedish sentences of text.sv.md on what is not shown or compared, and on how to read what is."""

from collections.abc import Sequence

from tycktill.findings.wording import counted, of_questions, small
from tycktill.statistics import per_cent

# What nothing is compared with

BY_REFERENCE = (
    "Rikets siffror är referensvärden från annat håll, vägda så att varje svar räknas lika, och prövas som om de vore"
    " fria från slump."
)
NO_MEAN = "Kommunernas ovägda medel går inte att räkna ut ur en enda kommuns svar."
NOTHING_COMPARED = (
    "Svaren kommer från en enda kommun, och inga referensvärden för riket är angivna för det som visas. Därför jämförs"
    " ingenting."
)
NOT_NATIONAL = "Enkäten är ingen nationell undersökning, och därför finns inget riket att jämföra med."
NOTHING_TO_COMPARE = "Ingen siffra för hela kommunen kan visas, och därför finns inget att jämföra med riket."
NATION_HIDDEN = (
    "På de frågor som visas jämförs ingenting med riket: rikets andel visas inte, eller så är kommunens den enda som"
    " visas."
)


# What is not shown


def shown(groups: str, names: Sequence[str]) -> str:
    """Groups whose results are shown; names may have commas in them."""
    return f"{groups} med resultat: {'; '.join(names)}."


def shown_partly(name: str, some: int, asked: int) -> str:
    """A group of which some questions are."""
    return f"{name} ({of_questions(some, asked)})"


def not_shown(groups: str, names: Sequence[str]) -> str:
    """Groups of which nothing is shown, each with the reason."""
    return f"{groups} som inte visas: {'; '.join(names)}."


ALL_TARGETS, ALL_UNITS = "Målgrupper", "Enheter"

REASONS = {"few": "för få svar", "protects": "skulle avslöja andra svar", "wide": "kan bara anges mycket ungefärligt"}


CANNOT_BE_STATED = "kan inte anges"


def because(reasons: Sequence[str]) -> str:
    """Why nothing of a group is shown."""
    return ", eller ".join(REASONS[reason] for reason in reasons)


def why(threshold: int) -> str:
    """The promise that the surveys make."""
    return (
        f"Resultat av färre än {small(threshold)} svar visas aldrig, och inte heller det som skulle avslöja dem: ingen"
        " ska kunna räkna ut vad en enskild person har svarat."
    )


def classes(*, is_reason_told: bool) -> str:
    """How to read a class, with the reason unless `why` has told it."""
    reason = "av samma skäl" if is_reason_told else "för att ingen ska kunna räkna ut vad en enskild person har svarat"
    return f"Där det står minst, högst eller två tal är siffran ungefärlig, {reason}."


def too_wide(widest: float) -> str:
    """How to read what cannot be stated."""
    return (
        f"Där det står ”{CANNOT_BE_STATED}” är siffran känd bara inom ett spann bredare än"
        f" {counted(per_cent(widest), 'procentenheter')}: ett smalare skulle kunna avslöja svar. Spannet står i"
        " results.csv."
    )


CAVEAT = "En besöksenkät är inget slumpmässigt urval: siffrorna gäller dem som tillfrågades och svarade."
BY_HAND = "Hur många som tillfrågades är räknat för hand."

# The table

QUESTION, NATION, MEAN, COMPARED = "Fråga", "Riket", "Kommunernas ovägda medel", "Jämfört med riket"
NOTHING = "–"
"""In a cell that has nothing to tell, in a column that others fill."""


def roughly(mean: str) -> str:
    """A mean that is known between two limits only: no interval of chance."""
    return f"{mean} (ungefärligt)"


def withheld(reason: str) -> str:
    """In a cell of the table."""
    return CANNOT_BE_STATED if reason == "wide" else f"visas inte: {REASONS[reason]}"
