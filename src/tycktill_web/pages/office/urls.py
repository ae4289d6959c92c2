"""Addresses of these pages."""

from django.urls import path

from tycktill_web.pages.office import (
    inviting,
    jobs,
    journal,
    organisations,
    own_questions,
    people,
    reminding,
    response,
    rounds,
)
from tycktill_web.pages.office.leading import NATIONAL
from tycktill_web.pages.people.paths import people_paths
from tycktill_web.pages.rounds.paths import ROUND, round_paths

app_name = "rounds"
urlpatterns = [
    *round_paths(NATIONAL),
    path("jobb/", jobs.jobs_page, name="jobs"),
    path("handelser/", journal.journal_page, name="journal"),
    path("handelser.csv", journal.journal_csv, name="journal_csv"),
    path("personer/", people.people_page, name="people"),
    path("personer/lagg-till/", organisations.add_organisations, name="add_organisations"),
    *people_paths(people.PAGES),
    path("personer/<int:organisation_id>/namn/", organisations.rename_page, name="rename"),
    path(f"{ROUND}bjud-in/", inviting.invitations_page, name="invitations"),
    path(f"{ROUND}anmal/", rounds.register_again, name="invite"),
    path(f"{ROUND}egna-fragor/", own_questions.own_questions, name="own_questions"),
    path(f"{ROUND}lage/", response.status_page, name="status"),
    path(f"{ROUND}paminn/", reminding.reminder_page, name="remind"),
    path(f"{ROUND}lage.csv", response.status_csv, name="status_csv"),
]
