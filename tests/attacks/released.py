"""A release as an attacker has it: the rows of its table as texts, and what its manifest says of questionnaires."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from tycktill.publication import MANIFEST, RESULTS
from tycktill.publication.csv_text import read_csv

Files = Mapping[str, bytes]
"""A release's files by name."""

Learned = list[str]
"""Sentences that an attacker can say afterwards and should not."""


@dataclass(frozen=True)
class Released:
    """What an attack reads."""

    rows: list[dict[str, str]]
    families: Mapping[str, str]
    questions: Mapping[str, list[str]]
    policy: Mapping[str, Any]


def read(files: Files) -> Released:
    """The release in these files."""
    manifest = msgspec.json.decode(files[MANIFEST])
    rows = [dict(row) for row in read_csv(files[RESULTS], file=RESULTS)]
    return Released(rows, manifest["families"], manifest["questions"], manifest["policy"])


def name(row: Mapping[str, str]) -> str:
    """A row in words."""
    keys = ("round", "level", "municipality", "unit", "instrument", "gender", "question")
    return ", ".join(row[key] for key in keys if row[key])
