"""What the national office fills in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tycktill.terms import is_round
from tycktill_web.fieldwork.errors import WrongDates
from tycktill_web.fieldwork.models import Round
from tycktill_web.participants.turns import TurnField
from tycktill_web.releases.words import families, family_name
from tycktill_web.results.keys import SavedKey

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


class KeyFile(forms.FileField):
    """A saved key file: what it holds. Far larger files are not even read."""

    def __init__(self, label: Any, **options: Any) -> None:
        missing = {"required": _("Välj nyckelfilen.")}
        super().__init__(label=label, max_length=200, error_messages=missing, **options)

    def clean(self, *posted: Any) -> bytes:
        """The bytes of the file; none where there may be none."""
        file = super().clean(*posted)
        if file and file.size > KEY_FILE_BYTES:
            raise forms.ValidationError(_("Filen är för stor för att vara en nyckelfil."))
        content: bytes = file.read() if file else b""
        return content


class Passphrase(forms.CharField):
    """What protects a key file."""

    def __init__(self, label: Any, **options: Any) -> None:
        missing = {"required": _("Skriv lösenfrasen.")}
        super().__init__(label=label, strip=True, error_messages=missing, widget=Secret(), **options)


class KeyForm(forms.Form):
    """A saved key file and its passphrase, or two where two people hold the keys."""

    key_file = KeyFile(
        _("Nyckelfilen"), help_text=_("Filen som laddades ned när nyckeln gjordes. Namnet slutar på .pem.")
    )
    passphrase = Passphrase(_("Lösenfrasen"))
    second_file = KeyFile(_("Den andra nyckelhavarens fil"), required=False)
    second_passphrase = Passphrase(_("Den andra nyckelhavarens lösenfras"), required=False)

    def clean(self) -> None:
        """A second file has its passphrase too, and the other way round."""
        file, passphrase = (self.cleaned_data.get(name) for name in ("second_file", "second_passphrase"))
        if passphrase and not file and "second_file" not in self.errors:
            self.add_error("second_file", _("Välj nyckelfilen."))
        if file and not passphrase:
            self.add_error("second_passphrase", _("Skriv lösenfrasen."))

    def saved_keys(self) -> list[SavedKey]:
        """What was filled in."""
        written = self.cleaned_data
        keys = [SavedKey(written["key_file"], written["passphrase"])]
        if written.get("second_file"):
            keys.append(SavedKey(written["second_file"], written["second_passphrase"]))
        return keys


class OpenForm(KeyForm):
    """Proof that the keys are saved, before answers are sealed with them."""

    is_saved = forms.BooleanField(
        label=_("Nyckeln är sparad och går att hitta"),
        help_text=_("Filen och lösenfrasen ligger på två skilda ställen, och minst två personer vet var."),
        error_messages={"required": _("Spara nyckeln och lösenfrasen först, och bekräfta här.")},
    )

    def __init__(self, *posted: Any) -> None:
        super().__init__(*posted)
        self.fields["second_file"].help_text = _(
            "Bara om svaren ska kräva två personer för att öppnas. Den andra gör då en egen nyckel på sidan "
            "”Gör nyckeln”, med egen fil och egen lösenfras, och ni provar båda här."
        )


class CountForm(KeyForm):
    """The keys that open the answers; for a correction also what it corrects."""

    note = forms.CharField(
        label=_("Vad rättas?"),
        help_text=_("Visas för alla som läser resultatet. Skriv vad som var fel och vad det betyder."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv vad som rättas.")},
    )

    def __init__(self, *posted: Any, is_correction: bool, has_two_holders: bool) -> None:
        super().__init__(*posted)
        if not is_correction:
            del self.fields["note"]
        for name in ("second_file", "second_passphrase"):
            self.fields[name].required = has_two_holders
            if not has_two_holders:
                del self.fields[name]


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
