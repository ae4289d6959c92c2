"""Builds the image of deploy/Containerfile on a bare Debian and sees the service ready in it, where a machine may.

Needs root, buildah and mmdebstrap, and no registry of images: the base is made by Debian's own packages. Packages of
Python come as this machine gets them. Where it may not build it says why, and that is no failure.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BASE, IMAGE = "debian:bookworm-slim", "survey-service"
SECRETS = {"TYCKTILL_SECRET_KEY": "a secret for an afternoon " * 3, "TYCKTILL_CODE_KEY": "another for the codes " * 3}
INSIDE = """
set -eu
tycktill manage migrate --verbosity=0
tycktill manage collectstatic --no-input --verbosity=0
TYCKTILL_MAIL=smtp://post.example tycktill manage check --deploy --database default --fail-level WARNING
python3 -c "from tycktill.disclosure import IS_COMPILED; assert IS_COMPILED"
tycktill serve --bind 127.0.0.1:8000 &
service=$!
for _ in $(seq 60); do
    python3 -c "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health/ready')" 2>/dev/null && break
    sleep 1
done
python3 -c "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8000/health/ready').read().decode())"
kill $service
wait $service
"""


def lacking() -> list[str]:
    """What keeps this machine from building."""
    missing = [name for name in ("buildah", "mmdebstrap") if shutil.which(name) is None]
    return missing if os.geteuid() == 0 else ["root", *missing]


def main() -> int:
    """The exit status."""
    if lacking():
        print(f"The container is not built here, for want of {', '.join(lacking())}.")
        return 0
    with tempfile.TemporaryDirectory(prefix="tycktill-container-") as name:
        folder = Path(name)
        _make_base(folder)
        _build(folder)
        _try(folder)
        print("The container was built, and the service in it is ready.")
        # Its layers belong to no process and to nobody else.
        _buildah(folder, "rmi", "--all", "--force")
    return 0


def _buildah(folder: Path, *words: str | Path) -> str:
    """Run buildah with a store of its own; what it printed."""
    store = ("--root", folder / "root", "--runroot", folder / "run", "--storage-driver", "vfs")
    command = ["buildah", *store, *words]
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"buildah {words[0]} failed.\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
    return done.stdout.strip()


def _make_base(folder: Path) -> None:
    """A bare Debian under the name that the Containerfile asks for."""
    subprocess.run(["mmdebstrap", "--quiet", "--variant=minbase", "bookworm", folder / "base.tar"], check=True)
    container = _buildah(folder, "from", "scratch")
    _buildah(folder, "add", "--quiet", container, folder / "base.tar", "/")
    _buildah(folder, "commit", "--quiet", "--rm", container, BASE)


def _build(folder: Path) -> None:
    """Follow the Containerfile, with the packages of Python in a folder beside it."""
    (folder / "wheels").mkdir()
    pinned = ["--require-hashes", "--requirement", str(ROOT / "requirements/service.txt")]
    fetch = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--only-binary=:all:",
        "--dest",
        str(folder / "wheels"),
    ]
    subprocess.run([*fetch, *pinned], check=True)
    (folder / "pip.conf").write_text("[global]\nno_index = true\nfind_links = /wheels\n", encoding="utf-8")
    volumes = (f"--volume={folder}/wheels:/wheels:ro", f"--volume={folder}/pip.conf:/etc/pip.conf:ro")
    options = ("--isolation=chroot", "--network=host", "--pull-never", "--ignorefile=deploy/Containerfile.ignore")
    _buildah(folder, "build", *options, *volumes, "--file=deploy/Containerfile", f"--tag={IMAGE}", ".")


def _try(folder: Path) -> None:
    """Start the service in the image as an operator does, and ask whether it is ready."""
    container = _buildah(folder, "from", f"localhost/{IMAGE}")
    variables = {"TYCKTILL_HOSTS": "survey.example", "TYCKTILL_BEHIND_PROXY": "1", **SECRETS}
    settings = [f"--env={name}={value}" for name, value in variables.items()]
    said = _buildah(folder, "run", "--isolation=chroot", *settings, container, "--", "sh", "-c", INSIDE)
    assert '"ready": true' in said, said


if __name__ == "__main__":
    sys.exit(main())
