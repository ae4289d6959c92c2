"""A reader who comes again with a page gets it confirmed, at the cost of one statement, until any release changes."""

from collections.abc import Callable
from functools import cache, wraps
from hashlib import sha256
from pathlib import Path

from django.conf import settings
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
    *("published_at", "planned_for", "compared_with"),
)


def confirm_unchanged(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of released values alone: whoever has it, in this language, need not get it again.

    Caches may keep it, but must ask each time whether it still stands, for it may be withdrawn.
    """
    checked = condition(etag_func=_etag)(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response: HttpResponse = checked(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "public, no-cache")
        return response

    return answer


def _etag(request: HttpRequest, *_args: object, **_kwargs: object) -> str:
    """All that such a page depends on: every release that is, was or is announced to be public, what municipalities
    tell beside them, the groups of similar ones, which are only ever added to, what is set of who publishes, the
    language, the address, the code."""
    said = YouSaid.objects.order_by().values(every=Value(1)).annotate(versions=Sum("version")).values("versions")
    newest_group = RoundGroup.objects.filter(round=OuterRef("round")).order_by("-pk").values("pk")[:1]
    readable = PublicRelease.objects.exclude(state=PublicRelease.State.DRAFT).order_by("pk", "compared_with")
    readable = readable.annotate(said=Subquery(said), newest_group=Subquery(newest_group))
    releases = list(readable.values_list(*_COLUMNS, "said", "newest_group"))
    depends_on = repr((_code(), _stated(), get_language(), request.get_full_path(), releases))
    return f'"{sha256(depends_on.encode()).hexdigest()}"'


def _stated() -> tuple[object, ...]:
    """What who runs the service has set, and pages tell."""
    reviewed = settings.ACCESSIBILITY_REVIEWED, settings.ACCESSIBILITY_SHORTCOMINGS
    return settings.PUBLISHER, settings.CONTACT, settings.ADDRESS, *reviewed


@cache
def _code() -> str:
    """When the files of this program were last written: another version writes other pages."""
    roots = [Path(package.__file__).parent for package in (tycktill, tycktill_web) if package.__file__]
    files = sorted(path for root in roots for path in root.rglob("*") if path.suffix in _WRITTEN)
    written = repr([(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files])
    return sha256(written.encode()).hexdigest()
