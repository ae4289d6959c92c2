"""Makes the files of a release again from what it holds: what `compose` writes, and what a proof compares with."""

from collections.abc import Mapping

from tycktill.publication.comparisons import COMPARISONS, write_comparisons
from tycktill.publication.release import Release
from tycktill.publication.results import RESULTS, parse_results, write_results


def rewrite(release: Release) -> Mapping[str, bytes]:
    """Every file that a release with this manifest and these results has, but the manifest, as the method writes it.

    A release is whole when it has these files and its manifest alone, byte for byte. Raises Refused where what they
    are made from cannot be read, and KeyError where results.csv or the manifest is missing.
    """
    rows = parse_results(release.files[RESULTS])
    return {COMPARISONS: write_comparisons(rows), RESULTS: write_results(rows)}
