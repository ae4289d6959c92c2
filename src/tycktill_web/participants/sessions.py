"""How long somebody stays signed in: while they work, and no longer than a working day. Django's SESSION_ENGINE."""

import datetime
import time
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.http import HttpRequest

_STARTED, _SEEN = "started", "seen"
_EVERY = 60
"""Seconds between two notes that somebody is still there: not every page need write to the database."""


class SessionStore(db.SessionStore):
    """Ends SESSION_COOKIE_AGE after the last note, and LONGEST_SESSION after the first, whatever the browser says."""

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """The row, which knows from its first writing when it began."""
        data.setdefault(_STARTED, int(time.time()))
        return super().create_model_instance(data)

    def get_expiry_date(self, **asked: Any) -> datetime.datetime:
        """When it ends unless somebody is seen before."""
        started = self.get(_STARTED, int(time.time()))
        last = datetime.datetime.fromtimestamp(started + settings.LONGEST_SESSION, datetime.UTC)
        return min(super().get_expiry_date(**asked), last)


def note_presence(request: HttpRequest) -> None:
    """Somebody who has signed in is at work."""
    now = int(time.time())
    if now - request.session.get(_SEEN, 0) >= _EVERY:
        request.session[_SEEN] = now


def has_ended(request: HttpRequest) -> bool:
    """Whether the browser was signed in and is not any more."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and not request.user.is_authenticated
