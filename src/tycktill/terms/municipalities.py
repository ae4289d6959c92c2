"""Municipalities by their four-digit code."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality: `code` is the official four digits, the first two its county's."""

    code: str
    name: str

    @property
    def county(self) -> str:
        """The county's two-digit code."""
        return self.code[:2]


Municipalities = Mapping[str, Municipality]
