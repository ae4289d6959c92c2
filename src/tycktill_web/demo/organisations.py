"""Fills the tables of organisations, units and registrations with the made-up country."""

from collections import Counter
from collections.abc import Mapping

from django.db import transaction

from tycktill_web.demo.calendar import Stage
from tycktill_web.demo.country import Country
from tycktill_web.demo.people import create_people
from tycktill_web.demo.population import Service
from tycktill_web.journal.events import DemoMade
from tycktill_web.journal.writing import record
from tycktill_web.participants.models import Organisation, Registration, Unit

ServicePlace = tuple[str, str]
"""A municipality's code and a unit's name."""

_WISHED_UNITS = 6


@transaction.atomic
def create_organisations(country: Country) -> None:
    """Make the office, the municipalities with their units and what they take part in, and the people."""
    kind = Organisation.Kind
    office = Organisation.objects.create(kind=kind.NATIONAL, name="Nationella kansliet")
    made = Organisation.objects.bulk_create(
        Organisation(kind=kind.MUNICIPALITY, name=municipality.name, municipality=municipality.code)
        for municipality in country.municipalities
    )
    organisations = {organisation.municipality: organisation for organisation in made}
    places = dict.fromkeys(place_of(service) for service in country.services)
    units = Unit.objects.bulk_create(Unit(organisation=organisations[code], name=name) for code, name in places)
    create_registrations(country, dict(zip(places, units, strict=True)))
    home = choose_home(country)
    first = next(unit for place, unit in zip(places, units, strict=True) if place == home)
    create_people(office=office, municipality=organisations[home[0]], unit=first)
    record(DemoMade(municipalities=len(organisations), units=len(units)), of=office)


def create_registrations(country: Country, units: Mapping[ServicePlace, Unit]) -> None:
    """Register every unit for the surveys that it takes part in."""
    Registration.objects.bulk_create(
        Registration(unit=units[place_of(part.service)], round=survey.label, instrument=part.service.instrument)
        for survey in country.surveys
        for part in survey.turnout
    )


def place_of(service: Service) -> ServicePlace:
    """Where a service is given."""
    return service.municipality, service.unit


def choose_home(country: Country) -> ServicePlace:
    """The municipality and unit of the demo's people: in as many surveys as any, and of middling size.

    Its first unit with social assistance is the one whose staff can sign in.
    """
    surveys = Counter(
        code for survey in country.surveys for code in {part.service.municipality for part in survey.turnout}
    )
    (current,) = country.surveys_held(Stage.OPEN)
    units = Counter(code for code, _ in {place_of(part.service) for part in current.turnout})
    code = min(units, key=lambda code: (-surveys[code], abs(units[code] - _WISHED_UNITS), code))
    return next(place_of(part.service) for part in current.turnout if part.service.municipality == code)
