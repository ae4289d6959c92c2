"""Checks a scale: its codes, what counts and what is left out."""

from collections import Counter
from collections.abc import Iterable, Iterator

from tycktill.instrument.document import DONT_KNOW, NOT_APPLICABLE, Scale, Texts
from tycktill.terms import Fault

RESERVED = (NOT_APPLICABLE, DONT_KNOW)


def scale_faults(place: str, scale: Scale) -> Iterator[Fault]:
    """What is wrong with a well-shaped scale."""
    yield from _code_faults(place, scale.codes)
    yield from _doubled_faults(f"{place}.positive", scale.positive)
    yield from _doubled_faults(f"{place}.excluded", scale.excluded)
    yield from _positive_faults(place, scale)
    yield from _excluded_faults(place, scale)
    yield from label_faults(place, [option.text for option in scale.options])


def label_faults(place: str, labels: Iterable[Texts]) -> Iterator[Fault]:
    """Labels of one question that cannot be told apart in some language: a spreadsheet may hold labels for codes."""
    words = [(language, text) for texts in labels for language, text in texts.items()]
    used = Counter((language, " ".join(text.split()).casefold()) for language, text in words)
    for (language, label), times in used.items():
        if times > 1:
            yield Fault(f"Two options are called `{label}` in `{language}`", "Give each its own words", place=place)


def _code_faults(place: str, codes: tuple[int, ...]) -> Iterator[Fault]:
    counted = [code for code in codes if code not in RESERVED]
    last = [code for code in RESERVED if code in codes]
    if len(set(codes)) < len(codes):
        yield from _doubled_faults(f"{place}.options", codes)
    elif list(codes) != [*range(1, len(counted) + 1), *last]:
        remedy = "Number the options from 1 in printed order, then 8 (not applicable) and 9 (don't know)"
        yield Fault(f"The codes are {_listed(codes)}", remedy, place=place)


def _doubled_faults(place: str, codes: Iterable[int]) -> Iterator[Fault]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield Fault(f"The code {code} stands {times} times", "Let it stand once", place=place)


def _positive_faults(place: str, scale: Scale) -> Iterator[Fault]:
    place = f"{place}.positive"
    unknown = [code for code in scale.positive if code not in scale.codes]
    if unknown:
        yield Fault(f"The scale has no code {_listed(unknown)}", "Name codes of the scale's options", place=place)
    elif not scale.positive:
        yield Fault("No answer counts as positive", "Name at least one code", place=place)
    elif set(scale.positive) >= set(scale.valid):
        yield Fault("Every answer counts as positive", "Leave at least one code out", place=place)


def _excluded_faults(place: str, scale: Scale) -> Iterator[Fault]:
    place = f"{place}.excluded"
    unknown = [code for code in scale.excluded if code not in scale.codes]
    if unknown:
        yield Fault(f"The scale has no code {_listed(unknown)}", "Name codes of the scale's options", place=place)
    both = [code for code in scale.excluded if code in scale.positive]
    if both:
        yield Fault(f"The code {_listed(both)} is both positive and excluded", "Take it out of one", place=place)
    for code in RESERVED:
        if code in scale.codes and code not in scale.excluded:
            yield Fault(f"The code {code} always leaves the denominator", f"Add {code} to `excluded`", place=place)
    for code in scale.excluded:
        if code in scale.codes and code not in RESERVED:
            remedy = "Give the option code 8 (not applicable) or 9 (don't know)"
            yield Fault(f"The code {code} cannot be excluded", remedy, place=place)


def _listed(codes: Iterable[int]) -> str:
    return ", ".join(str(code) for code in codes)
