"""Whether one wants the Monday letter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tycktill_web.jobs.asking import choose_monday_letter
from tycktill_web.jobs.models import NoMondayLetter
from tycktill_web.look.language import in_language
from tycktill_web.pages.desk.scope import desk_page
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Role


@admit(Role.COORDINATOR)
def monday_letter(request: HttpRequest) -> HttpResponse:
    """Say yes or no to it."""
    person = person_of(request)
    if request.method == "POST":
        wanted = request.POST.get("wanted") == "1"
        choose_monday_letter(person, wanted=wanted)
        messages.success(request, _("Du får måndagsbrevet.") if wanted else _("Du får inget måndagsbrev mer."))
        return redirect(in_language(reverse("desk:monday"), request))
    is_wanted = not NoMondayLetter.objects.filter(person=person).exists()
    return desk_page(request, "desk/monday.html", {"is_wanted": is_wanted})
