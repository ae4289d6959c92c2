"""Names in the order of the Swedish alphabet, in which å, ä and ö come last, and as they are searched for."""

import re
import unicodedata

_AFTER_Z = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "é": "e", "ü": "u"})


def in_alphabet(text: str) -> str:
    """A key that sorts names as a Swedish register does."""
    return text.casefold().translate(_AFTER_Z)


def as_searched(name: str) -> str:
    """Letters and figures alone, without case, dots and rings, nor the words for a municipality: `Hedköla kommun` as
    `hedkola`."""
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_SPELT))
    words = re.findall(r"[^\W_]+", "".join(each for each in letters if not unicodedata.combining(each)))
    return "".join(word for word in words if word not in _MUNICIPALITY)


_SPELT = str.maketrans({"ø": "o", "æ": "a", "ß": "ss"})
_MUNICIPALITY = ("kommun", "stad")
