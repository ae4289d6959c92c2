"""Prints *Ni sa, vi gör* for a waiting room: what stands on the municipality's public page, and nothing else."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from tycktill_web.improvement.models import YouSaid
from tycktill_web.look.addresses import whole_address
from tycktill_web.look.language import in_language
from tycktill_web.pages.desk.improvement import municipality_of
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Role
from tycktill_web.printing.errors import NotPrintable
from tycktill_web.printing.posters import PosterSize
from tycktill_web.printing.said_posters import SaidWords, make_said_poster
from tycktill_web.printing.typesetting import as_pdf
from tycktill_web.releases.words import family_name

SIZES = ("a4", "a3")


@admit(Role.COORDINATOR)
def said_poster(request: HttpRequest, municipality: str, family: str, label: str, size: str) -> HttpResponse:
    """The poster as PDF. Http404 while the text is not public, so that no wall says what the page does not."""
    own = municipality_of(person_of(request), municipality, Role.COORDINATOR)
    written = (
        YouSaid.objects.filter(organisation=own, family=family, round=label).select_related("about__round").first()
    )
    if written is None or not written.is_public or written.about is None or size not in SIZES:
        raise Http404
    poster = make_said_poster(
        SaidWords(written.sentences, written.done, written.by),
        survey=f"{family_name(family)} {label}",
        sender=own.name,
        address=whole_address(request, reverse("public:municipality", args=[family, label, municipality])),
        size=cast("PosterSize", size),
    )
    try:
        pdf = as_pdf(poster)
    except NotPrintable as refused:
        messages.error(request, str(refused))
        return redirect(in_language(reverse("desk:you_said", args=[municipality, family, label]), request))
    name = f"ni-sa-vi-gor-{family}-{label}-{size}.pdf"
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
