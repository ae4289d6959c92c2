"""Browsers that sign in at a real service, through a proxy that says where they are."""

import re
from collections.abc import Mapping
from contextlib import closing
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.serving import Service

LOGIN = "/konto/login/"


def sign_in(service: Service, email: str, password: str, *, forwarded: str = "") -> str:
    """What comes of it: `in`, `wrong` or `wait`, for somebody at the address that the proxy names."""
    from_there = {"X-Forwarded-For": forwarded} if forwarded else {}
    _, page, cookies = _ask(service, None, from_there)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    form = {"csrfmiddlewaretoken": token[1], "login": email, "password": password}
    cookie = f"csrftoken={cookies['csrftoken'].value}"
    status, page, _ = _ask(service, form, {**from_there, "Cookie": cookie})
    if status == 302:
        return "in"
    assert status == 200, page
    return "wait" if "Vänta fem minuter" in page else "wrong"


def _ask(service: Service, form: Mapping[str, str] | None, headers: Mapping[str, str]) -> tuple[int, str, SimpleCookie]:
    """Status, page and cookies of the page to sign in; posted when there is a form."""
    typed = {} if form is None else {"Content-Type": "application/x-www-form-urlencoded"}
    body = None if form is None else urlencode(form)
    with closing(service.connect()) as connection:
        connection.request("GET" if form is None else "POST", LOGIN, body, {**typed, **headers})
        response = connection.getresponse()
        page = response.read().decode()
    cookies: SimpleCookie = SimpleCookie()
    for each in response.headers.get_all("Set-Cookie", []):
        cookies.load(each)
    return response.status, page, cookies
