"""Names a file by its content."""

import hashlib


def fingerprint(text: str | bytes) -> str:
    """SHA-256 (hex) of an instrument's file: UTF-8, no byte order mark, lines ended by a line feed.

    The same questionnaire has the same fingerprint whichever system it was checked out on.
    """
    content = text.encode() if isinstance(text, str) else text
    canonical = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    return hashlib.sha256(canonical).hexdigest()
