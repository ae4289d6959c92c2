"""What the figures of a release mean: its questionnaires as a table and as DDI, and a text to read first."""

from tycktill.publication.codebook.columns import TABLES
from tycktill.publication.codebook.ddi import CODEBOOK_XML, write_ddi
from tycktill.publication.codebook.labels import LABELS, write_labels
from tycktill.publication.codebook.readme import READMES, write_readmes
from tycktill.publication.codebook.table import (
    CODEBOOK,
    CodebookRow,
    codebook_faults,
    codebook_rows,
    parse_codebook,
    write_codebook,
)

__all__ = [
    "CODEBOOK",
    "CODEBOOK_XML",
    "LABELS",
    "READMES",
    "TABLES",
    "CodebookRow",
    "codebook_faults",
    "codebook_rows",
    "parse_codebook",
    "write_codebook",
    "write_ddi",
    "write_labels",
    "write_readmes",
]
