"""Finds what in a document does not have the format's shape: unknown and missing keys, wrong types."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Literal, get_args, get_origin

import msgspec

from tycktill.instrument.parts import Part, is_table, struct_fields
from tycktill.terms import Fault

_WORDS: Mapping[object, str] = {
    dict: "a table",
    list: "a list",
    str: "a text",
    int: "a whole number",
    float: "a decimal number",
    bool: "true or false",
}


def shape_faults(part: Part) -> Iterator[Fault]:
    """What is wrong with the shape of this part alone; the parts inside it answer for themselves."""
    if is_table(part.kind) or get_origin(part.kind) is Mapping:
        yield from _table_faults(part)
    elif get_origin(part.kind) is tuple:
        if not isinstance(part.value, list):
            yield _misfit_fault(part, "a list")
    else:
        yield from _value_faults(part)


def _table_faults(part: Part) -> Iterator[Fault]:
    if not isinstance(part.value, dict):
        yield _misfit_fault(part, "a table")
    elif is_table(part.kind):
        known = struct_fields(part.kind)
        yield from (_unknown_key(part.place, key, known) for key in part.value if key not in known)
        for name, field in known.items():
            if field.required and name not in part.value:
                yield Fault(f"The key `{name}` is missing", f"Add `{name}`", place=part.place or None)


def _unknown_key(place: str, key: str, known: Mapping[str, object]) -> Fault:
    close = get_close_matches(key, known, n=1)
    remedy = f"Write `{close[0]}` if that was meant" if close else f"Take it away; the keys here are {', '.join(known)}"
    return Fault(f"The key `{key}` is not known", remedy, place=f"{place}.{key}".lstrip("."))


def _value_faults(part: Part) -> Iterator[Fault]:
    try:
        msgspec.convert(part.value, part.kind)
    except msgspec.ValidationError:
        yield _misfit_fault(part, _expected_shape(part.kind))


def _expected_shape(kind: object) -> str:
    if get_origin(kind) is Literal:
        words = ", ".join(f"`{word}`" for word in get_args(kind))
        return f"one of {words}" if len(get_args(kind)) > 1 else words
    return _WORDS[getattr(kind, "__supertype__", kind)]


def _misfit_fault(part: Part, expected: str) -> Fault:
    found = _WORDS.get(type(part.value), "something else")
    shown = f"`{part.value}`" if isinstance(part.value, str | int | float) else found
    return Fault(f"{shown} stands here", f"Write {expected}", place=part.place or None)
