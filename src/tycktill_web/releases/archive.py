"""Packs a release as one file to download, the same bytes every time."""

import io
import zipfile
from collections.abc import Mapping

# The format cannot say "no time"; this is the earliest it knows.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o100644 << 16


def pack_archive(files: Mapping[str, bytes], *, folder: str) -> bytes:
    """A ZIP of `files` in `folder`, in order of name, without times or owners."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", date_time=_NO_TIME)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, _READABLE
            archive.writestr(entry, content)
    return packed.getvalue()
