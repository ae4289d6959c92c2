"""Tells texts that were spoilt on their way: by another encoding, by a failed formula, by markup."""

import re

_DOUBLED = re.compile("[ÃÂ][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|â[€\u0080]")
"""What the two bytes of å, ä, ö or é in UTF-8 look like, read one by one as Windows-1252 or Latin-1."""

_LOST = re.compile(r"[^\W\d_]\?[^\W\d_]")
_MARKUP = re.compile(r"</?[a-z][^>]*>|&(?:[a-z]{2,8}|#[0-9]+);", re.IGNORECASE)


def is_damaged(text: str) -> bool:
    """Whether letters were lost or doubled because somebody took one encoding for another: `F�rs`, `FÃ¶rs`."""
    return "\ufffd" in text or _DOUBLED.search(text) is not None


def has_lost_letters(text: str) -> bool:
    """Whether a question mark stands within a word, as where a letter could not be written: `F?rs?rjning`."""
    return _LOST.search(text) is not None


def has_markup(text: str) -> bool:
    """Whether a web page's signs have come along: `<b>`, `&amp;`."""
    return _MARKUP.search(text) is not None
