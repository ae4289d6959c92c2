"""Who did what in all organisations, to read and to take along: all but what is a municipality's own survey."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from tycktill.terms import is_round
from tycktill_web.instrument.models import OwnSurvey
from tycktill_web.journal.downloading import download_journal
from tycktill_web.journal.facts import action_of
from tycktill_web.journal.models import JournalEntry
from tycktill_web.journal.reading import read_page
from tycktill_web.journal.survey_events import SURVEY_EVENTS
from tycktill_web.participants.access import admit
from tycktill_web.participants.models import Role
from tycktill_web.releases.words import words_of_journal


def national_entries() -> QuerySet[JournalEntry]:
    """All that the office reads. A round that is deleted is still known for an own one by its family's name."""
    families = tuple(f"{family}-" for family in OwnSurvey.objects.values_list("family", flat=True))
    named = JournalEntry.objects.order_by().values_list("round", flat=True).distinct() if families else ()
    own = [key for key in named if any(is_round(key.removeprefix(family)) for family in families)]
    entries = JournalEntry.objects.exclude(action__in=[action_of(each) for each in SURVEY_EVENTS])
    return entries.exclude(round__in=own) if own else entries


@admit(Role.OFFICE)
def journal_page(request: HttpRequest) -> HttpResponse:
    """What was done, newest first."""
    return render(
        request, "office/journal.html", {"journal": read_page(national_entries(), request.GET, words_of_journal())}
    )


@admit(Role.OFFICE)
def journal_csv(_: HttpRequest) -> StreamingHttpResponse:
    """All of it as a table."""
    return download_journal(national_entries(), words_of_journal())
