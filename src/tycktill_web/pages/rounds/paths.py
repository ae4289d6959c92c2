"""Addresses of these pages, named `rounds:…` within them and by their space from elsewhere."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from tycktill_web.pages.rounds import closing, counting, jobs, keys, planning, preview, rounds, signing
from tycktill_web.pages.rounds.leader import Leader

ROUND = "omgang/<str:family>/<str:label>/"
RELEASE = "utgava/<int:release_id>/"


def round_paths(leader: Leader) -> list[URLPattern]:
    """All of them."""
    return [
        path("", leader.admits(rounds.start_page), name="start"),
        path("planera/", leader.admits(planning.planning_page), name="plan"),
        path("jobb/<int:job_id>/", leader.admits(jobs.job_page), name="job"),
        *_of_a_round(leader),
        *_of_a_release(leader),
    ]


def _of_a_round(leader: Leader) -> Iterator[URLPattern]:
    yield path(ROUND, leader.admits(rounds.round_page), name="round")
    yield path(f"{ROUND}dagar/", leader.admits(planning.days_page), name="days")
    yield path(f"{ROUND}forlang/", leader.admits(planning.extension_page), name="extend")
    yield path(f"{ROUND}jamforbar/", leader.admits(planning.unlike_page), name="unlike")
    yield path(f"{ROUND}ta-bort/", leader.admits(planning.deletion_page), name="delete")
    yield path(f"{ROUND}nyckel/", leader.admits(keys.key_page), name="key")
    yield path(f"{ROUND}oppna/", leader.admits(keys.open_with_key), name="open")
    yield path(f"{ROUND}stang/", leader.admits(closing.closing_page), name="close")
    yield path(f"{ROUND}rakna/", leader.admits(counting.counting_page), name="count")
    yield path(f"{ROUND}gallra/", leader.admits(rounds.disposal_page), name="dispose")
    yield path(f"{ROUND}aterkalla/", leader.admits(signing.withdrawal_page), name="withdraw")


def _of_a_release(leader: Leader) -> Iterator[URLPattern]:
    yield path(RELEASE, leader.admits(preview.release_page), name="release")
    yield path(f"{RELEASE}skriv-under/", leader.admits(signing.sign_release), name="sign")
    yield path(f"{RELEASE}publicering/", leader.admits(signing.plan_publication), name="publication")
    yield path(f"{RELEASE}ta-tillbaka/", leader.admits(signing.take_back), name="take_back")
    yield path(f"{RELEASE}lasare/", leader.admits(preview.readers_page), name="readers")
    yield path(f"{RELEASE}antal/", leader.admits(preview.numbers_file), name="numbers")
    yield path(f"{RELEASE}kasta/", leader.admits(signing.discard_release), name="discard")
    yield path(f"{RELEASE}riket/", leader.admits(preview.place_page), name="nation")
    yield path(f"{RELEASE}riket/<str:target>/", leader.admits(preview.place_page), name="nation")
    yield path(f"{RELEASE}<str:municipality>/", leader.admits(preview.place_page), name="municipality")
    yield path(f"{RELEASE}<str:municipality>/<str:target>/", leader.admits(preview.place_page), name="municipality")
