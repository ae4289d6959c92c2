"""A page that is sent piece by piece while a round is counted."""

from collections.abc import Generator, Iterator

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone, translation

from tycktill_web.fieldwork.models import Round
from tycktill_web.releases.drafting import draft
from tycktill_web.releases.errors import ReleaseError
from tycktill_web.results.counting import Counted, Counting
from tycktill_web.results.errors import CountRefused

_HERE = "<!-- steps -->"
"""Where in the page the steps are told."""


def tell(request: HttpRequest, round: Round, counting: Counting, *, note: str) -> Iterator[str]:
    """The page's pieces. Whoever leaves before its end leaves nothing behind: the draft is kept last."""
    # The middleware's choice of language ends before the first piece is sent.
    language = translation.get_language()
    with translation.override(language):
        page = render_to_string("office/counting.html", {"round": round, "steps": _HERE}, request)
        head, tail = page.split(_HERE)
        yield head
        yield from _steps(request, round, counting, note=note)
        yield tail


def _steps(request: HttpRequest, round: Round, counting: Counting, *, note: str) -> Iterator[str]:
    try:
        counted = yield from _progress(counting)
        yield render_to_string("office/step.html", {"step": "keep"})
        kept = draft(round, counted.release, at=timezone.now(), note=note, damaged=counted.damaged)
    except (CountRefused, ReleaseError) as error:
        yield render_to_string("office/count_refused.html", {"round": round, "sentence": str(error)}, request)
    else:
        yield render_to_string("office/counted.html", {"counted": counted, "release": kept}, request)


def _progress(counting: Counting) -> Generator[str, None, Counted]:
    told = None
    while True:
        try:
            progress = next(counting)
        except StopIteration as end:
            counted: Counted = end.value
            return counted
        template = "office/step.html" if progress.step != told else "office/step_goes_on.html"
        told = progress.step
        yield render_to_string(template, {"step": progress.step, "progress": progress})
