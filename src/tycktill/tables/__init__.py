"""The tables of a release, typed: how each is made of protected values, written and read; and its manifest."""

from tycktill.tables.all_answers import AllAnswers, all_answers, meanings_apart
from tycktill.tables.beside import MOST_OF_ALL, from_others
from tycktill.tables.both_rounds import BothRounds, Parts, Pooled
from tycktill.tables.codebook import (
    CODEBOOK,
    CodebookRow,
    codebook_faults,
    codebook_rows,
    parse_codebook,
    write_codebook,
)
from tycktill.tables.column_kinds import is_count, is_share
from tycktill.tables.comparison import Comparison, broken_questions, compare, nation_changes, rows_since, unbroken_rows
from tycktill.tables.comparisons import COMPARISON_COLUMNS, COMPARISONS, parse_comparisons, write_comparisons
from tycktill.tables.csv_text import CsvRow, read_csv, read_written, write_csv
from tycktill.tables.difference import Against, Difference, Direction, Judgement, Untested, judge_differences
from tycktill.tables.distribution import (
    DISTRIBUTION,
    OptionShare,
    distribution_faults,
    distributions_of,
    option_shares,
    parse_distribution,
    write_distribution,
)
from tycktill.tables.known import is_narrow, is_stated, known_class
from tycktill.tables.manifest import (
    MANIFEST,
    METHOD_VERSION,
    Manifest,
    make_manifest,
    question_meanings,
    read_manifest,
    with_files,
    write_manifest,
)
from tycktill.tables.mixes import Groups
from tycktill.tables.names import Names, overall_of
from tycktill.tables.references import REFERENCES, parse_references, write_references
from tycktill.tables.results import RESULTS, parse_results, write_results
from tycktill.tables.setting import Breaks, Setting
from tycktill.tables.standing import AtEnd, Standing
from tycktill.tables.tables import Tables

__all__ = [
    "CODEBOOK",
    "COMPARISONS",
    "COMPARISON_COLUMNS",
    "DISTRIBUTION",
    "MANIFEST",
    "METHOD_VERSION",
    "MOST_OF_ALL",
    "REFERENCES",
    "RESULTS",
    "Against",
    "AllAnswers",
    "AtEnd",
    "BothRounds",
    "Breaks",
    "CodebookRow",
    "Comparison",
    "CsvRow",
    "Difference",
    "Direction",
    "Groups",
    "Judgement",
    "Manifest",
    "Names",
    "OptionShare",
    "Parts",
    "Pooled",
    "Setting",
    "Standing",
    "Tables",
    "Untested",
    "all_answers",
    "broken_questions",
    "codebook_faults",
    "codebook_rows",
    "compare",
    "distribution_faults",
    "distributions_of",
    "from_others",
    "is_count",
    "is_narrow",
    "is_share",
    "is_stated",
    "judge_differences",
    "known_class",
    "make_manifest",
    "meanings_apart",
    "nation_changes",
    "option_shares",
    "overall_of",
    "parse_codebook",
    "parse_comparisons",
    "parse_distribution",
    "parse_references",
    "parse_results",
    "question_meanings",
    "read_csv",
    "read_manifest",
    "read_written",
    "rows_since",
    "unbroken_rows",
    "with_files",
    "write_codebook",
    "write_comparisons",
    "write_csv",
    "write_distribution",
    "write_manifest",
    "write_references",
    "write_results",
]
