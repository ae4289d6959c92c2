"""Finds a municipality by part of its name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from tycktill_web.releases.published import Place


@dataclass(frozen=True, slots=True)
class Found:
    """The municipalities that match what was searched for; all of them when nothing was."""

    words: str
    places: Sequence[Place]

    @property
    def only(self) -> Place | None:
        """The one that was meant: the only match, or the one of that very name."""
        if not self.words:
            return None
        exact = [place for place in self.places if place.name.casefold() == self.words.casefold()]
        matches = exact or self.places
        return matches[0] if len(matches) == 1 else None

    @property
    def by_letter(self) -> Mapping[str, Sequence[Place]]:
        """The matches under their first letters, in the order they come."""
        return {letter: list(group) for letter, group in groupby(self.places, lambda place: place.name[:1].upper())}


def search(places: Sequence[Place], words: str) -> Found:
    """The places whose name, or code, has `words` in it; ”kommun” and case are forgiven."""
    wanted = " ".join(words.casefold().replace("kommun", "").split())
    return Found(wanted, [place for place in places if wanted in place.name.casefold() or wanted == place.code])
