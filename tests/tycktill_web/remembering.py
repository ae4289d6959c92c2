"""What many tests begin with is built once and put back for the others: rows of the database, and the keys to them."""

import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, wraps
from hashlib import sha256
from operator import itemgetter
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone, translation
from tests.attacks.recording import attack_all
from tests.found import code_of_builders, found_elsewhere, tell_others
from tests.watching import unwatched
from time_machine import escape_hatch

from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.journal.actors import current_actor

P = ParamSpec("P")
R = TypeVar("R")
Rows = Mapping[str, tuple[tuple[Any, ...], ...]]
DJANGOS_OWN = {"django_migrations", "django_content_type", "auth_permission"}


@dataclass(frozen=True, slots=True)
class State:
    """All that a builder writes: the rows of every table, and the keyring's files."""

    rows: Rows
    keys: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class _Left:
    """What a builder left, the last numbers that were given to rows, and what it gave back."""

    keys_before: Mapping[str, bytes]
    keys: Mapping[str, bytes]
    changes: tuple["_Change", ...]
    numbers: tuple[tuple[str, int], ...]
    given_and_result: bytes


@dataclass(frozen=True, slots=True)
class _Change:
    """What a builder took from a table and put into it, as statements do it again."""

    take: str
    gone: tuple[tuple[Any], ...]
    put: str
    new: tuple[tuple[Any, ...], ...]


_left: dict[str, _Left] = {}


def remembered(build: Callable[P, R]) -> Callable[P, R]:
    """A builder that builds once what would come out the same each time, and from then on puts back what it left.

    The same is: from the same rows and keys, given the same, by the same actor, under the same settings, and on the
    same day, or at the same moment where the clock is held. The builder takes nothing from anywhere else.

    What has been built in another process of the run is put back here too.
    """

    is_shared = not build.__module__.rpartition(".")[2].startswith("test_")

    @wraps(build)
    def build_once(*given: P.args, **named: P.kwargs) -> R:
        before, models = state_now(), list(_models((given, named)))
        told = build.__module__, build.__qualname__, _told((given, named)), _around(), before
        asked = sha256(repr((code_of_builders(), told)).encode()).hexdigest()
        if asked in _left or _find_elsewhere(asked):
            return cast("R", _put_back(_left[asked], models))
        result = build(*given, **named)
        after = state_now()
        changes = tuple(_changes(before.rows, after.rows))
        left = _Left(before.keys, after.keys, changes, _numbers(), pickle.dumps((models, result)))
        _left[asked] = _tell(asked, left) if is_shared else left
        return result

    return build_once


def _find_elsewhere(asked: str) -> bool:
    """Whether another process has built it."""
    left: _Left | None = found_elsewhere(asked)
    if left:
        _left[asked] = left
    return left is not None


def _tell(asked: str, left: _Left) -> _Left:
    """What stands of it for all processes; none is told of a release that has not stood every attack."""
    with unwatched():
        attack_all()
    return tell_others(asked, left)


def state_now() -> State:
    """What lies in the database and in the keyring."""
    with connection.cursor() as cursor:
        cursor.execute(_which_are_filled())
        filled = {name for (name,) in cursor.fetchall()}
        rows = {table: _rows(cursor, table) if table in filled else () for table in _key_columns()}
    keyring = Path(settings.KEYRING)
    files = sorted(path for path in keyring.rglob("*") if path.is_file())
    return State(rows, {str(path.relative_to(keyring)): path.read_bytes() for path in files})


@cache
def _which_are_filled() -> str:
    """Most tables are empty, and to ask for the rows of each takes longer than to build a small world."""
    asked = (f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in _key_columns())  # noqa: S608
    return " UNION ALL ".join(asked)


def _rows(cursor: Any, table: str) -> tuple[tuple[Any, ...], ...]:
    cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')  # noqa: S608  a table of ours
    names = [each[0] for each in cursor.description]
    order = sorted(range(len(names)), key=names.__getitem__)  # as columns lie is by when they came, if they went once
    rows = cursor.fetchall()
    if connection.vendor != "sqlite":
        rows = [tuple(map(_plain, row)) for row in rows]
    return tuple(map(itemgetter(*order), rows)) if len(order) > 1 else tuple(rows)


@cache
def _key_columns() -> Mapping[str, str]:
    """By table, the column that tells its rows apart."""
    with connection.cursor() as cursor:
        tables = sorted({*connection.introspection.table_names(cursor)} - DJANGOS_OWN)
        found = {each: connection.introspection.get_primary_key_column(cursor, each) for each in tables}
    return {table: column for table, column in found.items() if column}


def _numbers() -> tuple[tuple[str, int], ...]:
    """The last number that each counter gave."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence ORDER BY 1")
        else:
            cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL ORDER BY 1")
        return tuple((name, last) for name, last in cursor.fetchall() if not name.startswith(tuple(DJANGOS_OWN)))


def _put_numbers_back(cursor: Any, numbers: tuple[tuple[str, int], ...]) -> None:
    if connection.vendor == "sqlite":
        cursor.executemany("DELETE FROM sqlite_sequence WHERE name = %s", [(name,) for name, _ in numbers])
        cursor.executemany("INSERT INTO sqlite_sequence VALUES (%s, %s)", numbers)
    else:
        for name, last in numbers:
            cursor.execute("SELECT setval(%s, %s)", [name, last])


def _put_back(left: _Left, models: list[Model]) -> object:
    with transaction.atomic(), connection.cursor() as cursor:
        for each in left.changes:
            cursor.executemany(each.take, each.gone)
            cursor.executemany(each.put, each.new)
        _put_numbers_back(cursor, left.numbers)
    _put_keys_back(left)
    then, result = pickle.loads(left.given_and_result)  # noqa: S301  our own
    for model, as_left in zip(models, then, strict=True):
        for field in model._meta.concrete_fields:
            setattr(model, field.attname, getattr(as_left, field.attname))
    return cast("object", result)


def _changes(before: Rows, after: Rows) -> Iterator[_Change]:
    for table, column in _key_columns().items():
        if before[table] != after[table]:
            names = _column_names(table)
            gone, new = set(before[table]) - set(after[table]), set(after[table]) - set(before[table])
            columns, marks = ", ".join(f'"{each}"' for each in names), ", ".join(["%s"] * len(names))
            yield _Change(
                f'DELETE FROM "{table}" WHERE "{column}" = %s',  # noqa: S608  a table of ours
                tuple((row[names.index(column)],) for row in gone),
                f'INSERT INTO "{table}" ({columns}) VALUES ({marks})',  # noqa: S608
                tuple(row for row in after[table] if row in new),
            )


def _column_names(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" LIMIT 0')  # noqa: S608
        return sorted(each[0] for each in cursor.description)


def _put_keys_back(left: _Left) -> None:
    keyring = Path(settings.KEYRING)
    for name in left.keys_before.keys() - left.keys.keys():
        (keyring / name).unlink()
    for name, content in left.keys.items() - left.keys_before.items():
        (keyring / name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        (keyring / name).write_bytes(content)


def _models(value: object) -> Iterator[Model]:
    if isinstance(value, Model):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from _models(getattr(value, each.name))
    elif isinstance(value, dict):
        yield from _models(tuple(value.values()))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _models(one)


def _told(value: object) -> object:
    """What the same is told alike of."""
    if isinstance(value, Model):
        return value._meta.label, [_plain(getattr(value, each.attname)) for each in value._meta.concrete_fields]
    if is_dataclass(value) and not isinstance(value, type):
        return type(value).__qualname__, [_told(getattr(value, each.name)) for each in fields(value)]
    if isinstance(value, dict):
        return [(name, _told(each)) for name, each in value.items()]
    return [_told(each) for each in value] if isinstance(value, list | tuple) else value


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def _around() -> object:
    """What else a builder may depend on."""
    actor, overridden = current_actor(), []
    holder = vars(settings)["_wrapped"]
    while "default_settings" in vars(holder):
        overridden += [(name, value) for name, value in vars(holder).items() if name.isupper() and name != "KEYRING"]
        holder = holder.default_settings
    numbers = _numbers() if connection.vendor == "sqlite" else ()  # PostgreSQL's go on from test to test
    moment = timezone.now() if escape_hatch.is_travelling() else timezone.localdate()
    place = connection.vendor, connection.in_atomic_block, translation.get_language()
    return (actor.kind, actor.name, actor.person), overridden, numbers, moment, place, sorted(catalogue())
