"""Finds rows that name no unit though their neighbours do, and totals, which would be counted a second time."""

import re
from collections import defaultdict
from collections.abc import Iterable

from tycktill.fieldwork import Offer
from tycktill.files.aliases import Aliases
from tycktill.files.municipality_names import MunicipalityNames
from tycktill.files.words import likeness

MISSING = ("The unit is missing", "Write its name, or empty the column in all rows of the municipality")
"""What is wrong with such a row, and what to do."""

Where = tuple[str, ...]
"""Round, instrument, municipality and unit."""

_WORD = re.compile(r"[^\W\d_]+")
_COUNT = re.compile(r"(?<!\w)n ?[=:] ?[0-9]|∑")


class TotalNames:
    """Tells by its words that a name is no unit's but a total's: `Totalt IFO`, `Alla enheter`, `Luleå snitt 2024`."""

    def __init__(self, aliases: Aliases, municipalities: MunicipalityNames) -> None:
        self._whole = frozenset(map(likeness, aliases.totals))
        self._sums = frozenset(map(likeness, aliases.sums))
        self._firms = frozenset(map(likeness, aliases.firms))
        self._beside = self._whole | self._sums | frozenset(map(likeness, aliases.wholes))
        self._municipalities = municipalities

    def is_total(self, name: str) -> bool:
        """Whether a total is called so: by a word that says so of whatever it stands beside, by a count as in `N=30`,
        or by other words that say so and besides by nothing that is one thing's."""
        like = likeness(name)
        words = _WORD.findall(like)
        if like in self._whole or _COUNT.search(like) or self._sums & set(words):
            return not self._firms & set(words)
        others = " ".join(word for word in words if word not in self._beside)
        return bool(self._whole & set(words)) and (not others or self._municipalities.is_name(others))


def named_as_municipality(places: Iterable[tuple[str, str]], names: MunicipalityNames) -> set[tuple[str, str]]:
    """The units, each with its municipality, that are called as the municipality is, where others stand beside them."""
    units: defaultdict[str, set[str]] = defaultdict(set)
    for municipality, unit in places:
        units[municipality].add(unit)
    return {
        (municipality, unit)
        for municipality, there in units.items()
        for unit in there
        if len(there) > 1 and names.code_of(unit) == municipality and not unit.isdecimal()
    }


def missing_beside_others(places: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """No unit at all, with its municipality, where others there are named: then the name was forgotten."""
    units = list(places)
    named = {municipality for municipality, unit in units if unit}
    return {(municipality, unit) for municipality, unit in units if not unit and municipality in named}


def unit_of(offer: Offer) -> Where:
    """The unit that offered, with its questionnaire."""
    return (offer.round, offer.instrument, offer.municipality, offer.unit)
