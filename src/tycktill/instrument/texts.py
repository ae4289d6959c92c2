"""A text in the language that is asked for."""

from tycktill.instrument.document import Texts

SOURCE_LANGUAGE = "sv"
"""Every instrument is complete in this language; what another lacks is shown in it."""


def texts(texts: Texts, language: str) -> str:
    """The text in `language` (a code such as `en`), in Swedish where that language lacks it."""
    return texts[language] if language in texts else texts[SOURCE_LANGUAGE]
