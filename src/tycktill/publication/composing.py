"""Composes a release of protected values."""

from collections.abc import Mapping

from tycktill.disclosure import Protected
from tycktill.instrument import Catalogue
from tycktill.publication.comparisons import COMPARISONS, write_comparisons
from tycktill.publication.manifest import MANIFEST, make_manifest, write_manifest
from tycktill.publication.release import Release
from tycktill.publication.results import RESULTS, result_row, write_results


def compose(protected: Protected, *, catalogue: Catalogue, fingerprints: Mapping[str, str]) -> Release:
    """results.csv, comparisons.csv and manifest.json; the same bytes for the same values.

    `fingerprints` gives the SHA-256 of each instrument's file; raises KeyError when one that occurs has none.
    """
    rows = [result_row(value) for value in protected.values]
    tables = {COMPARISONS: write_comparisons(rows), RESULTS: write_results(rows)}
    manifest = make_manifest(rows, protected.policy, catalogue, fingerprints, tables)
    return Release({COMPARISONS: tables[COMPARISONS], MANIFEST: write_manifest(manifest), RESULTS: tables[RESULTS]})
