"""Reads the choices that somebody left as choices that were not made, where several could be made."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

import polars as pl

from tycktill.answers import CODE
from tycktill.instrument import Catalogue, Instrument

_NOT_CHOSEN = 0


def with_unchosen(answered: pl.LazyFrame, columns: Collection[str], catalogue: Catalogue) -> pl.LazyFrame:
    """The same sheets, where whoever made one of several choices has said no to the others that are blank.

    Tools leave a choice that was not made empty. Who made none has skipped the question; a choice without a column
    among these was not there to be made.
    """
    for instrument in catalogue.values():
        for choices in _parts(instrument, columns):
            is_answered = (pl.col("instrument") == instrument.id) & pl.any_horizontal(pl.col(choices).is_not_null())
            no = pl.when(is_answered).then(pl.lit(_NOT_CHOSEN, dtype=CODE))
            answered = answered.with_columns(pl.col(choice).fill_null(no) for choice in choices)
    return answered


def _parts(instrument: Instrument, columns: Collection[str]) -> Iterator[Sequence[str]]:
    """The questions that are parts of one, for each that has some."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for question in instrument.questions:
        if question.part_of and question.id in columns:
            parts[question.part_of].append(question.id)
    yield from parts.values()
