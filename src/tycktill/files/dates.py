"""Knows what a spreadsheet makes of a name such as 3/4 or 3-15: a date in one of its forms, or its number."""

import re
from collections import defaultdict
from collections.abc import Iterable

from tycktill.files.words import likeness

_MONTH = (
    "(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|mar(?:s|ch)?|apr(?:il)?|ma[jy]|june?|juni|jul[iy]?|aug(?:usti|ust)?"
    r"|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\.?"
)
_YEAR = "(?:19|20)?[0-9]{2}"
_TIME = "(?:[t ][0-9:.+z]+)?"
_DATE = re.compile(
    rf"(?:19|20)[0-9]{{2}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}{_TIME}|[0-9]{{1,2}}[-/.][0-9]{{1,2}}[-/.]{_YEAR}{_TIME}"
    rf"|[0-9]{{1,2}}[-/. ]{{0,2}}{_MONTH}(?:[-/. ]{{1,2}}{_YEAR})?{_TIME}|{_MONTH}[-/. ]{{1,2}}(?:[0-9]{{1,2}}|{_YEAR})"
)
_DAYS = range(32_874, 54_789)
"""The numbers of the days from 1990 to 2049, which spreadsheets count from the end of 1899."""

_NUMBERED = 3
"""So many units that are called by numbers alone are called so by people."""


A_DATE = ("{} is a date: a spreadsheet made it of a name, or columns are swapped", "Write the unit's name")
"""What is wrong with such a name, and what to do."""

A_DAY = (
    "{} is the number that a spreadsheet has for a date: it made it of a name, or columns are swapped",
    "Write the unit's name, with a word before the number if it is a name",
)


def is_date(text: str) -> bool:
    """Whether a text is written as a date, `3-apr` and `mar-15` among them."""
    return bool(_DATE.fullmatch(likeness(text)))


def days_for_names(places: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """The units, each with its municipality, that are numbers of days, where units are not called by numbers."""
    units: defaultdict[str, set[str]] = defaultdict(set)
    for municipality, unit in places:
        units[municipality].add(unit)
    return {
        (municipality, unit)
        for municipality, there in units.items()
        for unit in there
        if _is_day(unit) and not _have_numbers(there)
    }


def _have_numbers(units: Iterable[str]) -> bool:
    """Whether units are called by numbers: one of them by another number as long, or all of several by such."""
    named = {unit for unit in units if unit}
    numbers = {unit for unit in named if len(unit) == 5 and unit.isdecimal()}
    return not all(map(_is_day, numbers)) or (numbers == named and len(named) >= _NUMBERED)


def _is_day(unit: str) -> bool:
    return len(unit) == 5 and unit.isdecimal() and int(unit) in _DAYS
