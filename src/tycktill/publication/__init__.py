"""The release: every file of its tables and text with a checksum, made again and proved."""

from tycktill.publication.checking import (
    Proof,
    check_manifest,
    prove_release,
    replay_release,
    requirements_of,
)
from tycktill.publication.composing import compose
from tycktill.publication.earlier import Earlier, read_earlier, shares_elsewhere
from tycktill.publication.excel import excel_tables
from tycktill.publication.making import Sources, beside_earlier_rounds, compose_beside, protect_beside
from tycktill.publication.numbers import parse_numbers, write_numbers
from tycktill.publication.proving import Kept, prove_beside
from tycktill.publication.release import Release
from tycktill.publication.rewriting import FILES, OPTIONAL, PREVIOUS, rewrite
from tycktill.statistics import per_cent

__all__ = [
    "FILES",
    "OPTIONAL",
    "PREVIOUS",
    "Earlier",
    "Kept",
    "Proof",
    "Release",
    "Sources",
    "beside_earlier_rounds",
    "check_manifest",
    "compose",
    "compose_beside",
    "excel_tables",
    "parse_numbers",
    "per_cent",
    "protect_beside",
    "prove_beside",
    "prove_release",
    "read_earlier",
    "replay_release",
    "requirements_of",
    "rewrite",
    "shares_elsewhere",
    "write_numbers",
]
