"""The web servers of deploy/, each with the file that an operator copies, but for ports, name and certificate."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.deploy.service import NAME
from tests.repo.repository import ROOT
from tests.serving import PATIENCE

PUBLIC = "enkat.example.se"

NGINX = """
daemon off;
user {user};
pid {folder}/pid;
error_log {folder}/logs/error.log info;
events {{}}
http {{
    access_log {folder}/logs/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site;
}}
"""
MODULES = ("mpm_event", "authz_core", "alias", "headers", "ssl", "socache_shmcb", "proxy", "proxy_http", "log_debug")
APACHE = """
ServerRoot {folder}
ServerName {name}
PidFile {folder}/pid
Mutex file:{folder} default
{modules}
User {apache_user}
Group {apache_group}
Listen 127.0.0.1:{plain}
Listen 127.0.0.1:{secure}
ErrorLog {folder}/logs/main.log
LogLevel info
LogFormat "%h %l %u %t \\"%r\\" %>s %O \\"%{{Referer}}i\\" \\"%{{User-Agent}}i\\"" combined
Include {folder}/site
"""


@dataclass(frozen=True, slots=True)
class Proxy:
    """A web server that runs, in front of a service."""

    secure: int
    plain: int
    folder: Path

    def logged(self) -> str:
        """All that it has written down."""
        logs = sorted((self.folder / "logs").iterdir())
        return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in logs)


@dataclass(frozen=True, slots=True)
class Ports:
    """Where it listens, and where the service does."""

    secure: int
    plain: int
    service: int


def replaced(text: str, changes: Mapping[str, str]) -> str:
    """The text with every one of these changed; each must be in it."""
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def nginx(folder: Path, ports: Ports) -> Sequence[str]:
    """Write nginx's files; the command that starts it."""
    site = replaced(
        (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8"),
        {
            "listen 80;": f"listen 127.0.0.1:{ports.plain};",
            "listen 443 ssl;": f"listen 127.0.0.1:{ports.secure} ssl;",
            "https://$host$request_uri": f"https://$host:{ports.secure}$request_uri",
            "/etc/ssl/enkat.example.se.pem": f"{folder}/certificate.pem",
            "/etc/ssl/private/enkat.example.se.key": f"{folder}/certificate.key",
            "127.0.0.1:8000": f"127.0.0.1:{ports.service}",
            PUBLIC: NAME,
        },
    )
    (folder / "site").write_text(site, encoding="utf-8")
    user = "root" if os.geteuid() == 0 else "nobody"  # another than root would not be let into the tests' folders
    (folder / "conf").write_text(NGINX.format(folder=folder, user=user), encoding="utf-8")
    return [program("nginx"), "-p", str(folder), "-e", f"{folder}/logs/start.log", "-c", f"{folder}/conf"]


def apache(folder: Path, ports: Ports) -> Sequence[str]:
    """Write Apache's files; the command that starts it."""
    site = replaced(
        (ROOT / "deploy/apache.conf").read_text(encoding="utf-8"),
        {
            "<VirtualHost *:80>": f"<VirtualHost 127.0.0.1:{ports.plain}>",
            "<VirtualHost *:443>": f"<VirtualHost 127.0.0.1:{ports.secure}>",
            f"permanent / https://{PUBLIC}/": f"permanent / https://{NAME}:{ports.secure}/",
            "/etc/ssl/enkat.example.se.pem": f"{folder}/certificate.pem",
            "/etc/ssl/private/enkat.example.se.key": f"{folder}/certificate.key",
            "127.0.0.1:8000": f"127.0.0.1:{ports.service}",
            PUBLIC: NAME,
        },
    )
    (folder / "site").write_text(site, encoding="utf-8")
    modules = "\n".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in MODULES)
    who = {"apache_user": "www-data", "apache_group": "www-data"}
    ports_of = {"plain": ports.plain, "secure": ports.secure}
    main = APACHE.format(folder=folder, name=NAME, modules=modules, **who, **ports_of)
    (folder / "conf").write_text(main, encoding="utf-8")
    return [program("apache2"), "-D", "FOREGROUND", "-f", f"{folder}/conf"]


def caddy(folder: Path, ports: Ports) -> Sequence[str]:
    """Write Caddy's file; the command that starts it."""
    certificate = f"\ttls {folder}/certificate.pem {folder}/certificate.key\n\tbind 127.0.0.1\n"
    ours = {"http_port": ports.plain, "https_port": ports.secure, "admin": "off"}
    options = "".join(f"\t{name} {value}\n" for name, value in ours.items())
    site = replaced(
        (ROOT / "deploy/Caddyfile").read_text(encoding="utf-8"),
        {
            "\n{\n": f"\n{{\n{options}",
            "127.0.0.1:8000": f"127.0.0.1:{ports.service}",
            f"{PUBLIC} {{\n": f"{NAME} {{\n{certificate}",
        },
    )
    (folder / "site").write_text(site, encoding="utf-8")
    return [program("caddy"), "run", "--adapter", "caddyfile", "--config", f"{folder}/site"]


KINDS: Mapping[str, Callable[[Path, Ports], Sequence[str]]] = {"nginx": nginx, "apache2": apache, "caddy": caddy}


@contextmanager
def running_proxy(name: str, folder: Path, service: int) -> Iterator[Proxy]:
    """Run one of them; `folder` holds its certificate."""
    (folder / "logs").mkdir()
    ports = Ports(free_port(), free_port(), service)
    command = KINDS[name](folder, ports)
    environment = os.environ | {"APACHE_LOG_DIR": f"{folder}/logs", "HOME": str(folder)}
    with (
        (folder / "logs/output.log").open("wb") as log,
        _running(command, ports.secure, environment, log.fileno()),
    ):
        yield Proxy(ports.secure, ports.plain, folder)


@contextmanager
def _running(command: Sequence[str | Path], port: int, environment: Mapping[str, str], log: int) -> Iterator[None]:
    """Run a program that listens at a port, until the end."""
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        _wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, f"{process.args!r} ended with {process.returncode}"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{process.args!r} does not listen")


def free_port() -> int:
    """A port of this computer that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def program(name: str) -> str:
    """A program, root's too."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    assert found, name
    return found
