"""Understands how an option is written: its code, its label, both, or a word of the same meaning."""

import re
from collections.abc import Iterable, Mapping, Sequence

from tycktill.files.aliases import Words
from tycktill.files.refusing import quoted
from tycktill.files.words import by_label, likeness, unshared_labels, whole_number
from tycktill.files.wrong import Wrong
from tycktill.instrument import Option, Scale, text_in

_CODE_FIRST = re.compile(r"[\[(]?([0-9]{1,2})(?:\.0+)? ?[-.:=)\]/|]{0,2} ?(\D.*)")
_CODE_LAST = re.compile(r"(.*\D) ?[\[(]([0-9]{1,2})[\])]|(.*\D) [-=] ?([0-9]{1,2})")

_BETWEEN = tuple(map(re.compile, (r" ?[\\|/] ?", " ?; ?", " - ", ", ", " eller ")))
"""What stands between two words for one option."""


class Options:
    """How the options of one scale may be written."""

    def __init__(self, scale: Scale, alike: Sequence[Words]) -> None:
        self._scale = scale
        whole = by_label((option.code, option.text) for option in scale.options)
        own = _bare_labels(scale) | whole
        self._labels = _synonym_codes(own, alike) | own

    def code_of(self, text: str) -> int | Wrong:
        """The code of the option that is written. What a whole label says is read before its parts are."""
        number = whole_number(text)
        code = self._of_label(likeness(text)) if number is None else number
        if code in self._scale.codes:
            return code
        both = _CODE_FIRST.fullmatch(likeness(text)) or _CODE_LAST.fullmatch(likeness(text))
        return self._agreed_code(text, both) if both else self._refuse_text(text)

    def _agreed_code(self, text: str, both: re.Match[str]) -> int | Wrong:
        """What code and label say together; refused where they disagree, as another tool's numbers do."""
        code, label = sorted(filter(None, both.groups()), key=lambda part: not part.isdecimal())
        meant = self._of_label(label)
        if meant is None:
            return self._refuse_text(text)
        if int(code) == meant:
            return meant
        own = _written_option(self._scale.option(meant))
        return Wrong(f"{quoted(text)} has a code and a label that disagree", f"Write {own}, or the label alone")

    def _of_label(self, like: str) -> int | None:
        """The code of a label, whole or in parts that all say the same: `Ingen åsikt/vet ej`."""
        label = like.rstrip(" -:=;,!")
        for each in (like, label, label.replace(", ", "/")):
            if each in self._labels:
                return self._labels[each]
        split = (sign.split(label) for sign in _BETWEEN)
        meant = ({self._labels.get(part) for part in parts} for parts in split if len(parts) > 1)
        return next((code for codes in meant if len(codes) == 1 and (code := codes.pop()) is not None), None)

    def _refuse_text(self, text: str) -> Wrong:
        written = ", ".join(map(_written_option, self._scale.options))
        return Wrong(f"{quoted(text)} is not an answer to this question", f"Write {written} or leave it empty")


def option_name(code: int, label: str) -> str:
    """An option by code and label; by the label alone where that begins with the code."""
    return label if re.match(rf"{code}\b", label) else f"{code} {label}"


def _written_option(option: Option) -> str:
    return option_name(option.code, text_in(option.text, "sv"))


def _bare_labels(scale: Scale) -> dict[str, int]:
    """Labels that begin with the option's own code, `5 Mycket bra`, without it: tools write it in other ways."""
    labels = ((likeness(text), option.code) for option in scale.options for text in option.text.values())
    led = ((re.match(rf"{code}\W+(?=[^\W\d_])", label), label, code) for label, code in labels)
    return unshared_labels((label[match.end() :], code) for match, label, code in led if match)


def _synonym_codes(own: Mapping[str, int], alike: Iterable[Words]) -> dict[str, int]:
    """What the other words of a group mean, where one option alone is called a word of it."""
    found: list[tuple[str, int]] = []
    for words in alike:
        names = {likeness(word) for word in words}
        codes = {own[name] for name in names if name in own}
        if len(codes) == 1:
            found.extend((name, code) for name in names for code in codes)
    return unshared_labels(found)
