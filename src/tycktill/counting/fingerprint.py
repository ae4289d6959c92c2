"""Names counts by all that was counted; the name is as secret as they are."""

import hashlib

import msgspec

from tycktill.counting.counts import BaseCount, Counts


def fingerprint(counts: Counts) -> bytes:
    """SHA-256 over every base cell: its names, how many sheets, and how many chose each option of each question.

    Equal counts have equal fingerprints, whatever engine counted and in whatever order. An option that nobody chose is
    left out: a question without a column was answered by nobody, and so was one whose column is empty.
    It is what the disclosure control draws its lots from, and nobody who lacks the counts can know it.
    """
    cells = sorted(counts.base, key=lambda base: base.cell)
    return hashlib.sha256(msgspec.msgpack.encode([_canonical(base) for base in cells])).digest()


def _canonical(base: BaseCount) -> tuple[object, ...]:
    cell = base.cell
    chosen = sorted(
        (question, code, sheets)
        for question, options in base.options.items()
        for code, sheets in options.items()
        if sheets
    )
    place = (cell.round, cell.instrument, cell.municipality, cell.unit, cell.gender.value)
    return *place, base.answered, chosen
