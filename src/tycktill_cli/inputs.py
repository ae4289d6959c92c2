"""The files that `tycktill tabulate` is given, read all of them before any is refused."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypedDict, TypeVar

import polars as pl

from tycktill.fieldwork import Offer
from tycktill.files import (
    AS_IT_STANDS,
    Questionnaires,
    Reading,
    read_answers,
    read_municipalities,
    read_offers,
    read_references,
    read_release,
    read_round_facts,
)
from tycktill.instrument import Catalogue, Facts
from tycktill.publication import Release, check_manifest
from tycktill.terms import Fault, Municipalities, Reference, Refused
from tycktill_cli.terminal import Terminal


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files to read; None for those that are not given. `called` is what to call the answers, if not by
    their path."""

    answers: Path
    offered: Path | None = None
    reference: Path | None = None
    previous: tuple[Path, ...] = ()
    instruments: tuple[Path, ...] = ()
    reading: Reading = AS_IT_STANDS
    round_facts: Path | None = None
    called: str | None = None


@dataclass(frozen=True, slots=True)
class FoundInputs:
    """What the files hold; nothing where one is not given."""

    frame: pl.LazyFrame
    offers: tuple[Offer, ...]
    references: tuple[Reference, ...]
    releases: tuple[Release, ...]
    facts: Facts


class _Known(TypedDict):
    """What every file is read by."""

    municipalities: Municipalities
    reading: Reading
    note: Callable[[str], None]


_Read = TypeVar("_Read")


def read_inputs(inputs: Inputs, known: Questionnaires, terminal: Terminal, note: Callable[[str], None]) -> FoundInputs:
    """All files. Raises Refused with the faults of all."""
    catalogue = known.catalogue
    forms: _Known = {
        "municipalities": read_municipalities(),
        "reading": inputs.reading,
        "note": note,
    }
    faults: list[Fault] = []
    frame = _or_faults(partial(_read_answers, inputs, catalogue, terminal, forms), faults)
    offers: tuple[Offer, ...] | None = ()
    references: tuple[Reference, ...] | None = ()
    if inputs.offered:
        offers = _or_faults(partial(read_offers, inputs.offered, catalogue=catalogue, answers=frame, **forms), faults)
    if inputs.reference:
        references = _or_faults(partial(read_references, inputs.reference, questionnaires=known, **forms), faults)
    facts: Facts | None = {}
    if inputs.round_facts:
        facts = _or_faults(partial(read_round_facts, inputs.round_facts), faults)
    releases = _or_faults(partial(read_releases, inputs.previous), faults)
    if frame is None or offers is None or references is None or releases is None or facts is None:
        raise Refused(faults)
    return FoundInputs(frame, offers, references, releases, facts)


def _read_answers(inputs: Inputs, catalogue: Catalogue, terminal: Terminal, forms: _Known) -> pl.LazyFrame:
    """The answers; what is told of their file calls it as the person who gave it does."""
    file = str(inputs.answers)
    called = inputs.called or file
    known: _Known = {**forms, "note": lambda sentence: forms["note"](sentence.replace(file, called))}
    try:
        return read_answers(inputs.answers, catalogue=catalogue, progress=terminal.progress, **known)
    except Refused as refused:
        renamed = [replace(fault, file=fault.file and fault.file.replace(file, called)) for fault in refused.faults]
        raise Refused(renamed) from refused


def read_releases(folders: Iterable[Path]) -> tuple[Release, ...]:
    """Earlier releases, each as its manifest says. Raises Refused for the first that is not."""
    releases = []
    for folder in folders:
        releases.append(read_release(folder))
        faults = check_manifest(releases[-1])
        if faults:
            raise Refused(faults)
    return tuple(releases)


def _or_faults(read_one: Callable[[], _Read], faults: list[Fault]) -> _Read | None:
    """What is read; None with its faults added to those of the other files."""
    try:
        return read_one()
    except Refused as refused:
        faults.extend(refused.faults)
        return None
