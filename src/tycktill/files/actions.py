"""Reads the file of an action, and writes the expectation that is locked before it begins."""

import tempfile
from pathlib import Path

from tycktill.files.catalogue import text_of
from tycktill.files.numbers import check_new_file
from tycktill.files.refusing import refuse_file
from tycktill.improvement import Action, Expectation, parse_action


def read_action(file: Path) -> Action:
    """The action in this one file. Raises Refused listing every fault."""
    return parse_action(text_of(file, str(file)), file=str(file))


def write_expectation(expectation: Expectation, path: Path) -> None:
    """The expectation in a new file, whole or not at all. Raises Refused where there is something of this name."""
    check_new_file(path)
    try:
        with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.absolute().parent) as beside:
            whole = Path(beside, "expectation")
            whole.write_bytes(expectation.as_bytes())
            whole.replace(path)
    except OSError as error:
        raise refuse_file(path, f"The file cannot be written: {error.strerror}", "Choose another place") from error
