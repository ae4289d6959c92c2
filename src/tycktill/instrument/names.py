"""Checks ids, numbers and years."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from tycktill.instrument.document import KoladaId, Rounds
from tycktill.instrument.parts import Part, well_shaped
from tycktill.terms import Fault

INSTRUMENT_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KOLADA_ID = re.compile(r"[NU]\d{5}")


def instrument_id_faults(found: Iterable[Part]) -> Iterator[Fault]:
    """Ids of instrument and family, and whether they can be distinguished in a table of results."""
    ids = {part.place: part.value for part in found if part.place in {"id", "family"} and isinstance(part.value, str)}
    for place, name in ids.items():
        if not INSTRUMENT_ID.fullmatch(name):
            yield Fault(f"`{name}` is no id", "Write small letters a-z, digits and hyphens", place=place)
    if len(ids) == 2 and ids["id"] == ids["family"]:
        yield Fault("The instrument is called as its family", "Give it an id of its own", place="id")


def kolada_faults(found: Iterable[Part]) -> Iterator[Fault]:
    """Kolada's ids: one letter and five digits, each indicator pointed at once."""
    ids = [(part.place, part.value) for part in found if part.kind is KoladaId and isinstance(part.value, str)]
    used = Counter(name for _, name in ids)
    for place, name in ids:
        if not _KOLADA_ID.fullmatch(name):
            yield Fault(f"`{name}` is no id in Kolada", "Write N or U and five digits", place=place)
        elif used[name] > 1:
            yield Fault(f"`{name}` stands {used[name]} times", "Look the right one up", place=place)


def number_faults(found: Iterable[Part]) -> Iterator[Fault]:
    """Versions and meanings, which count from 1."""
    for part in found:
        key = part.place.rpartition(".")[2]
        if key in {"version", "meaning"} and isinstance(part.value, int) and part.value < 1:
            yield Fault(f"The {key} is {part.value}", "Count from 1", place=part.place)


def round_faults(found: Iterable[Part]) -> Iterator[Fault]:
    """The years of use."""
    for place, rounds in well_shaped(found, Rounds):
        for year in (rounds.first, rounds.last):
            if year is not None and not 1990 <= year <= 2100:
                yield Fault(f"{year} is no year of a survey", "Write a year with four digits", place=place)
        if rounds.last is not None and rounds.last < rounds.first:
            yield Fault("The last round comes before the first", "Change one of them", place=place)
