"""Downloads: each file of a release byte for byte, and the whole folder packed."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import etag

from tycktill_web.pages.public.results import GONE, refuse_withdrawn, release_or_404
from tycktill_web.participants.access import admit_everybody
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.published import COMPARING

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "zip": "application/zip",
}


@admit_everybody
def release_file(request: HttpRequest, family: str, label: str, number: int, name: str) -> HttpResponse:
    """A file of a release, byte for byte, unless what is in it was taken back."""
    release = release_or_404(family, label, number)
    if release.is_withdrawn:
        return refuse_withdrawn(request, release)
    found = release.files.defer("content").filter(name=name).first()
    if found is None:
        raise Http404
    if release.withdrawn_comparisons and name in COMPARING:
        return _refuse_comparison(request, release)
    return _send_unless_had(request, release, name, lambda: bytes(found.content))


@admit_everybody
def release_archive(request: HttpRequest, family: str, label: str, number: int) -> HttpResponse:
    """All files of a release in one, unless something in them was taken back."""
    release = release_or_404(family, label, number)
    if release.is_withdrawn:
        return refuse_withdrawn(request, release)
    if release.withdrawn_comparisons:
        return _refuse_comparison(request, release)
    return _send_unless_had(request, release, f"{release.folder}.zip", lambda: bytes(release.archive.content))


def _refuse_comparison(request: HttpRequest, release: PublicRelease) -> HttpResponse:
    """A file that holds figures of a withdrawn result goes with it."""
    return render(request, "public/comparison_gone.html", {"release": release}, status=GONE)


def _send_unless_had(
    request: HttpRequest, release: PublicRelease, name: str, content: Callable[[], bytes]
) -> HttpResponse:
    """What was asked for, which is read only where whoever asks has not got it.

    Others may keep it, but must ask each time whether it still stands: it never changes, but it may be withdrawn.
    """

    @etag(lambda _request: f'"{release.manifest_sha256}"')
    def send(_request: HttpRequest) -> HttpResponse:
        response = HttpResponse(content(), content_type=TYPES.get(name.rpartition(".")[2], "application/octet-stream"))
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    response = send(request)
    response.headers["Cache-Control"] = "public, no-cache"
    return response
