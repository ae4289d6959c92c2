"""Cuts the tables of a release into one piece a municipality, so that a page reads few lines."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tycktill.publication import Release
from tycktill.tables import COMPARISONS, RESULTS
from tycktill.terms import Municipalities
from tycktill_web.fieldwork.questionnaires import catalogue

NATION = ""
"""The key of the nation's piece: the `municipality` of its rows is empty."""

_SERIES = ("round", "instrument", "gender", "question")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The lines of both tables for one municipality, each under its header, and what the list of all shows of it.

    `comparisons` of the nation holds one line of each series: for the mean, which all its lines share.
    """

    municipality: str
    name: str
    offered: int | None
    answered: int | None
    results: bytes
    comparisons: bytes


def cut(release: Release, municipalities: Municipalities) -> Iterator[Excerpt]:
    """The pieces of `release`, the nation's first."""
    header, *lines = _lines(release.files[RESULTS])
    results = _pieces(header, lines)
    compared_header, *compared_lines = _lines(release.files[COMPARISONS])
    comparisons = _pieces(compared_header, compared_lines)
    comparisons[NATION] = _first_of_series(compared_header, compared_lines)
    for code in sorted(results):
        municipality = municipalities.get(code)
        offered, answered = _participation(header, results[code])
        yield Excerpt(
            code,
            municipality.name if municipality else code,
            offered,
            answered,
            (header + "".join(results[code])).encode(),
            (compared_header + "".join(comparisons.get(code, ()))).encode(),
        )


def _lines(table: bytes) -> list[str]:
    """The lines as they stand. Only a line feed ends one: a name may hold what Unicode takes for a line's end."""
    return [f"{line}\n" for line in table.decode().removesuffix("\n").split("\n")]


def _pieces(header: str, lines: Iterable[str]) -> dict[str, list[str]]:
    pieces: dict[str, list[str]] = {}
    for line, row in _rows(header, lines):
        pieces.setdefault(row["municipality"], []).append(line)
    return pieces


def _first_of_series(header: str, lines: Iterable[str]) -> list[str]:
    firsts: dict[tuple[str, ...], str] = {}
    for line, row in _rows(header, lines):
        firsts.setdefault(tuple(row[column] for column in _SERIES), line)
    return list(firsts.values())


def _rows(header: str, lines: Iterable[str]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Each line with its fields; no field holds a line break, for the names of units are a line each."""
    columns = next(csv.reader([header]))
    for line in lines:
        yield line, dict(zip(columns, next(csv.reader([line])), strict=True))


def _participation(header: str, lines: Sequence[str]) -> tuple[int | None, int | None]:
    """Offered and answered of all target groups together.

    A family's own rows give those of the instruments that ask the question, so the instruments are added up.
    """
    by_instrument: dict[str, tuple[str, str]] = {}
    for _, row in _rows(header, lines):
        if row["gender"] == "T" and row["level"] != "unit" and row["instrument"] in catalogue():
            by_instrument[row["instrument"]] = row["offered"], row["answered"]
    return _sum(offered for offered, _ in by_instrument.values()), _sum(given for _, given in by_instrument.values())


def _sum(counts: Iterable[str]) -> int | None:
    """The sum; None when one of them is not known."""
    held = list(counts)
    return sum(int(count) for count in held) if held and all(held) else None
