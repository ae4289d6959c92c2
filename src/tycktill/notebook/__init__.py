"""The front door for a notebook: from a file of answers to tables in a few typed functions; decides nothing itself."""

from tycktill.notebook.reading import Answers, read_answers
from tycktill.notebook.releasing import read_release, tabulate, verify, write_release
from tycktill.notebook.tables import to_polars

__all__ = ["Answers", "read_answers", "read_release", "tabulate", "to_polars", "verify", "write_release"]
