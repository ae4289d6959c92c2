"""What can be read out of PostgreSQL: places and transactions of rows, the dead ones and the remains of their bytes."""

import struct
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection
from tests.tycktill_web.intake.attack.thief import Evidence, Pair

from tycktill_web.vault.sealing import SEALED_BYTES

_CODES = {
    "place": "SELECT fingerprint FROM fieldwork_code ORDER BY ctid",
    "transaction": "SELECT fingerprint FROM fieldwork_code ORDER BY xmin::text::bigint, ctid",
    "key": "SELECT fingerprint FROM fieldwork_code ORDER BY fingerprint",
}
_ANSWERS = {
    "place": "SELECT ciphertext FROM vault_sealedanswer ORDER BY ctid",
    "transaction": "SELECT ciphertext FROM vault_sealedanswer ORDER BY xmin::text::bigint, ctid",
    "key": "SELECT ciphertext FROM vault_sealedanswer ORDER BY id",
}
_ITEMS = """
SELECT t_xmin::text::bigint, t_xmax::text::bigint, t_data
FROM generate_series(0, pg_relation_size(%s::regclass) / 8192 - 1) AS block,
     LATERAL heap_page_items(get_raw_page(%s, block::int))
WHERE t_data IS NOT NULL
"""
_CODE_BEFORE = 25
"""From the beginning of a dead row's header to the bytes of its code: 24 of header, 1 of length."""

Item = tuple[int, int, bytes]


def search(issued: Sequence[bytes]) -> Evidence:
    """All that the tables, their pages and their system columns give away."""
    _query("CREATE EXTENSION IF NOT EXISTS pageinspect")
    evidence = Evidence()
    unused = set(_column("SELECT fingerprint FROM fieldwork_unusedcode"))
    used = set(issued) - unused
    for name, statement in _CODES.items():
        evidence.codes[name] = [row for row in _column(statement) if row in used]
    tray = _slips(_column("SELECT answers FROM vault_tray"))
    for name, statement in _ANSWERS.items():
        evidence.answers[f"{name}, then tray"] = [*_column(statement), *tray]
    _search_dead(evidence, used)
    _search_remains(evidence, used)
    return evidence


def _search_dead(evidence: Evidence, used: set[bytes]) -> None:
    """Dead rows name the transaction that deleted them, and old trays the one that wrote them."""
    deleted = {_code_in(data): xmax for _, xmax, data in _items("fieldwork_unusedcode") if xmax}
    deleted = {code: xmax for code, xmax in deleted.items() if code in used}
    evidence.codes["deleting transaction"] = sorted(deleted, key=lambda code: deleted[code])
    written = {**_first_seen(_tray_versions()), **_xmin_of_rows()}
    evidence.answers["writing transaction"] = sorted(written, key=lambda sealed: written[sealed])
    evidence.pairs["same transaction"] = list(_same(deleted, written))


def _search_remains(evidence: Evidence, used: set[bytes]) -> None:
    """Between the rows of a page lie bytes of rows that have been there, headers and all."""
    found: dict[bytes, int] = {}
    for block in range(_blocks("fieldwork_unusedcode")):
        ((page,),) = _query("SELECT get_raw_page('fieldwork_unusedcode', %s)", block)
        for code in used:
            place = bytes(page).rfind(code)
            if place >= _CODE_BEFORE:
                found[code] = struct.unpack_from("<I", page, place - _CODE_BEFORE + 4)[0]
    evidence.codes["remains"] = sorted((code for code in found if found[code]), key=lambda code: found[code])


def _same(deleted: dict[bytes, int], written: dict[bytes, int]) -> Iterator[Pair]:
    by_transaction = defaultdict(list)
    for sealed, transaction in written.items():
        by_transaction[transaction].append(sealed)
    for code, transaction in deleted.items():
        for sealed in by_transaction[transaction]:
            yield code, sealed


def _xmin_of_rows() -> dict[bytes, int]:
    rows = _query("SELECT ciphertext, xmin::text::bigint FROM vault_sealedanswer")
    return {bytes(sealed): int(xmin) for sealed, xmin in rows}


def _tray_versions() -> dict[int, bytes]:
    """The tray as each transaction wrote it, as far as its pieces are still there, dead or alive."""
    ((toast,),) = _query("SELECT reltoastrelid::regclass::text FROM pg_class WHERE relname = 'vault_tray'")
    pieces: dict[int, dict[int, bytes]] = defaultdict(dict)
    for xmin, _, data in _items(toast):
        (number,) = struct.unpack_from("<I", data, 4)
        pieces[xmin][number] = data[12:]  # owner, number, length, bytes
    for xmin, _, data in _items("vault_tray"):
        if len(data) > SEALED_BYTES:
            pieces[xmin][0] = data[_aligned(data.index(b"2024") + 4) + 4 :]
    return {xmin: b"".join(piece for _, piece in sorted(found.items())) for xmin, found in sorted(pieces.items())}


def _aligned(place: int) -> int:
    """Where the next long value begins: at a multiple of four, with four bytes of length."""
    return -(-place // 4) * 4


def _first_seen(versions: dict[int, bytes]) -> dict[bytes, int]:
    seen: dict[bytes, int] = {}
    for xmin, tray in versions.items():
        for slip in _slips([tray]):
            seen.setdefault(slip, xmin)
    return seen


def _slips(trays: Sequence[bytes]) -> list[bytes]:
    return [tray[at : at + SEALED_BYTES] for tray in trays for at in range(0, len(tray), SEALED_BYTES)]


def _code_in(data: bytes) -> bytes:
    """The code of an unused code's row: one byte of length, 32 of fingerprint, padding, its batch."""
    return data[1:33]


def _items(table: str) -> list[Item]:
    return [(int(xmin), int(xmax), bytes(data)) for xmin, xmax, data in _query(_ITEMS, table, table)]


def _blocks(table: str) -> int:
    ((size,),) = _query("SELECT pg_relation_size(%s::regclass)", table)
    return int(size) // 8192


def _column(statement: str) -> list[bytes]:
    return [bytes(row[0]) for row in _query(statement)]


def _query(statement: str, *parameters: str | int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall()) if cursor.description else []
