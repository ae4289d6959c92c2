"""From a document to its TOML text, laid out as people write it; read again it is the same document."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def write_toml(document: Mapping[str, Any]) -> str:
    """The TOML of a document of tables, lists, texts, numbers and yes or no; comments there are none."""
    return "\n".join(_table_lines(document, ())).strip("\n") + "\n"


def _table_lines(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """The lines of a table: what stands on lines of its own, then the tables in it, each under its head."""
    for key, value in table.items():
        if not _has_head(value, path):
            yield from _value_lines(key, value)
    for key, value in table.items():
        if _has_head(value, path):
            yield from _headed_tables(value, (*path, key))


def _headed_tables(value: Mapping[str, Any] | Sequence[Mapping[str, Any]], path: tuple[str, ...]) -> Iterator[str]:
    name = ".".join(map(_key_text, path))
    if isinstance(value, Mapping):
        yield from ("", f"[{name}]")
        yield from _table_lines(value, path)
    else:
        for each in value:
            yield from ("", f"[[{name}]]")
            for key, inner in each.items():
                yield from _value_lines(key, inner)


def _has_head(value: object, path: tuple[str, ...]) -> bool:
    """Whether it stands under a head of its own: tables that are no texts, and at the top lists of tables."""
    if isinstance(value, Mapping):
        return bool(value) and not _is_texts(value)
    return not path and _is_tables(value)


def _value_lines(key: str, value: Any) -> Iterator[str]:
    """The line of a value, a line a language of texts, a line an item of a list of tables."""
    if isinstance(value, Mapping) and _is_texts(value):
        yield from (f"{_key_text(key)}.{_key_text(language)} = {_value_text(text)}" for language, text in value.items())
    elif _is_tables(value):
        yield f"{_key_text(key)} = ["
        yield from (f"  {_value_text(each)}," for each in value)
        yield "]"
    else:
        yield f"{_key_text(key)} = {_value_text(value)}"


def _is_texts(value: Mapping[str, Any]) -> bool:
    return bool(value) and all(isinstance(text, str) for text in value.values())


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, Mapping) for each in value)


def _value_text(value: object) -> str:
    """A value on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return _quoted_text(value)
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key_text(key)} = {_value_text(each)}" for key, each in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value_text, value))}]"
    raise TypeError(f"{type(value).__name__} has no place in a questionnaire")


def _key_text(key: str) -> str:
    return key if _BARE.fullmatch(key) else _quoted_text(key)


def _quoted_text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
