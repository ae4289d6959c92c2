"""Reads what people write for what a questionnaire prints: synonyms are kept beside the questionnaires, not in code."""

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from tycktill.terms import Fault, Refused

ALIASES = "aliases.toml"

Words = tuple[str, ...]


class Aliases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words by what they mean; `aliases.toml` says of each table when it is used."""

    answers: tuple[Words, ...] = ()
    nothing: Words = ()
    failed: Words = ()
    totals: Words = ()
    sums: Words = ()
    firms: Words = ()
    wholes: Words = ()
    doubtful: Words = ()
    ticks: Words = ()
    tools: Words = ()
    columns: Mapping[str, Words] = {}
    gender: Mapping[str, Words] = {}
    municipalities: Mapping[str, Words] = {}


# Made while this module is imported, since threads that meet at the first use of a type crash in msgspec.
_decoder = msgspec.json.Decoder(Aliases)


@lru_cache
def read_aliases(*given: Path) -> Aliases:
    """The aliases that come with the package, and those beside an operator's own instruments. Raises Refused."""
    found = _read_file(resources.files("tycktill.reference") / "instruments" / ALIASES)
    folders = dict.fromkeys(path if path.is_dir() else path.parent for path in given)
    for folder in folders:
        if (folder / ALIASES).exists():
            found = _join_aliases(found, _read_file(folder / ALIASES))
    return found


def _read_file(file: Traversable) -> Aliases:
    try:
        return msgspec.toml.decode(file.read_bytes(), type=Aliases)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Refused([Fault(f"The aliases cannot be read ({error})", "Mend them there", file=str(file))]) from error


def _join_aliases(shipped: Aliases, own: Aliases) -> Aliases:
    """Both; the own words stand beside the shipped ones."""
    return Aliases(
        answers=(*shipped.answers, *own.answers),
        nothing=(*shipped.nothing, *own.nothing),
        failed=(*shipped.failed, *own.failed),
        totals=(*shipped.totals, *own.totals),
        sums=(*shipped.sums, *own.sums),
        firms=(*shipped.firms, *own.firms),
        wholes=(*shipped.wholes, *own.wholes),
        doubtful=(*shipped.doubtful, *own.doubtful),
        ticks=(*shipped.ticks, *own.ticks),
        tools=(*shipped.tools, *own.tools),
        columns=_both_words(shipped.columns, own.columns),
        gender=_both_words(shipped.gender, own.gender),
        municipalities=_both_words(shipped.municipalities, own.municipalities),
    )


def _both_words(shipped: Mapping[str, Words], own: Mapping[str, Words]) -> Mapping[str, Words]:
    return {key: (*shipped.get(key, ()), *own.get(key, ())) for key in (*shipped, *own)}
