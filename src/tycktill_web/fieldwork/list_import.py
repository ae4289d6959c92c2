"""Adds a list of participants to the database: all of it, or nothing when any row disagrees with what is there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from tycktill.terms import Fault, Municipalities, Refused
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.participant_list import Kind, ParticipantRow
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.fieldwork.rounds import is_allowed
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.participants.actions import add_organisation, add_registration, add_unit, hold_names
from tycktill_web.participants.models import Organisation, Registration, Unit


@dataclass(frozen=True, slots=True)
class ImportedNumbers:
    """How many were not there before."""

    organisations: int
    units: int
    registrations: int


@transaction.atomic
def import_participants(
    entries: Sequence[ParticipantRow], *, file: str, municipalities: Municipalities
) -> ImportedNumbers:
    """Add the organisations, units and registrations that are not there yet; how many.

    Raises Refused with a fault for each row, by `file` and row, that says something else than what is there.
    """
    hold_names()
    before = _count_rows()
    faults = []
    for entry in entries:
        try:
            _add_row(entry, municipalities)
        except Refused as refused:
            faults += [Fault(each.problem, each.remedy, file, entry.row, each.column) for each in refused.faults]
    if faults:
        raise Refused(faults)
    after = _count_rows()
    return ImportedNumbers(*(now - then for now, then in zip(after, before, strict=True)))


def _count_rows() -> tuple[int, int, int]:
    return Organisation.objects.count(), Unit.objects.count(), Registration.objects.count()


def _add_row(entry: ParticipantRow, municipalities: Municipalities) -> None:
    """Add one row, and see that what is there already says the same. Raises Refused."""
    organisation = _organisation_of(entry, municipalities)
    if not entry.unit:
        return
    unit = Unit.objects.filter(organisation__municipality=entry.municipality, name=entry.unit).first()
    if unit and unit.organisation_id != organisation.pk:
        problem = f'The municipality has a unit "{entry.unit}" already, of {unit.organisation}'
        raise Refused([Fault(problem, "Add to the name what distinguishes them", column="unit")])
    unit = unit or add_unit(organisation=organisation, name=entry.unit)
    if entry.round:
        _register_unit(entry, unit)


def _organisation_of(entry: ParticipantRow, municipalities: Municipalities) -> Organisation:
    found = next(_same_organisation(entry), None)
    if found is None:
        name = entry.organisation or municipalities[entry.municipality].name
        return add_organisation(kind=entry.kind, name=name, municipality=entry.municipality)
    if (found.kind, found.municipality) != (entry.kind, entry.municipality):
        where = f" in {found.municipality}" if found.municipality else ""
        problem = f'"{found.name}" is there already, as {found.kind}{where}'
        raise Refused([Fault(problem, "Write the same, or another name", column="organisation")])
    if entry.organisation.casefold() not in ("", found.name.casefold()):
        problem = f'The municipality itself is there already, as "{found.name}"'
        raise Refused([Fault(problem, "Write that name, or nothing, or kind provider", column="organisation")])
    return found


def _same_organisation(entry: ParticipantRow) -> Iterator[Organisation]:
    """The organisation of that name, there in whatever case; else, for a municipality itself, the one that
    stands for it."""
    yield from Organisation.objects.filter(name=entry.organisation)
    here = Organisation.objects.filter(municipality=entry.municipality)
    yield from (each for each in here if each.name.casefold() == entry.organisation.casefold())
    if entry.kind is Kind.MUNICIPALITY:
        yield from Organisation.objects.filter(kind=entry.kind, municipality=entry.municipality)


def _register_unit(entry: ParticipantRow, unit: Unit) -> None:
    """Let the unit take part, also in a round that is not planned yet."""
    family = catalogue()[entry.instrument].family
    round = Round.objects.filter(family=family, label=entry.round).first()
    is_there = unit.registrations.filter(round=entry.round, instrument=entry.instrument).exists()
    if round and not is_there and not is_allowed(round, RoundAction.REGISTER):
        problem = f"{round} is {round.state}: no more units can take part"
        raise Refused([Fault(problem, "Take the row out, or write another round", column="round")])
    add_registration(unit=unit, family=family, round=entry.round, questionnaire=entry.instrument)
