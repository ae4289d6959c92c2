"""The reader's faults in plain words of the page's language, and the part of the questionnaire that each is about."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tycktill.terms import LANGUAGES, Fault
from tycktill_web.instrument.questions import questions_of
from tycktill_web.instrument.words import INFORMATION, TEXTS, Document

_SENTENCES: Sequence[tuple[str, Promise]] = (
    (r"There are no questions", _("Enkäten har inga frågor än. Lägg till minst en.")),
    (r"The text is (?:missing|empty).*", _("Texten saknas. Skriv den.")),
    (
        r"The text begins with (?P<sign>.), which .*",
        _("Texten börjar med %(sign)s, som ett kalkylprogram läser som en formel. Börja med en bokstav eller siffra."),
    ),
    (
        r"Two options are called `(?P<words>.*)` in `(?P<language>\w+)`",
        _("Två svar heter ”%(words)s” (%(language)s). Ge dem olika ord."),
    ),
    (
        r"Code (?P<code>\d+) is called `(?P<words>.*)`, and nobody .*",
        _("Svaret ”%(words)s” är en siffra, men det är svar nummer %(code)s. Skriv ord, eller låt siffrorna stämma."),
    ),
    (r"The scale has \d+ steps", _("Det är för många svar. Högst 11 får plats, utöver dem som inte räknas.")),
    (r"The codes are .*", _("Svaren går inte att numrera. Skriv dem på nytt, med det första överst.")),
    (r"No answer counts as positive", _("Inget svar räknas som positivt. Kryssa i minst ett.")),
    (r"Every answer counts as positive", _("Alla svar räknas som positiva. Lämna minst ett utan kryss.")),
    (r"There is nothing to choose", _("Det finns inget att välja. Skriv minst ett svar.")),
    (r"The key `scale` is missing", _("Det finns inget att välja. Skriv minst ett svar.")),
    (r"There is no scale .*", _("Välj hur frågan besvaras.")),
    (r"The question depends on its own answer", _("Frågan beror på sitt eget svar. Välj en tidigare fråga.")),
    (
        r"The question `.*` comes later",
        _("Frågan beror på en fråga som kommer senare. Flytta ner den här frågan, eller ta bort villkoret."),
    ),
    (r"The condition names no code", _("Välj vilka svar som leder till frågan, eller ta bort villkoret.")),
    (r"The question `.*` has no code .*", _("Villkoret gäller ett svar som inte finns längre. Välj svar på nytt.")),
    (r"There is no question .*", _("Villkoret gäller en fråga som inte finns längre. Välj på nytt.")),
    (r"`.*` is not asked of everybody.*", _("Frågan som sammanfattar ställs inte till alla. Ta bort dess villkor.")),
    (r"The share has no place of its own", _("Meningen om helheten behöver {share} en gång.")),
    (r"\d+ questions are called .*", _("Två frågor har samma id. Ta bort den ena och skriv den på nytt.")),
)
_KNOWN = tuple((re.compile(pattern, re.DOTALL), sentence) for pattern, sentence in _SENTENCES)


_NOTES: Sequence[tuple[str, Promise]] = (
    (
        r"A row of the type `(?P<words>.*)` has no place and is not read",
        _("Rad %(row)d är inte inläst: en fråga av slaget %(words)s går inte att ha."),
    ),
    (
        r"The condition `(?P<words>.*)` has no place: .*",
        _("Rad %(row)d: villkoret går inte att ha, så frågan ställs till alla (%(words)s)."),
    ),
    (r"A repeat has no place.*", _("Rad %(row)d: upprepning går inte att ha. Frågorna i den ställs en gång.")),
    (r"`(?P<words>.*)` has no place", _("Rad %(row)d: %(words)s går inte att ha. Resten av frågan är inläst.")),
)


def note_in_words(note: Fault) -> str:
    """What has no place in a questionnaire of a form that was read."""
    for pattern, sentence in _NOTES:
        if match := re.fullmatch(pattern, note.problem, re.DOTALL):
            return str(sentence) % {**match.groupdict(), "row": note.row or 0}
    return str(note)


class DraftPart(StrEnum):
    """What of a questionnaire a fault is in: each has a page of its own."""

    SURVEY = "survey"
    TEXTS = "texts"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class FaultInWords:
    """A fault as a page tells it. `field` is the form's, empty where none alone is wrong; `question` is an id."""

    sentence: str
    part: DraftPart = DraftPart.SURVEY
    field: str = ""
    question: str = ""
    is_english: bool = False


def faults_in_words(faults: Sequence[Fault], document: Document) -> Sequence[FaultInWords]:
    """The faults of a draft, each once, in order."""
    return list(dict.fromkeys(_fault_in_words(fault, document) for fault in faults))


def _fault_in_words(fault: Fault, document: Document) -> FaultInWords:
    sentence = _plain_sentence(fault)
    part, field, question = _place_on_page(fault.place or "", document)
    if sentence is None:
        return FaultInWords(f"{fault.problem}. {fault.remedy}.", part, field, question, is_english=True)
    return FaultInWords(sentence, part, field, question)


def _plain_sentence(fault: Fault) -> str | None:
    for pattern, sentence in _KNOWN:
        if match := pattern.fullmatch(fault.problem):
            named = match.groupdict()
            if named.get("language") in LANGUAGES:
                named["language"] = LANGUAGES[named["language"]].name
            return str(sentence) % named if named else str(sentence)
    return None


def _place_on_page(place: str, document: Document) -> tuple[DraftPart, str, str]:
    """The page, the field and the question of a place such as `questions[maten].text.sv`."""
    for pattern, where in _PLACES.items():
        if match := re.fullmatch(pattern, place):
            return where(match, document)
    return DraftPart.SURVEY, "", ""


def _in_question(match: re.Match[str], document: Document) -> tuple[DraftPart, str, str]:
    wanted, field = match["id"], match["rest"].lstrip(".")
    ids = [each["id"] for each in questions_of(document)]
    own = wanted if wanted in ids else next((id_ for id_ in ids if wanted.startswith(f"{id_}_")), "")
    if own != wanted:
        return DraftPart.QUESTION, "scale", own  # a choice of several, which is counted as a question
    if field.startswith("when"):
        return DraftPart.QUESTION, "asked_after", own
    return DraftPart.QUESTION, "-".join(field.split(".")[:2]), own


def _in_scale(match: re.Match[str], document: Document) -> tuple[DraftPart, str, str]:
    ids = [each["id"] for each in questions_of(document) if each.get("scale") == match["name"]]
    return DraftPart.QUESTION, "scale", ids[0] if ids else ""


def _in_texts(match: re.Match[str], _document: Document) -> tuple[DraftPart, str, str]:
    return DraftPart.TEXTS, f"{match['key']}-{match['language'] or 'sv'}", ""


def _in_gender(match: re.Match[str], _document: Document) -> tuple[DraftPart, str, str]:
    code, language = match["code"], match["language"]
    return DraftPart.TEXTS, f"gender{'_' + code if code else ''}-{language}" if language else "", ""


_PLACES: Mapping[str, Callable[[re.Match[str], Document], tuple[DraftPart, str, str]]] = {
    r"questions\[(?P<id>[^\]]+)\](?P<rest>.*)": _in_question,
    r"scales\.(?P<name>[^.]+).*": _in_scale,
    rf"(?:information\.)?(?P<key>{'|'.join((*TEXTS, *INFORMATION))})(?:\.(?P<language>\w+))?": _in_texts,
    r"background\[gender\](?:\.options)?(?:\[(?P<code>\w)\])?(?:\.text)?(?:\.(?P<language>\w+))?": _in_gender,
}
