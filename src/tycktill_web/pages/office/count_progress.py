"""A page that is sent piece by piece while a round is counted."""

import logging
import traceback
from collections.abc import Generator, Iterator, Sequence

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from tycktill_web.fieldwork.models import Round
from tycktill_web.releases.drafting import draft
from tycktill_web.releases.errors import ReleaseError
from tycktill_web.releases.published import Before
from tycktill_web.results.counting import CountedRound, Counting
from tycktill_web.results.errors import CountRefused

_BROKEN_OFF = _(
    "Räkningen avbröts av ett fel i tjänsten. Se på omgångens sida om ett utkast har sparats; räkna annars på nytt. "
    "Händer det igen, hör av dig till den som sköter tjänsten: vad som hände står i dess logg."
)
_log = logging.getLogger(__name__)
_HERE = "<!-- steps -->"
"""Where in the page the steps are told."""


def stream_count(request: HttpRequest, round: Round, counting: Counting, *, note: str, before: Before) -> Iterator[str]:
    """The page's pieces, the last of which always comes.

    Whoever leaves before it leaves nothing behind: the draft is kept last.
    """
    # The middleware's choice of language ends before the first piece is sent.
    language = translation.get_language()
    with translation.override(language):
        page = render_to_string("office/counting.html", {"round": round, "steps": _HERE}, request)
        head, tail = page.split(_HERE)
        yield head
        yield from _steps(request, round, counting, note=note, before=before)
        yield tail


def _steps(request: HttpRequest, round: Round, counting: Counting, *, note: str, before: Before) -> Iterator[str]:
    try:
        counted = yield from _progress(counting)
        yield render_to_string("office/step.html", {"step": "keep"})
        kept = draft(round, counted, at=timezone.now(), before=before, note=note)
        yield render_to_string("office/counted.html", {"counted": counted, "release": kept}, request)
    except (CountRefused, ReleaseError) as error:
        yield _refused(request, round, str(error), getattr(error, "details", ()))
    except Exception as error:  # noqa: BLE001  the page has begun, so that nobody above can tell what happened
        _write_down(round, error)
        yield _refused(request, round, str(_BROKEN_OFF))


def _refused(request: HttpRequest, round: Round, sentence: str, details: Sequence[str] = ()) -> str:
    told = {"round": round, "sentence": sentence, "details": details}
    return render_to_string("office/count_refused.html", told, request)


def _write_down(round: Round, error: Exception) -> None:
    """What happened and where, for the log; not in the error's own words, which may quote an answer."""
    where = "".join(traceback.format_tb(error.__traceback__))
    _log.error("The count of %s was broken off by %s\n%s", round.key, type(error).__qualname__, where)


def _progress(counting: Counting) -> Generator[str, None, CountedRound]:
    told = None
    while True:
        try:
            progress = next(counting)
        except StopIteration as end:
            counted: CountedRound = end.value
            return counted
        template = "office/step.html" if progress.step != told else "office/step_goes_on.html"
        told = progress.step
        yield render_to_string(template, {"step": progress.step, "progress": progress})
