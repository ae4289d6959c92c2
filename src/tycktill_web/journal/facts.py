"""What a fact of the journal can be, and what an event is: a number, a day, an hour or one of four kinds of text.

There is no kind for free text, an answer, a code or a key: what may not be in the journal cannot be said.
"""

import datetime as dt
import re
from types import NoneType
from typing import Annotated, ClassVar, get_args, get_type_hints

import msgspec
from django.utils.functional import Promise

from tycktill.fieldwork import parse_code
from tycktill.terms import Refused

Name = Annotated[str, msgspec.Meta(max_length=120, pattern=r"^[^\x00-\x1f\x7f]*$")]
"""What a unit, an organisation or a member of staff is called: public, and no code when it was given."""

Term = Annotated[str, msgspec.Meta(max_length=60, pattern=r"^[a-z0-9_-]*$")]
"""An id of ours: a questionnaire, a question, a role, a state."""

Account = Annotated[str, msgspec.Meta(max_length=254, pattern=r"^([^@\s]+@[^@\s]+)?$")]
"""The address that a member of staff signs in with, taken from their account and never from what somebody typed."""

Checksum = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]
"""Of a release's manifest; or a number of that length that lots are drawn by."""

_ALLOWED = frozenset({int, bool, dt.date, dt.datetime, NoneType, Name, Term, Account, Checksum})


def reads_as_code(text: str) -> bool:
    """Whether somebody could answer by it."""
    try:
        parse_code(text)
    except Refused:
        return False
    return True


def _snake_case(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class Event(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="action", tag=_snake_case):
    """Something that was done."""

    sentence: ClassVar[Promise]
    to_the_day: ClassVar[bool] = False
    """Whether the hour is left out, since a respondent may have stood beside."""

    @property
    def action(self) -> str:
        """What the journal calls it."""
        return action_of(type(self))


def action_of(kind: type[Event]) -> str:
    """What the journal calls this kind of event."""
    return str(kind.__struct_config__.tag)


def check_types(event: type[Event]) -> None:
    """TypeError where a fact could be anything."""
    for field, annotated in get_type_hints(event, include_extras=True).items():
        if get_args(annotated)[:1] == (ClassVar,) or field in ("sentence", "to_the_day"):
            continue
        parts = {annotated} if annotated in _ALLOWED else set(get_args(annotated))
        if not parts or not parts <= _ALLOWED:
            raise TypeError(f"{event.__name__}.{field} may not stand in the journal: give it a type of the catalogue.")
