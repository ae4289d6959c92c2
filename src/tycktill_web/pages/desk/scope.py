"""What the signed-in person may reach here; what lies outside is as if it were not there (404); and the menu of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tycktill_web.fieldwork.leading import owner_of
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.questionnaires import asked_in, catalogue
from tycktill_web.participants.access import person_of
from tycktill_web.participants.models import Organisation, Person, Registration, Role, Unit
from tycktill_web.participants.scope import organisations_of, units_of

DESK_ROLES = (Role.COORDINATOR, Role.READER)
"""Who follows a whole organisation."""


def followed_by(person: Person) -> QuerySet[Organisation]:
    """The organisations whose live figures a person sees."""
    return organisations_of(person, *DESK_ROLES)


def registration_to_count(person: Person, registration_id: int) -> tuple[Registration, Round]:
    """A registration whose offered the person counts, and its round. Http404 for everybody else's."""
    return _registration_of(units_of(person), registration_id)


def registration_to_equip(person: Person, registration_id: int) -> tuple[Registration, Round]:
    """A registration that the person coordinates, and its round. Http404 for everybody else's."""
    coordinated = organisations_of(person, Role.COORDINATOR)
    return _registration_of(Unit.objects.filter(organisation__in=coordinated), registration_id)


def _registration_of(units: QuerySet[Unit], registration_id: int) -> tuple[Registration, Round]:
    own = Registration.objects.filter(unit__in=units).select_related("unit__organisation")
    registration = own.filter(pk=registration_id).first()
    if registration is None:
        raise Http404
    return registration, round_of(registration)


def round_of(registration: Registration) -> Round:
    """The round that a unit is registered for. Http404 when it is not planned yet."""
    for _, round_ in with_rounds([registration]):
        return round_
    raise Http404


def with_rounds(registrations: Sequence[Registration]) -> Iterator[tuple[Registration, Round]]:
    """These registrations, each with its round; those for rounds that are not planned yet are left out."""
    rounds = {(asked, each.label): each for each in rounds_of(registrations) for asked in asked_in(each)}
    for each in registrations:
        if round_ := rounds.get((each.instrument, each.round)):
            yield each, round_


def rounds_of(registrations: Iterable[Registration]) -> QuerySet[Round]:
    """The rounds that these registrations belong to, newest first."""
    known = catalogue()
    wanted = Q(pk__in=[])
    for instrument, label in {(each.instrument, each.round) for each in registrations}:
        if instrument in known:
            wanted |= Q(family=known[instrument].family, label=label)
        else:
            wanted |= Q(edition__survey__instrument=instrument, label=label)
    return Round.objects.filter(wanted)


def round_at_desk(person: Person, family: str, label: str) -> Round:
    """A national round, or an own one of an organisation that the person is in. Http404 for all others."""
    own = Q(edition=None) | Q(edition__survey__organisation__memberships__person=person)
    seen = Round.objects.filter(own).select_related("edition__survey__organisation", "asked_after").distinct()
    return get_object_or_404(seen, family=family, label=label)


def taking_part(person: Person, family: str, label: str, organisation_id: int) -> tuple[Round, Organisation]:
    """A round, and an organisation that the person coordinates and that can be in it. Http404 for all others."""
    round_ = round_at_desk(person, family, label)
    found = organisations_of(person, Role.COORDINATOR).filter(pk=organisation_id).first()
    owner = owner_of(round_)
    if found is None or (owner is not None and owner != found):
        raise Http404
    return round_, found


def desk_page(request: HttpRequest, template: str, context: Mapping[str, object], *, status: int = 200) -> HttpResponse:
    """The page, with the menu of what this person may open."""
    held = person_of(request).held
    menu = {
        "follows": not held.isdisjoint(DESK_ROLES),
        "coordinates": Role.COORDINATOR in held,
        "counts": not held.isdisjoint((Role.STAFF, Role.COORDINATOR)),
    }
    return render(request, template, {**context, **menu}, status=status)
