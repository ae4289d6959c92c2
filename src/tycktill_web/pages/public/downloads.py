"""Downloads: each file of a release byte for byte, and the whole folder packed."""

from django.http import Http404, HttpRequest, HttpResponse

from tycktill_web.pages.public.results import refuse_withdrawn, release_or_404
from tycktill_web.participants.access import admit_everybody
from tycktill_web.releases.archive import pack
from tycktill_web.releases.models import PublicRelease, ReleaseFile

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "zip": "application/zip",
}
KEPT_FOR = 3600
"""Seconds that others may keep a file without asking: it never changes, but it may be withdrawn."""


@admit_everybody
def file(request: HttpRequest, family: str, label: str, number: int, name: str) -> HttpResponse:
    """One file."""
    release = release_or_404(family, label, number)
    if release.state == PublicRelease.State.WITHDRAWN:
        return refuse_withdrawn(request, release)
    found = ReleaseFile.objects.filter(release=release, name=name).first()
    if found is None:
        raise Http404
    return _download(request, release, name, bytes(found.content))


@admit_everybody
def archive(request: HttpRequest, family: str, label: str, number: int) -> HttpResponse:
    """All files."""
    release = release_or_404(family, label, number)
    if release.state == PublicRelease.State.WITHDRAWN:
        return refuse_withdrawn(request, release)
    files = {each.name: bytes(each.content) for each in release.files.all()}
    folder = f"{family}-{label}-{number}"
    return _download(request, release, f"{folder}.zip", pack(files, folder=folder))


def _download(request: HttpRequest, release: PublicRelease, name: str, content: bytes) -> HttpResponse:
    etag = f'"{release.manifest_sha256}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(content, content_type=TYPES.get(name.rpartition(".")[2], "application/octet-stream"))
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={KEPT_FOR}"
    return response
