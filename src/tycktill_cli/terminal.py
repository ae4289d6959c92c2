"""Shows how far long work has come, on the error stream and only when somebody is watching it."""

import sys
from types import TracebackType
from typing import TextIO

_CLEAR_LINE = "\r\x1b[K"


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
        self._write("")

    def progress(self, what: str, done: int = 0, total: int | None = None) -> None:
        """Say what is being done and, where it is known how much there is, how much is done in per cent."""
        self._write(f"{what} … {100 * done // total} %" if total else f"{what} …")

    def _write(self, line: str) -> None:
        if self._is_watched:
            self._stream.write(_CLEAR_LINE + line)
            self._stream.flush()
