"""What a browser says that it is, as a person would call it: a name and a system, of a few that are well known."""

import re
from collections.abc import Sequence

_BROWSERS = (
    ("Edg", "Edge"),
    ("SamsungBrowser", "Samsung Internet"),
    ("OPR|Opera", "Opera"),
    ("Firefox|FxiOS", "Firefox"),
    ("Chrome|CriOS|Chromium", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
"""The first that fits: nearly every browser says that it is some others too."""


def browser_of(said: str) -> str:
    """The browser's name; empty where it is none of these."""
    return _first_known(said, _BROWSERS)


def system_of(said: str) -> str:
    """The telephone or the system that it runs on; empty where it is none of these."""
    return _first_known(said, _SYSTEMS)


def _first_known(said: str, known: Sequence[tuple[str, str]]) -> str:
    return next((name for sign, name in known if re.search(sign, said)), "")
