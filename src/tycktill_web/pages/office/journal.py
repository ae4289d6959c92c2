"""Who did what in all organisations, to read and to take along."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from tycktill_web.journal.downloading import download
from tycktill_web.journal.models import JournalEntry
from tycktill_web.journal.reading import read_page
from tycktill_web.participants.access import admit
from tycktill_web.participants.models import Role
from tycktill_web.releases.words import words_of_journal


@admit(Role.OFFICE)
def journal(request: HttpRequest) -> HttpResponse:
    """What was done, newest first."""
    page = read_page(JournalEntry.objects.all(), request.GET, words_of_journal())
    return render(request, "office/journal.html", {"journal": page})


@admit(Role.OFFICE)
def journal_csv(_: HttpRequest) -> StreamingHttpResponse:
    """All of it as a table."""
    return download(JournalEntry.objects.all(), words_of_journal())
