"""The whole keyring as bytes, to be taken along in a backup, and laid down again."""

import io
import tarfile
from pathlib import Path

from django.conf import settings

from tycktill_web.keyring.errors import InTheWay
from tycktill_web.keyring.folder import sync_folder


def pack_keyring() -> bytes:
    """Every round's keys as they are now, as a tar file. They fit a copy of the database of the same moment only."""
    packed = io.BytesIO()
    folder = Path(settings.KEYRING)
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.parent != folder:  # beside the rounds' folders lie locks
                archive.add(path, arcname=path.relative_to(folder).as_posix(), recursive=False)
    return packed.getvalue()


def check_no_keyring() -> None:
    """InTheWay where there are keys of rounds already."""
    for path in sorted(Path(settings.KEYRING).glob("*")):
        if path.is_dir():
            raise InTheWay(path)


def unpack_keyring(packed: bytes) -> None:
    """Lay a packed keyring down. Raises InTheWay where there are keys of rounds already."""
    check_no_keyring()
    folder = Path(settings.KEYRING)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    for path in folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    for path in [folder, *(path for path in folder.rglob("*") if path.is_dir())]:
        sync_folder(path)
