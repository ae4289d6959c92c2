"""Walks a TOML document beside the type it should have, so that every part is known by its place and kind."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import NoneType
from typing import TypeVar, get_args, get_origin

import msgspec

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """A value in a document: where it stands and the type it should have."""

    place: str
    value: object
    kind: object


def document_parts(value: object, kind: object, place: str = "") -> Iterator[Part]:
    """The document and everything in it, outermost first, in the order of the types' fields.

    Places are paths such as `questions[kontakt].scale`: what has an id or a code is called by it, the rest by number.
    Keys that the format does not know, and what stands below a value of the wrong shape, are not walked.
    """
    kind = _without_none(kind)
    yield Part(place, value, kind)
    for key, inner, inner_kind in _parts_inside(value, kind):
        yield from document_parts(inner, inner_kind, f"{place}{key}".lstrip("."))


def well_shaped(found: Iterable[Part], kind: type[T]) -> Iterator[tuple[str, T]]:
    """The parts of this kind that have its shape, as values, each with its place."""
    for part in found:
        if part.kind == kind:
            with contextlib.suppress(msgspec.ValidationError):
                yield part.place, msgspec.convert(part.value, kind)


def is_table(kind: object) -> bool:
    """Whether values of this type have fields of their own."""
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def struct_fields(kind: object) -> dict[str, msgspec.structs.FieldInfo]:
    """The fields of a table's type by name."""
    assert isinstance(kind, type)
    return {field.name: field for field in msgspec.structs.fields(kind)}


def _without_none(kind: object) -> object:
    """The type without None: TOML has no null, a key is there or not."""
    options = get_args(kind)
    return next(option for option in options if option is not NoneType) if NoneType in options else kind


def _parts_inside(value: object, kind: object) -> Iterator[tuple[str, object, object]]:
    if is_table(kind) and isinstance(value, dict):
        for name, field in struct_fields(kind).items():
            if name in value:
                yield f".{name}", value[name], field.type
    elif get_origin(kind) is tuple and isinstance(value, list):
        for number, item in enumerate(value, start=1):
            yield f"[{_part_name(item, number)}]", item, get_args(kind)[0]
    elif get_origin(kind) is Mapping and isinstance(value, dict):
        for key, item in value.items():
            yield f".{key}", item, get_args(kind)[1]


def _part_name(item: object, number: int) -> str:
    name = item.get("id", item.get("code")) if isinstance(item, dict) else None
    return f"no. {number}" if name is None else str(name)
