"""Understands how a municipality is written: its code, its name, its official name, or code and name together."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache

from tycktill.files.aliases import Aliases
from tycktill.files.refusing import quoted
from tycktill.files.words import likeness, unshared_labels, whole_number
from tycktill.files.wrong import Wrong
from tycktill.terms import Municipalities

_NEARLY = 0.8
"""How alike a misspelt name and the one proposed must be, from 0 to 1."""

_CODE_FIRST = re.compile(r"([0-9]{3,4})\W+(\w.*)")
_NAME_FIRST = re.compile(r"(.*\w\)?)\W+([0-9]{3,4})\W*")
_COUNTY = re.compile(r"(?:[0-9]{2}\W+)?(?:\w[\w ]* län|\w[\w ]* läns landsting|region \w[\w ]*|landstinget \w[\w ]*)")
_REMEDY = "Write its code of four digits or its name"


class MunicipalityNames:
    """All names of all municipalities."""

    def __init__(self, municipalities: Municipalities, aliases: Aliases) -> None:
        self._municipalities = municipalities
        official, short = _shared_by_none(tuple((each.name, each.code) for each in municipalities.values()))
        others = {_plain_name(name): code for code, names in aliases.municipalities.items() for name in names}
        known = {name: code for name, code in others.items() if code in municipalities}
        self._codes = {**official, **known, **short}

    def code_of(self, text: str) -> str | Wrong:
        """The four digits of a municipality, from its code (a spreadsheet drops a leading zero) or its name."""
        number = whole_number(text)
        code = self._codes.get(_plain_name(text)) if number is None else f"{number:04}"
        if code is not None and code in self._municipalities:
            return code
        if not likeness(text):
            return Wrong("The municipality is missing", _REMEDY)
        if _COUNTY.fullmatch(likeness(text)):
            return Wrong(f"{quoted(text)} is a county or region and no municipality", _REMEDY)
        return self._code_and_name(text) or Wrong(
            f"{quoted(text)} is not a municipality", self._near_name(text) or _REMEDY
        )

    def is_name(self, text: str) -> bool:
        """Whether the text is a municipality's name, official or short."""
        return _plain_name(text) in self._codes

    def _code_and_name(self, text: str) -> str | Wrong | None:
        """What a code and a name say together; None where they are not both there."""
        match = _CODE_FIRST.fullmatch(likeness(text)) or _NAME_FIRST.fullmatch(likeness(text))
        if match is None:
            return None
        code, name = sorted(match.groups(), key=lambda part: not part.isdecimal())
        code, named = code.zfill(4), self._codes.get(_plain_name(name.strip("()")))
        if named is None or code not in self._municipalities:
            return None
        if code == named:
            return code
        said = f"{code} is {self._municipalities[code].name} and {self._municipalities[named].name} is {named}"
        return Wrong(f"{quoted(text)} names two municipalities: {said}", "Correct the code or the name")

    def _near_name(self, text: str) -> str | None:
        """What is written nearly so: a letter or two amiss. Further off would put another name in its place."""
        names = {_without_accents(each.name): each for each in self._municipalities.values()}
        near = get_close_matches(_without_accents(text), sorted(names), n=1, cutoff=_NEARLY)
        return f"If you mean {names[near[0]].name} ({names[near[0]].code}), write that" if near else None


@lru_cache(2)
def _shared_by_none(named: tuple[tuple[str, str], ...]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Codes by official names, which are some thousands, and by short ones: the same for every file that is read."""
    official = unshared_labels((name, code) for short, code in named for name in _official_names(short))
    return official, unshared_labels((_plain_name(short), code) for short, code in named)


def _without_accents(name: str) -> str:
    parts = unicodedata.normalize("NFD", likeness(name))
    return "".join(each for each in parts if not unicodedata.combining(each))


def _plain_name(name: str) -> str:
    return " ".join(likeness(name).replace("-", " ").split())


def _official_names(name: str) -> Iterator[str]:
    """`Luleå kommun`, `Lunds kommun`, and as people write it `Luleås kommun`; a name in s, x or z has no genitive."""
    yield from (_plain_name(f"{before} {name}") for before in ("kommun", "kommunen", "kommun:"))
    for owner in {name, f"{name}s"} if name[-1] not in "sxz" else {name}:
        yield from (_plain_name(f"{owner} {after}") for after in ("kommun", "kommuns", "stad", "stads", "kn", "k:n"))
