"""Own results from two signatures on: before their hour under embargo, where every look is told.

A municipality reads its own. Of its units each that it has chosen reads its own, and of the others nothing.
"""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import F, QuerySet

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import registrations_of
from tycktill_web.journal.events import OwnResultRead, UnitLetRead, UnitNotLetRead, UnitResultRead
from tycktill_web.journal.models import JournalEntry
from tycktill_web.journal.reading import entries_of_kind
from tycktill_web.journal.writing import record
from tycktill_web.participants.access import actor_of
from tycktill_web.participants.models import Organisation, Person, Role, Unit
from tycktill_web.releases.models import EmbargoUnit, PublicRelease

OWN = (PublicRelease.State.SIGNED, PublicRelease.State.PUBLISHED)
"""The states in which a municipality reads its own result."""

Look = OwnResultRead | UnitResultRead
"""What is told of somebody who looks."""


def own_release(round: Round, municipality: str) -> PublicRelease | None:
    """The newest release of a round that this municipality, which must be in it, may read its own result of."""
    own = PublicRelease.objects.with_compared().filter(round=round, state__in=OWN, places__municipality=municipality)
    return own.order_by("-number").first()


def places_with_own(round: Round) -> frozenset[str]:
    """The municipalities that can read their own result of a round."""
    releases = PublicRelease.objects.filter(round=round, state__in=OWN)
    return frozenset(releases.values_list("places__municipality", flat=True)) - {"", None}


def units_in(round: Round, municipality: str) -> QuerySet[Unit]:
    """The units of a round that a municipality chooses among: all that stand in its result, also of other providers."""
    registered = registrations_of(round).order_by().values("unit")
    there = Unit.objects.filter(pk__in=registered, organisation__municipality=municipality)
    return there.select_related("organisation").order_by("name")


def units_let_read(round: Round, municipality: str) -> QuerySet[EmbargoUnit]:
    """Those that it has chosen."""
    return EmbargoUnit.objects.filter(round=round, unit__organisation__municipality=municipality)


@transaction.atomic
def let_read(round: Round, own: Organisation, units: Collection[int]) -> None:
    """Let these units of a municipality, and no others of it, read their own results before they are published."""
    Organisation.objects.select_for_update(no_key=True).get(pk=own.pk)
    there = units_in(round, own.municipality)
    before = set(units_let_read(round, own.municipality).values_list("unit", flat=True))
    for unit in there.filter(pk__in=set(units) - before):
        EmbargoUnit.objects.create(round=round, unit=unit)
        record(UnitLetRead(unit=unit.name), of=own, round=round.key)
    for unit in there.filter(pk__in=before - set(units)):
        EmbargoUnit.objects.filter(round=round, unit=unit).delete()
        record(UnitNotLetRead(unit=unit.name), of=own, round=round.key)


def may_read(round: Round, unit: Unit) -> bool:
    """Whether the unit has been chosen."""
    return EmbargoUnit.objects.filter(round=round, unit=unit).exists()


def early_results_of(staff: Person) -> QuerySet[EmbargoUnit]:
    """The units whose own results somebody of their staff can read now, before they are published."""
    member = {"unit__memberships__person": staff, "unit__memberships__role": Role.STAFF}
    municipality = F("unit__organisation__municipality")
    waits = {
        "round__releases__state": PublicRelease.State.SIGNED,
        "round__releases__places__municipality": municipality,
    }
    return EmbargoUnit.objects.filter(**member, **waits).select_related("round", "unit").order_by("unit__name")


@transaction.atomic
def note_reading(release: PublicRelease, *, person: Person, own: Organisation, unit: Unit | None = None) -> None:
    """Tell that somebody looks at the result of their own municipality or unit; nothing where the release is public."""
    if not release.is_unpublished:
        return
    number, manifest, municipality = release.number, release.manifest_sha256, own.municipality
    event: Look = OwnResultRead(number=number, manifest=manifest, municipality=municipality)
    if unit is not None:
        event = UnitResultRead(number=number, manifest=manifest, municipality=municipality, unit=unit.name)
    record(event, by=actor_of(person), of=own, round=release.round.key)


def readings_of(release: PublicRelease) -> Sequence[tuple[JournalEntry, Look]]:
    """Who looked at a release before it was published, the latest first; a draft thrown away had another manifest."""
    readings: list[tuple[JournalEntry, Look]] = [
        *entries_of_kind(OwnResultRead, round=release.round.key),
        *entries_of_kind(UnitResultRead, round=release.round.key),
    ]
    own = [(entry, look) for entry, look in readings if look.manifest == release.manifest_sha256]
    return sorted(own, key=lambda each: each[0].number, reverse=True)


def looks_of_units(release: PublicRelease, municipality: str) -> Sequence[tuple[JournalEntry, UnitResultRead]]:
    """Who looked at the result of a unit in this municipality, the latest first."""
    own = [(entry, look) for entry, look in readings_of(release) if look.municipality == municipality]
    return [(entry, look) for entry, look in own if isinstance(look, UnitResultRead)]
