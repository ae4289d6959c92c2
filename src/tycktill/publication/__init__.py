"""The release: tables, comparisons, charts and checksums, made from protected values alone."""

from tycktill.publication.chart import ChartLine, ChartWords, chart
from tycktill.publication.checking import (
    Proof,
    check_manifest,
    prove_release,
    replay_release,
    requirements_of,
    verify_release,
)
from tycktill.publication.column_kinds import is_count, is_share
from tycktill.publication.comparison import Comparison, compare, unbroken
from tycktill.publication.comparisons import COMPARISON_COLUMNS, COMPARISONS
from tycktill.publication.composing import compose
from tycktill.publication.difference import Against, Difference, Judgement
from tycktill.publication.distribution import DISTRIBUTION, OptionShare, option_shares, parse_distribution
from tycktill.publication.earlier import Earlier, earlier, told_elsewhere
from tycktill.publication.excel import excel_tables
from tycktill.publication.known import is_narrow, is_stated, known_class
from tycktill.publication.manifest import MANIFEST, METHOD_VERSION, Manifest, read_manifest
from tycktill.publication.names import Names
from tycktill.publication.news import TEXT
from tycktill.publication.numbers import parse_numbers, write_numbers
from tycktill.publication.references import REFERENCES
from tycktill.publication.release import Release
from tycktill.publication.results import RESULTS, ResultRow, parse_results
from tycktill.publication.rewriting import FILES, OPTIONAL, PREVIOUS, rewrite
from tycktill.publication.setting import Setting
from tycktill.publication.standing import Standing
from tycktill.statistics import per_cent

__all__ = [
    "COMPARISONS",
    "COMPARISON_COLUMNS",
    "DISTRIBUTION",
    "FILES",
    "MANIFEST",
    "METHOD_VERSION",
    "OPTIONAL",
    "PREVIOUS",
    "REFERENCES",
    "RESULTS",
    "TEXT",
    "Against",
    "ChartLine",
    "ChartWords",
    "Comparison",
    "Difference",
    "Earlier",
    "Judgement",
    "Manifest",
    "Names",
    "OptionShare",
    "Proof",
    "Release",
    "ResultRow",
    "Setting",
    "Standing",
    "chart",
    "check_manifest",
    "compare",
    "compose",
    "earlier",
    "excel_tables",
    "is_count",
    "is_narrow",
    "is_share",
    "is_stated",
    "known_class",
    "option_shares",
    "parse_distribution",
    "parse_numbers",
    "parse_results",
    "per_cent",
    "prove_release",
    "read_manifest",
    "replay_release",
    "requirements_of",
    "rewrite",
    "told_elsewhere",
    "unbroken",
    "verify_release",
    "write_numbers",
]
