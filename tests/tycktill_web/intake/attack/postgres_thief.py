"""What can be read out of PostgreSQL: places, transactions and page numbers of rows, dead ones, its log."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from django.db import connection
from tests.tycktill_web.intake.attack.opened_keyring import in_buffer, in_rows, unused_codes
from tests.tycktill_web.intake.attack.thief import Evidence, Pair

CODES, ANSWERS = ("fieldwork_code", "fingerprint"), ("vault_sealedanswer", "ciphertext")
_ORDERS = {
    "place": "SELECT {column} FROM {table} ORDER BY ctid",
    "transaction": "SELECT {column} FROM {table} ORDER BY xmin::text::bigint, ctid",
    "key": "SELECT {column} FROM {table} ORDER BY 1",
    "number of the page": """
        SELECT {column} FROM {table} ORDER BY
        (SELECT lsn FROM page_header(get_raw_page('{table}', (ctid::text::point)[0]::int))), ctid""",
}
_LEAVES = """
SELECT {column} FROM {table} JOIN (
    SELECT item.ctid AS place, (page_header(get_raw_page('{index}', block))).lsn AS lsn
    FROM generate_series(1, pg_relation_size('{index}') / 8192 - 1) AS block,
         LATERAL bt_page_stats('{index}', block) AS page, LATERAL bt_page_items('{index}', block) AS item
    WHERE page.type = 'l'
) AS leaves ON leaves.place = {table}.ctid ORDER BY lsn
"""
_LOG = """
SELECT pg_read_binary_file('pg_wal/' || name, 0, 16777216, true) FROM pg_ls_waldir() ORDER BY name
"""
_ITEMS = """
SELECT t_xmin::text::bigint, t_data
FROM generate_series(0, pg_relation_size(%s::regclass) / 8192 - 1) AS block,
     LATERAL heap_page_items(get_raw_page(%s, block::int))
WHERE t_data IS NOT NULL
"""
_PIECE = 40
"""Bytes by which a row is recognised in the log."""


def search(issued: Sequence[bytes]) -> Evidence:
    """All that the tables, their pages, their indexes, their system columns and the log give away."""
    query("CREATE EXTENSION IF NOT EXISTS pageinspect")
    evidence = Evidence()
    used = set(issued) - unused_now()
    buffer = in_buffer(*column("SELECT answers FROM vault_tray"))
    log = b"".join(column(_LOG))
    codes, answers = orders(*CODES), orders(*ANSWERS)
    for name, fingerprints in codes.items():
        evidence.codes[name] = [row for row in fingerprints if row in used]
    for name, wrapped in answers.items():
        evidence.answers[f"{name}, then buffer"] = [*in_rows(wrapped), *buffer]
    for name, place in (("first", log.find), ("last", log.rfind)):
        evidence.codes[f"{name} in the log"] = sorted(used, key=place)
        found = sorted(answers["place"], key=lambda row: place(row[:_PIECE]))
        evidence.answers[f"{name} in the log"] = in_rows(found)
    evidence.pairs["dead rows"] = list(_of_one_transaction())
    return evidence


def orders(table: str, value: str) -> dict[str, list[bytes]]:
    """A table's rows in every order that something about them has."""
    found = {name: column(statement.format(table=table, column=value)) for name, statement in _ORDERS.items()}
    found["number of the index's page"] = column(_LEAVES.format(table=table, column=value, index=f"{table}_pkey"))
    return found


def _of_one_transaction() -> Iterator[Pair]:
    """Codes and answers that changed in one transaction, as far as old rows, dead or alive, can be unwrapped."""
    unused, buffers = _versions_of_unused(), _versions_of_buffer()
    for (_, before), (transaction, after) in pairwise(sorted(unused.items())):
        earlier = [buffer for number, buffer in sorted(buffers.items()) if number < transaction]
        come = set(buffers.get(transaction, ())) - set(earlier[-1] if earlier else ())
        yield from zip(sorted(before - after), sorted(come), strict=False)


def _versions_of_unused() -> dict[int, frozenset[bytes]]:
    """Which codes were unused after each transaction: behind the round's number and one or four bytes of length."""
    found = {
        xmin: unused_codes(data[start:], _places())
        for xmin, data in _items("fieldwork_unusedcodes")
        for start in (9, 12)
        if unused_codes(data[start:], _places()) is not None
    }
    return {xmin: codes for xmin, codes in found.items() if codes is not None}


def _versions_of_buffer() -> dict[int, Sequence[bytes]]:
    """What lay in the buffer after each transaction; its pieces lie in a table of their own."""
    ((pieces_table,),) = query("SELECT reltoastrelid::regclass::text FROM pg_class WHERE relname = 'vault_tray'")
    pieces: defaultdict[int, dict[int, bytes]] = defaultdict(dict)
    for xmin, data in _items(pieces_table):
        pieces[xmin][int.from_bytes(data[4:8], "little")] = data[12:]
    joined = {xmin: in_buffer(b"".join(piece for _, piece in sorted(found.items()))) for xmin, found in pieces.items()}
    for xmin, data in _items("vault_tray"):
        start = -(-(data.index(b"2024") + 4) // 4) * 4 + 4
        joined.setdefault(xmin, in_buffer(data[start:-8]))
    return {xmin: answers for xmin, answers in joined.items() if answers}


def _items(table: str) -> list[tuple[int, bytes]]:
    return [(int(xmin), bytes(data)) for xmin, data in query(_ITEMS, table, table)]


def unused_now() -> frozenset[bytes]:
    """The codes that nobody has answered with, by the row that stands and its key."""
    (bits,) = column("SELECT bits FROM fieldwork_unusedcodes")
    unused = unused_codes(bits, _places())
    assert unused is not None
    return unused


def _places() -> Mapping[bytes, int]:
    return {bytes(code): int(place) for code, place in query("SELECT fingerprint, place FROM fieldwork_code")}


def column(statement: str) -> list[bytes]:
    """The first column of what a statement gives, as bytes."""
    return [bytes(row[0]) for row in query(statement)]


def query(statement: str, *parameters: str | int | bytes) -> list[tuple[Any, ...]]:
    """What a statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)
        return list(cursor.fetchall()) if cursor.description else []
