"""Plans when a draft is published, signs it, takes a signature or a result back: each on its own page that asks."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tycktill_web.pages.rounds.forms import PublicationForm, WithdrawForm
from tycktill_web.pages.rounds.leader import Leader
from tycktill_web.participants.access import person_of
from tycktill_web.releases.drafting import discard_draft
from tycktill_web.releases.errors import ReleaseError
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.published import compared_from
from tycktill_web.releases.signing import (
    SIGNATURES_NEEDED,
    check_signer,
    plan_release,
    sign_draft,
    take_signature_back,
    withdraw_result,
)
from tycktill_web.releases.templatetags.words import hour_text


def sign_release(request: HttpRequest, leader: Leader, release_id: int) -> HttpResponse:
    """Signs, once it is confirmed; whoever has nothing to sign is told so on the release's page."""
    release, person = leader.release(request, release_id), person_of(request)
    try:
        if request.method == "POST":
            signed = sign_draft(release, person=person, at=timezone.now(), planned_for=_planned_as_shown(request))
            messages.success(request, _signed_sentence(signed))
            return leader.to_release(request, release)
        check_signer(release, person=person)
    except ReleaseError as error:
        messages.error(request, str(error))
        return leader.to_release(request, release)
    context = {
        "release": release,
        "round": release.round,
        "is_last": release.signatures.count() == SIGNATURES_NEEDED - 1,
        "waits": release.planned_for is not None and release.planned_for > timezone.now(),
    }
    return leader.page(request, "sign.html", context)


def _planned_as_shown(request: HttpRequest) -> datetime | None:
    """The hour of publication that stood on the page where the button was pressed."""
    try:
        return parse_datetime(request.POST.get("planned_for", ""))
    except ValueError:
        return None


def _signed_sentence(release: PublicRelease) -> str:
    if release.state == PublicRelease.State.PUBLISHED:
        return _("Du har skrivit under som andra person. Resultatet är publicerat.")
    if release.state == PublicRelease.State.SIGNED and release.planned_for:
        sentence = _("Du har skrivit under som andra person. Resultatet publiceras den %(hour)s.")
        return sentence % {"hour": hour_text(release.planned_for)}
    if release.planned_for:
        return _("Du har skrivit under. Nu behövs en person till.")
    return _("Du har skrivit under. När en person till gör det publiceras resultatet.")


def plan_publication(request: HttpRequest, leader: Leader, release_id: int) -> HttpResponse:
    """From which hour a draft is public once two have signed it."""
    release, person = leader.release(request, release_id), person_of(request)
    planned = localtime(release.planned_for) if release.planned_for else None
    initial = {"day": planned.date(), "hour": planned.time()} if planned else {}
    form = PublicationForm(request.POST or None, initial=initial)
    if form.is_valid():
        publish_at = form.cleaned_data.get("publish_at")
        try:
            planned_release = plan_release(release, person=person, publish_at=publish_at, at=timezone.now())
        except ReleaseError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _planned_sentence(planned_release))
            return leader.to_release(request, release)
    context = {"release": release, "round": release.round, "form": form}
    return leader.page(request, "publication.html", context, status=400 if form.errors else 200)


def _planned_sentence(release: PublicRelease) -> str:
    if release.planned_for is None:
        return _("Resultatet publiceras när den andra personen skriver under.")
    sentence = _("Resultatet publiceras den %(hour)s, om två personer har skrivit under då.")
    return sentence % {"hour": hour_text(release.planned_for)}


def take_back(request: HttpRequest, leader: Leader, release_id: int) -> HttpResponse:
    """Takes one's signature back, once it is confirmed; possible until the result is published."""
    release = leader.release(request, release_id)
    if request.method == "POST":
        try:
            take_signature_back(release, person=person_of(request))
        except ReleaseError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Din underskrift är borttagen. Inget publiceras förrän två har skrivit under."))
        return leader.to_release(request, release)
    return leader.page(request, "take_back.html", {"release": release, "round": release.round})


def discard_release(request: HttpRequest, leader: Leader, release_id: int) -> HttpResponse:
    """Throws a draft away, once it is confirmed."""
    release = leader.release(request, release_id)
    if request.method == "POST":
        try:
            discard_draft(release, person=person_of(request))
        except ReleaseError as error:
            messages.error(request, str(error))
            return leader.to_release(request, release)
        messages.success(request, _("Utkastet är kastat. Omgången kan räknas på nytt."))
        return leader.to_round(request, release.round)
    return leader.page(request, "discard.html", {"release": release, "round": release.round})


def withdrawal_page(request: HttpRequest, leader: Leader, family: str, label: str) -> HttpResponse:
    """Takes a round's result back in all its releases, with a reason for everybody to read."""
    round_ = leader.round(request, family, label)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            withdraw_result(round_, person=person_of(request), reason=form.cleaned_data["reason"], at=timezone.now())
        except ReleaseError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Resultatet är återkallat."))
            return leader.to_round(request, round_)
    context = {
        "round": round_,
        "form": form,
        "releases": round_.releases.with_figures(),
        "later": compared_from(round_),
    }
    return leader.page(request, "withdraw.html", context, status=400 if form.errors else 200)
