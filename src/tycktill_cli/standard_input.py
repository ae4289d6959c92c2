"""Lets `-` stand for a file that comes on the standard input, whatever kind it is of."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_KINDS = {b"PK\x03\x04": ".xlsx", b"PAR1": ".parquet"}
"""What a file of the kind begins with; anything else is text."""


@contextmanager
def file_of(given: Path) -> Iterator[Path]:
    """The file itself, or for `-` what comes on the standard input, kept for as long as it is read.

    Nobody else may read the copy. It is called as faults are to call it.
    """
    if str(given) != "-":
        yield given
        return
    content = sys.stdin.buffer.read()
    kind = next((kind for begin, kind in _KINDS.items() if content.startswith(begin)), ".csv")
    with tempfile.TemporaryDirectory(prefix="tycktill-") as folder:
        file = Path(folder, f"standard-input{kind}")
        file.write_bytes(content)
        yield file
