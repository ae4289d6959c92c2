"""A page is not made again until something changes: who has it gets it confirmed, others get what was made before.

Both cost one statement, which asks for all that the page depends on.
"""

from collections.abc import Callable
from functools import cache, partial, wraps
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.db.models import OuterRef, Subquery, Sum, Value
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import condition

import tycktill
import tycktill_web
from tycktill_web.improvement.models import YouSaid
from tycktill_web.releases.models import PublicRelease, RoundGroup

_WRITTEN = frozenset({".py", ".csv", ".html", ".mo", ".toml"})
_COLUMNS = (
    *("pk", "state", "number", "manifest_sha256", "note", "withdrawal_reason"),
    *("published_at", "planned_for", "compared_with", "round__edition__survey__organisation__name"),
)

_View = Callable[..., HttpResponse]
_MADE = 200
LARGEST = 500_000
"""Bytes of a page that is kept: more than any page of a whole country has, less than the largest pictures."""


def confirm_unchanged(view: _View) -> _View:
    """A page of released values alone: whoever has it, in this language, need not get it again, and for whoever has not
    it is made once.

    Caches may keep it, ours and others', but must ask each time whether it still stands, for it may be withdrawn.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        etag = _page_etag(request)
        confirmed = condition(etag_func=lambda *_args, **_kwargs: etag)(partial(_made_once, view, etag))
        response: HttpResponse = confirmed(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "public, no-cache")
        return response

    return answer


def _made_once(view: _View, etag: str, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """The page as this process made it when all that it depends on was as it is now.

    What was made while a release was being withdrawn is newer than its key says, never older.
    """
    pages, key = caches["pages"], sha256(f"{request.build_absolute_uri('/')} {etag}".encode()).hexdigest()
    made: HttpResponse | None = pages.get(key) if request.method == "GET" else None
    if made is None:
        made = view(request, *args, **kwargs)
        if request.method == "GET" and made.status_code == _MADE and len(made.content) <= LARGEST:
            pages.set(key, made)
    return made


def _page_etag(request: HttpRequest) -> str:
    """All that such a page depends on: every release that is, was or is announced to be public, what municipalities
    tell beside them and what those with own rounds are called, the groups of similar ones, which are only ever added
    to, what is set of who publishes, the language, the address, the code."""
    said = YouSaid.objects.order_by().values(every=Value(1)).annotate(versions=Sum("version")).values("versions")
    newest_group = RoundGroup.objects.filter(round=OuterRef("round")).order_by("-pk").values("pk")[:1]
    readable = PublicRelease.objects.exclude(state=PublicRelease.State.DRAFT).order_by("pk", "compared_with")
    readable = readable.annotate(said=Subquery(said), newest_group=Subquery(newest_group))
    releases = list(readable.values_list(*_COLUMNS, "said", "newest_group"))
    asked = request.get_full_path(), request.META.get("QUERY_STRING", "")  # the former writes some bytes alike
    depends_on = repr((_program_digest(), _operators_settings(), get_language(), asked, releases))
    return f'"{sha256(depends_on.encode()).hexdigest()}"'


def _operators_settings() -> tuple[object, ...]:
    """What who runs the service has set, and pages tell."""
    reviewed = settings.ACCESSIBILITY_REVIEWED, settings.ACCESSIBILITY_SHORTCOMINGS
    return settings.PUBLISHER, settings.CONTACT, settings.ADDRESS, *reviewed


@cache
def _program_digest() -> str:
    """When the files of this program were last written: another version writes other pages."""
    roots = [Path(package.__file__).parent for package in (tycktill, tycktill_web) if package.__file__]
    files = sorted(path for root in roots for path in root.rglob("*") if path.suffix in _WRITTEN)
    written = repr([(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files])
    return sha256(written.encode()).hexdigest()
