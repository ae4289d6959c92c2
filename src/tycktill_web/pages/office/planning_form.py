"""What the office fills in to plan a national round."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import AnnouncedDays, plan_round
from tycktill_web.pages.rounds.planning_forms import PlanForm
from tycktill_web.releases.words import family_name, known_families

_PLANNED = ("family", "label", "opens_on", "closes_on", "preset")


def named_families() -> list[tuple[str, str]]:
    """The surveys to choose among."""
    return [(id_, family_name(id_)) for id_ in known_families()]


class NationalPlanForm(PlanForm):
    """A round of a family's survey."""

    field_order = ("family", "label", "opens_on", "closes_on", *AnnouncedDays.__slots__)
    family = forms.ChoiceField(label=_("Undersökning"), choices=named_families)

    def chosen_family(self) -> str:
        return str(self.cleaned_data.get("family", ""))

    def planned_round(self) -> Round:
        """The round, planned. Raises StepRefused."""
        return plan_round(**{name: self.cleaned_data[name] for name in _PLANNED}, announced=self.announced_days())


def national_plan_form(request: HttpRequest) -> NationalPlanForm:
    """The form as it was sent, or empty."""
    return NationalPlanForm(request.POST or None)
