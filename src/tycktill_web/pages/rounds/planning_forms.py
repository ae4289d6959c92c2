"""What is filled in of a round's days: when it is planned, and afterwards."""

import datetime
from collections.abc import Mapping

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tycktill.terms import is_round
from tycktill_web.fieldwork.errors import WrongDates
from tycktill_web.fieldwork.models import GRACE_DAYS, Round
from tycktill_web.fieldwork.planning import days_of
from tycktill_web.fieldwork.rounds import MOST_GRACE_DAYS, AnnouncedDays
from tycktill_web.look.days import DayField
from tycktill_web.look.numbers import NumberField
from tycktill_web.participants.turns import TurnField, next_turn

PRESET_WORDS: Mapping[str, Promise] = {
    Round.Preset.STANDARD: _(
        "Standard. Ingens svar går att räkna ut. Om varje resultat av fem svar eller fler sägs något: andelen, eller"
        " två tal som den ligger mellan. Priset är att en del resultat är ungefärliga, mest i små enheter och för"
        " kvinnor och män var för sig. I en kommun med 80 svar kan 302 av 331 resultat anges med siffror."
    ),
    Round.Preset.CAUTIOUS: _(
        "Försiktig. Dessutom vägs in hur troligt något blir: vad färre än fem svarade, eller att alla eller ingen i en"
        " grupp svarade positivt, ska inte bli mer än 95 procent troligt. Det är en uppskattning efter hur sådana"
        " undersökningar brukar falla ut, inget löfte. Priset är högt: i samma kommun kan 152 av 331 anges, även"
        " huvudresultat kan falla bort, och om riket sägs bara vad som följer av kommunernas resultat. Välj den bara om"
        " det är viktigare att det inte blir nästan säkert vad en liten grupp svarade än att små kommuner får resultat."
    ),
    Round.Preset.STRICT: _(
        "Sträng. Dessutom följer det inte av antalen svar på en fråga hur många som besvarat den i grupper under fem;"
        " av hur många som lämnat in enkäten, som står där, kan det ändå följa. Priset är att fler"
        " resultat inte visas alls: i samma kommun kan 225 av 331 anges."
    ),
}
"""What each preset promises, and at what price."""


class RoundDaysForm(forms.Form):
    """The days of a round, those of registration and of publication among them."""

    opens_on = DayField(label=_("Första dag"))
    closes_on = DayField(label=_("Sista dag"))
    registers_from = DayField(
        required=False,
        label=_("Anmälan öppnar"),
        help_text=_("Får vara tom. Kommunerna ser dagarna för anmälan, men de stänger ingen ute."),
    )
    registers_until = DayField(required=False, label=_("Sista dag för anmälan"), help_text=_("Får vara tom."))
    publishes_on = DayField(
        required=False,
        label=_("Resultatet är tänkt att publiceras"),
        help_text=_("Får vara tom. Själva publiceringen bestäms när ni skriver under."),
    )

    def leave_out_registration(self) -> None:
        """Ask for no days of registration."""
        del self.fields["registers_from"], self.fields["registers_until"]

    def clean(self) -> dict[str, object]:
        """Days come one after the other: said with all else that is wrong."""
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        self._check_order("opens_on", "closes_on", str(WrongDates.sentence))
        self._check_order("registers_from", "registers_until", _("Anmälan kan inte stänga innan den öppnar."))
        self._check_order("closes_on", "publishes_on", _("Resultatet kan inte publiceras innan omgången har stängt."))
        return cleaned

    def _check_order(self, first: str, last: str, sentence: str | Promise) -> None:
        earlier, later = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if earlier and later and later < earlier:
            self.add_error(last, str(sentence))


def days_form(round: Round, posted: Mapping[str, str] | None) -> RoundDaysForm:
    """The days of a round that is planned. An organisation registers for its own by itself, on no days."""
    form = RoundDaysForm(posted, initial=days_of(round))
    if round.is_own:
        form.leave_out_registration()
    return form


class PlanForm(RoundDaysForm):
    """A new round, of a survey that those who lead it choose."""

    label = forms.CharField(
        label=_("År"),
        max_length=17,
        help_text=_("Fyra siffror, till exempel 2025. Hålls undersökningen flera gånger om året: 2025-1 och 2025-2."),
    )
    grace_days = NumberField(
        label=_("Dagar till för svar på papper"),
        help_text=_("Så länge efter sista dagen får blanketter som har kommit in skrivas in."),
        min_value=0,
        max_value=MOST_GRACE_DAYS,
        initial=GRACE_DAYS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    preset = forms.ChoiceField(
        label=_("Hur ska svaren skyddas i resultatet?"),
        help_text=_(
            "Det gäller alla platser i omgången och går inte att ändra sedan: två utgåvor av samma svar efter olika"
            " regler kan tillsammans avslöja svar."
        ),
        choices=[*PRESET_WORDS.items()],
        initial=Round.Preset.STANDARD,
        widget=forms.RadioSelect(),
    )

    def chosen_family(self) -> str:
        """The family of the survey that was chosen; empty where none was."""
        raise NotImplementedError

    def planned_round(self) -> Round:
        """The round, planned. Raises StepRefused."""
        raise NotImplementedError

    def announced_days(self) -> AnnouncedDays:
        """What else is said of its days."""
        cleaned = self.cleaned_data
        return AnnouncedDays(**{name: cleaned[name] for name in AnnouncedDays.__slots__ if name in cleaned})

    def clean_label(self) -> str:
        """The year, as results name it."""
        label: str = self.cleaned_data["label"].strip()
        if not is_round(label):
            raise forms.ValidationError(_("Skriv året med fyra siffror, till exempel 2025."))
        return label

    def clean(self) -> dict[str, object]:
        """A round is planned once: said with all else that is wrong."""
        cleaned = super().clean()
        family, label = self.chosen_family(), self.cleaned_data.get("label")
        if family and label and Round.objects.filter(family=family, label=label).exists():
            self.add_error("label", _("Den omgången finns redan."))
        return cleaned


class UnlikeForm(forms.Form):
    """Why a round cannot be compared with earlier ones."""

    sv = forms.CharField(
        label=_("Varför går det inte att jämföra?"),
        help_text=_("En mening som läsarna ser, till exempel: Enkäten gick från papper till webb. Tom om det går."),
        required=False,
        max_length=200,
    )
    en = forms.CharField(label=_("Samma sak på engelska"), help_text=_("Får vara tom."), required=False, max_length=200)

    def clean(self) -> dict[str, object]:
        """Swedish first, each on one line."""
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        for name, text in self.texts.items():
            if not text.isprintable():
                self.add_error(name, _("Skriv på en rad."))
        if self.texts and not self.texts.get("sv"):
            self.add_error("sv", _("Skriv på svenska också."))
        return cleaned

    @property
    def texts(self) -> dict[str, str]:
        """The reason by language; empty where there is none."""
        return {name: text for name in ("sv", "en") if (text := str(self.cleaned_data.get(name) or ""))}


MOST_LONGER = datetime.timedelta(days=366)
"""No round is extended by more at a time: it would be a slip of the pen."""


class ExtendForm(forms.Form):
    """A later last day."""

    turn = TurnField()
    closes_on = DayField(label=_("Ny sista dag"))

    def __init__(self, posted: Mapping[str, str] | None, *, after: datetime.date, errand: str) -> None:
        super().__init__(posted, initial={"turn": lambda: next_turn(errand)})
        self.fields["closes_on"].widget.attrs["min"] = (after + datetime.timedelta(days=1)).isoformat()
        self._latest = after + MOST_LONGER
        self.fields["closes_on"].widget.attrs["max"] = self._latest.isoformat()

    def clean_closes_on(self) -> datetime.date:
        """The day; contact persons are written to of it at once, and no round is made shorter again."""
        day: datetime.date = self.cleaned_data["closes_on"]
        if day > self._latest:
            raise forms.ValidationError(_("Dagen ligger mer än ett år bort. Se efter att året är rätt."))
        return day
