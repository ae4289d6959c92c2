"""Keeps the file of numbers, which only its owner may read, outside the folder that is published."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tycktill.files.refusing import refuse_file
from tycktill.publication import parse_numbers, write_numbers
from tycktill.terms import Numbers


def check_new_file(path: Path, *, outside: Path | None = None) -> None:
    """Raises Refused when numbers cannot be written to this file: it is there, or in the folder to be published."""
    if outside and path.absolute().resolve().is_relative_to(outside.absolute().resolve()):
        problem = f'It would be published with "{outside}", but the numbers of few answers stay with the office'
        raise refuse_file(path, problem, "Choose another place")
    if path.exists() or path.is_symlink():
        raise refuse_file(path, "There is something of this name", "Choose a new name, or move this away first")
    if not path.absolute().parent.is_dir():
        raise refuse_file(path, "There is no folder to write it in", "Make the folder first")


@contextmanager
def numbers_beside(numbers: Numbers, path: Path) -> Iterator[None]:
    """A new file of numbers that stands there when what is done meanwhile has been done. Raises Refused."""
    try:
        with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.absolute().parent) as beside:
            whole = Path(beside, "numbers")
            whole.touch(mode=0o600)
            whole.write_bytes(write_numbers(numbers))
            yield
            whole.replace(path)
    except OSError as error:
        raise refuse_file(path, f"The file cannot be written: {error.strerror}", "Choose another place") from error


def read_numbers(path: Path) -> Numbers:
    """The numbers in a file that `numbers_beside` wrote. Raises Refused when it is none."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise refuse_file(
            path, f"The file cannot be read: {error.strerror}", "Check its name and who may read it"
        ) from error
    return parse_numbers(content, file=str(path))
