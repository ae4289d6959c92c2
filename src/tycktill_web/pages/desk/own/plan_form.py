"""What a municipality fills in to plan a round of its own."""

from collections.abc import Iterable, Iterator

from django import forms
from django.db.models import F, Max, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tycktill.answers import is_in_use
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import AnnouncedDays, plan_own_round
from tycktill_web.instrument.editions import instrument_of
from tycktill_web.instrument.models import Edition
from tycktill_web.pages.rounds.planning_forms import PlanForm
from tycktill_web.participants.access import person_of
from tycktill_web.participants.models import Organisation, Person, Role
from tycktill_web.participants.scope import organisations_of
from tycktill_web.releases.words import name_of_edition

_PLANNED = ("label", "opens_on", "closes_on", "preset")


def editions_to_ask(person: Person) -> QuerySet[Edition]:
    """The newest edition of each questionnaire that the person's municipalities have frozen: a result stands under the
    municipality's name, so that nobody else in it plans a round."""
    municipalities = organisations_of(person, Role.COORDINATOR).filter(kind=Organisation.Kind.MUNICIPALITY)
    own = Edition.objects.filter(survey__organisation__in=municipalities)
    newest = own.annotate(last=Max("survey__editions__number")).filter(number=F("last"))
    return newest.select_related("survey__organisation").order_by("survey__title")


def named_editions(editions: Iterable[Edition]) -> Iterator[tuple[str, str]]:
    """Each edition with its name, which it is, and where they are of several organisations whose."""
    every = list(editions)
    has_several = len({each.survey.organisation for each in every}) > 1
    for each in every:
        name = _("%(name)s, utgåva %(number)s") % {"name": name_of_edition(each.pk), "number": each.number}
        yield each.pk, f"{name} ({each.survey.organisation.name})" if has_several else name


class OwnPlanForm(PlanForm):
    """A round of a questionnaire of one's own."""

    field_order = ("edition", "label", "opens_on", "closes_on", *AnnouncedDays.__slots__)
    edition = forms.ChoiceField(
        label=gettext_lazy("Enkät"),
        help_text=gettext_lazy("Omgången ställer frågorna som de står i utgåvan, också om ni ändrar enkäten sedan."),
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST or None, initial={"edition": request.GET.get("utgava")})
        self.editions = {each.pk: each for each in editions_to_ask(person_of(request))}
        field = self.fields["edition"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(named_editions(self.editions.values()))
        self.leave_out_registration()

    @property
    def nothing_to_ask(self) -> bool:
        """Whether no questionnaire is frozen yet."""
        return not self.editions

    def clean_edition(self) -> Edition:
        return self.editions[self.cleaned_data["edition"]]

    def chosen_family(self) -> str:
        edition: Edition | None = self.cleaned_data.get("edition")
        return edition.survey.family if edition else ""

    def clean(self) -> dict[str, object]:
        """A questionnaire is not asked in years before it was made: said with all else that is wrong."""
        cleaned = super().clean()
        edition, label = self.cleaned_data.get("edition"), self.cleaned_data.get("label")
        if edition and label and not is_in_use(instrument := instrument_of(edition.pk), label):
            sentence = _("Enkäten gäller från och med %(first)s. Skriv ett senare år.")
            self.add_error("label", sentence % {"first": instrument.rounds.first})
        return cleaned

    def planned_round(self) -> Round:
        """The round, planned. Raises StepRefused."""
        edition, chosen = self.cleaned_data["edition"], {name: self.cleaned_data[name] for name in _PLANNED}
        return plan_own_round(edition, **chosen, announced=self.announced_days())
