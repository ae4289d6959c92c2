"""What a form changes in a document: its texts by language, which languages there are, and how whole they are.

Every function gives a new document and keeps what it does not know of.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tycktill.files import read_library
from tycktill.instrument import SOURCE_LANGUAGE, lacking_texts
from tycktill_web.instrument.first import known_translation

Document = Mapping[str, Any]
Words = Mapping[str, str]

TEXTS = ("name", "target_group", "description")
INFORMATION = ("purpose", "voluntary", "readers", "contact")


def languages_of(document: Document) -> tuple[str, ...]:
    """The codes of its languages, Swedish first."""
    declared = document.get("languages", {})
    return tuple(sorted(declared, key=lambda code: code != SOURCE_LANGUAGE)) if isinstance(declared, dict) else ()


def settle_languages(document: Document) -> dict[str, Any]:
    """The document with each language said to be complete or partial as it is; Swedish always is complete, so that
    what it lacks is told as a fault."""
    library = read_library()
    status = {code: dict(each) for code, each in document.get("languages", {}).items()}
    for code, each in status.items():
        is_whole = code == SOURCE_LANGUAGE or not lacking_texts(document, code, library)
        each["completeness"] = "complete" if is_whole else "partial"
    return {**document, "languages": status}


def with_texts(document: Document, texts: Mapping[str, Words], information: Mapping[str, Words]) -> dict[str, Any]:
    """The document with these texts about the whole, and of the information; an empty one is not there."""
    shown = {**document.get("information", {}), **{key: written_texts(words) for key, words in information.items()}}
    changed = {key: written_texts(words) for key, words in texts.items()}
    whole = {**document, **changed, "information": shown}
    return {key: value for key, value in whole.items() if not (key == "description" and not value)}


def with_background(document: Document, text: Words, options: Mapping[str, Words]) -> dict[str, Any]:
    """The document with the question on gender in these words."""
    asked = dict(document["background"][0])
    asked["text"] = written_texts(text)
    asked["options"] = [{**each, "text": written_texts(options[each["code"]])} for each in asked["options"]]
    return {**document, "background": [asked]}


def with_language(document: Document, code: str) -> dict[str, Any]:
    """The document with one more language, and with what is known of it already."""
    status = {**document["languages"], code: {"completeness": "partial", "review": "unreviewed"}}
    added = {**document, "languages": status}
    whole: dict[str, Any] = _each_texts(added, lambda words: _fill_known(words, code))
    return settle_languages(whole)


def with_review(document: Document, code: str, *, is_read: bool) -> dict[str, Any]:
    """The document, saying whether somebody who speaks the language has read its texts."""
    one = {**document["languages"][code], "review": "reviewed" if is_read else "unreviewed"}
    return {**document, "languages": {**document["languages"], code: one}}


def without_language(document: Document, code: str) -> dict[str, Any]:
    """The document with all texts of a language gone. Swedish stays."""
    if code == SOURCE_LANGUAGE:
        return dict(document)
    kept = {each: status for each, status in document["languages"].items() if each != code}
    gone = _each_texts(document, lambda words: {each: text for each, text in words.items() if each != code})
    return {**gone, "languages": kept}


def written_texts(words: Words) -> dict[str, str]:
    """The texts that say something, on one line and without blanks around."""
    return {code: " ".join(text.split()) for code, text in words.items() if text.strip()}


def _fill_known(words: Words, code: str) -> Words:
    known = known_translation(words.get(SOURCE_LANGUAGE, ""), code)
    return {**words, code: known} if known and code not in words else words


def _each_texts(value: Any, change: Callable[[Words], Words], key: str = "") -> Any:
    """The document with `change` made to every text by language in it."""
    if isinstance(value, list):
        return [_each_texts(each, change) for each in value]
    if not isinstance(value, dict):
        return value
    if key in _NAMES_OF_TEXTS:
        return dict(change(value))
    return {name: _each_texts(each, change, name) for name, each in value.items()}


_NAMES_OF_TEXTS = frozenset((*TEXTS, *INFORMATION, "text", "words"))
