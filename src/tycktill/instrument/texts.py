"""A text in the language that is asked for."""

from collections.abc import Iterable

from tycktill.instrument.document import Texts

SOURCE_LANGUAGE = "sv"
"""Every instrument is complete in this language; what another lacks is shown in it."""


def text_in(texts: Texts, language: str) -> str:
    """The text in `language` (a code such as `en`), in Swedish where that language lacks it."""
    return texts[language] if language in texts else texts[SOURCE_LANGUAGE]


def same_words(several: Iterable[Texts]) -> Texts:
    """What all of these say in the same words, by language; nothing where their Swedish differs."""
    all_ = list(several)
    words = all_[0] if all_ else {}
    same = {language: text for language, text in words.items() if all(each.get(language) == text for each in all_)}
    return same if SOURCE_LANGUAGE in same else {}
