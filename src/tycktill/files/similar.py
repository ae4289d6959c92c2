"""Reads which municipalities are alike: the groups that come with the package, and lists made elsewhere."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path

from tycktill.files.meanings import Meanings
from tycktill.files.reading import AS_IT_STANDS, Reading
from tycktill.files.refusing import refuse_any
from tycktill.files.rows import Row, read_rows
from tycktill.files.wrong import Meaning, Wrong
from tycktill.terms import Fault, Likeness, Municipalities, SimilarGroup

_TABLES = ("municipality_groups.csv", "made_up_municipality_groups.csv")
_COLUMNS = {Likeness.SKR: "skr_group_name", Likeness.SIZE: "size_class", Likeness.COUNTY: "county_name"}
_EDITIONS = {Likeness.SKR: "2023", Likeness.SIZE: "2026", Likeness.COUNTY: "2026"}
"""The year of each source, as the folder's README has it."""

_LISTED = ("municipality", "similar")

SimilarGroups = Mapping[str, tuple[SimilarGroup, ...]]
"""Each municipality's groups, by its code."""


def read_similar_groups() -> SimilarGroups:
    """The groups by kind, size and county of every municipality, the made-up ones apart from the real ones."""
    found: defaultdict[str, tuple[SimilarGroup, ...]] = defaultdict(tuple)
    for table in _TABLES:
        text = resources.files("tycktill.reference").joinpath(table).read_text(encoding="utf-8")
        rows = list(csv.DictReader(text.splitlines()))
        for likeness, column in _COLUMNS.items():
            alike: defaultdict[str, list[str]] = defaultdict(list)
            for row in rows:
                alike[row[column]].append(row["municipality"])
            for code, group in _groups_of_likeness(likeness, alike):
                found[code] += (group,)
    return dict(found)


def _groups_of_likeness(likeness: Likeness, alike: Mapping[str, list[str]]) -> Iterator[tuple[str, SimilarGroup]]:
    for name, codes in alike.items():
        for code in codes:
            others = tuple(sorted(set(codes) - {code}))
            yield code, SimilarGroup(likeness, name, _EDITIONS[likeness], others)


def read_similar_lists(
    path: Path, *, edition: str, municipalities: Municipalities, reading: Reading = AS_IT_STANDS
) -> SimilarGroups:
    """Lists of RKA's kind: under `municipality` whose the list is, under `similar` one that is on it, or several codes.

    Raises Refused with every fault, each with its file, row and column.
    """
    meanings = _ListMeanings({}, municipalities, reading)
    _, rows = read_rows(path, _LISTED, required=_LISTED, meanings=meanings, reading=reading)
    refuse_any(list(_group_faults(str(path), rows)))
    listed: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows.values():
        listed[str(row["municipality"])].update(str(row["similar"]).split())
    return {
        code: (SimilarGroup(Likeness.RKA, "", edition, tuple(sorted(members))),)
        for code, members in sorted(listed.items())
    }


class _ListMeanings(Meanings):
    """What the cells of such a list mean."""

    def meaning_of(self, column: str, instrument: str, text: str) -> Meaning:
        return self._listed_codes(text) if column == "similar" else super().meaning_of(column, instrument, text)

    def _listed_codes(self, text: str) -> str | Wrong:
        """The codes of those that a cell names: one by its name, or several by their codes."""
        parts = text.replace(",", " ").replace(";", " ").split()
        named = parts if len(parts) > 1 and all(part.isdigit() for part in parts) else [text]
        meant = [self.municipality(each) for each in named]
        return next((each for each in meant if isinstance(each, Wrong)), None) or " ".join(map(str, meant))


def _group_faults(file: str, rows: Mapping[int, Row]) -> Iterator[Fault]:
    for number, row in rows.items():
        if str(row["municipality"]) in str(row["similar"]).split():
            problem = "A municipality is on its own list"
            yield Fault(problem, "Take it out: it is compared with the others", file, number, "similar")
