"""Keeps witnesses in a file of their own, which only its owner may read, and reads them back."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import polars as pl

from tycktill.disclosure.audit import BaseKey, Witness
from tycktill.files.refusing import refuse

_CELL = pl.Struct(dict.fromkeys(BaseKey._fields, pl.String))
_SCHEMA: Mapping[str, pl.DataType | type[pl.DataType]] = {
    "round": pl.String,
    "family": pl.String,
    "question": pl.String,
    "cells": pl.List(_CELL),
    "valid": pl.List(pl.Int32),
    "worlds": pl.List(pl.List(pl.Int32)),
}


def check_new_file(path: Path, *, outside: Path) -> None:
    """Raises Refused when witnesses cannot be written to this file: it is there, or in the folder to be published."""
    if path.absolute().resolve().is_relative_to(outside.absolute().resolve()):
        problem = f'It would be published with "{outside}", but witnesses are as secret as counts'
        raise refuse(path, problem, "Choose another place")
    if path.exists() or path.is_symlink():
        raise refuse(path, "There is something of this name", "Choose a new name, or move this away first")
    if not path.absolute().parent.is_dir():
        raise refuse(path, "There is no folder to write it in", "Make the folder first")


@contextmanager
def witnesses_beside(witnesses: Sequence[Witness], path: Path) -> Iterator[None]:
    """A new Parquet file of witnesses, a row each, that stands there when what is done meanwhile has been done.

    Raises Refused when it cannot be written.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.absolute().parent) as beside:
            whole = Path(beside, "witnesses")
            whole.touch(mode=0o600)
            _table(witnesses).write_parquet(whole)
            yield
            whole.replace(path)
    except OSError as error:
        raise refuse(path, f"The file cannot be written: {error.strerror}", "Choose another place") from error


def _table(witnesses: Sequence[Witness]) -> pl.DataFrame:
    rows = [
        {
            "round": each.round,
            "family": each.family,
            "question": each.question,
            "cells": [cell._asdict() for cell in each.cells],
            "valid": each.valid.tolist(),
            "worlds": each.worlds.tolist(),
        }
        for each in witnesses
    ]
    return pl.DataFrame(rows, schema=_SCHEMA)


def read_witnesses(path: Path) -> tuple[Witness, ...]:
    """The witnesses in a file that `witnesses_beside` wrote. Raises Refused when it is none."""
    try:
        table = pl.read_parquet(path, glob=False, hive_partitioning=False)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        problem = f"The file cannot be read as witnesses ({str(error).partition(chr(10))[0]})"
        raise refuse(path, problem, "Give the file that `tycktill tabulate --witnesses` wrote") from error
    if table.schema != _SCHEMA or any(table.null_count().row(0)):
        raise refuse(path, "The file holds no witnesses", "Give the file that `tycktill tabulate --witnesses` wrote")
    return tuple(_witness(*row) for row in table.iter_rows())


def _witness(
    round: str, family: str, question: str, cells: list[dict[str, str]], valid: list[int], worlds: list[list[int]]
) -> Witness:
    keys = tuple(BaseKey(**cell) for cell in cells)
    numbers = np.array(worlds, np.int32).reshape(len(worlds), len(keys))
    return Witness(round, family, question, keys, np.array(valid, np.int32), numbers)
