"""Who did what in the organisations that one coordinates, to read and to take along."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from tycktill_web.journal.downloading import download_journal
from tycktill_web.journal.reading import entries_of, read_page
from tycktill_web.pages.desk.scope import desk_page
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Role
from tycktill_web.participants.scope import organisations_of
from tycktill_web.releases.words import words_of_journal


@admit(Role.COORDINATOR)
def journal_page(request: HttpRequest) -> HttpResponse:
    """What was done, newest first."""
    entries = entries_of(organisations_of(person_of(request), Role.COORDINATOR).values_list("pk", flat=True))
    return desk_page(request, "desk/journal.html", {"journal": read_page(entries, request.GET, words_of_journal())})


@admit(Role.COORDINATOR)
def journal_csv(request: HttpRequest) -> StreamingHttpResponse:
    """All of it as a table."""
    entries = entries_of(organisations_of(person_of(request), Role.COORDINATOR).values_list("pk", flat=True))
    return download_journal(entries, words_of_journal())
