"""Scales that a questionnaire names and does not describe: put into its document before anything is checked."""

from collections.abc import Mapping
from typing import Any

import msgspec

from tycktill.instrument.document import Scale

Library = Mapping[str, Mapping[str, Any]]
"""Scales by name, each as the table that would describe it in a questionnaire."""


def with_library(document: Mapping[str, Any], library: Library) -> dict[str, Any]:
    """The document with every scale of the library that a question names and the document has not, in its languages.

    Whatever in the document does not have the format's shape is left as it is, to be told with the other faults.
    """
    scales, languages = document.get("scales", {}), document.get("languages", {})
    if not isinstance(scales, dict) or not isinstance(languages, dict):
        return dict(document)
    named = dict.fromkeys(_scales_named(document.get("questions", [])))
    borrowed = {
        name: _in_languages(languages, library[name]) for name in named if name in library and name not in scales
    }
    return {**document, "scales": {**scales, **borrowed}}


def _scales_named(questions: object) -> list[str]:
    named = [each.get("scale") for each in questions if isinstance(each, dict)] if isinstance(questions, list) else []
    return [name for name in named if isinstance(name, str)]


def _in_languages(languages: Mapping[str, object], scale: Mapping[str, Any]) -> dict[str, Any]:
    """The scale with its texts in these languages alone."""
    options = [
        {**option, "text": {code: text for code, text in option["text"].items() if code in languages}}
        for option in scale["options"]
    ]
    return {**scale, "options": options}


def library_scales(library: Library) -> Mapping[str, Scale]:
    return {name: msgspec.convert(scale, Scale) for name, scale in library.items()}
