"""Reads questions of several choices: a column for each, where a blank is no choice, or all in one cell."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from tycktill.answers import CODE
from tycktill.files.refusing import quoted
from tycktill.files.words import likeness, unshared_labels
from tycktill.files.wrong import Wrong
from tycktill.instrument import Catalogue, Instrument

NOT_CHOSEN, CHOSEN = 0, 1
_BETWEEN = (";", ",", "\n", "|")
"""What survey tools write between the choices in one cell."""


@dataclass(frozen=True, slots=True)
class Several:
    """A question of several choices: the questions that they are counted as, and how each choice may be called."""

    parts: Sequence[str]
    labels: Mapping[str, str]
    wordings: Sequence[str]
    said: Sequence[tuple[str, str, str]]
    """What may stand for the question beside a choice, the choice, and the question that it is counted as."""

    def is_chosen(self, part: str, text: str) -> bool:
        """Whether a cell in the column of one choice has that choice's own words."""
        return self.labels.get(likeness(text)) == part

    def chosen_in(self, text: str) -> str | Wrong:
        """The questions of all choices in a cell, with a space between, if it holds choices alone."""
        for sign in _BETWEEN:
            found = self._read_pieces([part for part in text.split(sign) if part.strip()], sign)
            if found is not None:
                return " ".join(sorted(set(found)))
        known = "; ".join(dict.fromkeys(self.labels))
        return Wrong(f"{quoted(text)} has a choice that the question has not", f"Write of {known}, or leave it empty")

    def _read_pieces(self, pieces: Sequence[str], sign: str) -> list[str] | None:
        """A choice may itself have the sign in it: the longest that is one is read first."""
        if not pieces:
            return []
        for end in range(len(pieces), 0, -1):
            part = self.labels.get(likeness(sign.join(pieces[:end])))
            rest = self._read_pieces(pieces[end:], sign) if part else None
            if part and rest is not None:
                return [part, *rest]
        return None


def several_choices(catalogue: Catalogue) -> Mapping[tuple[str, str], Several]:
    """The questions of several choices, by instrument and id."""
    return {
        (instrument.id, id_): _several_of(instrument, id_, parts)
        for instrument in catalogue.values()
        for id_, parts in _parts_by_id(instrument).items()
    }


def _several_of(instrument: Instrument, id_: str, parts: Sequence[str]) -> Several:
    questions = [instrument.question(part) for part in parts]
    named = [(likeness(text), each.id) for each in questions for text in each.name.values()]
    ids = {likeness(each.id.removeprefix(f"{id_}_")): each.id for each in questions}
    worded = [
        (each.text[code].removesuffix(f" {name}"), name, each.id)
        for each in questions
        for code, name in each.name.items()
        if code in each.text
    ]
    wordings = sorted({wording for wording, _, _ in worded})
    said = [*worded, *((id_, name, part) for _, name, part in worded)]
    return Several(parts, ids | unshared_labels(named), wordings, said)


def spread_choices(answered: pl.LazyFrame, columns: Collection[str], catalogue: Catalogue) -> pl.LazyFrame:
    """The same sheets with a column for each choice that stood with others in one cell, and was made."""
    for (instrument, id_), several in several_choices(catalogue).items():
        if id_ in columns:
            is_asked, made = pl.col("instrument") == instrument, pl.col(id_).fill_null("").str.split(" ")
            answered = answered.with_columns(
                pl.when(is_asked & made.list.contains(part))
                .then(pl.lit(CHOSEN, dtype=CODE))
                .otherwise(pl.col(part))
                .alias(part)
                for part in several.parts
            )
    return answered


def with_unchosen(answered: pl.LazyFrame, columns: Collection[str], catalogue: Catalogue) -> pl.LazyFrame:
    """The same sheets, where no was said to choices that are blank; those without a column were not there to be made.

    Tools leave a choice that was not made empty. Where nobody says no, whoever answered anything has said no to what is
    blank, also to all: were only those counted who made a choice, there would be as many choices at least as answers,
    and one would tell of the others (disclosure 9.9). Where no stands in the table, whoever said nothing skipped it.
    """
    for instrument in catalogue.values():
        for parts in _parts_by_id(instrument).values():
            choices = [part for part in parts if part in columns]
            others = [each.id for each in instrument.questions if each.id in columns and each.id not in choices]
            is_asked = pl.col("instrument") == instrument.id
            says_no = (is_asked & pl.any_horizontal(pl.col(choices) == NOT_CHOSEN)).any()
            said = pl.any_horizontal(pl.col(choices).is_not_null())
            is_answered = said | (~says_no & (pl.any_horizontal(pl.col(others).is_not_null()) if others else True))
            no = pl.when(is_asked & is_answered).then(pl.lit(NOT_CHOSEN, dtype=CODE))
            answered = answered.with_columns(pl.col(choice).fill_null(no) for choice in choices)
    return answered


def _parts_by_id(instrument: Instrument) -> Mapping[str, Sequence[str]]:
    """The questions that are parts of one, by its id."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for question in instrument.questions:
        if question.part_of:
            parts[question.part_of].append(question.id)
    return parts
