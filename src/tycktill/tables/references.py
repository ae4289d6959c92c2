"""references.csv: what was known from elsewhere when the release was made, so that anybody can compare again."""

import re
from collections.abc import Iterable
from decimal import Decimal

from tycktill.tables.csv_text import CsvRow, read_written, write_csv
from tycktill.terms import Level, Reference, zeros_to

REFERENCES = "references.csv"
REFERENCE_COLUMNS = ("round", "instrument", "question", "level", "municipality", "share", "valid")

_SHARE = re.compile(r"0(\.[0-9]+)?|1(\.0+)?")
_COUNT = re.compile(r"([1-9][0-9]{0,14})?")


def write_references(references: Iterable[Reference]) -> bytes:
    """references.csv of these, sorted; shares with as many decimals as they were given with."""
    return write_csv(REFERENCE_COLUMNS, sorted(map(_reference_texts, references)))


def parse_references(content: bytes) -> tuple[Reference, ...]:
    """The references in references.csv. Raises Refused where there are none that can be read."""
    rows = read_written(content, _is_written, file=REFERENCES, what="reference")
    return tuple(_parse_reference(row) for row in rows)


def _reference_texts(reference: Reference) -> tuple[str, ...]:
    key = (reference.round, reference.instrument, reference.question, reference.level, reference.municipality)
    share = Decimal(repr(reference.share)).normalize()
    decimals = max(reference.decimals, -int(share.as_tuple().exponent))
    return *key, f"{share:.{decimals}f}", "" if reference.valid is None else str(reference.valid)


def _is_written(row: CsvRow) -> bool:
    return (
        tuple(row) == REFERENCE_COLUMNS
        and row["level"] in {Level.NATION, Level.MUNICIPALITY}
        and _SHARE.fullmatch(row["share"]) is not None
        and _COUNT.fullmatch(row["valid"]) is not None
    )


def _parse_reference(row: CsvRow) -> Reference:
    return Reference(
        round=row["round"],
        instrument=row["instrument"],
        question=row["question"],
        level=Level(row["level"]),
        municipality=row["municipality"],
        share=float(row["share"]),
        valid=int(row["valid"]) if row["valid"] else None,
        decimals=zeros_to(row["share"]),
    )
