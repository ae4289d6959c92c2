"""The units of an organisation in a round, each with its questionnaires: read, compared and changed as a whole.

Whoever changes them says which they have seen. When somebody else has changed them meanwhile nothing is written.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError
from django.utils import timezone

from tycktill.answers import unit_name
from tycktill_web.fieldwork.errors import NotOfThisRound, TreeChanged, UnitInUse, UnitRefused
from tycktill_web.fieldwork.invitations import take_part
from tycktill_web.fieldwork.models import CodeBatch, OfferTally, Round
from tycktill_web.fieldwork.questionnaires import asked_in
from tycktill_web.fieldwork.rounds import check_allowed, register_unit, registrations_of
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.journal.round_events import UnitUnregistered
from tycktill_web.journal.writing import record_all
from tycktill_web.participants.actions import add_unit
from tycktill_web.participants.errors import ParticipantsError
from tycktill_web.participants.models import Organisation, Unit


@dataclass(frozen=True, slots=True, order=True)
class TreeLine:
    """A unit, by name, takes part with a questionnaire."""

    unit: str
    questionnaire: str


@dataclass(frozen=True, slots=True)
class UnitTree:
    """The lines of an organisation in a round; `fixed` are those that codes or counts of offered hang on."""

    lines: frozenset[TreeLine]
    fixed: frozenset[TreeLine] = frozenset()

    @property
    def version(self) -> str:
        """The same as long as the lines are."""
        text = "\n".join(f"{line.unit}\t{line.questionnaire}" for line in sorted(self.lines))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def units(self) -> Sequence[str]:
        """The names of the units, sorted."""
        return sorted({line.unit for line in self.lines}, key=str.casefold)


@dataclass(frozen=True, slots=True)
class TreeChange:
    """What another set of lines would change."""

    added: Sequence[TreeLine]
    removed: Sequence[TreeLine]
    kept: Sequence[TreeLine]
    new_units: frozenset[str]
    """Those that the organisation does not have yet."""

    @property
    def is_empty(self) -> bool:
        """Whether it changes nothing."""
        return not self.added and not self.removed


def tree_of(organisation: Organisation, round: Round) -> UnitTree:
    """The lines as they are now."""
    own = registrations_of(round).filter(unit__organisation=organisation)
    used = Exists(CodeBatch.objects.filter(registration=OuterRef("pk"))) | Exists(
        OfferTally.objects.filter(registration=OuterRef("pk"))
    )
    rows = [
        (TreeLine(*line), is_used)
        for *line, is_used in own.annotate(used=used).values_list("unit__name", "instrument", "used")
    ]
    return UnitTree(frozenset(line for line, _ in rows), frozenset(line for line, is_used in rows if is_used))


def change_between(tree: UnitTree, wanted: Iterable[TreeLine], *, known: Collection[str]) -> TreeChange:
    """What these lines in place of the tree's would change, where the organisation has units of the `known` names."""
    lines = {TreeLine(unit_name(line.unit), line.questionnaire) for line in wanted}
    added = lines - tree.lines
    return TreeChange(
        added=sorted(added),
        removed=sorted(tree.lines - lines),
        kept=sorted(tree.lines & lines),
        new_units=frozenset(line.unit for line in added) - frozenset(known),
    )


def unit_names(organisation: Organisation) -> frozenset[str]:
    """What the organisation's units are called, whether they take part or not."""
    return frozenset(organisation.units.values_list("name", flat=True))


@transaction.atomic
def change_tree(organisation: Organisation, round: Round, wanted: Iterable[TreeLine], *, seen: str) -> TreeChange:
    """Let the units take part with these lines and no others, all or nothing; `seen` is the version it was decided on.

    Raises NotInThisState, TreeChanged, UnitInUse, NotOfThisRound, UnitRefused.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    check_allowed(Round.objects.get(pk=round.pk), RoundAction.REGISTER)
    tree = tree_of(organisation, round)
    if tree.version != seen:
        raise TreeChanged
    change = change_between(tree, wanted, known=unit_names(organisation))
    in_use = sorted(tree.fixed.intersection(change.removed))
    if in_use:
        raise UnitInUse(in_use[0].unit)
    _add_lines(organisation, round, change)
    _remove_lines(organisation, round, change.removed)
    if change.added:
        take_part(round, organisation, on=timezone.localdate())
    return change


def earlier_lines(organisation: Organisation, round: Round) -> tuple[Round | None, frozenset[TreeLine]]:
    """The family's last round before this one that the organisation took part in, and its lines there."""
    others = Round.objects.filter(family=round.family, opens_on__lte=round.opens_on).exclude(pk=round.pk)
    own = organisation.units.filter(registrations__instrument__in=asked_in(round))
    labels = set(own.values_list("registrations__round", flat=True))
    earlier = others.filter(label__in=labels).order_by("-opens_on", "-label").first()
    return earlier, tree_of(organisation, earlier).lines if earlier else frozenset()


def _add_lines(organisation: Organisation, round: Round, change: TreeChange) -> None:
    units = {unit.name: unit for unit in organisation.units.all()}
    for line in change.added:
        try:
            unit: Unit = units.get(line.unit) or add_unit(organisation=organisation, name=line.unit)
            units[line.unit] = unit
            register_unit(round=round, unit=unit, questionnaire=line.questionnaire)
        except (ParticipantsError, NotOfThisRound) as error:
            raise UnitRefused(line.unit, str(error)) from None


def _remove_lines(organisation: Organisation, round: Round, lines: Sequence[TreeLine]) -> None:
    own = {
        TreeLine(each.unit.name, each.instrument): each
        for each in registrations_of(round).filter(unit__organisation=organisation).select_related("unit")
    }
    for line in lines:
        try:
            own[line].delete()
        except ProtectedError:
            raise UnitInUse(line.unit) from None
    events = [UnitUnregistered(unit=line.unit, questionnaire=line.questionnaire) for line in lines]
    record_all([(each, organisation) for each in events], round=round.key)
