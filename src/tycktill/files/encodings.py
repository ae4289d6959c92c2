"""Finds out in which encoding a text was saved: UTF-8 is proved, UTF-16 seen, Windows-1252 taken where it must be.

Nothing is guessed that could turn one letter into another: what decodes in no way that leaves Swedish words is refused.
"""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tycktill.files.damage import is_damaged
from tycktill.files.progress import Progress
from tycktill.terms import Fault, Refused

SAVE_AS = 'Save it again as "CSV UTF-8" (in Excel: File, Save as, CSV UTF-8)'

_CHUNK = 1 << 22
_WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@dataclass(frozen=True, slots=True)
class Text:
    """A text in UTF-8: in its own file, or taken over in memory; `note` says from which encoding."""

    source: Path | bytes
    note: str | None = None

    def lines(self) -> Iterator[str]:
        """The lines with their ends, as `csv` wants them, without a byte order mark."""
        if isinstance(self.source, Path):
            with self.source.open(encoding="utf-8-sig", newline="") as stream:
                yield from stream
        else:
            yield from io.StringIO(self.source.decode(), newline="")


def read_text(path: Path, progress: Progress) -> Text:
    """The text of a file. Raises Refused with the row where it is of no known encoding."""
    start = _first_bytes(path)
    wide = _utf16_kind(start)
    if wide:
        return _taken_over(path, wide, "UTF-16")
    row = _row_not_utf8(path, progress)
    if row is None:
        return Text(path)
    try:
        return _windows_text(path)
    except UnicodeError:
        raise Refused([_unknown_encoding(path, row)]) from None


def _first_bytes(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(4096)


def _utf16_kind(start: bytes) -> str | None:
    """The kind of UTF-16 that a text is in: by its mark, or as every other byte of Swedish text is nothing."""
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return None
    marked = next((name for mark, name in _WIDE.items() if start.startswith(mark)), None)
    if marked or b"\0" not in start:
        return marked
    even, odd = start[::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    return "utf-16-le" if odd > 0.8 * half and not even else "utf-16-be" if even > 0.8 * half and not odd else None


def _taken_over(path: Path, encoding: str, name: str) -> Text:
    try:
        text = path.read_bytes().decode(encoding)
    except UnicodeError:
        raise Refused([Fault(f"The text is not wholly {name}", SAVE_AS, file=str(path))]) from None
    return Text(text.removeprefix("\ufeff").encode(), f"The text was read as {name}")


def _row_not_utf8(path: Path, progress: Progress) -> int | None:
    """The row of the first byte that is not UTF-8 text: Polars would tell neither that nor what to do."""
    size, done, row = path.stat().st_size, 0, 1
    decoder = codecs.getincrementaldecoder("utf-8")()
    for chunk in _read_chunks(path):
        if b"\0" in chunk:
            raise Refused(
                [
                    Fault(
                        "The file is no text",
                        SAVE_AS,
                        file=str(path),
                        row=row + chunk.count(b"\n", 0, chunk.index(b"\0")),
                    )
                ]
            )
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            return row + error.object.count(b"\n", 0, error.start)
        row += chunk.count(b"\n")
        done += len(chunk)
        progress("Checking that the text is UTF-8", done, size)
    return row if decoder.getstate()[0] else None


def _read_chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _windows_text(path: Path) -> Text:
    """The text as Windows-1252. Raises UnicodeError unless it holds Swedish letters and none that were doubled."""
    text = path.read_bytes().decode("cp1252")
    beyond = {letter for letter in text if not letter.isascii()}
    if not beyond & set("åäöÅÄÖ") or beyond & set("ŒœŠšŽžƒˆ˜†‡„‰¥¬") or is_damaged(text):
        raise UnicodeError
    return Text(text.encode(), "The text is not UTF-8 and was read as Windows-1252")


def _unknown_encoding(path: Path, row: int) -> Fault:
    problem = "The text is neither UTF-8 nor, by its letters, Windows-1252 or Latin-1"
    return Fault(problem, SAVE_AS, file=str(path), row=row)
