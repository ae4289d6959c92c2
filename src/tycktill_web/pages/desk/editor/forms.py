"""The forms of the editor. They refuse nothing: what is wrong with a draft is said by the reader, beside the field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tycktill.terms import LANGUAGES
from tycktill_web.instrument.fault_words import FaultInWords
from tycktill_web.instrument.words import INFORMATION, TEXTS, Document, languages_of
from tycktill_web.pages.desk.improvement_forms import VersionedForm
from tycktill_web.participants.models import Organisation

LONGEST = 600


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One text in every language of the questionnaire, as fields that stand beside each other."""

    label: object
    hint: object
    fields: Sequence[forms.BoundField]


class NewSurveyForm(forms.Form):
    """A first draft."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Vems enkät?"), empty_label=None, required=True
    )
    title = forms.CharField(
        label=_("Vad heter enkäten?"), max_length=100, help_text=_("Till exempel Trivsel på våra boenden.")
    )
    target_group = forms.CharField(
        label=_("Vem är den för?"),
        max_length=200,
        help_text=_("Skriv till den som ska svara, till exempel För dig som bor hos oss."),
    )

    def __init__(self, *args: Any, owners: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_owner(self, owners)


class ImportForm(forms.Form):
    """A questionnaire in a file."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Vems enkät?"), empty_label=None, required=True
    )
    file = forms.FileField(
        label=_("Filen"),
        help_text=_("TOML, som Tycktill skriver den, eller XLSForm (XLSX), som ODK och Kobo. Högst 64 kB."),
        error_messages={"required": _("Välj en fil.")},
    )

    def __init__(self, *args: Any, owners: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_owner(self, owners)


def choose_owner(form: forms.Form, owners: Sequence[Organisation]) -> None:
    """Let the form be for one of these; nobody is asked where there is one alone."""
    field = form.fields["organisation"]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = Organisation.objects.filter(pk__in=[each.pk for each in owners])
    field.initial = owners[0].pk
    if len(owners) == 1:
        field.widget = forms.HiddenInput()


class WordsForm(VersionedForm):
    """A form with texts by language: the field of a text is called by it and the language."""

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document = document
        self.languages = languages_of(document)

    def add_words(self, key: str, label: object, *, rows: int = 0) -> None:
        """A field for each language."""
        for code in self.languages:
            language = LANGUAGES[code]
            attrs = {"lang": code, "dir": "rtl" if language.right_to_left else "ltr"}
            widget = forms.Textarea(attrs={**attrs, "rows": rows}) if rows else forms.TextInput(attrs=attrs)
            name = language.name if len(self.languages) > 1 else label
            self.fields[f"{key}-{code}"] = forms.CharField(
                label=str(name), required=False, max_length=LONGEST, widget=widget
            )

    def side_by_side(self, key: str, label: object, hint: object = "") -> SideBySide:
        """The fields of a text."""
        return SideBySide(label, hint, [self[f"{key}-{code}"] for code in self.languages])

    def words(self, key: str) -> dict[str, str]:
        """What was written of a text, by language."""
        return {code: self.cleaned_data.get(f"{key}-{code}", "") for code in self.languages}

    def show_faults(self, faults: Sequence[FaultInWords]) -> None:
        """Show these faults beside their fields, or above all where they have none here."""
        for each in faults:
            self.add_error(each.field if each.field in self.fields else None, each.sentence)


_LABELS: Mapping[str, tuple[object, object, int]] = {
    "name": (_("Rubrik"), _("Vad enkäten heter i listor och i resultatet."), 0),
    "target_group": (_("Vem den är för"), _("Skriv till den som ska svara: För dig som …"), 0),
    "description": (
        _("Vilka som har svarat"),
        _("För den som läser resultatet: Personer som … Lämnas det tomt används texten ovanför."),
        0,
    ),
    "purpose": (_("Varför frågar vi?"), _("Står på första sidan, innan frågorna."), 3),
    "voluntary": (_("Måste jag svara?"), _("Säg att det är frivilligt."), 3),
    "readers": (_("Vem ser mina svar?"), _("Bara det som är sant hos er."), 3),
    "contact": (_("Vem kan jag fråga?"), _("En person eller ett telefonnummer."), 3),
    "gender": (_("Fråga om kön"), _("Ställs sist i varje enkät. Resultatet visas också för kvinnor och män."), 0),
    "gender_K": (_("Svar: kvinna"), "", 0),
    "gender_M": (_("Svar: man"), "", 0),
    "gender_A": (_("Svar: annat"), "", 0),
}


class TextsForm(WordsForm):
    """Title, target group, what is told before the questions, and the question on gender."""

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, document=document, **kwargs)
        for key, (label, _hint, rows) in _LABELS.items():
            self.add_words(key, label, rows=rows)

    def about(self) -> Iterator[SideBySide]:
        """What the questionnaire is called."""
        return self._side_by_side_fields(TEXTS)

    def information(self) -> Iterator[SideBySide]:
        """What is told before the questions."""
        return self._side_by_side_fields(INFORMATION)

    def gender(self) -> Iterator[SideBySide]:
        return self._side_by_side_fields(("gender", "gender_K", "gender_M", "gender_A"))

    def _side_by_side_fields(self, keys: Sequence[str]) -> Iterator[SideBySide]:
        for key in keys:
            label, hint, _rows = _LABELS[key]
            yield self.side_by_side(key, label, hint)


def texts_as_posted(document: Document, version: int) -> dict[str, str]:
    """A draft's texts as their form would send them."""
    gender = document["background"][0]
    texts: dict[str, Any] = {key: document.get(key, {}) for key in TEXTS}
    texts |= {key: document["information"].get(key, {}) for key in INFORMATION}
    texts |= {"gender": gender["text"], **{f"gender_{each['code']}": each["text"] for each in gender["options"]}}
    return {
        "version": str(version),
        **{f"{key}-{code}": text for key, words in texts.items() for code, text in words.items()},
    }


class LanguageForm(VersionedForm):
    """One more language, one fewer, or that somebody has read the texts of one."""

    add = forms.ChoiceField(required=False, label=_("Lägg till ett språk"))
    remove = forms.CharField(required=False)
    read = forms.CharField(required=False)
    unread = forms.CharField(required=False)

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = languages_of(document)
        field = self.fields["add"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "—"), *((code, each.name) for code, each in LANGUAGES.items() if code not in there)]
