"""Checks a scale: its codes, what counts and what is left out."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from tycktill.instrument.document import DONT_KNOW, NOT_APPLICABLE, Scale, Texts
from tycktill.terms import Fault

MOST_STEPS = 11
"""From 0 to 10."""

_PAIRS = tuple(zip(NOT_APPLICABLE, DONT_KNOW, strict=True))
_RESERVED = (*NOT_APPLICABLE, *DONT_KNOW)
_NUMBERED = re.compile(r"([0-9]+)(?:[.,]0+)?(?:[.):=]*|(?:[.):=]| ?[–—=]| -) ?[^0-9 ].*)|.*\(([0-9]+)\)")
"""A label that is a number, or gives its option one: `5`, `5 = best`, `5. Best`, `Best (5)`."""


def scale_faults(place: str, scale: Scale) -> Iterator[Fault]:
    """What is wrong with a well-shaped scale."""
    yield from _code_faults(place, scale)
    yield from _doubled_faults(f"{place}.positive", scale.positive)
    yield from _doubled_faults(f"{place}.excluded", scale.excluded)
    yield from _positive_faults(place, scale)
    yield from _excluded_faults(place, scale)
    yield from label_faults(place, [option.text for option in scale.options])
    yield from _number_faults(place, scale)


def label_faults(place: str, labels: Iterable[Texts]) -> Iterator[Fault]:
    """Labels of one question that cannot be distinguished in some language: a spreadsheet may hold labels for codes."""
    words = [(language, text) for texts in labels for language, text in texts.items()]
    used = Counter((language, " ".join(text.split()).casefold()) for language, text in words)
    for (language, label), times in used.items():
        if times > 1:
            yield Fault(f"Two options are called `{label}` in `{language}`", "Give each its own words", place=place)


def _number_faults(index: str, scale: Scale) -> Iterator[Fault]:
    """Labels that are a number other than their code: a cell with it would be read as one and mean the other."""
    for option in scale.options:
        for label in dict.fromkeys(option.text.values()):
            number = _number_in_label(label)
            if number not in (None, option.code):
                problem = (
                    f"Code {option.code} is called `{label}`, and nobody knows which of them a cell with {number} means"
                )
                remedy = "Call the option by words, or number the options as they are called"
                yield Fault(problem, remedy, place=index)


def _number_in_label(label: str) -> int | None:
    """The number that a label is, or gives its option."""
    match = _NUMBERED.fullmatch(" ".join(unicodedata.normalize("NFKC", label).split()))
    return int(match[1] or match[2]) if match else None


def _scale_steps(scale: Scale) -> tuple[int, ...]:
    """The codes from 0 or 1 on without a gap, up to those that are left out; none where they begin elsewhere."""
    first = scale.codes[0] if scale.codes else 0
    steps = [code for place, code in enumerate(scale.codes) if code == first + place and first in (0, 1)]
    while steps and steps[-1] in _RESERVED and steps[-1] in scale.excluded:
        steps.pop()
    return tuple(steps)


def _code_faults(place: str, scale: Scale) -> Iterator[Fault]:
    codes, steps = scale.codes, _scale_steps(scale)
    last = codes[len(steps) :]
    pairs = [pair for pair in _PAIRS if not set(pair) & set(steps)]
    if len(set(codes)) < len(codes):
        yield from _doubled_faults(f"{place}.options", codes)
    elif not any(last == tuple(code for code in pair if code in last) for pair in pairs):
        remedy = (
            "Number the options in printed order from 1, or from 0, then 8 (not applicable) and 9 (don't know), "
            "or 98 and 99 where the steps reach that far"
        )
        yield Fault(f"The codes are {_listed_codes(codes)}", remedy, place=place)
    elif len(steps) > MOST_STEPS:
        yield Fault(f"The scale has {len(steps)} steps", f"Leave {MOST_STEPS} at most, as from 0 to 10", place=place)


def _doubled_faults(place: str, codes: Iterable[int]) -> Iterator[Fault]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield Fault(f"The code {code} stands {times} times", "Let it stand once", place=place)


def _positive_faults(place: str, scale: Scale) -> Iterator[Fault]:
    place = f"{place}.positive"
    unknown = [code for code in scale.positive if code not in scale.codes]
    if unknown:
        yield Fault(f"The scale has no code {_listed_codes(unknown)}", "Name codes of the scale's options", place=place)
    elif not scale.positive:
        yield Fault("No answer counts as positive", "Name at least one code", place=place)
    elif set(scale.positive) >= set(scale.valid):
        yield Fault("Every answer counts as positive", "Leave at least one code out", place=place)


def _excluded_faults(place: str, scale: Scale) -> Iterator[Fault]:
    place = f"{place}.excluded"
    unknown = [code for code in scale.excluded if code not in scale.codes]
    if unknown:
        yield Fault(f"The scale has no code {_listed_codes(unknown)}", "Name codes of the scale's options", place=place)
    both = [code for code in scale.excluded if code in scale.positive]
    if both:
        yield Fault(f"The code {_listed_codes(both)} is both positive and excluded", "Take it out of one", place=place)
    steps = _scale_steps(scale)
    for code in scale.codes:
        if code in _RESERVED and code not in (*steps, *scale.excluded):
            yield Fault(f"The code {code} always leaves the denominator", f"Add {code} to `excluded`", place=place)
    for code in scale.excluded:
        if code in scale.codes and (code in steps or code not in _RESERVED):
            remedy = "Give the option code 8 (not applicable) or 9 (don't know), or 98 or 99 where 8 is a step"
            yield Fault(f"The code {code} cannot be excluded", remedy, place=place)


def _listed_codes(codes: Iterable[int]) -> str:
    return ", ".join(str(code) for code in codes)
