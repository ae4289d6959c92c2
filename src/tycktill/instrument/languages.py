"""Checks that every text is there in every language that says it is complete."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from tycktill.instrument.document import LanguageStatus, Texts
from tycktill.instrument.parts import Part, well_shaped
from tycktill.instrument.texts import SOURCE_LANGUAGE
from tycktill.terms import LANGUAGES, Fault, is_formula


def language_faults(found: Iterable[Part], declared: Collection[str]) -> Iterator[Fault]:
    """What is wrong with an instrument's languages, and its texts in them; `declared` are all it names."""
    found = tuple(found)
    status = {place.rpartition(".")[2]: value for place, value in well_shaped(found, LanguageStatus)}
    yield from _declared_faults(declared, status)
    complete = {code for code, value in status.items() if value.completeness == "complete"}
    yield from text_faults(found, declared=declared, complete=complete)


def text_faults(found: Iterable[Part], *, declared: Collection[str], complete: Collection[str]) -> Iterator[Fault]:
    """Texts that are missing in a complete language, empty, harmful, or in a language that was not declared."""
    for part in found:
        if not isinstance(part.value, dict):
            continue
        if part.kind == Texts:
            yield from _missing_languages(part.place, part.value, complete)
            yield from _undeclared_languages(part.place, part.value, declared)


def _declared_faults(declared: Collection[str], status: Mapping[str, LanguageStatus]) -> Iterator[Fault]:
    for code in declared:
        if code not in LANGUAGES:
            remedy = f"Write one of {', '.join(LANGUAGES)}"
            yield Fault(f"The language code `{code}` is not known", remedy, place=f"languages.{code}")
    source = status.get(SOURCE_LANGUAGE)
    if SOURCE_LANGUAGE not in declared:
        yield Fault("Swedish is missing", "Add `sv`: other languages fall back to it", place="languages")
    elif source and source.completeness == "partial":
        remedy = "Complete it: other languages fall back to it"
        yield Fault("Swedish is only partial", remedy, place=f"languages.{SOURCE_LANGUAGE}.completeness")


def _missing_languages(place: str, texts: Mapping[str, object], complete: Collection[str]) -> Iterator[Fault]:
    for code in sorted(complete):
        if code not in texts:
            problem = f"The text is missing in `{code}`, which is declared complete"
            yield Fault(problem, "Write it, or declare the language partial", place=f"{place}.{code}")
    for code, text in texts.items():
        if isinstance(text, str) and not text.strip():
            yield Fault("The text is empty", "Write it, or take the key away", place=f"{place}.{code}")
        elif isinstance(text, str) and is_formula(text):
            problem = f"The text begins with {text.strip()[0]}, which a spreadsheet takes for a formula"
            yield Fault(problem, "Begin it with a letter or a digit", place=f"{place}.{code}")


def _undeclared_languages(place: str, texts: Mapping[str, object], declared: Collection[str]) -> Iterator[Fault]:
    for code in texts:
        if code not in declared:
            remedy = f"Declare it under `languages`, or write one of {', '.join(declared)}"
            yield Fault(f"The language `{code}` is not declared", remedy, place=f"{place}.{code}")
