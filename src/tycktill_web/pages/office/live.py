"""The live standing of every municipality in a round."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from tycktill_web.fieldwork.models import Round
from tycktill_web.pages.office.standing import standing
from tycktill_web.participants.access import admit
from tycktill_web.participants.models import Role


@admit(Role.OFFICE)
def status(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """Offered, answered and rate by municipality, to search and sort."""
    round_ = get_object_or_404(Round, family=family, label=label)
    asked = {"words": request.GET.get("kommun", ""), "order": request.GET.get("ordning", "")}
    shown = standing(round_, **asked, on=timezone.localdate())
    return render(request, "office/status.html", {"round": round_, "standing": shown})
