"""Makes the files of a release from its rows and its manifest: what `compose` writes and what a proof compares with."""

from collections.abc import Iterable, Mapping, Sequence

from tycktill.disclosure import ProtectedValue
from tycktill.findings import TEXTS, write_texts
from tycktill.publication.codebook import CODEBOOK_XML, LABELS, READMES, write_ddi, write_labels, write_readmes
from tycktill.publication.release import Release
from tycktill.tables import (
    CODEBOOK,
    COMPARISONS,
    DISTRIBUTION,
    MANIFEST,
    REFERENCES,
    RESULTS,
    CodebookRow,
    Manifest,
    OptionShare,
    Tables,
    compare,
    parse_codebook,
    parse_distribution,
    parse_references,
    parse_results,
    read_manifest,
    write_codebook,
    write_comparisons,
    write_distribution,
    write_references,
    write_results,
)
from tycktill.terms import Reference

PREVIOUS = "previous.csv"
"""The rows of earlier releases that changes are worked out from, as their results.csv gave them."""

FILES = (CODEBOOK, CODEBOOK_XML, COMPARISONS, DISTRIBUTION, LABELS, *READMES.values(), RESULTS, *TEXTS)
"""What every release has beside its manifest."""

OPTIONAL = (PREVIOUS, REFERENCES)
"""What a release has where there was something to write."""


def write_files(
    rows: Sequence[ProtectedValue],
    shares: Sequence[OptionShare],
    manifest: Manifest,
    references: Sequence[Reference] = (),
    previous: Sequence[ProtectedValue] = (),
    *,
    codebook: Sequence[CodebookRow],
) -> Mapping[str, bytes]:
    """Every file of the release but its manifest, of which the checksums are not looked at."""
    comparisons = compare(rows, manifest.grouping, references, previous, manifest.breaks, manifest.facts)
    files = {
        COMPARISONS: write_comparisons(comparisons),
        DISTRIBUTION: write_distribution(shares),
        RESULTS: write_results(rows),
        **write_texts(Tables(manifest, rows, comparisons, references, previous)),
    }
    if references:
        files[REFERENCES] = write_references(references)
    if previous:
        files[PREVIOUS] = write_results(previous)
    return {**files, **_codebook_files(rows, manifest, codebook, files)}


def _codebook_files(
    rows: Sequence[ProtectedValue], manifest: Manifest, codebook: Sequence[CodebookRow], tables: Iterable[str]
) -> Mapping[str, bytes]:
    """What tells of these tables."""
    rounds = sorted({row.cell.round for row in rows})
    written = {CODEBOOK: write_codebook(codebook), LABELS: write_labels(manifest)}
    every = {*tables, *written, CODEBOOK_XML, MANIFEST}
    ddi = write_ddi(manifest, codebook, rounds, every)
    return {**written, CODEBOOK_XML: ddi, **write_readmes(manifest, rounds, every)}


def rewrite(release: Release) -> Mapping[str, bytes]:
    """Every file that a release with this manifest and these tables has, but the manifest, as the method writes it.

    A release is whole when it has these files and its manifest alone, byte for byte. Raises Refused where what they
    are made from cannot be read, and KeyError where a table or the manifest is missing.
    """
    files = release.files
    return write_files(
        parse_results(files[RESULTS]),
        parse_distribution(files[DISTRIBUTION]),
        read_manifest(files[MANIFEST]),
        parse_references(files[REFERENCES]) if REFERENCES in files else (),
        parse_results(files[PREVIOUS], file=PREVIOUS) if PREVIOUS in files else (),
        codebook=parse_codebook(files[CODEBOOK]),
    )
