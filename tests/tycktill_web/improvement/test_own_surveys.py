"""A survey of one's own is improved upon by the same pages as a national one, and they speak of no nation."""

import re

import pytest
from tests.tycktill_web import worlds
from tests.tycktill_web.improvement.test_pages import NORR, SAID, SENT
from tests.tycktill_web.instrument import rounds
from tests.tycktill_web.pages import see, send, signed_in

from tycktill_web.improvement.models import PlannedAction
from tycktill_web.instrument.models import OwnSurvey
from tycktill_web.participants.models import Person, Role
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.signing import sign_draft

pytestmark = pytest.mark.django_db
START = "/kommun/forbattring/"


def published(world: worlds.World, label: str = "2024") -> PublicRelease:
    """An own result that two of Granhult's have signed."""
    release = rounds.drafted(world.granhult, world.coordinator, label)
    found = Person.objects.filter(email="li@granhult.example").first()
    other = found or worlds.person("li@granhult.example", Role.COORDINATOR, world.granhult)
    sign_draft(release, person=world.coordinator, at=worlds.NOW)
    return sign_draft(PublicRelease.objects.get(pk=release.pk), person=other, at=worlds.NOW)


def of(release: PublicRelease) -> str:
    """Where its result is improved upon."""
    return f"{START}9001/{release.round.family}/{release.round.label}/"


def test_every_page_stands_for_it_calls_it_by_its_name_and_speaks_of_no_nation() -> None:
    world = worlds.planned_world()
    release, client = published(world), signed_in(world.coordinator)
    assert OwnSurvey.objects.get().title in see(client, START)
    for way in ("", "atgard/", "lotta/", "mal/", "ni-sa/"):
        page = see(client, f"{of(release)}{way}")
        assert OwnSurvey.objects.get().title in page or way == "mal/"
        assert release.round.family not in page
        assert not re.search("riket|kansliet", page)


def test_its_one_target_group_is_offered_once() -> None:
    world = worlds.planned_world()
    release = published(world)
    form = signed_in(world.coordinator).get(f"{of(release)}atgard/").content.decode()
    family = release.round.family
    assert re.findall(r'value="([^"]+:[^"]+)"', form) == [f"{family}:maten", f"{family}:har_personalen_tid_for_dig"]


def test_an_action_is_followed_without_a_nation_and_nothing_is_offered_that_would_be_refused() -> None:
    world = worlds.planned_world()
    release, client = published(world), signed_in(world.coordinator)
    figure = {"figure": f"{release.round.family}:maten"}
    for way, form in (
        ("atgard/", {**SENT, **figure}),
        ("atgard/", {**SENT, **figure, **NORR}),
        ("mal/", {**figure, "unit": "", "level": 60}),
        ("ni-sa/", SAID),
    ):
        assert "error" not in send(client, f"{of(release)}{way}", form)
    action = PlannedAction.objects.earliest("pk")
    page = see(client, f"{START}atgard/{action.pk}/")
    assert "En egen enkät har inga andra kommuner att jämföra med" in page
    assert "riket" not in page
    assert "Lås det väntade" not in page
    published(world, "2025")
    for each in PlannedAction.objects.all():
        page = see(client, f"{START}atgard/{each.pk}/")
        assert release.round.family not in page
    assert "Ni sa" in see(client, f"/resultat/{release.round.family}/2024/9001/")
    assert OwnSurvey.objects.get().title in see(client, START)
