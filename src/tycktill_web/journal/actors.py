"""Who acts: the person that a page has let in, the system's account that runs a command, or nobody at an hour set."""

import os
import pwd
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from tycktill_web.journal.errors import NobodyActs


class ActorKind(models.TextChoices):
    """What acts."""

    PERSON = "person", _("person")
    COMMAND = "command", _("kommando")
    TIMER = "timer", _("timer")
    VISITOR = "visitor", _("någon som inte är inloggad")


class Concerned(Protocol):
    """An organisation, as far as the journal knows one."""

    @property
    def pk(self) -> int:
        """By what it is found again."""

    @property
    def name(self) -> str:
        """What it is called now."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """As whom somebody acts: a role in an organisation."""

    role: str
    organisation: Concerned


def _no_capacities() -> Sequence[Capacity]:
    return ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts; `capacities`, asked when something is written, are those that let them do it."""

    kind: ActorKind
    name: str
    person: int | None = None
    capacities: Callable[[], Sequence[Capacity]] = _no_capacities

    def capacity(self, concerned: Concerned | None) -> Capacity | None:
        """As whom: by the role in the organisation that is concerned, or else by the first."""
        held = self.capacities()
        own = (each for each in held if concerned is not None and each.organisation.pk == concerned.pk)
        return next(own, held[0] if held else None)


VISITOR = Actor(ActorKind.VISITOR, "")
"""Somebody who has not signed in."""

BY_ITSELF = Actor(ActorKind.TIMER, "")
"""What falls due at an hour that somebody set before."""

_acting: ContextVar[Actor | None] = ContextVar("acting", default=None)


@contextmanager
def acting_as(actor: Actor) -> Iterator[None]:
    """What is written meanwhile, this one does."""
    token = _acting.set(actor)
    try:
        yield
    finally:
        _acting.reset(token)


def current_actor() -> Actor:
    """Who acts now: outside a request the account that runs this process. Raises NobodyActs."""
    actor = _acting.get() or _command_actor()
    if actor is VISITOR:
        raise NobodyActs
    return actor


class ActorMiddleware:
    """Lets nobody write in a request before a view has said who it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer to the request."""
        with acting_as(VISITOR):
            return self._get_response(request)


def _command_actor() -> Actor:
    """The account, and the command that it runs."""
    return Actor(ActorKind.COMMAND, ": ".join(part for part in (_account_name(), _command_name()) if part))


def _account_name() -> str:
    """The account's name, behind it whoever became it by sudo."""
    try:
        name = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        name = f"uid {os.getuid()}"
    before = os.environ.get("SUDO_USER", "")
    return f"{name} ({before})" if re.fullmatch(r"[\w.-]{1,40}", before) and before != name else name


def _command_name() -> str:
    """`tycktill manage person`: the command's name and none of its arguments, which may be anything."""
    words = [word for word in sys.argv[1:] if word != "manage"][:1]
    return f"tycktill {words[0]}" if words and re.fullmatch(r"[a-z_]{1,30}", words[0]) else ""
