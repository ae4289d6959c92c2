"""What is needed of the machine beside Python, how it is recognised and how it is installed."""

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
WEB_SERVERS = ("nginx", "apache2", "caddy")


@dataclass(frozen=True)
class Need:
    """Something that the machine should have, what is lost without it, and Debian's packages for it."""

    name: str
    loss: str
    packages: tuple[str, ...]
    is_here: Callable[[], bool]


def chromium() -> str | None:
    """Where the browser is, if it is."""
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def java() -> str | None:
    """Where Java is, if it is."""
    return shutil.which("java")


def web_server(name: str) -> str | None:
    """Where one of the web servers is that may stand in front of the service, if it is; root's programs too."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def systemd() -> str | None:
    """Where the program is that looks through systemd's units, if it is."""
    return shutil.which("systemd-analyze")


def postgres_programs() -> Path | None:
    """The folder with PostgreSQL's programs, the latest version's, if there is one."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(folders, key=lambda folder: int(folder.parent.name), default=None)


NEEDS = (
    Need("Chromium", "tests in a browser are skipped", ("chromium",), lambda: chromium() is not None),
    Need(
        "libatomic",  # the program that leads the browser is linked to it, and a bare Debian has it not
        "tests in a browser fail",
        ("libatomic1",),
        lambda: find_library("atomic") is not None,
    ),
    Need("PostgreSQL", "tests on it are skipped", ("postgresql",), lambda: postgres_programs() is not None),
    Need("gettext", "translations cannot be checked", ("gettext",), lambda: shutil.which("msgfmt") is not None),
    Need("Java", "counting on Spark is not tested", ("default-jre-headless",), lambda: java() is not None),
    Need("nginx", "its configuration is not tested", ("nginx",), lambda: web_server("nginx") is not None),
    # Its programs alone: nothing is started.
    Need("Apache", "its configuration is not tested", ("apache2-bin",), lambda: web_server("apache2") is not None),
    Need("Caddy", "its configuration is not tested", ("caddy",), lambda: web_server("caddy") is not None),
    Need("systemd", "its units are not checked", ("systemd",), lambda: systemd() is not None),
    Need(
        "a font",
        "pages in the browser show no letters",
        ("fonts-dejavu-core",),
        lambda: any(Path(root).rglob("*.?tf") for root in ("/usr/share/fonts", "/usr/local/share/fonts")),
    ),
)


def privilege() -> list[str] | None:
    """The words before a command that installs, or None when we may not."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def apt_install(packages: Sequence[str], *, prefix: Sequence[str]) -> bool:
    """Install Debian packages; whether that went well. What apt said is shown when it did not."""
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run(
            [*apt, *command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        if done.returncode != 0:
            print(done.stdout.decode(errors="replace"))
            return False
    return True


def install(needs: Sequence[Need] = NEEDS) -> list[Need]:
    """Install what is missing where we may; say and return what is missing still."""
    prefix = privilege()
    for need in [] if prefix is None else [need for need in needs if not need.is_here()]:
        print(f"Installing {need.name} …", flush=True)
        apt_install(need.packages, prefix=prefix or [])
    missing = [need for need in needs if not need.is_here()]
    for need in missing:
        print(f"{need.name} is not here: {need.loss}. On Debian: apt-get install {' '.join(need.packages)}")
    return missing
