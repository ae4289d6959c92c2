"""What the national office fills in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tycktill.terms import is_round
from tycktill_web.fieldwork.errors import WrongDates
from tycktill_web.fieldwork.models import Round
from tycktill_web.participants.turns import TurnField
from tycktill_web.releases.words import families, family_name

KEY_FILE_BYTES = 10_000
"""More than any key file of ours has."""


class Day(forms.DateInput):
    """A date as browsers let people choose one."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Secret(forms.PasswordInput):
    """A passphrase: not read over a shoulder and never sent back; with script its writer can look at it."""

    def __init__(self) -> None:
        super().__init__(
            attrs={
                "autocomplete": "off",
                "spellcheck": "false",
                "autocapitalize": "none",
                "data-show": _("Visa lösenfrasen"),
                "data-hide": _("Dölj lösenfrasen"),
            }
        )


def named_families() -> list[tuple[str, str]]:
    """The surveys to choose among."""
    return [(id_, family_name(id_)) for id_ in families()]


class PlanForm(forms.Form):
    """A new round."""

    family = forms.ChoiceField(label=_("Undersökning"), choices=named_families)
    label = forms.CharField(
        label=_("År"),
        max_length=17,
        help_text=_("Fyra siffror, till exempel 2025. Hålls undersökningen flera gånger om året: 2025-host."),
    )
    opens_on = forms.DateField(label=_("Första dag"), widget=Day())
    closes_on = forms.DateField(label=_("Sista dag"), widget=Day())

    def clean_label(self) -> str:
        """The year, as results name it."""
        label: str = self.cleaned_data["label"].strip()
        if not is_round(label):
            raise forms.ValidationError(_("Skriv året med fyra siffror, till exempel 2025."))
        return label

    def clean(self) -> None:
        """A round is planned once, and does not close before it opens: said with all else that is wrong."""
        family, label = self.cleaned_data.get("family"), self.cleaned_data.get("label")
        if family and label and Round.objects.filter(family=family, label=label).exists():
            self.add_error("label", _("Den omgången finns redan."))
        opens_on, closes_on = self.cleaned_data.get("opens_on"), self.cleaned_data.get("closes_on")
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error("closes_on", str(WrongDates.sentence))


class KeyForm(forms.Form):
    """A saved key file and its passphrase."""

    key_file = forms.FileField(
        label=_("Nyckelfilen"),
        help_text=_("Filen som laddades ned när nyckeln gjordes. Namnet slutar på .pem."),
        error_messages={"required": _("Välj nyckelfilen.")},
    )
    passphrase = forms.CharField(
        label=_("Lösenfrasen"),
        strip=True,
        error_messages={"required": _("Skriv lösenfrasen.")},
        widget=Secret(),
    )

    def clean_key_file(self) -> bytes:
        """What the file holds; far larger ones are not even read."""
        file = self.cleaned_data["key_file"]
        if file.size > KEY_FILE_BYTES:
            raise forms.ValidationError(_("Filen är för stor för att vara en nyckelfil."))
        content: bytes = file.read()
        return content


class OpenForm(KeyForm):
    """Proof that the key is saved, before answers are sealed with it."""

    is_saved = forms.BooleanField(
        label=_("Nyckeln är sparad och går att hitta"),
        help_text=_("Filen och lösenfrasen ligger på två skilda ställen, och minst två personer vet var."),
        error_messages={"required": _("Spara nyckeln och lösenfrasen först, och bekräfta här.")},
    )


class CountForm(KeyForm):
    """The key that opens the answers; for a correction also what it corrects."""

    note = forms.CharField(
        label=_("Vad rättas?"),
        help_text=_("Visas för alla som läser resultatet. Skriv vad som var fel och vad det betyder."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv vad som rättas.")},
    )

    def __init__(self, *posted: Any, is_correction: bool) -> None:
        super().__init__(*posted)
        if not is_correction:
            del self.fields["note"]


class MakeKeyForm(forms.Form):
    """Nothing to fill in: a press makes a key."""

    turn = TurnField()


class WithdrawForm(forms.Form):
    """Why a release is taken back."""

    reason = forms.CharField(
        label=_("Varför återkallas resultatet?"),
        help_text=_("Visas för alla i stället för siffrorna."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Skriv varför.")},
    )
