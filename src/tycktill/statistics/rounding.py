"""Rounding, in the one place where it is done."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache

FILE_DECIMALS = 4
"""Decimals of a share in a release's files."""


def round_half_away(value: float | Decimal, decimals: int) -> Decimal:
    """`value` to so many decimals, a half away from zero as Swedish readers expect: 0.845 to 0.85, -0.845 to -0.85.

    A float is taken at its shortest decimal writing, so that 0.845 is a half and not a little less.
    """
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def file_share(share: float) -> float:
    """A share as the files of a release give it: `FILE_DECIMALS` decimals. Most are read there, and have no more."""
    written = repr(share)
    if written.startswith("0.") and len(written) <= len("0.") + FILE_DECIMALS and "e" not in written:
        return share
    return float(round_half_away(share, FILE_DECIMALS))


def numerators_of(share: float, valid: int) -> range:
    """All numerators of so many answers whose share is written like this one; empty where none is.

    More than 10,000 answers share four decimals among several numerators.
    """
    units = 10**FILE_DECIMALS
    written = round(share * units)
    least, end = (-(-(2 * each - 1) * valid // (2 * units)) for each in (written, written + 1))
    return range(max(least, 0), min(end, valid + 1))


@lru_cache(maxsize=20_000)
def per_cent(share: float) -> int:
    """A share (0-1, as the files give it) in whole per cent, for text and charts. Also for a difference of shares.

    Remembered: a page asks it thousands of times of the same shares.
    """
    return int(round_half_away(_in_per_cent(share), 0))


@lru_cache(maxsize=20_000)
def per_cent_between(least: float, most: float) -> tuple[int, int]:
    """Between what whole per cent a share is told to lie that lies between these two (0-1, as the files give them).

    Where both are the same to the nearest, that is what it is. Otherwise outwards, and so wherever none or all is an
    end: "at least 87" is never said of what may be 86.6. Remembered, too.
    """
    nearest = per_cent(least), per_cent(most)
    is_at_end = least < most and (least == 0 or most == 1)
    if nearest[0] == nearest[1] and not is_at_end:
        return nearest
    return int(_in_per_cent(least).to_integral(ROUND_FLOOR)), int(_in_per_cent(most).to_integral(ROUND_CEILING))


def per_cent_upwards(part: int, whole: int) -> int:
    """So many of so many, one or more, in whole per cent that it is no more than."""
    return -(-100 * part // whole)


def _in_per_cent(share: float) -> Decimal:
    """Of its shortest decimal writing: 0.29 is 29 and not a little less."""
    return Decimal(repr(float(share))) * 100
