"""A published round of one question, made up, in which real municipalities and made-up ones take part."""

from collections.abc import Sequence

from tests.tycktill.improvement.made_up import TARGET, Told
from tests.tycktill_web.improvement.nations import published

from tycktill.files import read_municipalities
from tycktill_web.releases.models import PublicRelease

KNOWN = read_municipalities()
REAL = tuple(sorted(code for code in KNOWN if code < "9"))
"""The codes of the 290."""
MADE_UP = tuple(sorted(code for code in KNOWN if code > "9"))


def told_of(place: int) -> Told | None:
    """What is told of the municipality at this place: every step, few answers and many, a class, and nothing."""
    valid = (12, 40, 120, 400)[place % 4]
    positive = round(valid * (0.45 + (place * 37 % 54) / 100))
    if place % 9 == 8:
        return None
    return valid, positive, min(positive + (valid // 10 if place % 7 == 0 else 0), valid)


def country(codes: Sequence[str], label: str = "2024") -> PublicRelease:
    """The round of these municipalities."""
    told = {(TARGET, code, "", "helhet"): told_of(place) for place, code in enumerate(codes)}
    return published(label, told=told, names={code: KNOWN[code].name for code in codes})
