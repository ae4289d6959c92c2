"""A release: named files as bytes, the same for the same input."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Release:
    """The files of a release folder by name, `manifest.json` with the checksums of the others among them."""

    files: Mapping[str, bytes]
