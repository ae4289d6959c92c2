"""Likeness of words and numbers: forgiving of how a cell is written, never of what it says."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from tycktill.instrument import Texts

Code = TypeVar("Code", int, str)

_ALIKE = {"\u2019": "'", "\u2018": "'", "´": "'", "`": "'", "–": "-", "—": "-", "\u2011": "-", "\u2212": "-"}
_QUOTES = dict.fromkeys("“”„»«", '"')
_UNSEEN = dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
_LIKENESS = str.maketrans(_ALIKE | _QUOTES | _UNSEEN)
_NUMBER = re.compile(r"(-?(?:[0-9]{1,15}|[1-9][0-9]{0,2}(?:[ \u00a0\u2009\u202f][0-9]{3}){1,4}))([.,]0{1,2})?")
"""With the spaces that Swedish spreadsheets put between thousands, some of which never end a line."""

_COMPUTED = re.compile(r"-?[0-9]{1,9}[.,][0-9]{6,17}")
_NOTHING = 1e-6
"""So far from a whole number may be what a formula made of whole numbers and fractions."""


def likeness(text: str) -> str:
    """What texts have in common that differ only in case, whitespace, dashes, quotation marks, what nobody sees, or a
    full stop at the end."""
    composed = unicodedata.normalize("NFKC", text.translate(_LIKENESS))
    plain = " ".join(composed.casefold().split()).rstrip(' ."').lstrip(' "')
    return re.sub(r" ?/ ?", "/", plain)


def whole_number(text: str) -> int | None:
    """The whole number that is written, `3` or as spreadsheets do `3.0`, `3.00` and `9 600`; None for anything else.

    An apostrophe before it tells a spreadsheet that it is text. `1.000` and `1,000` may be a thousand, and the raised 2
    of `10²` a footnote: neither is a number here. What a formula made is as near as can be: `66.00000000000001`.
    """
    written = text.translate(_LIKENESS).strip().removeprefix("'")
    match = _NUMBER.fullmatch(written)
    if match:
        return int("".join(match[1].split()))
    if not _COMPUTED.fullmatch(written):
        return None
    number = float(written.replace(",", "."))
    return round(number) if abs(number - round(number)) < _NOTHING else None


def by_label(options: Iterable[tuple[Code, Texts]]) -> dict[str, Code]:
    """Codes by the likeness of their labels in every language.

    Of a label `this/that` each part alone is a label too. A label that two options share belongs to neither,
    and a part that is another option's whole label belongs to that option.
    """
    whole = [(likeness(text), code) for code, texts in options for text in texts.values()]
    parts = [(part, code) for label, code in whole if "/" in label for part in label.split("/")]
    return unshared_labels(parts) | unshared_labels(whole)


def unshared_labels(labels: Iterable[tuple[str, Code]]) -> dict[str, Code]:
    """Codes by label, without the labels that several codes have."""
    distinct = set(labels)
    uses = Counter(label for label, _ in distinct)
    return {label: code for label, code in distinct if label and uses[label] == 1}
