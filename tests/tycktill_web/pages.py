"""Reading pages as somebody signed in."""

import re
from collections.abc import Mapping
from html import unescape

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.http.response import HttpResponseBase
from django.test import Client

from tycktill_web.participants.models import Person
from tycktill_web.participants.sessions import SessionStore
from tycktill_web.releases import manifests


def signed_in(person: Person) -> Client:
    """A browser where `person` has signed in, and that proves where its forms come from.

    It has the session that Django's `force_login` would write, which takes nine statements to do it.
    """
    client, session = Client(), SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
    return client


def tagless(markup: str) -> str:
    """What a reader sees of it: no tags, single blanks."""
    markup = re.sub(r"</?one-line>", "", markup)
    return " ".join(unescape(re.sub(r"<(script|style|svg)\b.*?</\1>|<[^>]+>", " ", markup, flags=re.DOTALL)).split())


def words(response: HttpResponseBase) -> str:
    """The text of a page."""
    content = b"".join(response) if response.streaming else getattr(response, "content", b"")
    return tagless(content.decode())


def see(client: Client, address: str, *, status: int = 200) -> str:
    """The words of the page there."""
    response = client.get(address)
    assert response.status_code == status, address
    return words(response)


def send(client: Client, address: str, form: Mapping[str, object], *, status: int = 200) -> str:
    """The words of the page that a form leads to."""
    response = client.post(address, dict(form), follow=True)
    assert response.status_code == status, address
    return words(response)


def forget_files() -> None:
    """As in a process that has just started: it has read no file of a release."""
    manifests._READ.clear()
    manifests._read_options.cache_clear()


def gone(response: HttpResponseBase) -> None:
    """Whoever fetched this is there no more. Closing the response itself would close the test's own connection too."""
    for close in vars(response)["_resource_closers"]:
        close()
