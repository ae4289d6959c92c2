"""What a coordinator writes down to improve: actions, targets, and what users are told."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tycktill.terms import RESPONSE_RATE
from tycktill_web.improvement.errors import StartsTooEarly
from tycktill_web.improvement.locking import check_start
from tycktill_web.improvement.models import PlannedAction, PlannedTarget, YouSaid
from tycktill_web.look.days import DayField
from tycktill_web.look.numbers import NumberField
from tycktill_web.participants.models import LONGEST_NAME
from tycktill_web.releases.manifests import manifest_of
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.words import group_name, words_of_page

LONGEST_TEXT = 600
"""Characters of what is done, or of what users said: it is for a poster."""

_BETWEEN = ":"

Choices = Sequence[tuple[str, Sequence[tuple[str, str]]]]


def _text_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class FigureForm(forms.Form):
    """A form about a figure of a municipality in a release."""

    figure = forms.ChoiceField(label=_("Siffra"))
    unit = forms.ChoiceField(label=_("Gäller"), required=False)

    def __init__(self, *args: Any, release: PublicRelease, municipality: str, with_rate: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._round = release.round
        rows = release.values.filter(municipality=municipality, gender="T")
        found = list(rows.order_by("target").values_list("target", "question", "unit").distinct())
        choices = figure_choices(release, {(target, question) for target, question, unit in found if not unit})
        rate = ((words_of_page().rate, ((f"{release.round.family}{_BETWEEN}{RESPONSE_RATE}", words_of_page().rate),)),)
        self._set_choices("figure", [*(rate if with_rate else ()), *choices])
        units = sorted({figure[2] for figure in found if figure[2]})
        self._set_choices("unit", [("", _("Hela kommunen")), *((unit, unit) for unit in units)])
        self._there = set(found)

    def _set_choices(self, name: str, choices: Sequence[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """The figure, which the release must have: not every unit has every target group."""
        cleaned = super().clean() or {}
        target, question = figure_in(str(cleaned.get("figure", "")))
        unit = cleaned.get("unit", "")
        if question and unit and (target, question, unit) not in self._there:
            self.add_error(
                "unit", _("Enheten har ingen sådan siffra i resultatet. Välj en annan siffra, eller hela kommunen.")
            )
        return {**cleaned, "target": target, "question": question}


def figure_choices(release: PublicRelease, there: set[tuple[str, str]]) -> Choices:
    """The figures of a release to choose among, by target group; all of them together first. A survey of one's own has
    one target group, which need not stand there twice."""
    manifest, language = manifest_of(release), words_of_page().language
    family = release.round.family
    groups = () if release.round.is_own else sorted({target for target, _ in there} - {family})
    targets = [family, *groups]
    return [
        (
            group_name(target),
            [
                (f"{target}{_BETWEEN}{question}", manifest.names.question(target, question, language))
                for question in manifest.questions.get(target, ())
                if (target, question) in there
            ],
        )
        for target in targets
        if any(each == target for each, _ in there)
    ]


def figure_in(chosen: str) -> tuple[str, str]:
    """Target group and question of a figure that was chosen."""
    target, _between, question = chosen.partition(_BETWEEN)
    return target, question


class VersionedForm(forms.Form):
    """A form that says which version its writer has seen."""

    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput(), localize=False)


class AboutActionForm(VersionedForm):
    """What may be changed of an action at any time."""

    finding = forms.CharField(
        label=_("Vad resultatet visade"), required=False, max_length=LONGEST_TEXT, widget=_text_area(3)
    )
    owner = forms.CharField(
        label=_("Vem ansvarar?"),
        max_length=LONGEST_NAME,
        help_text=_("En funktion eller en enhet, till exempel enhetschefen."),
    )
    ends_on = DayField(label=_("Klart senast"), required=False)

    def __init__(self, *args: Any, starts: datetime.date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._starts = starts

    def clean(self) -> dict[str, Any]:
        """It does not end before it starts."""
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts_on", self._starts), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Slutdagen är före startdagen. Rätta en av dem."))
        return cleaned


class ActionForm(FigureForm, AboutActionForm):
    """An action before what is expected without it is locked."""

    what = forms.CharField(label=_("Vad ni gör"), max_length=LONGEST_TEXT, widget=_text_area(3))
    was_chosen = forms.ChoiceField(
        label=_("Valde ni åtgärden för att siffran såg ut som den gjorde?"),
        help_text=_(
            "Ja, om ni började med det ni ville förbättra i resultatet. Nej, om åtgärden var bestämd ändå. Svaret avgör"
            " vad utfallet kan jämföras med."
        ),
        choices=[("yes", _("Ja")), ("no", _("Nej"))],
        widget=forms.RadioSelect(),
    )
    starts_on = DayField(label=_("Börjar"))
    field_order = ("version", "figure", "unit", "finding", "what", "was_chosen", "owner", "starts_on", "ends_on")

    def clean(self) -> dict[str, Any]:
        """It starts when the figure has been measured."""
        cleaned = super().clean()
        if "starts_on" in cleaned:
            try:
                check_start(cleaned["starts_on"], self._round)
            except StartsTooEarly as refused:
                self.add_error("starts_on", str(refused))
        return cleaned


class GoalForm(FigureForm, VersionedForm):
    """A level to reach."""

    level = NumberField(
        label=_("Mål, i procent"), min_value=1, max_value=100, widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )


class SaidForm(VersionedForm):
    """Three findings and one action, for everybody to read."""

    first = forms.CharField(label=_("Ni sa, 1"), max_length=LONGEST_TEXT, widget=_text_area(2))
    second = forms.CharField(label=_("Ni sa, 2"), required=False, max_length=LONGEST_TEXT, widget=_text_area(2))
    third = forms.CharField(label=_("Ni sa, 3"), required=False, max_length=LONGEST_TEXT, widget=_text_area(2))
    done = forms.CharField(
        label=_("Vi gör"),
        max_length=LONGEST_TEXT,
        help_text=_("En sak, så konkret att den som svarade kan se om den blir av."),
        widget=_text_area(3),
    )
    by = DayField(label=_("Klart senast"), required=False)


def action_fields(action: PlannedAction) -> dict[str, Any]:
    return {
        **_fields_of(action, ("version", "unit", "finding", "what", "owner", "starts_on", "ends_on")),
        "figure": f"{action.target}{_BETWEEN}{action.question}",
        "was_chosen": "yes" if action.was_chosen else "no",
    }


def goal_fields(goal: PlannedTarget) -> dict[str, Any]:
    return {**_fields_of(goal, ("version", "unit", "level")), "figure": f"{goal.target}{_BETWEEN}{goal.question}"}


def said_fields(said: YouSaid) -> dict[str, Any]:
    """What users are told as its form has it."""
    return _fields_of(said, ("version", "first", "second", "third", "done", "by"))


def _fields_of(row: object, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
