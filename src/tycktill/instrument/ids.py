"""Makes ids of what people call things: they are columns and names of files everywhere."""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 40
NOT_FOR_QUESTIONS = ("round", "instrument", "municipality", "unit", "gender", "offered", "answered", "row", "code")
"""What the other columns of tables of answers, offers and rows are called; a question cannot be."""


def plain_id(text: str, between: str) -> str:
    """The text in letters a-z and digits."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", between, letters).strip(between)[:LONGEST].strip(between)


def unused_id(wanted: str, used: Collection[str]) -> str:
    """The id, begun with a letter and numbered where it is used."""
    begun = wanted if wanted[:1].isalpha() else f"q_{wanted}".rstrip("_")
    names = (begun, *(f"{begun}_{number}" for number in range(2, len(used) + 3)))
    return next(name for name in names if name not in used)
