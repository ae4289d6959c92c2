"""Reads the municipalities: the real ones and the made-up ones of the demo."""

import csv
from importlib import resources

from tycktill.terms import Municipalities, Municipality

_TABLES = ("municipalities.csv", "made_up_municipalities.csv")


def read_municipalities() -> Municipalities:
    """All municipalities by code; the made-up ones have codes 9001-9130, of no Swedish county."""
    folder = resources.files("tycktill.reference")
    municipalities: dict[str, Municipality] = {}
    for table in _TABLES:
        rows = csv.DictReader(folder.joinpath(table).read_text(encoding="utf-8").splitlines())
        municipalities |= {row["code"]: Municipality(row["code"], row["name"]) for row in rows}
    return municipalities
