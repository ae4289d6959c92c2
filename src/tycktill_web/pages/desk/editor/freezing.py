"""Freezes a draft, once it is said of each changed question whether it still measures the same."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from tycktill_web.instrument.errors import NotSound, SurveyError
from tycktill_web.instrument.freezing import asked_about, editions_of, freeze_draft, has_news
from tycktill_web.pages.desk.editor.scope import CONFLICT, draft_of, editor_page, to_survey
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Role

_ASKED = "betydelse-"


@admit(Role.COORDINATOR)
def freeze_survey(request: HttpRequest, survey_id: int) -> HttpResponse:
    """Tells what an edition is and asks about changed questions; then freezes."""
    draft, status = draft_of(request, survey_id), 200
    before = editions_of(draft.survey)
    if request.method == "POST":
        chosen = {key.removeprefix(_ASKED): value for key, value in request.POST.items() if key.startswith(_ASKED)}
        version = request.POST.get("version", "")
        try:
            frozen = freeze_draft(
                draft.survey,
                seen=int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0,
                same=[each for each, said in chosen.items() if said == "samma"],
                other=[each for each, said in chosen.items() if said == "annat"],
                person=person_of(request),
                at=timezone.now(),
            )
        except SurveyError as refused:
            messages.error(request, str(refused))
            status = CONFLICT
        else:
            messages.success(request, _("Utgåva %(number)d är fastställd.") % {"number": frozen.number})
            return to_survey(request, draft.survey)
    try:
        changed = asked_about(draft.survey, before)
    except NotSound:
        changed = ()
    context: dict[str, object] = {"changed": changed, "number": len(before) + 1, "asked": _ASKED}
    context["has_news"] = bool(draft.faults) or has_news(draft.survey, before)
    return editor_page(request, "freeze.html", draft, context, status=status)
