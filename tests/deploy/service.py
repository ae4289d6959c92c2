"""A real service as an operator on the internet runs it, and a client that comes from where it likes."""

import http.client
import json
import os
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.repo.repository import ROOT
from tests.serving import PATIENCE, Service, serving

NAME = "localhost"
SERVICE = Path(sys.executable).with_name("tycktill")


@dataclass(frozen=True, slots=True)
class Survey:
    """A running service, and what a respondent and a reader hold."""

    service: Service
    codes: Sequence[str]
    email: str
    password: str


@dataclass(slots=True)
class Client:
    """Somebody with a browser, at an address of this computer's own network, who trusts one certificate."""

    port: int
    certificate: Path
    address: str = "127.0.0.1"
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        """The name that forms come from, its port too."""
        return f"https://{NAME}:{self.port}"

    def get(self, path: str, **headers: str) -> "Answer":
        """Ask for a page."""
        return self._send("GET", path, None, headers)

    def trace(self, path: str, **headers: str) -> "Answer":
        """Ask for what one sends."""
        return self._send("TRACE", path, None, headers)

    def post(self, path: str, form: Mapping[str, str], **headers: str) -> "Answer":
        """Send a form, as a browser does that comes from a page of the same site."""
        sent = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.origin, **headers}
        return self._send("POST", path, urlencode(form).encode(), sent)

    def _send(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> "Answer":
        trusted = ssl.create_default_context(cafile=self.certificate)
        connection = http.client.HTTPSConnection(
            NAME, self.port, context=trusted, source_address=(self.address, 0), timeout=PATIENCE
        )
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, body, {"Cookie": cookies, **headers})
            response = connection.getresponse()
            answer = Answer(response.status, dict(response.getheaders()), response.read().decode(errors="replace"))
            for line in response.headers.get_all("Set-Cookie", []):
                name, _, value = line.partition(";")[0].partition("=")
                self.cookies[name] = value
        finally:
            connection.close()
        return answer


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def place(self) -> str:
        """The path that it leads on to."""
        return urlsplit(self.headers["Location"]).path


def production(home: Path) -> dict[str, str]:
    """The environment of a service on the internet, behind one proxy."""
    names = [name for name in os.environ if name.startswith(("TYCKTILL_", "DATABASE_URL"))]
    return {name: value for name, value in os.environ.items() if name not in names} | {
        "TYCKTILL_PRODUCTION": "1",
        "TYCKTILL_BEHIND_PROXY": "1",
        "TYCKTILL_HOSTS": NAME,
        "TYCKTILL_HOME": str(home),
        "TYCKTILL_SECRET_KEY": "a secret for an afternoon " * 3,
        "TYCKTILL_CODE_KEY": "another one for the codes " * 3,
        "DJANGO_SETTINGS_MODULE": "tycktill_web.site.settings",
    }


@contextmanager
def running_survey(home: Path) -> Iterator[Survey]:
    """Make the service in `home` and run it."""
    home.mkdir(mode=0o700)
    environment = production(home)
    maker = [sys.executable, "-m", "tests.deploy.survey"]
    made = subprocess.run(maker, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    with serving(environment, workers=2) as service:
        yield Survey(service, **json.loads(made))
