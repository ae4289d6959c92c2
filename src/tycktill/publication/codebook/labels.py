"""labels.csv: what the ids in a release's tables are called, to be joined to them."""

from collections.abc import Iterator

from tycktill.publication.codebook.columns import VALUES
from tycktill.tables import Manifest, write_csv

LABELS = "labels.csv"
LABEL_COLUMNS = ("column", "id", "label")


def write_labels(manifest: Manifest) -> bytes:
    """labels.csv: municipalities, questionnaires with their families, and the fixed words of the columns, in Swedish.

    A question's name may differ from one questionnaire to the next: it stands in codebook.csv.
    """
    return write_csv(LABEL_COLUMNS, sorted(_label_rows(manifest)))


def _label_rows(manifest: Manifest) -> Iterator[tuple[str, str, str]]:
    targets = {id_: manifest.names.target(id_) for id_ in manifest.names.targets}
    named = {"municipality": manifest.names.municipalities, "instrument": targets, **VALUES}
    for column, names in named.items():
        yield from ((column, id_, label) for id_, label in names.items())
