"""Reads where municipalities lie: their boundaries on a map, and a square for each."""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

BOUNDARIES = "municipality_boundaries.csv"
TILES = "municipality_tiles.csv"


@cache
def read_boundaries() -> Mapping[str, str]:
    """The boundary of each municipality by its code, as the path of an SVG in whole kilometres from north-west."""
    return MappingProxyType({row["code"]: row["path"] for row in _table_rows(BOUNDARIES)})


@cache
def read_tiles() -> Mapping[str, tuple[int, int]]:
    """Column and row of each municipality's square, by its code; the squares of a county hang together."""
    return MappingProxyType({row["code"]: (int(row["column"]), int(row["row"])) for row in _table_rows(TILES)})


def _table_rows(table: str) -> Iterator[dict[str, str]]:
    text = resources.files("tycktill.reference").joinpath(table).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())
