"""Which texts a language lacks in a document that is still being written."""

from collections.abc import Mapping, Sequence
from typing import Any

from tycktill.instrument.document import Instrument, Texts
from tycktill.instrument.kinds import by_kind
from tycktill.instrument.library import Library, with_library
from tycktill.instrument.parts import document_parts


def lacking_texts(document: Mapping[str, Any], language: str, library: Library) -> Sequence[str]:
    """The places of texts that are not there in this language, in the document or on the scales that it borrows."""
    whole = with_library(by_kind(document), library)
    tables = [(part.place, part.value) for part in document_parts(whole, Instrument) if part.kind == Texts]
    return [place for place, texts in tables if isinstance(texts, dict) and not str(texts.get(language, "")).strip()]
