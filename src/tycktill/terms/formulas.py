"""Tells a text that a spreadsheet would run: tables are opened there, and no table changes a text to be harmless."""

import unicodedata

_BEGINNINGS = tuple("=+-@")


def is_formula(text: str) -> bool:
    """Whether a cell that begins so is taken for a formula."""
    return unicodedata.normalize("NFKC", text).lstrip().startswith(_BEGINNINGS)
