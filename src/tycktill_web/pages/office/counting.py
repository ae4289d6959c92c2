"""Counts a closed round, telling each step while it is taken; works without script."""

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.debug import sensitive_post_parameters

from tycktill_web.fieldwork.models import Round
from tycktill_web.look.uploads import takes_file
from tycktill_web.pages.office.count_progress import stream_count
from tycktill_web.pages.office.forms import CountForm
from tycktill_web.pages.office.overview import overview
from tycktill_web.participants.access import admit
from tycktill_web.participants.models import Role
from tycktill_web.releases.drafting import check_room_for_draft
from tycktill_web.releases.errors import ReleaseError
from tycktill_web.releases.published import public_before
from tycktill_web.results.counting import begin_count
from tycktill_web.results.errors import CountRefused, KeyUnusable


@takes_file
@admit(Role.OFFICE)
@sensitive_post_parameters("passphrase", "second_passphrase")
def count(request: HttpRequest, family: str, label: str) -> HttpResponseBase:
    """Asks for the key; then counts, and keeps the draft. Key and passphrase are forgotten when the page is done."""
    round_ = get_object_or_404(Round, family=family, label=label)
    before = public_before(round_)
    is_correction = bool(before.own)
    form = CountForm(
        request.POST or None, request.FILES or None, is_correction=is_correction, key_names=round_.key_names
    )
    if form.is_valid():
        note = form.cleaned_data.get("note", "")
        try:
            check_room_for_draft(round_, note=note)
            counting = begin_count(round_, keys=form.saved_keys(), before=before.releases())
        except KeyUnusable as error:
            form.refuse(str(error), holder=error.holder, is_passphrase=error.is_passphrase)
        except (CountRefused, ReleaseError) as error:
            form.add_error(None, str(error))
        else:
            return StreamingHttpResponse(stream_count(request, round_, counting, note=note, before=before))
    context = {"round": round_, "form": form, "overview": overview(round_), "is_correction": is_correction}
    return render(request, "office/count.html", context, status=400 if form.errors else 200)
