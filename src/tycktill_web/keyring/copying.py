"""The whole keyring as bytes, to be taken along in a backup, and laid down again."""

import io
import tarfile
from pathlib import Path, PurePosixPath
from typing import IO

from django.conf import settings

from tycktill_web.keyring.errors import InTheWay, WrappedDamaged
from tycktill_web.keyring.folder import sync_folder, write_new

_ROUND_AND_FILE = 2


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
        for member in archive:
            _lay_down(folder, member.name, archive.extractfile(member))
    sync_folder(folder)


def _lay_down(folder: Path, name: str, content: IO[bytes] | None) -> None:
    """A round's file in its folder; whatever else an archive may name is none of ours.

    By hand, since `extractall` knows how to refuse the rest from Python 3.11.4 on only, and Debian 12 has 3.11.2.
    """
    parts = PurePosixPath(name).parts
    if content is None or len(parts) != _ROUND_AND_FILE or not {"..", "/"}.isdisjoint(parts):
        raise WrappedDamaged(f"The keyring of the copy, which names {name},")
    path = folder.joinpath(*parts)
    path.parent.mkdir(exist_ok=True, mode=0o700)
    write_new(path, content.read())
