"""People who sign in: a coordinator who reads figures, the office that closes and counts rounds, by their pages."""

import re
import secrets
import time
from collections.abc import Mapping
from http.cookiejar import CookieJar
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

from bench.made_up_survey import PASSWORD, Survey

TIMEOUT = 1800
"""Seconds in which a large round is counted."""

RESTART = 180
"""Seconds in which whoever meets a service that is being restarted tries again."""

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_UNFINISHED = 'data-unfinished="yes"'
_COUNTED = re.compile(r"([\d\s\xa0]+) svar är räknade")


class Page(NamedTuple):
    """What came back."""

    status: int
    text: str
    path: str


class Staff:
    """A browser in which one person has signed in."""

    def __init__(self, port: int, email: str) -> None:
        self._site = f"http://127.0.0.1:{port}"
        self._browser = build_opener(HTTPCookieProcessor(CookieJar()))
        self.post("/konto/login/", {"login": email, "password": PASSWORD})

    def see(self, path: str) -> Page:
        """A page."""
        return self._open(Request(self._site + path))  # noqa: S310  our own site

    def post(self, path: str, fields: Mapping[str, str], files: Mapping[str, str] | None = None) -> Page:
        """Fill in the form that the page there shows, and send it."""
        token = _TOKEN.search(self.see(path).text)
        filled = {**fields, "csrfmiddlewaretoken": token[1] if token else ""}
        kind, body = _multipart(filled, files) if files else ("application/x-www-form-urlencoded", urlencode(filled))
        return self._open(Request(self._site + path, body.encode(), {"Content-Type": kind}))  # noqa: S310  our own site

    def _open(self, request: Request) -> Page:
        for _ in range(RESTART):
            try:
                with self._browser.open(request, timeout=TIMEOUT) as response:
                    return Page(response.status, response.read().decode(), urlsplit(response.url).path)
            except HTTPError as error:
                return Page(error.code, error.read().decode(), urlsplit(error.url).path)
            except URLError as error:  # refused while the service is being restarted: nothing was asked yet
                if not isinstance(error.reason, ConnectionRefusedError):
                    raise
                time.sleep(1)
        raise AssertionError(f"nobody has answered for {RESTART} s")


def read_figures(port: int, survey: Survey) -> None:
    """How the round goes at the coordinator's units. Raises AssertionError where the page does not say so."""
    page = Staff(port, survey.coordinator).see(f"/kommun/{survey.open_round}/")
    assert page.status == 200, f"the figures' page gave {page.status}"
    assert "Försörjningsstöd" in page.text, "the figures' page tells of no unit"


def close_round(port: int, survey: Survey) -> None:
    """Close the open round. Raises AssertionError where it is not closed."""
    page = Staff(port, survey.office).post(f"/kansli/omgang/{survey.open_round}/stang/", {"despite_paper": "on"})
    assert "Omgången är stängd" in page.text, f"closing gave {page.status}"


def count_round(port: int, survey: Survey, round_path: str) -> int:
    """Count a closed round, and give how many answers its job says were counted. Raises AssertionError."""
    office = Staff(port, survey.office)
    address = f"/kansli/omgang/{round_path}/rakna/"
    page = office.post(address, {"passphrase": survey.passphrase}, {"key_file": survey.key_files[round_path]})
    until = time.monotonic() + TIMEOUT
    while _UNFINISHED in page.text and time.monotonic() < until:
        time.sleep(1)
        page = office.see(page.path)
    told = _COUNTED.search(page.text)
    assert told, f"counting gave {page.status}: {_words(page.text)[-400:]}"
    return int(re.sub(r"\D", "", told[1]))


def has_draft(port: int, survey: Survey, round_path: str) -> bool:
    """Whether a count has been kept already, although its page was broken off."""
    page = Staff(port, survey.office).see(f"/kansli/omgang/{round_path}/rakna/")
    return "Ett utkast väntar redan" in page.text


def _multipart(fields: Mapping[str, str], files: Mapping[str, str]) -> tuple[str, str]:
    """The type and the body of a form with files, as browsers write them."""
    boundary = secrets.token_hex(16)
    named = {f'name="{name}"': text for name, text in fields.items()}
    named |= {f'name="{name}"; filename="key.pem"': text for name, text in files.items()}
    parts = [
        f"--{boundary}\r\nContent-Disposition: form-data; {name}\r\n\r\n{text}\r\n" for name, text in named.items()
    ]
    return f"multipart/form-data; boundary={boundary}", f"{''.join(parts)}--{boundary}--\r\n"


def _words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())
