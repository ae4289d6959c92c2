"""Reading pages as somebody signed in."""

import re
from collections.abc import Mapping
from html import unescape

from django.http.response import HttpResponseBase
from django.test import Client

from tycktill_web.participants.models import Person
from tycktill_web.releases import manifests


def signed_in(person: Person) -> Client:
    """A browser where `person` has signed in, and that proves where its forms come from."""
    client = Client()
    client.force_login(person)
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
