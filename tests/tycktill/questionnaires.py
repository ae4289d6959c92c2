"""Small questionnaires for tests of the way in: two languages, a condition on a condition, a retired one."""

from typing import Any

import msgspec

from tycktill.instrument import Catalogue, Instrument

Document = dict[str, Any]

_BOTH = {"sv": "–", "en": "–"}
_STATUS = {"completeness": "complete", "review": "unreviewed"}


def _option(code: int, sv: str, en: str) -> Document:
    return {"code": code, "text": {"sv": sv, "en": en}}


_YES_NO = {
    "options": [_option(1, "Ja", "Yes"), _option(2, "Nej", "No"), _option(9, "Vet inte/ingen åsikt", "Don't know")],
    "positive": [1],
    "excluded": [9],
}
_EASY = {
    "options": [
        _option(1, "Mycket lätt", "Very easy"),
        _option(2, "Ganska  lätt", "Fairly easy"),
        _option(3, "Svårt", "Hard"),
        _option(4, "Nej", "Not at all"),
        _option(8, "Ja, men inte än", "Yes, but not yet"),
        _option(9, "Vet inte / ingen åsikt", "Don't know"),
    ],
    "positive": [1, 2],
    "excluded": [8, 9],
}
_GENDER = {
    "id": "gender",
    "text": _BOTH,
    "options": [
        {"code": "K", "text": {"sv": "Tjej", "en": "Girl"}},
        {"code": "M", "text": {"sv": "Kille", "en": "Boy"}},
        {"code": "A", "text": {"sv": "Annat/vill inte svara", "en": "Other"}},
    ],
}


def _question(id: str, scale: str, when: Document | None = None) -> Document:  # noqa: A002
    words = {"name": _BOTH, "text": _BOTH}
    return {"id": id, "meaning": 1, "area": "bemotande", "scale": scale, "when": when} | words


def _instrument(id: str, questions: list[Document], rounds: Document) -> Instrument:  # noqa: A002
    document = {
        "id": id,
        "family": "liten",
        "version": 1,
        "name": _BOTH,
        "target_group": _BOTH,
        "rounds": rounds,
        "languages": {"sv": _STATUS, "en": _STATUS},
        "information": {"purpose": _BOTH, "voluntary": _BOTH, "readers": _BOTH, "contact": _BOTH},
        "background": [_GENDER],
        "scales": {"ja_nej": _YES_NO, "latt": _EASY},
        "questions": questions,
    }
    return msgspec.convert(document, Instrument)


LATT = _instrument("liten-latt", [_question("kontakt", "latt"), _question("helhet", "ja_nej")], {"first": 2015})
"""`kontakt` on a five-step scale, `helhet` yes or no."""

VILLKOR = _instrument(
    "liten-villkor",
    [
        _question("hjalp", "ja_nej"),
        _question("bra", "ja_nej", {"question": "hjalp", "codes": [1]}),
        _question("helhet", "latt", {"question": "bra", "codes": [1, 2]}),
    ],
    {"first": 2015, "last": 2019},
)
"""`bra` is asked only of those with `hjalp` = yes, and `helhet` only of those who answered `bra` yes or no."""

CATALOGUE: Catalogue = {instrument.id: instrument for instrument in (LATT, VILLKOR)}
