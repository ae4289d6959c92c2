"""What the national office fills in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.db import models
from django.forms.utils import from_current_timezone
from django.utils.translation import gettext_lazy as _

from tycktill_web.look.days import DayField
from tycktill_web.participants.turns import TurnField
from tycktill_web.results.keys import SavedKey

KEY_FILE_BYTES = 10_000
"""More than any key file of ours has."""


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


class Holders(models.TextChoices):
    """How many must come together to open the answers."""

    ONE = "1", _("En nyckel räcker")
    TWO = "2", _("Två nyckelhavare tillsammans, med var sin nyckel")


class KeyForm(forms.Form):
    """A saved key file and its passphrase, or two where two people hold the keys."""

    FIELDS = (("key_file", "passphrase"), ("second_file", "second_passphrase"))

    key_file = KeyFile(
        _("Nyckelfilen"), help_text=_("Filen som laddades ned när nyckeln gjordes. Namnet slutar på .pem.")
    )
    passphrase = Passphrase(_("Lösenfrasen"))
    second_file = KeyFile(_("Den andra nyckelhavarens fil"), required=False)
    second_passphrase = Passphrase(_("Den andra nyckelhavarens lösenfras"), required=False)

    def ask_two(self) -> None:
        """Ask for both holders' keys, each by name."""
        self.fields["key_file"].label = _("Den ena nyckelhavarens fil")
        self.fields["passphrase"].label = _("Den ena nyckelhavarens lösenfras")
        for name in self.FIELDS[1]:
            self.fields[name].required = True

    def saved_keys(self) -> list[SavedKey]:
        """What was filled in."""
        written = self.cleaned_data
        return [SavedKey(written[file], written[passphrase]) for file, passphrase in self.FIELDS if written.get(file)]

    def refuse_key(self, sentence: str, *, holder: int, is_passphrase: bool = False) -> None:
        """Say what is wrong with a holder's file or passphrase where it was filled in."""
        self.add_error(self.FIELDS[holder][is_passphrase], sentence)


class OpenForm(KeyForm):
    """Proof that the keys are saved, before answers are sealed with them."""

    holders = forms.ChoiceField(
        label=_("Vad ska krävas för att öppna svaren?"),
        help_text=_("Det går inte att ändra sedan."),
        choices=Holders.choices,
        initial=Holders.ONE,
        widget=forms.RadioSelect(),
        error_messages={"required": _("Välj en eller två."), "invalid_choice": _("Välj en eller två.")},
    )
    is_saved = forms.BooleanField(
        label=_("Nyckeln är sparad och går att hitta"),
        help_text=_(
            "Filen och lösenfrasen ligger på två skilda ställen, och minst två personer vet var. "
            "Är ni två nyckelhavare gäller det bådas nycklar."
        ),
        error_messages={"required": _("Spara nyckeln och lösenfrasen först, och bekräfta här.")},
    )

    field_order = ("holders", *KeyForm.FIELDS[0], *KeyForm.FIELDS[1], "is_saved")

    def __init__(self, *posted: Any) -> None:
        super().__init__(*posted)
        if self.data.get("holders") == Holders.TWO:
            self.ask_two()

    def clean(self) -> None:
        """Nobody opens with one key a round that two were meant to hold."""
        if self.cleaned_data.get("holders") == Holders.ONE and self.cleaned_data.get("second_file"):
            sentence = _(
                "Du har valt två filer. Välj också att två nyckelhavare ska krävas, eller ta bort den andra filen."
            )
            self.add_error("holders", sentence)


class CountForm(KeyForm):
    """The keys that open the answers; for a correction also what it corrects."""

    note = forms.CharField(
        label=_("Vad rättas?"),
        help_text=_("Visas för alla som läser resultatet. Skriv vad som var fel och vad det betyder."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv vad som rättas.")},
    )

    def __init__(self, *posted: Any, is_correction: bool, key_names: Sequence[str]) -> None:
        super().__init__(*posted)
        if not is_correction:
            del self.fields["note"]
        if len(key_names) > 1:
            self.ask_two()
        else:
            for name in self.FIELDS[1]:
                del self.fields[name]
        self.fields["key_file"].help_text = _file_names(key_names)


def _file_names(key_names: Sequence[str]) -> str:
    """Which files to look for."""
    if len(key_names) > 1:
        sentence = _("Den ena filen är nyckel %(first)s och den andra nyckel %(second)s, i vilken ordning som helst.")
        return sentence % {"first": key_names[0], "second": key_names[1]}
    return _("Filen är nyckel %(name)s. Det står i filens namn, som slutar på .pem.") % {"name": "".join(key_names)}


class MakeKeyForm(forms.Form):
    """Nothing to fill in: a press makes a key."""

    turn = TurnField()


class DisposeForm(forms.Form):
    """That it is meant."""

    is_meant = forms.BooleanField(
        label=_("Resultatet är slutligt, och svaren ska förstöras"),
        error_messages={"required": _("Bekräfta här att svaren ska förstöras.")},
    )


class PublicationForm(forms.Form):
    """From which hour a result is public; nothing filled in: when the second person signs."""

    day = DayField(label=_("Dag"), required=False)
    hour = forms.TimeField(
        label=_("Klockslag"),
        help_text=_("Svensk tid, till exempel 09:00."),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )

    def clean(self) -> None:
        """Both or neither; an hour that the clocks skip or go through twice is refused."""
        day, hour = self.cleaned_data.get("day"), self.cleaned_data.get("hour")
        if self.errors:
            return
        if (day is None) != (hour is None):
            self.add_error("hour" if hour is None else "day", _("Ange både dag och klockslag, eller inget av dem."))
        elif day is not None and hour is not None:
            self.cleaned_data["publish_at"] = from_current_timezone(datetime.combine(day, hour))


class WithdrawForm(forms.Form):
    """Why a release is taken back."""

    reason = forms.CharField(
        label=_("Varför återkallas resultatet?"),
        help_text=_("Visas för alla i stället för siffrorna."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Skriv varför.")},
    )
