"""Addresses of these pages."""

from django.urls import path

from tycktill_web.pages.office import (
    closing,
    counting,
    inviting,
    jobs,
    journal,
    keys,
    people,
    planning,
    preview,
    reminding,
    response,
    rounds,
    signing,
)

ROUND = "omgang/<str:family>/<str:label>/"

app_name = "office"
urlpatterns = [
    path("", rounds.start, name="start"),
    path("jobb/", jobs.jobs, name="jobs"),
    path("jobb/<int:job_id>/", jobs.job, name="job"),
    path("handelser/", journal.journal, name="journal"),
    path("handelser.csv", journal.journal_csv, name="journal_csv"),
    path("personer/", people.people, name="people"),
    path("personer/<int:organisation_id>/", people.place, name="place_people"),
    path("personer/<int:organisation_id>/bjud-in/", people.invite, name="invite_person"),
    path("personer/<int:organisation_id>/<int:membership_id>/igen/", people.again, name="invite_again"),
    path("personer/<int:organisation_id>/<int:membership_id>/ta-bort/", people.take, name="take_role"),
    path("personer/<int:organisation_id>/<int:membership_id>/nollstall/", people.clear, name="clear_second_step"),
    path("personer/<int:organisation_id>/kontakt/<str:family>/<str:label>/", people.contact, name="contact"),
    path("planera/", planning.plan, name="plan"),
    path(ROUND, rounds.show, name="round"),
    path(f"{ROUND}dagar/", planning.days, name="days"),
    path(f"{ROUND}forlang/", planning.extend, name="extend"),
    path(f"{ROUND}ta-bort/", planning.delete, name="delete"),
    path(f"{ROUND}bjud-in/", inviting.invitations, name="invitations"),
    path(f"{ROUND}anmal/", rounds.invite, name="invite"),
    path(f"{ROUND}lage/", response.status, name="status"),
    path(f"{ROUND}paminn/", reminding.remind, name="remind"),
    path(f"{ROUND}lage.csv", response.status_csv, name="status_csv"),
    path(f"{ROUND}nyckel/", keys.make, name="key"),
    path(f"{ROUND}oppna/", keys.open_with_key, name="open"),
    path(f"{ROUND}stang/", closing.close, name="close"),
    path(f"{ROUND}rakna/", counting.count, name="count"),
    path(f"{ROUND}gallra/", rounds.dispose_answers, name="dispose"),
    path(f"{ROUND}aterkalla/", signing.withdraw_result, name="withdraw"),
    path("utgava/<int:release_id>/", preview.release, name="release"),
    path("utgava/<int:release_id>/skriv-under/", signing.sign_release, name="sign"),
    path("utgava/<int:release_id>/publicering/", signing.plan_publication, name="publication"),
    path("utgava/<int:release_id>/ta-tillbaka/", signing.take_back, name="take_back"),
    path("utgava/<int:release_id>/lasare/", preview.readers, name="readers"),
    path("utgava/<int:release_id>/antal/", preview.numbers, name="numbers"),
    path("utgava/<int:release_id>/kasta/", signing.discard_release, name="discard"),
    path("utgava/<int:release_id>/riket/", preview.place, name="nation"),
    path("utgava/<int:release_id>/riket/<str:target>/", preview.place, name="nation"),
    path("utgava/<int:release_id>/<str:municipality>/", preview.place, name="municipality"),
    path("utgava/<int:release_id>/<str:municipality>/<str:target>/", preview.place, name="municipality"),
]
