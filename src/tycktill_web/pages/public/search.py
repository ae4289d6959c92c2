"""Finding a municipality by what somebody writes: without dots, with a letter wrong, by its code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from tycktill_web.releases.alphabet import as_searched
from tycktill_web.releases.published import PublicPlace

FEWEST_LETTERS = 4
"""Shorter words than this must be right: with a letter wrong they would mean too many places."""

LONG = 6
"""Words of so many letters may have two wrong."""


@dataclass(frozen=True, slots=True)
class FoundPlaces:
    """The municipalities that match what was searched for; all of them when nothing was.

    `are_guesses`: none has these letters, and these are the ones that look most like them.
    """

    words: str
    places: Sequence[PublicPlace]
    are_guesses: bool = False

    @property
    def only_match(self) -> PublicPlace | None:
        """The one that was meant: the only match, or the one of that very name."""
        if not self.words or self.are_guesses:
            return None
        exact = [place for place in self.places if place.name.casefold() == self.words.casefold()]
        matches = exact or self.places
        return matches[0] if len(matches) == 1 else None

    @property
    def by_letter(self) -> Mapping[str, Sequence[PublicPlace]]:
        """The matches under their first letters, in the order they come."""
        return {letter: list(group) for letter, group in groupby(self.places, lambda place: place.name[:1].upper())}


def search_places(places: Sequence[PublicPlace], words: str) -> FoundPlaces:
    """The places whose name, or code, has `words` in it; "kommun", case, dots and hyphens are forgiven. Where there are
    none, those whose name, or its beginning, is a letter or two away."""
    wanted = " ".join(words.casefold().replace("kommun", "").split())
    found = [place for place in places if wanted in place.name.casefold() or wanted == place.code]
    if found or not wanted:
        return FoundPlaces(wanted, found)
    plain = as_searched(wanted)
    alike = [place for place in places if plain and plain in as_searched(place.name)]
    if alike or len(plain) < FEWEST_LETTERS:
        return FoundPlaces(wanted, alike)
    return FoundPlaces(wanted, _nearest_names(places, plain), are_guesses=True)


def _nearest_names(places: Sequence[PublicPlace], plain: str) -> Sequence[PublicPlace]:
    """Those with the fewest letters wrong, where these are few enough for the word; in the order given.

    A text that is longer than a name can be none, and costs nothing.
    """
    most = 2 if len(plain) >= LONG else 1
    names = {place: as_searched(place.name) for place in places}
    wrong = {place: _fewest_wrong(plain, name) for place, name in names.items() if len(plain) <= len(name) + most}
    fewest = min(wrong.values(), default=most + 1)
    return [place for place, number in wrong.items() if number == fewest <= most]


def _fewest_wrong(written: str, name: str) -> int:
    """How many letters are left out, put in, changed or swapped with the next one, to make what was written of the name
    or of its beginning (Damerau 1964, of neighbours once)."""
    before: list[int] = []
    row = list(range(len(name) + 1))
    for number, letter in enumerate(written, start=1):
        earlier, before, row = before, row, [number]
        for column, other in enumerate(name, start=1):
            best = min(before[column] + 1, row[column - 1] + 1, before[column - 1] + (letter != other))
            if number > 1 and column > 1 and (letter, written[number - 2]) == (name[column - 2], other):
                best = min(best, earlier[column - 2] + 1)
            row.append(best)
    return min(row[max(len(written) - 1, 0) :], default=len(written))
