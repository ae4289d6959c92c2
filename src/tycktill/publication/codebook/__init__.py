"""What the figures of a release mean, for people and programs: as DDI, as labels and as a text to read first."""

from tycktill.publication.codebook.columns import TABLES
from tycktill.publication.codebook.ddi import CODEBOOK_XML, write_ddi
from tycktill.publication.codebook.labels import LABELS, write_labels
from tycktill.publication.codebook.readme import READMES, write_readmes

__all__ = [
    "CODEBOOK_XML",
    "LABELS",
    "READMES",
    "TABLES",
    "write_ddi",
    "write_labels",
    "write_readmes",
]
