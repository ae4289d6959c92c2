"""What a coordinator and unit staff fill in."""

import datetime
from collections.abc import Mapping, Sequence

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tycktill.instrument import SOURCE_LANGUAGE
from tycktill_web.fieldwork.models import CodeBatch, SlipsLeft
from tycktill_web.fieldwork.offered import MOST_A_DAY
from tycktill_web.fieldwork.outcomes import CountedBy, OfferOutcome
from tycktill_web.fieldwork.paper_left import MOST_WAITING, in_fives
from tycktill_web.look.numbers import NumberField
from tycktill_web.pages.desk.coded_paper import SLIPS
from tycktill_web.participants.models import Registration
from tycktill_web.participants.turns import TurnField

MOST_CODES = 2_000
"""Codes that one page can show; more are made in several turns."""


class CodesForm(forms.Form):
    """How many codes to make."""

    turn = TurnField()
    size = NumberField(
        label=_("Hur många koder?"),
        help_text=_("En kod för varje person som ska få frågan. Hellre för många än för få. Högst 2 000 åt gången."),
        min_value=1,
        max_value=MOST_CODES,
        initial=30,
        error_messages={"required": _("Skriv hur många koder som ska göras.")},
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    paper = forms.ChoiceField(
        label=_("Vad ska koderna stå på?"), required=False, initial=SLIPS, widget=forms.RadioSelect
    )
    languages = forms.MultipleChoiceField(
        label=_("Språk på lappar och brev, utöver svenska"),
        help_text=_("De språk som enkäten också går att läsa på. Med fler språk får färre lappar plats på ett ark."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    names_unit = forms.BooleanField(
        label=_("Skriv enhetens namn på lappar och brev"),
        help_text=_(
            "En lapp som någon hittar hemma eller på gatan ska inte berätta vilket stöd en person får. "
            "Skriv enhetens namn bara om det inte avslöjar det."
        ),
        required=False,
    )

    def __init__(
        self,
        posted: Mapping[str, str] | None,
        *,
        initial: Mapping[str, object],
        languages: Sequence[tuple[str, str]],
        papers: Sequence[tuple[str, str]],
    ) -> None:
        others = [each for each in languages if each[0] != SOURCE_LANGUAGE]
        super().__init__(posted, initial=dict(initial))
        field = self.fields["languages"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = others
        if not others:
            del self.fields["languages"]
        paper = self.fields["paper"]
        assert isinstance(paper, forms.ChoiceField)
        paper.choices = papers

    def clean(self) -> dict[str, object]:
        """Swedish is always among the languages, and slips are what codes are printed on unless told."""
        cleaned = super().clean() or {}
        languages = [SOURCE_LANGUAGE, *cleaned.get("languages", ())]
        return {**cleaned, "languages": languages, "paper": cleaned.get("paper") or SLIPS}


class DaysForm(forms.Form):
    """How many were offered on each of some days; an empty day was not counted."""

    def __init__(
        self,
        days: Sequence[datetime.date],
        counted: Mapping[datetime.date, int],
        posted: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(posted)
        self.counted = counted
        self.days = {day.isoformat(): day for day in days}
        for name, day in self.days.items():
            self.fields[name] = NumberField(
                label=date_format(day, "D j b"),
                required=False,
                min_value=0,
                max_value=MOST_A_DAY,
                initial=counted.get(day),
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def weeks(self) -> Sequence[tuple[int, Sequence[forms.BoundField]]]:
        """The days by week, the latest week first."""
        weeks: dict[int, list[forms.BoundField]] = {}
        for name, day in self.days.items():
            weeks.setdefault(day.isocalendar().week, []).append(self[name])
        return list(reversed(weeks.items()))

    def changes(self) -> Mapping[datetime.date, int]:
        """The days whose number is another than before; one that was emptied is 0."""
        written = {day: self.cleaned_data.get(name) for name, day in self.days.items()}
        return {day: number or 0 for day, number in written.items() if number != self.counted.get(day)}


class PressForm(forms.Form):
    """Somebody met, and what came of it; `undone` where that is taken back."""

    registration = forms.IntegerField()
    number = forms.UUIDField()
    outcome = forms.ChoiceField(choices=OfferOutcome.choices)
    undone = forms.BooleanField(required=False)


class WrittenForm(forms.Form):
    """How many a unit has offered today."""

    registration = forms.IntegerField()
    offered = NumberField(min_value=0, max_value=MOST_A_DAY)


class WaysForm(forms.Form):
    """By what the offered are counted, and how many slips of each batch are left."""

    by = forms.ChoiceField(
        label=_("Vad ska räknas som erbjudna?"),
        choices=[
            (CountedBy.HAND, _("Personalens räkning: tryck på telefonen och det som skrivs dag för dag")),
            (CountedBy.SLIPS, _("Utdelade lappar: de som har gjorts, minus dem som är kvar")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, batches: Sequence[CodeBatch], by: str, posted: Mapping[str, str] | None = None) -> None:
        super().__init__(posted, initial={"by": by})
        self.batches = {f"left-{batch.pk}": batch for batch in batches}
        for name, batch in self.batches.items():
            day = date_format(batch.made_on, "j F")
            self.fields[name] = NumberField(
                label=_("Lappar kvar av de %(size)s från %(day)s, kodbunt %(batch)s")
                % {"size": batch.size, "day": day, "batch": batch.pk},
                required=False,
                min_value=0,
                max_value=batch.size,
                initial=_slips_left(batch),
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def slips_left(self) -> Mapping[CodeBatch, int]:
        """The batches of which another number is left than was told before."""
        given = {batch: self.cleaned_data.get(name) for name, batch in self.batches.items()}
        return {batch: left for batch, left in given.items() if left is not None and left != _slips_left(batch)}


class WaitingForm(forms.Form):
    """How many forms of paper wait to be typed in, unit by unit."""

    def __init__(
        self, piles: Sequence[tuple[Registration, str]], known: Mapping[int, int], posted: Mapping[str, str] | None
    ) -> None:
        super().__init__(posted)
        self.piles = {f"pile-{each.pk}": each for each, _ in piles}
        self.known = known
        for each, label in piles:
            self.fields[f"pile-{each.pk}"] = NumberField(
                label=label,
                required=False,
                min_value=0,
                max_value=MOST_WAITING,
                initial=known.get(each.pk),
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def changes(self) -> Mapping[Registration, int]:
        """The units of which something else is said than before."""
        given = {each: self.cleaned_data.get(name) for name, each in self.piles.items()}
        return {each: forms for each, forms in given.items() if forms is not None and self._is_new(each, forms)}

    def _is_new(self, registration: Registration, forms: int) -> bool:
        return in_fives(forms) != self.known.get(registration.pk)


def _slips_left(batch: CodeBatch) -> int | None:
    try:
        return batch.slips_left.left
    except SlipsLeft.DoesNotExist:
        return None
