"""A municipality leads its own round alone: two of it sign, the office sees nothing, and no comparison has it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.instrument.rounds import drafted, opened, planned
from tests.tycktill_web.instrument.surveys import changed, coordinator, frozen
from tests.tycktill_web.pages import see, send, signed_in, words

from tycktill.tables import MANIFEST
from tycktill_web.fieldwork.errors import NotOfThisRound, StepRefused
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.planning import change_days, delete_round
from tycktill_web.fieldwork.questionnaires import forget_names
from tycktill_web.fieldwork.rounds import plan_round
from tycktill_web.instrument.drafts import make_survey
from tycktill_web.instrument.models import OwnSurvey
from tycktill_web.instrument.questions import AskedQuestion
from tycktill_web.jobs.models import Job
from tycktill_web.jobs.publishing import PublishArguments
from tycktill_web.jobs.queue import JobRequest, put_job
from tycktill_web.journal.models import JournalEntry
from tycktill_web.participants.actions import add_organisation
from tycktill_web.participants.models import Organisation, Person, Role
from tycktill_web.releases.errors import AlreadySigned, NotTheirs
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.signing import sign_draft, withdraw_result

pytestmark = pytest.mark.django_db
NAME = "Trivsel på boendet 2024"


def granhult() -> tuple[Organisation, Person, Person]:
    """A municipality with two coordinators."""
    own = builders.municipality("Granhult", "9001")
    kim, li = (worlds.person(f"{name}@granhult.example", Role.COORDINATOR, own) for name in ("kim", "li"))
    return own, kim, li


def published() -> tuple[PublicRelease, Person]:
    """A result that both have signed, and one of them."""
    own, kim, li = granhult()
    release = drafted(own, kim)
    sign_draft(release, person=kim, at=worlds.NOW)
    return sign_draft(release, person=li, at=worlds.NOW), kim


def test_two_different_people_of_the_municipality_sign() -> None:
    own, kim, li = granhult()
    release = drafted(own, kim)
    sign_draft(release, person=kim, at=worlds.NOW)
    with pytest.raises(AlreadySigned):
        sign_draft(release, person=kim, at=worlds.NOW)
    assert sign_draft(release, person=li, at=worlds.NOW).state == "published"


def test_nobody_publishes_in_the_municipalitys_name() -> None:
    own, person, _ = granhult()
    provider = add_organisation(kind=Organisation.Kind.PROVIDER, name="Omsorg AB", municipality=own.municipality)
    other = worlds.person("pia@omsorg.example", Role.COORDINATOR, provider)
    with pytest.raises(NotOfThisRound):
        planned(provider, other)
    assert "Ingen enkät är fastställd än" in see(signed_in(other), "/kommun/egna/planera/")
    planned(own, person)


def test_nobody_else_signs_or_takes_back() -> None:
    own, kim, _ = granhult()
    release = drafted(own, kim)
    office = worlds.person(
        "anna@kansliet.example", Role.OFFICE, add_organisation(kind=Organisation.Kind.NATIONAL, name="Kansliet")
    )
    _, stranger = coordinator()
    reader = worlds.person("eva@granhult.example", Role.READER, own)
    for person in (office, stranger, reader):
        with pytest.raises(NotTheirs):
            sign_draft(release, person=person, at=worlds.NOW)
        with pytest.raises(NotTheirs):
            withdraw_result(release.round, person=person, reason="Fel.", at=worlds.NOW)


def test_a_result_tells_in_every_language_how_its_own_edition_asked() -> None:
    release, kim = published()
    address = f"/resultat/{release.round.family}/2024/9001/?sprak=en"
    before = see(Client(), address)
    asked = AskedQuestion({"sv": "Hur är maten?"}, {"sv": "Maten"}, "bra_5")
    frozen(changed(OwnSurvey.objects.get(), kim, "maten", asked), kim, same={"maten"})
    forget_names()  # of questionnaires' newest editions, as each request does
    assert "Hur smakar maten?" in before
    assert see(Client(), address) == before


def test_the_office_finds_neither_round_nor_job_nor_what_was_done() -> None:
    world = worlds.planned_world()
    release = drafted(world.granhult, world.coordinator)
    deleted, registration = planned(world.granhult, world.coordinator, "2025")
    delete_round(deleted)
    job = put_job(JobRequest("publish", release.round, PublishArguments(release.pk), "publish", "sv"))
    office = signed_in(world.anna)
    family = release.round.family
    for page in ("/kansli/", "/kansli/jobb/", "/kansli/handelser/"):
        told = see(office, page)
        assert family not in told, page
        assert "Trivsel" not in told, page
    assert family not in words(office.get("/kansli/handelser.csv"))
    contact = f"personer/{world.granhult.pk}/kontakt/{family}/2024/"
    for page in (
        f"jobb/{job.pk}/",
        f"utgava/{release.pk}/",
        f"omgang/{family}/2024/",
        f"omgang/{family}/2024/paminn/",
        contact,
    ):
        assert office.get(f"/kansli/{page}").status_code == 404, page
        assert office.post(f"/kansli/{page}").status_code == 404, page
    assert registration.unit.organisation == world.granhult


def test_no_other_municipality_finds_it_by_any_of_its_own_pages() -> None:
    world = worlds.planned_world()
    round_, _ = planned(world.granhult, world.coordinator)
    stranger = signed_in(world.stranger)
    for page in ("personer/{}/kontakt/{}/2024/", "{1}/2024/organisation/{0}/att-gora/", "{1}/2024/"):
        address = f"/kommun/{page}".format(world.alvmora.pk, round_.family)
        assert stranger.get(address).status_code == 404, address


def test_the_office_still_reads_of_a_national_round_that_an_own_survey_is_nearly_called_like() -> None:
    """Municipalities are numbered like years: a survey `ifo` of 2026 is the family `ifo-2026`."""
    world = worlds.planned_world()
    first, last = (day.replace(year=2026) for day in (builders.OPENS_ON, builders.CLOSES_ON))
    plan_round(family="ifo", label="2026-host", opens_on=first, closes_on=last)
    dalby = builders.municipality("Dalby", "2026")
    nils = worlds.person("nils@dalby.example", Role.COORDINATOR, dalby)
    survey = make_survey(dalby, title="IFO", target_group="Alla", person=nils, at=worlds.NOW)
    assert survey.family == "ifo-2026"
    assert "Individ- och familjeomsorg 2026-host" in see(signed_in(world.anna), "/kansli/handelser/")


def test_what_is_done_to_it_stands_in_the_municipalitys_journal() -> None:
    own, kim, li = granhult()
    two = worlds.person("bo@granhult.example", Role.COORDINATOR, builders.municipality("Älvmora", "9002"))
    release = drafted(own, kim)
    sign_draft(release, person=kim, at=worlds.NOW)
    sign_draft(release, person=li, at=worlds.NOW)
    told = JournalEntry.objects.filter(round=release.round.key)
    assert set(told.values_list("organisation", flat=True)) == {own.pk}
    assert "Skrev under" in see(signed_in(kim), "/kommun/handelser/")
    assert "Skrev under" not in see(signed_in(two), "/kommun/handelser/")


def test_a_job_of_it_is_its_coordinators_to_follow() -> None:
    own, kim, _ = granhult()
    release = drafted(own, kim)
    job = put_job(JobRequest("publish", release.round, PublishArguments(release.pk), "publish", "sv"))
    assert "Publicera resultatet" in see(signed_in(kim), f"/kommun/egna/jobb/{job.pk}/")
    _, stranger = coordinator()
    assert signed_in(stranger).get(f"/kommun/egna/jobb/{job.pk}/").status_code == 404
    assert set(Job.objects.national()) == set()


def test_a_round_is_planned_of_what_is_frozen() -> None:
    own, kim, _ = granhult()
    client = signed_in(kim)
    assert "Ingen enkät är fastställd än" in see(client, "/kommun/egna/planera/")
    round_, _ = planned(own, kim)
    form = {"edition": round_.edition_id, "opens_on": "2025-09-01", "closes_on": "2025-10-01", "grace_days": 14}
    form |= {"preset": "standard"}
    assert "gäller från och med 2024" in send(client, "/kommun/egna/planera/", {**form, "label": "2023"}, status=400)
    assert "finns redan" in send(client, "/kommun/egna/planera/", {**form, "label": "2024"}, status=400)
    assert "Omgången är planerad." in send(client, "/kommun/egna/planera/", {**form, "label": "2025"})
    assert Round.objects.get(label="2025").edition_id == round_.edition_id


def test_nobody_plans_a_round_of_anothers_questionnaire() -> None:
    own, kim, _ = granhult()
    round_, _ = planned(own, kim)
    _, stranger = coordinator()
    form = {"edition": round_.edition_id, "label": "2025", "opens_on": "2025-09-01", "closes_on": "2025-10-01"}
    send(signed_in(stranger), "/kommun/egna/planera/", {**form, "grace_days": 14, "preset": "standard"}, status=400)
    assert Round.objects.count() == 1


def test_an_open_one_keeps_its_days_as_any_does() -> None:
    own, kim, _ = granhult()
    round_, _ = opened(own, kim)
    with pytest.raises(StepRefused):
        change_days(round_, {"opens_on": builders.OPENS_ON})
    assert "dagarna ligger fast" in see(signed_in(kim), f"/kommun/egna/omgang/{round_.family}/2024/dagar/")


def test_readers_meet_the_municipality_and_no_nation() -> None:
    release, _ = published()
    place = f"/resultat/{release.round.family}/2024/"
    for page in (place, f"{place}9001/", f"{place}9001/enhet/norr/", "/kommuner/9001/"):
        told = see(Client(), page)
        assert NAME in told, page
        assert "riket" not in told.lower(), page
    files = {each.name: bytes(each.content).decode() for each in release.files.all()}
    assert '"publisher": "Granhult"' in files[MANIFEST]
    assert files["text.sv.md"].count("riket") == 1  # that there is none


def test_no_comparison_has_it() -> None:
    release, _ = published()
    client = Client()
    assert NAME not in see(client, "/")
    assert release.round.family not in see(client, "/jamfor/")
    assert client.get(f"/fraga/{release.round.family}/maten/").status_code == 404
    asked = f"familj={release.round.family}&omgang=2024&fraga=maten&kommun=9001"
    assert client.get(f"/jamfor.csv?{asked}").status_code == 400


def test_it_is_taken_back_by_one_who_leads_it() -> None:
    release, kim = published()
    withdraw_result(release.round, person=kim, reason="Fel enhet var med.", at=worlds.NOW)
    assert "Fel enhet var med." in see(Client(), f"/resultat/{release.round.family}/2024/", status=410)


def test_a_page_of_it_asks_the_database_at_most_twelve_times() -> None:
    own, kim, li = granhult()
    release = drafted(own, kim)
    round_, client = release.round, signed_in(kim)
    lead, desk = f"/kommun/egna/omgang/{round_.family}/2024/", f"/kommun/{round_.family}/2024/"
    ways = [lead, f"{lead}rakna/", f"{lead}stang/", f"{lead}dagar/", "/kommun/egna/", "/kommun/egna/planera/"]
    ways += [f"/kommun/egna/utgava/{release.pk}/{way}" for way in ("", "9001/", "publicering/")]
    ways += ["/kommun/", desk, f"{desk}organisation/{own.pk}/att-gora/", f"{desk}organisation/{own.pk}/enheter/"]
    for person in (kim, li):
        sign_draft(release, person=person, at=worlds.NOW)
    place = f"/resultat/{round_.family}/2024/"
    ways += [place, f"{place}9001/", f"{place}9001/enhet/norr/", f"{place}9001/?sprak=en"]
    asked = {}
    for way in ways:
        client.get(way)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(way).status_code == 200, way
        asked[way] = len(captured)
    assert {way: number for way, number in asked.items() if number > 12} == {}
