"""Makes codes for a unit and shows them this once: they are kept nowhere."""

from collections.abc import Sequence

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.errors import StepRefused
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.progress import progress
from tycktill_web.fieldwork.rounds import Deed, is_allowed
from tycktill_web.pages.desk.batch import Batch
from tycktill_web.pages.desk.forms import CodesForm
from tycktill_web.pages.desk.page import desk_page
from tycktill_web.pages.desk.scope import registration_to_equip
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Registration, Role
from tycktill_web.participants.turns import TurnTaken, next_turn, take_turn

CONFLICT = 409


@admit(Role.COORDINATOR)
def codes(request: HttpRequest, registration_id: int) -> HttpResponse:
    """How many codes there are; makes more, and shows the new ones once, however often the form is sent."""
    registration, round_ = registration_to_equip(person_of(request), registration_id)
    form = CodesForm(request.POST or None, initial={"turn": lambda: next_turn(_errand(registration))})
    context: dict[str, object] = {"round": round_, "registration": registration, "form": form}
    if form.is_valid():
        try:
            made = _make(round_, registration, **form.cleaned_data)
        except TurnTaken as taken:
            return desk_page(request, "desk/codes_made.html", context | {"made": taken.made}, status=CONFLICT)
        except StepRefused as error:
            form.add_error(None, str(error))
        else:
            answer_at = request.build_absolute_uri(reverse("respond:start"))
            return desk_page(request, "desk/new_codes.html", context | {"batch": Batch(made, registration, answer_at)})
    supply = progress(round_, on=timezone.localdate()).of(registration)
    context |= {"supply": supply, "may_make": is_allowed(round_, Deed.MAKE_CODES)}
    return desk_page(request, "desk/codes.html", context, status=400 if form.errors else 200)


@transaction.atomic
def _make(round: Round, registration: Registration, *, size: int, turn: int) -> Sequence[str]:
    """New codes, in the turn of the form that asked for them. Raises StepRefused, TurnTaken."""
    take_turn(_errand(registration), turn, made=size)
    return make_codes(round=round, registration=registration, size=size, on=timezone.localdate())


def _errand(registration: Registration) -> str:
    return f"codes of registration {registration.pk}"
