"""Units from a pasted list, a file or the round before: shown first, and registered when that is confirmed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tycktill_web.fieldwork.errors import ListRefused, StepRefused, TreeChanged
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.unit_lists import Rows, lines_of, questionnaires_in, rows_of_file, rows_of_text
from tycktill_web.fieldwork.unit_tree import (
    TreeLine,
    UnitTree,
    change_between,
    change_tree,
    earlier_lines,
    tree_of,
    unit_names,
)
from tycktill_web.look.uploads import SMALL, takes_file
from tycktill_web.pages.desk.scope import desk_page, taking_part
from tycktill_web.pages.desk.units import CONFLICT, carried_lines, change_sentence, lines_field, page_of, to_units
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Organisation, Role


@dataclass(frozen=True, slots=True)
class UnitWords:
    """A unit of a difference, with its questionnaires."""

    unit: str
    questionnaires: Sequence[str]
    is_new: bool = False


@takes_file
@admit(Role.COORDINATOR)
def unit_list(request: HttpRequest, family: str, label: str, organisation_id: int) -> HttpResponse:
    """Reads a list, shows what it would add, and adds it."""
    round_, own = taking_part(person_of(request), family, label, organisation_id)
    earlier, before = earlier_lines(own, round_)
    context = {**page_of(round_, own), "earlier": earlier, "text": request.POST.get("text", "")}
    context["chosen"] = request.POST.getlist("with")
    if request.method != "POST":
        return desk_page(request, "desk/unit_list.html", context)
    if "confirmed" in request.POST:
        return _add_confirmed(request, round_, own)
    try:
        lines = before if "earlier" in request.POST else _read_lines(request, round_)
    except ListRefused as error:
        return desk_page(request, "desk/unit_list.html", {**context, "faults": error.faults}, status=400)
    return desk_page(request, "desk/unit_difference.html", {**context, **list_difference(round_, own, lines)})


def _read_lines(request: HttpRequest, round: Round) -> frozenset[TreeLine]:
    """The lines of what was pasted or uploaded. Raises ListRefused."""
    chosen = [each for each in request.POST.getlist("with") if each in questionnaires_in(round)]
    rows = _rows_of(request.FILES.get("file"), request.POST.get("text", ""))
    return lines_of(rows, round=round, otherwise=chosen)


def _rows_of(file: "UploadedFile[bytes] | None", text: str) -> Rows:
    if not file:
        return rows_of_text(text)
    if (file.size or 0) > SMALL:
        raise ListRefused([_("Filen är större än 64 kB. Spara bara bladet med enheterna, eller klistra in.")])
    return rows_of_file(file.read())


def _add_confirmed(request: HttpRequest, round: Round, own: Organisation) -> HttpResponse:
    was, lines = carried_lines(request.POST, "was"), carried_lines(request.POST, "line")
    try:
        messages.success(request, change_sentence(change_tree(own, round, was | lines, seen=UnitTree(was).version)))
        return to_units(request, round, own)
    except TreeChanged:
        messages.error(request, _("Någon annan har ändrat enheterna. Så här blir det nu: läs och bekräfta igen."))
    except StepRefused as error:
        messages.error(request, str(error))
    context = {**page_of(round, own), **list_difference(round, own, lines)}
    return desk_page(request, "desk/unit_difference.html", context, status=CONFLICT)


def list_difference(round: Round, own: Organisation, lines: frozenset[TreeLine]) -> Mapping[str, object]:
    """What these lines would add to those that are there, in words to read before it is done."""
    tree, in_use = tree_of(own, round), questionnaires_in(round)
    usable = frozenset(line for line in lines if line.questionnaire in in_use)
    change = change_between(tree, tree.lines | usable, known=unit_names(own))
    return {
        "added": _words_by_unit(change.added, change.new_units),
        "there": _words_by_unit(sorted(usable & tree.lines)),
        "others": _words_by_unit(sorted(tree.lines - usable)),
        "out_of_use": _words_by_unit(sorted(lines - usable)),
        "was": lines_field(*sorted(tree.lines)),
        "lines": lines_field(*sorted(usable)),
    }


def _words_by_unit(lines: Iterable[TreeLine], new: frozenset[str] = frozenset()) -> Sequence[UnitWords]:
    by_unit = groupby(lines, key=lambda line: line.unit)
    return [UnitWords(unit, [line.questionnaire for line in each], unit in new) for unit, each in by_unit]
