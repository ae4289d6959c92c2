"""The form of a question: its words, how it is answered, and whom it is asked of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tycktill.files import read_library
from tycktill.instrument import NOT_APPLICABLE, SOURCE_LANGUAGE
from tycktill_web.instrument.questions import (
    OWN,
    SEVERAL,
    AskedQuestion,
    OwnOption,
    earlier_answers,
    questions_of,
    scale_in,
)
from tycktill_web.instrument.words import Document, languages_of
from tycktill_web.pages.desk.editor.forms import SideBySide, WordsForm

FEWEST_ROWS, MORE_ROWS, MOST_ROWS = 5, 3, 11
_CHOSEN = "vald"
_BETWEEN = ":"
_USUAL: Mapping[str, Mapping[str, str]] = {"dont_know": {"sv": "Vet inte/ingen åsikt", "en": "Don't know/no opinion"}}


@dataclass(frozen=True, slots=True)
class OptionRow:
    """A line of answers that are written with the question."""

    number: int
    words: SideBySide
    is_positive: forms.BoundField


class QuestionForm(WordsForm):
    """A question of a draft: how it is answered, and of whom it is asked."""

    scale = forms.ChoiceField(label=_("Hur besvaras frågan?"), widget=forms.RadioSelect, required=False)
    asked_after = forms.MultipleChoiceField(
        label=_("Ställ frågan bara till den som svarat"),
        help_text=_("Välj svar på en tidigare fråga. Utan val ställs frågan till alla."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, posted: Mapping[str, Any], *, document: Document, question: str | None, rows: int) -> None:
        super().__init__(posted, document=document)
        self.rows = min(max(rows, FEWEST_ROWS), MOST_ROWS)
        self.add_words("text", _("Frågan"), rows=2)
        self.add_words("name", _("Kort namn"))
        for number in range(1, self.rows + 1):
            self.add_words(f"option{number}", _("Svar %(number)d") % {"number": number})
            self.fields[f"positive{number}"] = forms.BooleanField(label=_("Positivt"), required=False)
        self.add_words("not_applicable", _("Berör inte mig"))
        self.add_words("dont_know", _("Vet inte"))
        self._set_choices("scale", list(scale_choices(document, question)))
        self._set_choices("asked_after", list(_condition_choices(document, question)))

    def _set_choices(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        if not choices:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A question hangs on one other."""
        cleaned = super().clean() or {}
        if len({each.partition(_BETWEEN)[0] for each in cleaned.get("asked_after", ())}) > 1:
            self.add_error("asked_after", _("Välj svar på en enda fråga."))
        return cleaned

    def question_text(self) -> SideBySide:
        """The question itself."""
        return self.side_by_side("text", _("Frågan"), _("En sak i taget, med ord som den som svarar använder."))

    def short_name(self) -> SideBySide:
        """What it is called in tables."""
        return self.side_by_side("name", _("Kort namn"), _("För tabeller och diagram. Lämnas det tomt används frågan."))

    def options(self) -> Iterator[OptionRow]:
        """The answers that are written with the question."""
        for number in range(1, self.rows + 1):
            words = self.side_by_side(f"option{number}", _("Svar %(number)d") % {"number": number})
            yield OptionRow(number, words, self[f"positive{number}"])

    def left_out(self) -> Iterator[SideBySide]:
        """The answers that do not count."""
        yield self.side_by_side(
            "not_applicable", _("Berör inte mig"), _("Räknas inte. Lämna tomt om det inte ska finnas.")
        )
        yield self.side_by_side("dont_know", _("Vet inte"), _("Räknas inte. Lämna tomt om det inte ska finnas."))

    def asked_question(self) -> AskedQuestion:
        """What was written."""
        scale = self.cleaned_data.get("scale") or OWN
        rows = [
            OwnOption(self.words(f"option{number}"), is_positive=self.cleaned_data[f"positive{number}"])
            for number in range(1, self.rows + 1)
        ]
        return AskedQuestion(
            text=self.words("text"),
            name=self.words("name"),
            scale=scale,
            options=[row for row in rows if any(text.strip() for text in row.text.values())],
            not_applicable=_words_if_any(self.words("not_applicable")),
            dont_know=_words_if_any(self.words("dont_know")),
            asked_after=_chosen_condition(self.cleaned_data.get("asked_after", ())),
        )


def scale_choices(document: Document, question: str | None) -> Iterator[tuple[str, str | Promise]]:
    """The library's scales, those of other questions, and the answers' being written here."""
    own = document.get("scales", {})
    others = [each.get("scale") for each in questions_of(document) if each["id"] != question]
    for name, scale in {**read_library(), **{name: own[name] for name in own if name in others}}.items():
        if name != _CHOSEN:
            yield name, scale_words(scale)
    yield OWN, _("Egna svar, ett får väljas")
    yield SEVERAL, _("Egna svar, flera får väljas: ja eller nej till vart och ett")


def scale_words(scale: Mapping[str, Any]) -> str:
    """The answers of a scale in a line."""
    return " · ".join(str(each["text"].get(SOURCE_LANGUAGE, "")) for each in scale["options"])


def _condition_choices(document: Document, question: str | None) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for id_, asked, code, answer in earlier_answers(document, question):
        found.setdefault(asked or id_, []).append((f"{id_}{_BETWEEN}{code}", answer))
    yield from found.items()


def _chosen_condition(chosen: Sequence[str]) -> tuple[str, tuple[int, ...]] | None:
    pairs = [each.partition(_BETWEEN) for each in chosen]
    return (pairs[0][0], tuple(int(code) for _id, _between, code in pairs)) if pairs else None


def _words_if_any(words: Mapping[str, str]) -> Mapping[str, str] | None:
    return words if any(text.strip() for text in words.values()) else None


def question_as_posted(document: Document, question: Mapping[str, Any] | None, version: int) -> dict[str, Any]:
    """A question as its form would send it; a new one where there is none."""
    if question is None:
        usual = {f"dont_know-{code}": _USUAL["dont_know"].get(code, "") for code in languages_of(document)}
        return {"version": version, "scale": "bra_5", **usual}
    others = [each.get("scale") for each in questions_of(document) if each["id"] != question["id"]]
    name = str(question.get("scale", ""))
    is_own = name in document.get("scales", {}) and name not in others
    several = question.get("kind") == "several"
    when = question.get("when")
    return {
        "version": version,
        **_words_by_field("text", question.get("text", {})),
        **_words_by_field("name", question.get("name", {})),
        "scale": SEVERAL if several else OWN if is_own else name,
        **(_choice_words(question) if several else _option_words(scale_in(document, name) if is_own else None)),
        "asked_after": [f"{when['question']}{_BETWEEN}{code}" for code in when["codes"]] if when else [],
    }


def _choice_words(question: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number, choice in enumerate(question.get("choices", []), start=1):
        found |= _words_by_field(f"option{number}", choice["text"])
    return found


def _option_words(scale: Mapping[str, Any] | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if scale is None:
        return found
    counted = [each for each in scale["options"] if each["code"] not in scale.get("excluded", ())]
    for number, option in enumerate(counted, start=1):
        found |= _words_by_field(f"option{number}", option["text"])
        found |= {f"positive{number}": "on"} if option["code"] in scale["positive"] else {}
    for option in scale["options"]:
        if option not in counted:
            found |= _words_by_field(
                "not_applicable" if option["code"] in NOT_APPLICABLE else "dont_know", option["text"]
            )
    return found


def _words_by_field(key: str, words: Mapping[str, str]) -> dict[str, str]:
    return {f"{key}-{code}": text for code, text in words.items()}


def rows_in(posted: Mapping[str, Any]) -> int:
    """How many lines of answers a form has."""
    numbers = [key.removeprefix("option").partition("-")[0] for key in posted if key.startswith("option")]
    return max((int(each) for each in numbers if each.isdigit()), default=0)
