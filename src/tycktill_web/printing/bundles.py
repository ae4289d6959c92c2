"""Many files as one that is sent while it is made: a ZIP archive that lies nowhere, piece by piece."""

import datetime
import zipfile
from collections.abc import Iterable, Iterator


def zip_pieces(files: Iterable[tuple[str, bytes]], *, at: datetime.datetime) -> Iterator[bytes]:
    """The archive of these names and contents, in their order; nothing of it is kept longer than until the next."""
    pieces = _Pieces()
    with zipfile.ZipFile(pieces, "w") as archive:  # what is zipped are PDFs, which are packed already
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, at.timetuple()[:6]), content)
            yield pieces.taken()
    yield pieces.taken()


class _Pieces:
    """Where an archive is written to that nobody can go back in."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, piece: bytes) -> int:
        """Take a piece."""
        self._written += piece
        return len(piece)

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing is held open."""

    def taken(self) -> bytes:
        """What has been written since the last time."""
        piece, self._written = bytes(self._written), bytearray()
        return piece
