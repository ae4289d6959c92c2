"""How long somebody stays signed in: while they work, and no longer than a working day. Django's SESSION_ENGINE."""

import datetime
import time
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.http import HttpRequest

from tycktill_web.participants.browsers import browser_of, system_of
from tycktill_web.participants.models import Session

_STARTED, _SEEN, _BROWSER, _SYSTEM = "started", "seen", "browser", "system"
_EVERY = 60
"""Seconds between two notes that somebody is still there: not every page need write to the database."""


class SessionStore(db.SessionStore):
    """Ends SESSION_COOKIE_AGE after the last note, and LONGEST_SESSION after the first, whatever the browser says."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Our own table, which knows whose a session is."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row, which knows from its first writing when it began."""
        started = data.setdefault(_STARTED, int(time.time()))
        row = super().create_model_instance(data)
        assert isinstance(row, Session)
        row.person_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.browser, row.system = data.get(_BROWSER, ""), data.get(_SYSTEM, "")
        row.started_at, row.seen_at = _moment_of(started), _moment_of(data.get(_SEEN, started))
        return row

    def get_expiry_date(self, **asked: Any) -> datetime.datetime:
        """When it ends unless somebody is seen before."""
        last = _moment_of(self.get(_STARTED, int(time.time())) + settings.LONGEST_SESSION)
        return min(super().get_expiry_date(**asked), last)


def note_presence(request: HttpRequest) -> None:
    """Somebody who has signed in is at work, and by which browser."""
    now = int(time.time())
    if now - request.session.get(_SEEN, 0) >= _EVERY:
        said = request.headers.get("User-Agent", "")
        request.session.update({_SEEN: now, _BROWSER: browser_of(said), _SYSTEM: system_of(said)})


def has_ended(request: HttpRequest) -> bool:
    """Whether the browser was signed in and is not any more."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and not request.user.is_authenticated


def _moment_of(seconds: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
