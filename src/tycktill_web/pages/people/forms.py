"""What is filled in about people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tycktill_web.participants.models import Organisation, Role, Unit

_WHAT_THEY_MAY = {
    Role.OFFICE: _("Nationellt kansli: allt som du själv kan göra här"),
    Role.COORDINATOR: _("Samordnare: koder, svarsfrekvens, resultat, åtgärder och vilka som är med"),
    Role.STAFF: _("Enhetens personal: räknar erbjudna på sin enhet"),
    Role.READER: _("Läsare, till exempel i nämnden: följer och läser, ändrar inget"),
}


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's takes none when it runs
    """One of a place's units, by its own name."""

    def label_from_instance(self, obj: object) -> str:
        """What it is called there."""
        assert isinstance(obj, Unit)
        return obj.name


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
    role = forms.ChoiceField(label=_("Roll"), widget=forms.RadioSelect, error_messages={"required": _("Välj en roll.")})
    unit = UnitField(
        Unit.objects.none(),
        label=_("Enhet"),
        required=False,
        help_text=_("Bara för enhetens personal."),
        empty_label=_("Ingen enhet"),
    )

    def __init__(self, *args: object, organisation: Organisation, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as Django's own takes them
        roles = offered_roles(organisation)
        role, unit = self.fields["role"], self.fields["unit"]
        assert isinstance(role, forms.ChoiceField)
        assert isinstance(unit, forms.ModelChoiceField)
        role.choices = [(each.value, _WHAT_THEY_MAY[each]) for each in roles]
        unit.queryset = organisation.units.all()
        if Role.STAFF not in roles:
            del self.fields["unit"]
        if len(roles) == 1:
            role.widget, role.initial = forms.HiddenInput(), roles[0].value

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
