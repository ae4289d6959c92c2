"""What a questionnaire of somebody's own begins from: texts that hold for any survey run here, to be changed."""

from collections.abc import Mapping
from typing import Any

_INFORMATION: Mapping[str, Mapping[str, str]] = {
    "purpose": {
        "sv": "Vi vill veta vad du tycker, för att se vad som är bra och vad som behöver bli bättre.",
        "en": "We want to know what you think, to see what is good and what needs to be better.",
    },
    "voluntary": {
        "sv": "Det är frivilligt att svara. Du får samma hjälp oavsett om och vad du svarar.",
        "en": "You do not have to answer. You get the same help whether you answer or not, and whatever you say.",
    },
    "readers": {
        "sv": "Ingen får veta vad just du har svarat. Resultatet visas bara när minst fem personer har svarat.",
        "en": "Nobody will know what you answered. Results are only shown when at least five people have answered.",
    },
    "contact": {
        "sv": "Har du frågor om enkäten? Fråga den som gav dig den.",
        "en": "Do you have questions about the survey? Ask the person who gave it to you.",
    },
}
_GENDER: Mapping[str, str] = {"sv": "Är du kvinna eller man?", "en": "Are you a woman or a man?"}
_GENDERS: Mapping[str, Mapping[str, str]] = {
    "K": {"sv": "Kvinna", "en": "Woman"},
    "M": {"sv": "Man", "en": "Man"},
    "A": {"sv": "Annat eller vill inte svara", "en": "Other, or prefer not to say"},
}
_SWEDISH = {text["sv"]: text for text in (*_INFORMATION.values(), _GENDER, *_GENDERS.values())}


def first_document(id_: str, family: str, *, title: str, target_group: str, year: int) -> dict[str, Any]:
    """A document that is whole but for its questions."""
    return {
        "id": id_,
        "family": family,
        "version": 1,
        "name": {"sv": title},
        "target_group": {"sv": target_group},
        "rounds": {"first": year},
        "languages": {"sv": {"completeness": "complete", "review": "reviewed"}},
        "information": {key: {"sv": text["sv"]} for key, text in _INFORMATION.items()},
        "background": [
            {
                "id": "gender",
                "text": {"sv": _GENDER["sv"]},
                "options": [{"code": code, "text": {"sv": text["sv"]}} for code, text in _GENDERS.items()],
            }
        ],
        "questions": [],
    }


def known_translation(swedish: str, language: str) -> str:
    """What such a text is in another language, where nobody has changed it; empty where that is not known."""
    return _SWEDISH.get(swedish, {}).get(language, "")
