"""The release: tables, comparisons, charts and checksums, made from protected values alone."""

from tycktill.publication.chart import ChartLine, ChartWords, chart
from tycktill.publication.checking import Proof, check_manifest, prove_release, requirements_of, verify_release
from tycktill.publication.comparisons import COMPARISON_COLUMNS, COMPARISONS
from tycktill.publication.composing import compose
from tycktill.publication.manifest import MANIFEST, METHOD_VERSION, Manifest, read_manifest
from tycktill.publication.release import Release
from tycktill.publication.results import RESULTS, ResultRow, parse_results
from tycktill.publication.rewriting import rewrite
from tycktill.statistics import per_cent

__all__ = [
    "COMPARISONS",
    "COMPARISON_COLUMNS",
    "MANIFEST",
    "METHOD_VERSION",
    "RESULTS",
    "ChartLine",
    "ChartWords",
    "Manifest",
    "Proof",
    "Release",
    "ResultRow",
    "chart",
    "check_manifest",
    "compose",
    "parse_results",
    "per_cent",
    "prove_release",
    "read_manifest",
    "requirements_of",
    "rewrite",
    "verify_release",
]
