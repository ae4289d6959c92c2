"""QR codes of links that differ in their code alone, thousands in a second.

A QR code is linear: with version, mask and length given, each of its squares is the sum, modulo 2, of some bits of the
text. So the squares that change when one bit of the text does are worked out once, and all other links are sums.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import segno

from tycktill.fieldwork import ALPHABET, LENGTH

_BITS = tuple(1 << bit for bit in range(7))
_FIRST = ALPHABET[0]
_RUN = re.compile("1+")


@dataclass(frozen=True, slots=True)
class QrDrawing:
    """A QR code as the outline of an SVG path on a square of `size`, without its quiet margin."""

    path: str
    size: int


def draw_links(codes: Iterable[str], link: Callable[[str], str]) -> Iterator[QrDrawing]:
    """The QR code of each code's link; a seventh of it may be smudged or torn and it still leads there."""
    before, _, after = link(_FIRST * LENGTH).partition(_FIRST * LENGTH)
    kind = _linear_parts(before, after)
    for code in codes:
        yield QrDrawing(_outline_path(kind.squares_of(code), kind.size), kind.size)


def draw_address(address: str) -> QrDrawing:
    """The QR code of one address."""
    qr = _make_qr(address)
    return QrDrawing(_outline_path(_squares_number(qr), len(qr.matrix)), len(qr.matrix))


@dataclass(frozen=True, slots=True)
class _Linear:
    """The squares of one link as the bits of a number, row by row, and what each bit of the code changes in them."""

    size: int
    squares: int
    changes: Sequence[int]

    def squares_of(self, code: str) -> int:
        """The squares of the link with this code."""
        squares = self.squares
        for index, character in enumerate(code):
            changed = ord(character) ^ ord(_FIRST)
            for number, bit in enumerate(_BITS):
                if changed & bit:
                    squares ^= self.changes[index * len(_BITS) + number]
        return squares


def _outline_path(squares: int, size: int) -> str:
    """An outline along the middle of each row of dark squares."""
    rows, starts = f"{squares:0{size * (size + 1)}b}", _run_starts(size)
    return "".join(f"{starts[run.start()]}{run.end() - run.start()}" for run in _RUN.finditer(rows))


@cache
def _run_starts(size: int) -> Sequence[str]:
    """Where a run begins, for each square of a row and the light one after it."""
    return [f"M{index % (size + 1)} {index // (size + 1)}.5h" for index in range(size * (size + 1))]


@cache
def _linear_parts(before: str, after: str) -> _Linear:
    whole = _FIRST * LENGTH
    first = _make_qr(f"{before}{whole}{after}")
    squares, size = _squares_number(first), len(first.matrix)
    changes = []
    for index in range(LENGTH):
        for bit in _BITS:
            code = whole[:index] + chr(ord(_FIRST) ^ bit) + whole[index + 1 :]
            changes.append(_squares_number(_make_qr(f"{before}{code}{after}", mask=first.mask)) ^ squares)
    return _Linear(size, squares, changes)


def _make_qr(address: str, mask: int | None = None) -> segno.QRCode:
    return segno.make_qr(address, error="m", mask=mask, mode="byte")


def _squares_number(qr: segno.QRCode) -> int:
    """The squares row by row, each row ended by a light one, so that no run goes on into the next."""
    return int("".join("".join(map(str, row)) + "0" for row in qr.matrix), 2)
