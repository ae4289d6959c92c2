"""Finds rows of offers that add up others, by arithmetic: what they offered would be counted a second time."""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from tycktill.fieldwork import Offer
from tycktill.files.totals import Where, unit_of
from tycktill.files.words import likeness

_Rows = Mapping[int, Offer]
_Parts = Sequence[Offer]

_LOOKS = 2000
"""So many sets of units are added up; of more units a sum that fits is found by chance."""

_STEM = 3
"""Words that begin with the same letters, so many or more, speak of the same: `barn`, `barnen`."""


def _by_questionnaire(offer: Offer) -> Where:
    return unit_of(offer)[:3]


def _by_municipality(offer: Offer) -> Where:
    return (offer.round, offer.municipality)


_SCOPES: Sequence[Callable[[Offer], Where]] = (_by_questionnaire, _by_municipality)


def certain_sums(rows: _Rows, sheets: Mapping[Where, int]) -> Mapping[int, _Parts]:
    """The rows without answers whose number is the sum of all others of their questionnaire or of their round and
    municipality, or of those that their name speaks of; with these others. What is a sum is no part of another."""
    found: dict[int, _Parts] = {}
    while True:
        rest = {row: offer for row, offer in rows.items() if row not in found}
        new = {
            row: parts
            for row, offer, others in _offers_beside(rest, sheets)
            if (parts := _all_parts(offer, others) or _named_parts(offer, others))
        }
        if not new:
            return found
        found |= dict([min(new.items())])


def possible_sums(rows: _Rows, sheets: Mapping[Where, int]) -> Mapping[int, _Parts]:
    """The rows without answers whose number is the sum of some others, with the fewest that make it."""
    found: dict[int, _Parts] = {}
    for row, offer, others in _offers_beside(rows, sheets):
        if row not in found and (parts := _some_parts(offer.offered, others)):
            found[row] = parts
    return found


def _offers_beside(rows: _Rows, sheets: Mapping[Where, int]) -> Iterator[tuple[int, Offer, Mapping[int, Offer]]]:
    """Each row without answers with those beside it that offered anything, of its questionnaire first."""
    for scope in _SCOPES:
        together: defaultdict[Where, dict[int, Offer]] = defaultdict(dict)
        for row, offer in rows.items():
            if offer.offered:
                together[scope(offer)][row] = offer
        for row, offer in rows.items():
            if offer.offered and sheets and not sheets.get(unit_of(offer)):
                yield row, offer, {other: each for other, each in together[scope(offer)].items() if other != row}


def _all_parts(offer: Offer, others: Mapping[int, Offer]) -> _Parts:
    parts = tuple(others.values())
    return parts if _is_sum(offer, parts) else ()


def _named_parts(offer: Offer, others: Mapping[int, Offer]) -> _Parts:
    """Those whose names are in the name, or begin as it begins."""
    words = _words_of(offer.unit)
    within = [
        each
        for each in others.values()
        if _words_of(each.unit) and all(_has_word(words, word) for word in _words_of(each.unit))
    ]
    alike = [each for each in others.values() if _has_word(words[:1], *_words_of(each.unit)[:1])]
    return next((parts for parts in (within, alike) if _is_sum(offer, parts)), ())


def _words_of(name: str) -> Sequence[str]:
    return re.findall(r"\w+", likeness(name))


def _has_word(words: Sequence[str], *word: str) -> bool:
    """Whether one of the words is this one, in another form perhaps."""
    return any(
        each == this or (min(len(each), len(this)) >= _STEM and (each.startswith(this) or this.startswith(each)))
        for each in words
        for this in word
    )


def _is_sum(offer: Offer, parts: _Parts) -> bool:
    return len(parts) > 1 and sum(each.offered for each in parts) == offer.offered


def _some_parts(number: int, others: Mapping[int, Offer]) -> _Parts:
    parts, looks = [each for each in others.values() if each.offered < number], 0
    for size in range(2, len(parts) + 1):
        looks += math.comb(len(parts), size)
        if looks > _LOOKS:
            break
        for some in combinations(parts, size):
            if sum(each.offered for each in some) == number:
                return some
    return ()
