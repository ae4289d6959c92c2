"""What is filled in about people."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tycktill_web.participants.models import Organisation, Role, Unit

_WHAT_THEY_MAY = {
    Role.OFFICE: _("Nationellt kansli: allt som du själv kan göra här"),
    Role.COORDINATOR: _("Samordnare: koder, svarsfrekvens, resultat, åtgärder och vilka som är med"),
    Role.STAFF: _("Enhetens personal: räknar erbjudna och skriver in svar på papper, på sin enhet"),
    Role.READER: _("Läsare, till exempel i nämnden: följer och läser, ändrar inget"),
}


class InviteForm(forms.Form):
    """Whom to invite as what."""

    email = forms.EmailField(
        label=_("E-postadress"),
        error_messages={
            "required": _("Skriv adressen som inbjudan ska till."),
            "invalid": _("Det där är ingen e-postadress. Skriv den som namn@kommunen.se."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: QueryDict | None, *, organisation: Organisation) -> None:
        super().__init__(data)
        roles = offered_roles(organisation)
        self.fields["role"] = forms.ChoiceField(
            label=_("Roll"),
            choices=[(each.value, _WHAT_THEY_MAY[each]) for each in roles],
            widget=forms.HiddenInput if len(roles) == 1 else forms.RadioSelect,
            initial=roles[0].value if len(roles) == 1 else None,
            error_messages={"required": _("Välj en roll.")},
        )
        if Role.STAFF in roles:
            units = [(str(each.pk), each.name) for each in organisation.units.all()]
            self.fields["unit"] = forms.ChoiceField(
                label=_("Enhet"),
                choices=[("", _("Ingen enhet")), *units],
                required=False,
                help_text=_("Bara för enhetens personal."),
            )

    def clean_unit(self) -> Unit | None:
        chosen = self.cleaned_data["unit"]
        return Unit.objects.get(pk=chosen) if chosen else None

    def clean(self) -> dict[str, object]:
        """A unit for staff, and for nobody else."""
        chosen: dict[str, object] = super().clean() or {}
        if chosen.get("role") == Role.STAFF and not chosen.get("unit") and "unit" not in self.errors:
            self.add_error("unit", _("Välj enheten där personen arbetar."))
        if chosen.get("role") != Role.STAFF:
            chosen["unit"] = None
        return chosen


def offered_roles(organisation: Organisation) -> tuple[Role, ...]:
    """The roles that somebody can have in it."""
    if organisation.kind == Organisation.Kind.NATIONAL:
        return (Role.OFFICE,)
    return (Role.COORDINATOR, Role.STAFF, Role.READER)
