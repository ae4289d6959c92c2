"""What can be read out of SQLite's files: rows by their place, bytes by their place, and every past commit."""

import sqlite3
import struct
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.tycktill_web.disk import bytes_of
from tests.tycktill_web.intake.attack.opened_keyring import in_buffer, in_rows, unused_codes
from tests.tycktill_web.intake.attack.thief import Evidence, Pair

_PIECE = 48
"""Bytes by which an answer is recognised where it lies across two pages."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the tables held at one moment, as far as it can be unwrapped; codes as their rows lie."""

    by_row: Sequence[bytes]
    unused: frozenset[bytes] | None
    rows: Sequence[bytes]
    buffer: Sequence[bytes]

    def used(self, issued: Sequence[bytes]) -> frozenset[bytes]:
        """The codes that have been redeemed; none where that cannot be read."""
        return frozenset() if self.unused is None else frozenset(issued) - self.unused

    @property
    def sealed(self) -> frozenset[bytes]:
        """All answers."""
        return frozenset([*self.rows, *self.buffer])


def search(database: Path, issued: Sequence[bytes]) -> Evidence:
    """All that the files of a database and the keyring give away about the codes issued and the answers sealed."""
    evidence = Evidence()
    with sqlite3.connect(database) as connection:
        now = _tables(connection)
        evidence.codes["row"] = [code for code in now.by_row if code in now.used(issued)]
        evidence.answers["row, then buffer"] = [*now.rows, *now.buffer]
        evidence.answers["buffer, then row"] = [*now.buffer, *now.rows]
        wrapped = _column(connection, "SELECT ciphertext FROM vault_sealedanswer ORDER BY rowid")
    connection.close()
    for path in (database, database.with_name(f"{database.name}-wal")):
        content = bytes_of(path)
        for name, place in (("first", content.find), ("last", content.rfind)):
            where = f"{name} place in {path.suffix}"
            evidence.codes[where] = _by_place(evidence.codes["row"], place)
            evidence.answers[where] = in_rows(_by_place(wrapped, _place_of_piece(place)))
    evidence.pairs["commit in the log"] = list(_replay(database, issued))
    return evidence


def _column(connection: sqlite3.Connection, statement: str) -> list[bytes]:
    return [bytes(value) for (value,) in connection.execute(statement)]


def _place_of_piece(place: Callable[[bytes], int]) -> Callable[[bytes], int]:
    return lambda sealed: place(sealed[:_PIECE])


def _by_place(items: Sequence[bytes], place: Callable[[bytes], int]) -> list[bytes]:
    placed = [(place(item), item) for item in items]
    return [item for where, item in sorted(placed) if where >= 0]


def _replay(database: Path, issued: Sequence[bytes]) -> Iterator[Pair]:
    """Codes and answers that changed in the same commit, for every commit whose pages are still in the log."""
    before: Snapshot | None = None
    for after in _snapshots(database):
        if before:
            gone, come = after.used(issued) - before.used(issued), after.sealed - before.sealed
            yield from zip(sorted(gone), sorted(come), strict=False)
        before = after


def _snapshots(database: Path) -> Iterator[Snapshot]:
    """The database before the log, and after each commit in it: the frames laid over the file, one after the other."""
    pages = bytearray(bytes_of(database))
    yield _look(pages)
    for number, content, size in _frames(database.with_name(f"{database.name}-wal")):
        end = number * len(content)
        pages.extend(bytes(max(0, end - len(pages))))
        pages[end - len(content) : end] = content
        if size:
            yield _look(pages[: size * len(content)])


def _frames(log: Path) -> Iterator[tuple[int, bytes, int]]:
    """Page number, page and, at a commit, the size of the database in pages ("WAL format" in SQLite's manual)."""
    content = bytes_of(log)
    if not content:
        return
    page_size, salt = struct.unpack(">I", content[8:12])[0], content[16:24]
    for start in range(32, len(content), 24 + page_size):
        number, size = struct.unpack(">II", content[start : start + 8])
        if content[start + 8 : start + 16] == salt:
            yield number, content[start + 24 : start + 24 + page_size], size


def _look(pages: bytes | bytearray) -> Snapshot:
    """What stands in these pages; nothing while the tables themselves are only in the log."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "snapshot"
        # Bytes 18 and 19 say that there is a log; this copy has none.
        path.write_bytes(bytes(pages[:18]) + b"\x01\x01" + bytes(pages[20:]))
        connection = sqlite3.connect(path)
        try:
            return _tables(connection)
        except sqlite3.DatabaseError:  # pages of different moments may make no database at all
            return Snapshot((), None, (), ())
        finally:
            connection.close()


def _tables(connection: sqlite3.Connection) -> Snapshot:
    places = dict(connection.execute("SELECT fingerprint, place FROM fieldwork_code ORDER BY rowid").fetchall())
    places = {bytes(code): place for code, place in places.items()}
    (bits,) = _column(connection, "SELECT bits FROM fieldwork_unusedcodes") or [b""]
    (buffer,) = _column(connection, "SELECT answers FROM vault_tray") or [b""]
    rows = _column(connection, "SELECT ciphertext FROM vault_sealedanswer ORDER BY rowid")
    return Snapshot(tuple(places), unused_codes(bits, places), tuple(in_rows(rows)), tuple(in_buffer(buffer)))
