"""Signs a draft, throws it away, takes a round's result back: each on a page of its own that asks once more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tycktill_web.fieldwork.models import Round
from tycktill_web.look.language import in_language
from tycktill_web.pages.office.forms import WithdrawForm
from tycktill_web.pages.office.rounds import to_round
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Role
from tycktill_web.releases.drafting import discard
from tycktill_web.releases.errors import ReleaseError
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.published import compared_from
from tycktill_web.releases.signing import SIGNATURES_NEEDED, check_signer, sign, withdraw


@admit(Role.OFFICE)
def sign_release(request: HttpRequest, release_id: int) -> HttpResponse:
    """Signs, once it is confirmed; whoever has nothing to sign is told so on the release's page."""
    release, person = _release(release_id), person_of(request)
    try:
        if request.method == "POST":
            messages.success(request, _told(sign(release, person=person, at=timezone.now())))
            return _to_release(request, release)
        check_signer(release, person=person)
    except ReleaseError as error:
        messages.error(request, str(error))
        return _to_release(request, release)
    last = release.signatures.count() == SIGNATURES_NEEDED - 1
    return render(request, "office/sign.html", {"release": release, "round": release.round, "is_last": last})


def _told(release: PublicRelease) -> str:
    if release.state == PublicRelease.State.PUBLISHED:
        return _("Du har skrivit under som andra person. Resultatet är publicerat.")
    return _("Du har skrivit under. När en person till gör det publiceras resultatet.")


@admit(Role.OFFICE)
def discard_release(request: HttpRequest, release_id: int) -> HttpResponse:
    """Throws a draft away, once it is confirmed."""
    release = _release(release_id)
    if request.method == "POST":
        try:
            discard(release, person=person_of(request))
        except ReleaseError as error:
            messages.error(request, str(error))
            return _to_release(request, release)
        messages.success(request, _("Utkastet är kastat. Omgången kan räknas på nytt."))
        return to_round(request, release.round)
    return render(request, "office/discard.html", {"release": release, "round": release.round})


@admit(Role.OFFICE)
def withdraw_result(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """Takes a round's result back in all its releases, with a reason for everybody to read."""
    round_ = get_object_or_404(Round, family=family, label=label)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            withdraw(round_, person=person_of(request), reason=form.cleaned_data["reason"], at=timezone.now())
        except ReleaseError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Resultatet är återkallat."))
            return to_round(request, round_)
    context = {
        "round": round_,
        "form": form,
        "releases": round_.releases.with_figures(),
        "later": compared_from(round_),
    }
    return render(request, "office/withdraw.html", context, status=400 if form.errors else 200)


def _release(release_id: int) -> PublicRelease:
    return get_object_or_404(PublicRelease.objects.with_compared(), pk=release_id)


def _to_release(request: HttpRequest, release: PublicRelease) -> HttpResponse:
    return redirect(in_language(reverse("office:release", args=[release.pk]), request))
