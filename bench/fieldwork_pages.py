"""What pages of the office and the desk cost in an open round of a whole country, against one of three municipalities.

Run: .venv/bin/python -m bench.fieldwork_pages [TIMES]

It makes both rounds by itself, in a database that is gone afterwards, or in an empty one by DATABASE_URL: 290
municipalities with 6,000 units and 60,000 codes, each with a week of tallies.
"""

import datetime
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

import django
from bench.pages import median

if TYPE_CHECKING:
    from tycktill_web.participants.models import Organisation, Person, Registration

INSTRUMENT = "ifo-ekonomiskt-bistand"
COUNTRY, REGION = "2026", "2025"
UNITS, CODES, DAYS, OFFERED, ANSWERED = 21, 10, 5, 2, 5


def main(times: int) -> None:
    """Print each page's statements, CPU and time, both medians, in both, and how many times more the country costs."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ |= {"TYCKTILL_HOME": home, "DJANGO_SETTINGS_MODULE": "tycktill_web.site.settings"}
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        people = make_people()
        print(f"{'median of ' + str(times):42}statements   CPU, ms   clock, ms   CPU times that of three")
        small = {page: cost_of(page, REGION, people, times) for page in pages(people)}
        for page, (_, before, _) in small.items():
            asked, cost, clock = cost_of(page, COUNTRY, people, times)
            print(f"{page:42}{asked:>10}{cost:>10.1f}{clock:>12.1f}{cost / before:>10.1f}", flush=True)


def pages(people: Mapping[str, "Person"]) -> Iterator[str]:
    """With who opens it first in the address, and the round where it is of one."""
    own = people["kommun"].memberships.get().organisation_id
    office = "kansli/omgang/ifo/{}/"
    yield from ("kansli/", office, *(f"{office}{way}" for way in ("lage/", "lage/?visa=karta", "lage.csv", "stang/")))
    desk = f"kommun/ifo/{{}}/organisation/{own}/"
    yield from ("kommun/", "kommun/ifo/{}/", *(f"{desk}{way}/" for way in ("att-gora", "enheter", "anmalan")))


def cost_of(page: str, label: str, people: Mapping[str, "Person"], times: int) -> tuple[int, float, float]:
    """Its statements, and the milliseconds of this process's CPU and by the clock."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, address = Client(), "/" + page.format(label)
    keep_open(label)
    client.force_login(people[page.split("/", maxsplit=1)[0]])
    assert client.get(address).status_code == 200, address
    with CaptureQueriesContext(connection) as statements:
        client.get(address)
    return len(statements), *median(partial(client.get, address), times)


def keep_open(label: str) -> None:
    """Make this round the only one, since first pages show all that are open."""
    from tycktill_web.fieldwork.models import Round

    Round.objects.update(state=Round.State.PLANNED)
    Round.objects.filter(label=label).update(state=Round.State.OPEN)


def make_people() -> Mapping[str, "Person"]:
    """Both rounds, and who opens the office's and the desk's pages."""
    from tycktill.files import read_municipalities
    from tycktill_web.participants.actions import add_organisation, add_person, give_role
    from tycktill_web.participants.models import Organisation, Role, Unit

    kinds = Organisation.Kind
    office = add_organisation(kind=kinds.NATIONAL, name="Kansliet")
    places = [each for each in read_municipalities().values() if each.code < "90"]
    organisations = Organisation.objects.bulk_create(
        Organisation(kind=kinds.MUNICIPALITY, name=each.name, municipality=each.code) for each in places
    )
    Unit.objects.bulk_create(Unit(organisation=each, name=f"Enhet {n}") for each in organisations for n in range(UNITS))
    make_round(COUNTRY, organisations)
    make_round(REGION, organisations[:3])
    roles = {"kansli": (Role.OFFICE, office), "kommun": (Role.COORDINATOR, organisations[0])}
    people = {space: add_person(email=f"{space}@bench.example", password=None) for space in roles}
    for space, (role, organisation) in roles.items():
        give_role(person=people[space], role=role, organisation=organisation)
    return people


def make_round(label: str, organisations: list["Organisation"]) -> None:
    """An open round with registrations, codes, tallies and the day's figures."""
    from tycktill_web.fieldwork.models import CodeBatch, Invitation, OfferTally, Round, ShownFigures
    from tycktill_web.participants.models import Registration, Unit

    today = datetime.date.today()  # noqa: DTZ011  the bench's own day
    first, last = today - datetime.timedelta(20), today + datetime.timedelta(20)
    round_ = Round.objects.create(family="ifo", label=label, opens_on=first, closes_on=last, public_key=bytes(32))
    units = Unit.objects.filter(organisation__in=organisations)
    made = Registration.objects.bulk_create(
        Registration(unit=unit, round=label, instrument=INSTRUMENT) for unit in units
    )
    batch = partial(CodeBatch, round=round_, made_on=first, size=CODES)
    CodeBatch.objects.bulk_create(batch(registration=each, start=CODES * n) for n, each in enumerate(made))
    days = [today - datetime.timedelta(day) for day in range(DAYS)]
    tally = partial(OfferTally, round=round_, offered=OFFERED)
    OfferTally.objects.bulk_create(tally(registration=each, counted_on=day) for each in made for day in days)
    invited = partial(Invitation, round=round_, invited_on=first, state="accepted")
    Invitation.objects.bulk_create(invited(organisation=each) for each in organisations)
    ShownFigures.objects.create(round=round_, day=today, **figures(made))


def figures(made: list["Registration"]) -> Mapping[str, object]:
    """What is told of this day: five answers of each unit."""
    from collections import Counter

    places = Counter(each.unit.organisation_id for each in made)
    return {
        "units": {str(each.pk): ANSWERED for each in made},
        "organisations": {str(place): ANSWERED * number for place, number in places.items()},
        "everybody": ANSWERED * len(made),
    }


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 15)
