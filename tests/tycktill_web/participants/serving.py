"""A real `tycktill serve` with two workers on a socket, and browsers that reach it through a proxy that names them."""

import http.client
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

LOGIN = "/konto/login/"


class _Connection(http.client.HTTPConnection):
    """HTTP over a socket in the file system."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=60)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(str(self._path))


@contextmanager
def serving(path: Path, environment: Mapping[str, str]) -> Iterator[Path]:
    """Start the service on the socket `path`, and end it afterwards."""
    command = [str(Path(sys.executable).with_name("tycktill")), "serve", "--bind", f"unix:{path}", "--workers", "2"]
    process = subprocess.Popen(command, env=dict(environment), stderr=subprocess.PIPE, text=True)
    try:
        _wait(path, process)
        yield path
    finally:
        process.terminate()
        process.communicate(timeout=60)


def _wait(path: Path, process: "subprocess.Popen[str]") -> None:
    """Until both workers may answer."""
    for _ in range(600):
        if process.poll() is not None:
            raise AssertionError(process.communicate()[1])
        try:
            ask(path, "/svara/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the service did not start")


def ask(
    path: Path, address: str, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> tuple[int, str, SimpleCookie]:
    """Status, page and cookies of one request on a connection of its own; posted when there is a form."""
    typed = {} if form is None else {"Content-Type": "application/x-www-form-urlencoded"}
    body = None if form is None else urlencode(form)
    with closing(_Connection(path)) as connection:
        connection.request("GET" if form is None else "POST", address, body, {**typed, **(headers or {})})
        response = connection.getresponse()
        page = response.read().decode()
    cookies: SimpleCookie = SimpleCookie()
    for each in response.headers.get_all("Set-Cookie", []):
        cookies.load(each)
    return response.status, page, cookies


def sign_in(path: Path, email: str, password: str, *, forwarded: str = "") -> str:
    """What comes of it: `in`, `wrong` or `wait`, for somebody at the address that the proxy names."""
    from_there = {"X-Forwarded-For": forwarded} if forwarded else {}
    _, page, cookies = ask(path, LOGIN, headers=from_there)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    form = {"csrfmiddlewaretoken": token[1], "login": email, "password": password}
    cookie = f"csrftoken={cookies['csrftoken'].value}"
    status, page, _ = ask(path, LOGIN, form, {**from_there, "Cookie": cookie})
    if status == 302:
        return "in"
    assert status == 200, page
    return "wait" if "Vänta fem minuter" in page else "wrong"
