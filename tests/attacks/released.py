"""A release as an attacker has it: the rows of its tables as texts, and what its manifest says of questionnaires."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from tycktill.tables import MANIFEST, RESULTS, read_csv
from tycktill.terms import Grouping

Files = Mapping[str, bytes]
"""A release's files by name."""

Learned = list[str]
"""Sentences that an attacker can say afterwards and should not."""

Row = dict[str, str]

Held = Mapping[str, set[str]]
"""By instrument, all that its answers are told in."""

_HALF = 0.00005 + 1e-9
"""Shares have four decimals."""


@dataclass(frozen=True)
class Released:
    """What an attack reads."""

    rows: list[Row]
    families: Mapping[str, str]
    together: Mapping[str, list[str]]
    questions: Mapping[str, list[str]]
    policy: Mapping[str, Any]
    names: Mapping[str, Any]
    overall: Mapping[str, Any]
    facts: Mapping[str, Any]
    local: Sequence[str] = ()
    without_units: Sequence[str] = ()

    def is_finest(self, row: Row) -> bool:
        """Whether nothing smaller makes a row up: of a unit, or of a municipality that names none."""
        return row["level"] == "unit" or row["municipality"] in self.without_units

    @property
    def held(self) -> Held:
        """What an instrument's answers are told in."""
        return held(self.families, self.together)

    @property
    def grouping(self) -> Grouping:
        """The same for the audit, which is an attack too."""
        return Grouping(self.families, {id_: tuple(members) for id_, members in self.together.items()})

    def family(self, target: str) -> str:
        """The family of an instrument or a group; a family's own name."""
        return self.families.get(self.together.get(target, [target])[0], target)


def read(files: Files) -> Released:
    """The release in these files."""
    manifest = msgspec.json.decode(files[MANIFEST])
    return Released(
        table(files, RESULTS),
        manifest["families"],
        manifest.get("together", {}),
        manifest["questions"],
        manifest["policy"],
        manifest.get("names", {}),
        manifest.get("overall", {}),
        manifest.get("facts", {}),
        manifest.get("local", ()),
        manifest.get("without_units", ()),
    )


def held(families: Mapping[str, str], together: Mapping[str, Collection[str]]) -> Held:
    """The names that each instrument's answers are told under: its own, its groups' and its family's."""
    return {
        id_: {id_, family, *(group for group, members in together.items() if id_ in members)}
        for id_, family in families.items()
    }


def table(files: Files, file: str) -> list[Row]:
    """The rows of a table; none where the release has no such file."""
    return [dict(row) for row in read_csv(files[file], file=file)] if file in files else []


def numerators(row: Row) -> range:
    """Every number of positive answers that a row leaves."""
    return range(int(row["positive_min"]), int(row["positive_max"]) + 1)


def name(row: Mapping[str, str]) -> str:
    """A row in words."""
    keys = ("round", "level", "municipality", "unit", "instrument", "gender", "question")
    return ", ".join(row[key] for key in keys if row.get(key))
