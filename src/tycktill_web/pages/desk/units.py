"""The units of an organisation in a round, as a table to tick: who saves second is told, and neither loses anything."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tycktill.answers import unit_name
from tycktill_web.fieldwork.errors import StepRefused, TreeChanged
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.rounds import is_allowed
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.fieldwork.unit_lists import questionnaires_in
from tycktill_web.fieldwork.unit_tree import TreeChange, TreeLine, UnitTree, change_between, change_tree, tree_of
from tycktill_web.look.language import in_language
from tycktill_web.pages.desk.scope import desk_page, taking_part
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Organisation, Role

NEW_ROWS = 3
CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Tick:
    """Whether a unit takes part with a questionnaire, as a box; `is_fixed` when it can no longer be unticked."""

    value: str
    questionnaire: str
    is_on: bool
    is_fixed: bool


@dataclass(frozen=True, slots=True)
class UnitTicks:
    """A unit with its boxes."""

    unit: str
    ticks: Sequence[Tick]


def lines_field(*lines: TreeLine) -> str:
    """Lines as a form carries them in one field, of which it may not have too many."""
    return "\n".join(f"{line.questionnaire}|{line.unit}" for line in lines)


def carried_lines(posted: QueryDict, name: str) -> frozenset[TreeLine]:
    """The lines that a form carries under this name."""
    parts = (each.partition("|") for text in posted.getlist(name) for each in text.splitlines())
    return frozenset(TreeLine(unit_name(unit), questionnaire) for questionnaire, mark, unit in parts if mark)


def new_lines(posted: QueryDict) -> Iterator[TreeLine]:
    """The lines of the empty rows at the end of the table."""
    for row in range(NEW_ROWS):
        if unit := unit_name(posted.get(f"new-{row}", "")):
            yield from (TreeLine(unit, each) for each in posted.getlist(f"new-{row}-with"))


@admit(Role.COORDINATOR)
def units_page(request: HttpRequest, family: str, label: str, organisation_id: int) -> HttpResponse:
    """Which units take part with what."""
    round_, own = taking_part(person_of(request), family, label, organisation_id)
    tree, others, status = tree_of(own, round_), None, 200
    wanted = tree.lines
    if request.method == "POST":
        base = carried_lines(request.POST, "was")
        wanted = carried_lines(request.POST, "line") | frozenset(new_lines(request.POST)) | (base & tree.fixed)
        try:
            change = change_tree(own, round_, wanted, seen=UnitTree(base).version)
            messages.success(request, change_sentence(change))
            return to_units(request, round_, own)
        except TreeChanged as error:
            messages.error(request, str(error))
            tree, status = tree_of(own, round_), CONFLICT
            others = change_between(UnitTree(base), tree.lines, known=())
            wanted = (tree.lines | (wanted - base)) - (base - wanted)
        except StepRefused as error:
            messages.error(request, str(error))
            status = 400
    context = {
        **page_of(round_, own),
        "tree": tree,
        "was": lines_field(*sorted(tree.lines)),
        "rows": list(_tick_rows(tree, wanted, questionnaires_in(round_))),
        "others": others,
        "new_rows": range(NEW_ROWS),
    }
    return desk_page(request, "desk/units.html", context, status=status)


def page_of(round: Round, own: Organisation) -> dict[str, object]:
    """What every page of an organisation's units tells."""
    return {
        "round": round,
        "organisation": own,
        "questionnaires": list(questionnaires_in(round)),
        "may_change": is_allowed(round, RoundAction.REGISTER),
    }


def to_units(request: HttpRequest, round: Round, own: Organisation) -> HttpResponse:
    """On to the table."""
    return redirect(in_language(reverse("desk:units", args=[round.family, round.label, own.pk]), request))


def change_sentence(change: TreeChange) -> str:
    """What has come of a form, in a sentence."""
    if change.is_empty:
        return _("Inget är ändrat.")
    added, new, removed = len(change.added), len(change.new_units), len(change.removed)
    parts = (
        (added, ngettext("%(number)s enkät är tillagd", "%(number)s enkäter är tillagda", added)),
        (new, ngettext("%(number)s enhet är ny", "%(number)s enheter är nya", new)),
        (removed, ngettext("%(number)s enkät är borttagen", "%(number)s enkäter är borttagna", removed)),
    )
    said = ", ".join(sentence % {"number": number_format(number)} for number, sentence in parts if number)
    return _("Sparat: %(changes)s.") % {"changes": said}


def _tick_rows(tree: UnitTree, wanted: Iterable[TreeLine], questionnaires: Iterable[str]) -> Iterator[UnitTicks]:
    on, known = frozenset(wanted), list(questionnaires)
    shown = known + sorted({line.questionnaire for line in tree.lines} - set(known))
    for unit in sorted({line.unit for line in on | tree.lines}, key=str.casefold):
        lines = [TreeLine(unit, each) for each in shown]
        yield UnitTicks(
            unit, [Tick(lines_field(line), line.questionnaire, line in on, line in tree.fixed) for line in lines]
        )
