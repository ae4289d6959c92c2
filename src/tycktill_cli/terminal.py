"""Tells on the error stream how far long work has come, if somebody is watching, that it will be slow; shows help."""

import argparse
import sys
from types import TracebackType
from typing import TextIO

from tycktill.disclosure import IS_COMPILED

WARNING = (
    "The search for what may be told runs uncompiled here and is slow, with the same result: "
    "install a C compiler (on Debian: apt-get install gcc libc6-dev) and then tycktill again"
)
_CLEAR_LINE = "\r\x1b[K"


def warn_of_slowness() -> None:
    """Say so where the search was not compiled; what is printed as a result is the same everywhere."""
    if not IS_COMPILED:
        print(WARNING, file=sys.stderr)


class Terminal:
    """One line that tells what is being done, rewritten as it goes on and gone when it is over."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._is_watched = self._stream.isatty()

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._write_line("")

    def progress(self, what: str, done: int = 0, total: int | None = None) -> None:
        """Say what is being done and, where it is known how much there is, how much is done in per cent."""
        self._write_line(f"{what} … {100 * done // total} %" if total else f"{what} …")

    def _write_line(self, line: str) -> None:
        if self._is_watched:
            self._stream.write(_CLEAR_LINE + line)
            self._stream.flush()


def show_help(parser: argparse.ArgumentParser) -> None:
    """Let the parser's command, given alone, show its help on stderr and end with 2, as wrong usage does."""

    def print_help(parsed: argparse.Namespace) -> int:
        parser.print_help(sys.stderr)
        return 2

    parser.set_defaults(run=print_help)
