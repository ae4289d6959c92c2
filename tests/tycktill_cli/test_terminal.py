"""Progress is shown where somebody watches, and nowhere else."""

import io

from tycktill_cli.terminal import Terminal


class _Watched(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_nothing_is_shown_where_nobody_watches() -> None:
    stream = io.StringIO()
    with Terminal(stream) as terminal:
        terminal.progress("Reading", 1, 2)
    assert stream.getvalue() == ""


def test_one_line_tells_how_far_it_is_and_goes_away() -> None:
    stream = _Watched()
    with Terminal(stream) as terminal:
        terminal.progress("Reading", 1, 3)
        terminal.progress("Counting", 5)
    assert stream.getvalue().split("\r\x1b[K") == ["", "Reading … 33 %", "Counting …", ""]
