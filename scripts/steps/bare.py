"""The README's two commands on a bare Debian: a new root with Python, git and certificates and nothing else, timed.

    sudo python3 -m scripts.steps.bare [FOLDER]

Takes what is committed. How this machine reaches Debian's and Python's packages (apt's sources and settings, pip's
settings, certificates, proxies) is copied into the root, which is removed afterwards. TYCKTILL_DEMO_SIZE=small makes
the demo small; TYCKTILL_DEMAND=bare makes it a failure that this machine cannot do it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ("scripts/demo --no-serve", "scripts/test")
PACKAGES = "python3,git,ca-certificates"
APT = Path("/etc/apt")
SETTINGS = ("etc/pip.conf", "root/.config/pip/pip.conf", "root/.pip/pip.conf", "etc/resolv.conf")
CHOICES = ("TYCKTILL_DEMO_SIZE", "TYCKTILL_DEMAND", "TYCKTILL_EXAMPLES")
REACH = ("PIP_", "SSL_CERT", "REQUESTS_CA", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
"""How the names of variables begin that say where packages are had, or by whose certificate."""


def main(arguments: Sequence[str]) -> int:
    """The exit status: 1 as soon as one of the commands fails, else 0."""
    if missing := lacking():
        print(f"A bare Debian cannot be made here: {', '.join(missing)}.")
        return int("bare" in os.environ.get("TYCKTILL_DEMAND", "").split(","))
    with tempfile.TemporaryDirectory(prefix="tycktill-bare-", dir=arguments[0] if arguments else None) as name:
        root = Path(name) / "root"
        make(root)
        return next((status for command in COMMANDS if (status := timed(root, command))), 0)


def lacking() -> list[str]:
    """What this machine lacks for it."""
    programs = [name for name in ("mmdebstrap", "unshare", "chroot", "git") if shutil.which(name) is None]
    return [f"{name} is not here" for name in programs] + (["it takes root"] if os.geteuid() else [])


def make(root: Path) -> None:
    """A minimal Debian with a copy of the repository in /tycktill, and with this machine's ways to packages."""
    began = time.monotonic()
    run(
        "mmdebstrap",
        "--quiet",
        "--variant=minbase",
        f"--include={PACKAGES}",
        *apt_options(),
        codename(),
        root,
        *sources(),
    )
    run("git", "clone", "--quiet", "--no-hardlinks", ROOT, root / "tycktill")
    certificates = [Path(value) for name, value in reach(os.environ).items() if Path(value).is_file()]
    for path in [*(Path("/", each) for each in SETTINGS), *certificates]:
        if path.exists():
            (root / path.relative_to("/")).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, root / path.relative_to("/"))
    for part in ("apt.conf.d", "auth.conf.d", "keyrings"):
        if (APT / part).exists():
            shutil.copytree(APT / part, root / "etc/apt" / part, dirs_exist_ok=True)
    print(f"A bare Debian of {megabytes(root)} MB, after {time.monotonic() - began:.0f} s", flush=True)


def timed(root: Path, command: str) -> int:
    """Run a command of the README in the root and say how long it took and how much the root has grown."""
    before, began = megabytes(root), time.monotonic()
    enter = 'mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$0" /bin/bash -c "$1"'
    surroundings = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root"}
    surroundings |= reach(os.environ) | {
        name: value for name, value in os.environ.items() if name.startswith("TYCKTILL_")
    }
    done = subprocess.run(
        ["unshare", "--mount", "--pid", "--fork", "bash", "-c", enter, root, f"cd /tycktill && {command}"],
        env=surroundings,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    grown = megabytes(root) - before
    print(f"{command}: {time.monotonic() - began:.0f} s, {grown} MB, status {done.returncode}", flush=True)
    return done.returncode


def reach(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that say how packages are reached."""
    return {name: value for name, value in environment.items() if name.upper().startswith(REACH)}


def sources() -> Iterator[Path]:
    """Where this machine's apt gets its packages from."""
    for path in (APT / "sources.list", *sorted((APT / "sources.list.d").glob("debian.*"))):
        if path.exists():
            yield path


def apt_options() -> list[str]:
    """This machine's settings of apt."""
    return [f"--aptopt={path}" for path in sorted((APT / "apt.conf.d").glob("*")) if "docker" not in path.name]


def codename() -> str:
    """The Debian release of this machine."""
    lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    return dict(line.partition("=")[::2] for line in lines if "=" in line)["VERSION_CODENAME"]


def megabytes(folder: Path) -> int:
    """What a folder takes on disk."""
    said = subprocess.check_output(["du", "--summarize", "--block-size=M", "--one-file-system", folder], text=True)
    return int(said.partition("M")[0])


def run(*command: str | Path) -> None:
    """Run a program that must succeed; it says itself what went wrong."""
    if subprocess.run(command, check=False).returncode != 0:
        sys.exit(f"{command[0]} failed; see above.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
