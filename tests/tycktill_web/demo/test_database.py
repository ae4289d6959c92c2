"""What stands in the database when the made-up country is built."""

import stat
from collections import Counter, defaultdict
from contextlib import AbstractContextManager
from datetime import timedelta
from itertools import chain
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.timezone import localdate, now
from tests.tycktill_web.demo.conftest import World

from tycktill.files import write_release
from tycktill.publication import Release
from tycktill.terms import Gender
from tycktill_cli.command import main
from tycktill_web.demo.calendar import Stage
from tycktill_web.demo.country import SEED, Survey
from tycktill_web.demo.database import prepare_demo
from tycktill_web.demo.errors import NotADemo, OtherDemo, RealService, UnknownSize
from tycktill_web.demo.guide import write_guide
from tycktill_web.demo.home import PASSPHRASE, secret_path
from tycktill_web.demo.organisations import place_of
from tycktill_web.demo.people import ACCOUNTS, COORDINATOR, OFFICE, PASSWORD, Account
from tycktill_web.demo.publishing import count_with_key
from tycktill_web.demo.surveys import key_file_name
from tycktill_web.fieldwork import live_figures
from tycktill_web.fieldwork.live_figures import tallied_offers
from tycktill_web.fieldwork.models import Code, Round
from tycktill_web.fieldwork.progress import round_progress
from tycktill_web.fieldwork.questionnaires import catalogue
from tycktill_web.fieldwork.rounds import is_allowed, registrations_of
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.fieldwork.unused_codes import redeemed_codes
from tycktill_web.intake import submit_answers
from tycktill_web.participants.models import Membership, Person
from tycktill_web.releases.drafting import keep_draft
from tycktill_web.releases.models import PublicRelease, ReleaseNumbers
from tycktill_web.releases.published import Before, public_before
from tycktill_web.releases.signing import sign_draft
from tycktill_web.results.counting import count_sheets
from tycktill_web.vault.models import SealedAnswer

pytestmark = pytest.mark.django_db


def round_of(survey: Survey) -> Round:
    return Round.objects.get(family=survey.plan.family, label=survey.label)


def test_every_survey_has_come_as_far_as_planned(world: World) -> None:
    for survey in world.country.surveys:
        is_past = survey.plan.stage is Stage.DISPOSED
        assert round_of(survey).state == (Stage.RELEASED if is_past else survey.plan.stage).value
        assert (round_of(survey).disposed_on is not None) == is_past


def test_offered_and_answered_are_those_of_the_country(world: World) -> None:
    for survey in world.country.surveys:
        is_past = survey.plan.stage is Stage.DISPOSED
        kept = live_figures.live_answers(round_of(survey), on=localdate()).units
        offered, answered = tallied_offers(round_of(survey)), kept if is_past else redeemed_codes(round_of(survey))
        counted = {
            (each.unit.organisation.municipality, each.unit.name, each.instrument): (
                offered[each.pk],
                answered[each.pk],
            )
            for each in registrations_of(round_of(survey))
        }
        drawn = {
            (part.service.municipality, part.service.unit, part.service.instrument): (part.offered, part.answered)
            for part in survey.turnout
        }
        assert counted == drawn


def test_open_round_was_offered_on_several_days_up_to_now(world: World) -> None:
    (survey,) = world.country.surveys_held(Stage.OPEN)
    days = Counter(round_of(survey).tallies.values_list("counted_on", flat=True))
    assert len(days) >= 8
    assert max(days) <= localdate()
    assert all(day.weekday() < 5 for day in days)


def test_somebody_in_the_open_round_is_under_five(world: World) -> None:
    organisation = Membership.objects.get(person__email=COORDINATOR.email).organisation
    (survey,) = world.country.surveys_held(Stage.OPEN)
    told = round_progress(round_of(survey), on=localdate())
    (own,) = [each for each in told.organisations if each.organisation == organisation]
    assert any(unit.rate.is_few for unit in own.units)
    assert any(unit.rate.answered >= 5 for unit in own.units)


def test_live_figures_are_taken_when_the_country_is_made(world: World) -> None:
    (survey,) = world.country.surveys_held(Stage.OPEN)
    taken = round_of(survey).shown
    assert taken.day == world.country.today
    assert 0.8 * survey.answered < taken.everybody <= survey.answered


def test_of_a_survey_long_past_nothing_is_left_but_its_results(world: World) -> None:
    for survey in world.country.surveys_held(Stage.DISPOSED):
        round = round_of(survey)
        assert round.releases.published().count() == 1
        assert not ReleaseNumbers.objects.filter(release__round=round).exists()
        assert not Code.objects.filter(batch__round=round).exists()
        assert not secret_path(key_file_name(round)).exists()
        assert not is_allowed(round, RoundAction.COUNT)


def test_a_past_is_counted_as_it_would_be_from_sealed_answers(world: World) -> None:
    (survey,) = [each for each in world.country.surveys_held(Stage.RELEASED) if each.plan.family == "ifo"]
    round = round_of(survey)
    sheets = chain.from_iterable(world.country.sheets(survey, catalogue()))
    compared = list(round.releases.get().compared_with.all())
    again = count_sheets(round, sheets, previous=Before(previous=compared).releases)
    assert again.release.files == {file.name: bytes(file.content) for file in round.releases.get().files.all()}


def test_every_round_tells_changes_from_all_before_it(world: World) -> None:
    before: defaultdict[str, set[PublicRelease]] = defaultdict(set)
    for survey in world.country.public:
        release = round_of(survey).releases.get()
        assert set(release.compared_with.all()) == before[survey.plan.family]
        before[survey.plan.family].add(release)
    assert any(len(releases) > 1 for releases in before.values())


def test_every_published_folder_is_proved_by_verify(world: World, tmp_path: Path) -> None:
    releases = PublicRelease.objects.published()
    assert releases.count() == len(world.country.public)
    for release in releases:
        folder = tmp_path / str(release)
        write_release(Release({file.name: bytes(file.content) for file in release.files.all()}), folder)
        assert main(["verify", str(folder)]) == 0


def test_releases_are_signed_by_the_two_at_the_office_before_today(world: World) -> None:
    for release in PublicRelease.objects.published():
        assert {each.person.email for each in release.signatures.all()} == {account.email for account in OFFICE}
        assert release.published_at is not None
        assert localdate(release.published_at) < localdate()


class WatchfulLock(AbstractContextManager[None]):
    """Sees where a round's answers lie when others may write no more, and when they may again."""

    def __init__(self, round: Round) -> None:
        self._round, self.seen = round, list[set[object]]()

    def __enter__(self) -> None:
        self.seen.append(set(SealedAnswer.objects.filter(round=self._round.key).values_list("pk", flat=True)))

    def __exit__(self, *error: object) -> None:
        self.__enter__()


def test_visitor_can_play_the_office_with_the_key_that_is_kept(world: World) -> None:
    (survey,) = world.country.surveys_held(Stage.CLOSED)
    round = round_of(survey)
    before = public_before(round)
    lock = WatchfulLock(round)
    counted = count_with_key(round, secret_path(PASSPHRASE).read_text(), before.releases, lock=lock)
    first, mixed = lock.seen
    assert first.isdisjoint(mixed), "others write again as soon as the answers are mixed"
    release = keep_draft(round, counted, at=now(), before=before)
    for account in OFFICE:
        release = sign_draft(release, person=Person.objects.get(email=account.email), at=now())
    round.refresh_from_db()
    assert (release.state, round.state) == (PublicRelease.State.PUBLISHED, Round.State.RELEASED)
    assert write_guide(localdate()).key_file is None


def test_keys_are_for_their_owner_only(world: World) -> None:
    files = [*(world.home / "demo-keys").iterdir()]
    keyless = {Stage.PLANNED, Stage.DISPOSED}
    assert len(files) == 1 + len([survey for survey in world.country.surveys if survey.plan.stage not in keyless])
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_every_code_that_is_told_takes_one_answer(world: World) -> None:
    guide = write_guide(localdate())
    assert {code.questionnaire for code in guide.codes} == {
        "Ekonomiskt bistånd", "Missbruk och beroende", "Unga, 13 år och äldre", "Vårdnadshavare"
    }  # fmt: skip
    before = redeemed_codes(Round.objects.get(state=Round.State.OPEN)).total()
    for code in guide.codes:
        assert Client().get(code.path).status_code == 200
        submit_answers(code.code, {"kontakt": 1}, Gender.UNKNOWN, on=localdate())
    after = redeemed_codes(Round.objects.get(state=Round.State.OPEN)).total()
    assert after - before == len(guide.codes)


def test_no_codes_are_told_when_the_open_round_is_over(world: World) -> None:
    (survey,) = world.country.surveys_held(Stage.OPEN)
    after = round_of(survey).closes_on + timedelta(days=1)
    guide = write_guide(after)
    assert (guide.open_round, guide.codes) == ("", ())


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.role)
def test_everybody_can_sign_in_and_see_something(world: World, account: Account) -> None:
    client = Client()
    client.post(reverse("account_login"), {"login": account.email, "password": PASSWORD})
    assert client.session.get("_auth_user_id") == str(Person.objects.get(email=account.email).pk)
    page = "office:start" if account in OFFICE else "desk:start"
    assert client.get(reverse(page), follow=True).status_code == 200


def test_every_address_of_the_guide_answers(world: World) -> None:
    for path in write_guide(localdate()).paths.values():
        assert Client().get(path, follow=True).status_code == 200


def test_each_stage_is_told(world: World) -> None:
    assert world.told[0] == "Setting up the database"
    assert f"Creating 3 municipalities with {len(set(map(place_of, world.country.services)))} units" in world.told
    assert sum(what.startswith("Running") for what in world.told) == len(world.country.surveys)
    assert sum(what.startswith("Counting") for what in world.told) == len(world.country.public)


def test_the_same_demo_is_found_again(world: World) -> None:
    mark = prepare_demo(size="small", seed=SEED, today=localdate(), report=refuse_to_make)
    assert mark is not None
    assert mark.made_on == world.country.today.isoformat()


def refuse_to_make(what: str, done: int, total: int | None) -> None:
    raise AssertionError(what)


@pytest.mark.parametrize(("size", "seed"), [("small", 2), ("national", SEED)])
def test_another_demo_is_never_overwritten(world: World, size: str, seed: int) -> None:
    with pytest.raises(OtherDemo, match=f"rm -r {world.home}"):
        prepare_demo(size=size, seed=seed, today=localdate(), report=refuse_to_make)


def test_a_database_in_use_is_never_built_upon(world: World, tmp_path: Path) -> None:
    with override_settings(HOME=tmp_path), pytest.raises(NotADemo, match=f"rm -r {tmp_path}"):
        prepare_demo(size="small", seed=SEED, today=localdate(), report=refuse_to_make)


def test_a_service_in_use_is_never_a_demo(world: World) -> None:
    with override_settings(PRODUCTION=True), pytest.raises(RealService, match="TYCKTILL_PRODUCTION"):
        prepare_demo(size="small", seed=SEED, today=localdate(), report=refuse_to_make)


def test_an_unknown_size_is_refused(world: World) -> None:
    with pytest.raises(UnknownSize, match="national, medium, small"):
        prepare_demo(size="huge", seed=SEED, today=localdate(), report=refuse_to_make)
