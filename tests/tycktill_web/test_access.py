"""Who may enter what: one truth table over all addresses and all roles."""

from collections.abc import Iterator, Mapping
from http.cookies import SimpleCookie

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.instrument import rounds as own_rounds
from tests.tycktill_web.pages import signed_in
from time_machine import TimeMachineFixture

from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.improvement.models import LotDrawnStart, PlannedAction, PlannedTarget
from tycktill_web.instrument.models import OwnSurvey
from tycktill_web.jobs.publishing import PublishArguments
from tycktill_web.jobs.queue import JobRequest, put_job
from tycktill_web.participants.links import LinkPurpose, link_for
from tycktill_web.participants.models import Person, Registration
from tycktill_web.releases.models import PublicRelease

WHO = ("anonymous", "reader", "staff", "coordinator", "office", "stranger")
"""`stranger` coordinates another municipality; the unit asked for is not hers."""

STAFF_PAGES = ("desk:", "own:", "office:")

EVERYBODY = (200,) * 6
NOTHING_CHOSEN = (400,) * 6  # everybody may ask, and an empty choice is told what to do
FORM_ONLY = (303,) * 6  # opened by itself, the page leads back to where the way begins
OFFICE = (302, 403, 403, 403, 200, 403)
COORDINATES = (302, 403, 403, 200, 403, 404)
OUT, IN = (200, *(302,) * 5), (302, *(200,) * 5)  # for who has not, and who has signed in

TABLE: Mapping[str, tuple[int, ...]] = {
    "public:start": EVERYBODY,
    "public:about": EVERYBODY,
    **dict.fromkeys(("public:shortened", "public:shortened_family"), (302,) * 6),
    "public:accessibility": EVERYBODY,
    "public:privacy": EVERYBODY,
    "public:uses": EVERYBODY,
    "public:changes": EVERYBODY,
    "public:changes_feed": EVERYBODY,
    "public:robots": EVERYBODY,
    "public:sitemap": EVERYBODY,
    "public:municipality_rounds": EVERYBODY,
    "public:round": EVERYBODY,
    "public:municipality": EVERYBODY,
    "public:unit": EVERYBODY,
    "public:question": EVERYBODY,
    "public:compare": EVERYBODY,
    **dict.fromkeys((f"public:compare_{form}" for form in ("csv", "xlsx", "json", "svg", "png")), NOTHING_CHOSEN),
    "public:file": EVERYBODY,
    "public:archive": EVERYBODY,
    "respond:start": EVERYBODY,
    "respond:link": EVERYBODY,
    "respond:link_questions": EVERYBODY,
    "respond:practice": EVERYBODY,
    "respond:practised": EVERYBODY,
    "respond:information": FORM_ONLY,
    "respond:questions": FORM_ONLY,
    "respond:check": FORM_ONLY,
    "respond:send": FORM_ONLY,
    "respond:thanks": EVERYBODY,
    "respond:after": FORM_ONLY,  # nobody has answered with the code: on to where one does
    "respond:link_after_questions": (403,) * 6,
    **dict.fromkeys((f"respond:after_{step}" for step in ("questions", "check", "send")), FORM_ONLY),
    # anonymous, reader, staff, coordinator, office, stranger
    "desk:start": (302, 200, 302, 200, 403, 200),
    "desk:round": (302, 200, 403, 200, 403, 200),
    "desk:result": (302, 200, 403, 200, 403, 404),
    "desk:embargo_units": (302, 403, 403, 302, 403, 404),  # published: on to what all read
    "desk:unit_result": (302, 403, 302, 302, 403, 404),
    "desk:journal": (302, 403, 403, 200, 403, 200),
    "desk:journal_csv": (302, 403, 403, 200, 403, 200),
    "desk:registration": (302, 403, 403, 200, 403, 404),
    "desk:own_questions": COORDINATES,
    "desk:own_questions_preview": (302, 403, 403, 404, 403, 404),  # there are none after it
    "desk:checklist": (302, 403, 403, 200, 403, 404),
    "desk:all_slips": (302, 403, 403, 200, 403, 404),
    "desk:void_slips": (302, 403, 403, 302, 403, 404),  # there are none: back to where they are made
    "desk:units": (302, 403, 403, 200, 403, 404),
    "desk:unit_list": (302, 403, 403, 200, 403, 404),
    "desk:people": (302, 403, 403, 302, 403, 302),  # on to the one organisation
    **dict.fromkeys(("desk:place_people", "desk:invite_person", "desk:take_role", "desk:contact"), COORDINATES),
    "desk:clear_second_step": (302, 403, 403, 404, 403, 404),  # there is none
    "office:clear_second_step": (302, 403, 403, 403, 404, 403),
    "desk:invite_again": (302, 403, 403, 302, 403, 404),  # back to the list: the letter takes a button
    "desk:today": (302, 403, 200, 200, 403, 200),
    "desk:without_net": (302, 403, 200, 200, 403, 200),
    "desk:today_worker": (302, 403, 200, 200, 403, 200),
    "desk:presses": (302, 403, 405, 405, 403, 405),  # sent by the phone's page, and never opened
    "desk:codes": (302, 403, 403, 200, 403, 404),
    "desk:printing": (302, 403, 403, 200, 403, 404),
    "desk:printed": (302, 403, 403, 200, 403, 404),
    "desk:printed_picture": (302, 403, 403, 200, 403, 404),
    "desk:void": (302, 403, 403, 200, 403, 404),
    "desk:offered": (302, 403, 200, 200, 403, 404),
    "desk:paper": (302, 403, 200, 200, 403, 200),
    "desk:paper_waiting": (302, 403, 302, 302, 403, 302),  # the round is closed: back to those that take paper
    "desk:paper_import": (302, 403, 200, 200, 403, 200),
    "desk:paper_workbook": (302, 403, 200, 200, 403, 200),
    "desk:type_in": (302, 403, 200, 200, 403, 404),
    "desk:surveys": (302, 403, 403, 200, 403, 200),
    "desk:survey_import": (302, 403, 403, 200, 403, 200),
    "desk:survey": (302, 403, 403, 200, 403, 404),
    "desk:survey_texts": (302, 403, 403, 200, 403, 404),
    "desk:survey_languages": (302, 403, 403, 200, 403, 404),
    "desk:survey_new_question": (302, 403, 403, 200, 403, 404),
    "desk:survey_question": (302, 403, 403, 200, 403, 404),
    "desk:survey_preview": (302, 403, 403, 200, 403, 404),
    "desk:freeze_survey": (302, 403, 403, 200, 403, 404),
    "desk:survey_file": (302, 403, 403, 200, 403, 404),
    "desk:survey_form": (302, 403, 403, 200, 403, 404),
    "desk:edition_file": (302, 403, 403, 200, 403, 404),
    "desk:monday": (302, 403, 403, 200, 403, 200),
    "desk:ways": (302, 403, 200, 200, 403, 404),
    "desk:improvement": (302, 200, 403, 200, 403, 200),
    "desk:findings": (302, 200, 403, 200, 403, 404),
    "desk:action": (302, 200, 403, 200, 403, 404),
    "desk:change_action": (302, 403, 403, 200, 403, 404),
    "desk:target": (302, 403, 403, 200, 403, 404),
    "desk:new_action": (302, 403, 403, 200, 403, 404),
    "desk:new_start": (302, 403, 403, 200, 403, 404),
    "desk:start_drawn": (302, 200, 403, 200, 403, 404),
    "desk:new_target": (302, 403, 403, 200, 403, 404),
    "desk:said_poster": (302, 403, 403, 404, 403, 404),  # nothing is published to print
    "desk:you_said": (302, 403, 403, 200, 403, 404),
    "office:start": OFFICE,
    "office:remind": OFFICE,
    **dict.fromkeys((f"office:{name}" for name in ("people", "place_people", "invite_person")), OFFICE),
    "office:add_organisations": OFFICE,
    "office:rename": OFFICE,
    **dict.fromkeys((f"office:{name}" for name in ("take_role", "contact")), OFFICE),
    "office:invite_again": (302, 403, 403, 403, 302, 403),
    "office:journal": OFFICE,
    "office:journal_csv": OFFICE,
    "office:plan": OFFICE,
    "office:round": OFFICE,
    "office:jobs": OFFICE,
    "office:job": OFFICE,
    "office:invite": OFFICE,
    "office:status": OFFICE,
    "office:own_questions": OFFICE,
    **dict.fromkeys(
        ("office:days", "office:extend", "office:unlike", "office:delete", "office:invitations", "office:status_csv"),
        OFFICE,
    ),
    "office:key": OFFICE,
    "office:open": OFFICE,
    "office:close": OFFICE,
    "office:count": OFFICE,
    "office:release": OFFICE,
    "office:nation": OFFICE,
    "office:municipality": OFFICE,
    "office:numbers": OFFICE,
    "office:sign": (302, 403, 403, 403, 302, 403),  # signed already: back to the release
    "office:publication": OFFICE,
    "office:take_back": OFFICE,
    "office:readers": OFFICE,
    "office:discard": OFFICE,
    "office:dispose": OFFICE,
    "office:withdraw": OFFICE,
    # a municipality's own rounds: coordinators of that municipality, and nobody else
    **dict.fromkeys(("own:start", "own:plan"), (302, 403, 403, 200, 403, 200)),
    **dict.fromkeys(
        (
            *(
                "own:job",
                "own:round",
                "own:days",
                "own:unlike",
                "own:extend",
                "own:delete",
                "own:key",
                "own:open",
                "own:close",
            ),
            *("own:count", "own:dispose", "own:withdraw", "own:release", "own:sign", "own:publication"),
            *("own:take_back", "own:readers", "own:numbers", "own:discard", "own:municipality"),
        ),
        COORDINATES,
    ),
    "own:nation": (302, 403, 403, 404, 403, 404),  # all who answered are of one municipality
    # one's own account; nobody signs up
    "account_login": OUT,
    "account_logout": IN,
    "account_change_password": IN,
    "account_own": IN,
    "own_way": EVERYBODY,
    **dict.fromkeys(("own_way_begin", "own_way_back", "own_way_in"), (404,) * 6),  # Granhult has no sign-in of its own
    "choose_password": EVERYBODY,
    "account_forgotten": EVERYBODY,
    "account_onward": (302,) * 6,
    "mfa_index": IN,
    "mfa_list_webauthn": IN,
    "mfa_authenticate": (302,) * 6,  # for whoever has given a password and no code yet
    "mfa_login_webauthn": (302,) * 6,
    "account_reauthenticate": IN,
    # after the password once more, and where there is one
    **dict.fromkeys(("mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"), (302,) * 6),
    **dict.fromkeys(("mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn"), (302,) * 6),
    **dict.fromkeys(("mfa_deactivate_totp", "mfa_view_recovery_codes"), (302, *(404,) * 5)),
}


def patterns(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the service with its name."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each, f"{each.namespace}:" if each.namespace else space)
        else:
            yield f"{space}{each.name}", each


def arguments(world: worlds.World, code: str) -> Mapping[str, str | int]:
    """Something real for every part of an address."""
    return {
        "family": "ifo",
        "own_family": "ifo",
        "label": "2024",
        "number": 1,
        "name": "results.csv",
        "municipality": "9001",
        "question": "helhet",
        "questionnaire": worlds.SUPPORT,
        "unit": "forsorjningsstod",
        "target": worlds.SUPPORT,
        "organisation_id": world.granhult.pk,
        "registration_id": world.support.pk,
        "unit_id": world.support.unit_id,
        "printout": "affisch",
        "size": "a4",
        "batch_id": world.support.batches.earliest("pk").pk,
        "action_id": PlannedAction.objects.get().pk,
        "start_id": LotDrawnStart.objects.get().pk,
        "target_id": PlannedTarget.objects.get().pk,
        "release_id": world.round.releases.get().pk,
        "code": code,
        "survey_id": OwnSurvey.objects.get().pk,
        "step": "fragor",
        "membership_id": world.reader.memberships.get().pk,
        "pk": 1,
        "job_id": world.round.jobs.get().pk,
        "token": link_for(world.bo, LinkPurpose.INVITATION).split("/")[-2],
    }


def own_arguments() -> Mapping[str, str | int]:
    """The same for a municipality's own round."""
    release = PublicRelease.objects.get(round__edition__isnull=False)
    known: dict[str, str | int] = {
        "question": "maten",
        "family": release.round.family,
        "label": release.round.label,
        "release_id": release.pk,
    }
    return {**known, "job_id": release.round.jobs.get().pk, "target": OwnSurvey.objects.get().instrument}


def plan(world: worlds.World) -> None:
    """An action and a target of Granhult's."""
    figure = {"family": "ifo", "target": worlds.SUPPORT, "question": "helhet"}
    by = {"organisation": world.granhult, "changed_by": world.coordinator, "changed_at": worlds.NOW}
    days = {"starts_on": builders.TODAY, "was_chosen": False}
    PlannedAction.objects.create(**figure, **by, **days, round="2024", what="Vi ringer upp", owner="Enhetschefen")
    PlannedTarget.objects.create(**figure, **by, level=80)
    drawn = {"organisation": world.granhult, "drawn_by": world.coordinator, "drawn_at": worlds.NOW, "seed": "0" * 64}
    LotDrawnStart.objects.create(**figure, **drawn, round="2024", what="Vi ringer upp", first="Norr", waiting="Syd")


def addresses(world: worlds.World, code: str) -> Iterator[tuple[str, str]]:
    """(name, a real address) of every pattern."""
    if not PlannedAction.objects.exists():
        plan(world)
        for release in (own_rounds.drafted(world.granhult, world.coordinator), world.round.releases.get()):
            put_job(JobRequest("publish", release.round, PublishArguments(release.pk), f"publish {release.pk}", "sv"))
    known, own = arguments(world, code), own_arguments()
    for name, pattern in patterns():
        wanted = pattern.pattern.regex.groupindex
        parts = {**known, **own} if name.startswith(("own:", "desk:survey")) else known
        yield name, reverse(name, kwargs={part: parts[part] for part in wanted})


def unused_code(world: worlds.World) -> str:
    """A code of an open round."""
    round_ = builders.planned_round("ifo", "2025")
    registration = Registration.objects.create(unit=world.support.unit, round="2025", instrument=worlds.SUPPORT)
    (code,) = make_codes(round=round_, registration=registration, size=1, on=builders.OPENS_ON)
    round_.state, round_.public_key = "open", worlds.key_pair()[0]
    round_.save()
    return code


@pytest.mark.django_db
@pytest.mark.usefixtures("remembers_pages")
def test_everybody_comes_where_they_may_and_nowhere_else(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(f"{builders.TODAY}T10:00:00+02:00", tick=False)
    world = worlds.closed_world()
    worlds.published(world)
    browsers = [Client(), *map(signed_in, people(world))]
    sessions = [each.cookies for each in browsers]
    expected, found = {}, {}
    for name, address in addresses(world, unused_code(world)):
        expected[name, address] = dict(zip(WHO, TABLE[name], strict=True))
        asked = zip(WHO, browsers, sessions, strict=True)
        found[name, address] = {who: as_new(browser, each).get(address).status_code for who, browser, each in asked}
    assert {place: each for place, each in found.items() if each != expected[place]} == {}
    signed = zip(browsers[1:], sessions[1:], strict=True)
    assert all("_auth_user_id" in as_new(browser, each).session for browser, each in signed)


def people(world: worlds.World) -> Iterator[Person]:
    """All of `WHO` who have signed in, with a password."""
    for who in (world.reader, world.staff, world.coordinator, world.anna, world.stranger):
        who.password = make_password("ett långt lösenord")
        who.save()
        yield who


def as_new(browser: Client, session: SimpleCookie) -> Client:
    """The browser as if it had been nowhere else: it knows its session alone."""
    browser.cookies = SimpleCookie({name: each.value for name, each in session.items()})
    return browser


@pytest.mark.django_db
def test_whoever_has_not_signed_in_is_led_to_do_so() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    code = unused_code(world)
    guarded = [address for name, address in addresses(world, code) if name.startswith(STAFF_PAGES)]
    assert all(Client().get(address)["Location"].startswith("/konto/login/?next=/") for address in guarded)


READ_ALONE = {"desk:start", "desk:round", "desk:result", "desk:improvement", "desk:findings", "desk:start_drawn"}
"""Pages that change nothing, whatever is sent to them."""


@pytest.mark.django_db
def test_a_reader_changes_nothing() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    changing = [place for place in addresses(world, unused_code(world)) if place[0].startswith(STAFF_PAGES)]
    client = signed_in(world.reader)
    refused = {name for name, address in changing if client.post(address).status_code == 403}
    assert refused == {name for name, _ in changing} - READ_ALONE


OUTSIDE = {"choose_password", "account_forgotten", "own_way", "own_way_begin", "own_way_back", "own_way_in"}
"""Opened by who has no password yet, or none any more."""


def test_every_address_stands_in_the_table() -> None:
    assert {name for name, _ in patterns()} == set(TABLE)


def test_every_view_of_ours_says_whom_it_admits() -> None:
    ours = [(name, each.callback) for name, each in patterns() if each.callback.__module__.startswith("tycktill_web.")]
    assert len(ours) > 30
    assert not [name for name, view in ours if not isinstance(getattr(view, "admits", None), frozenset)]


def test_only_public_and_respondents_pages_admit_everybody() -> None:
    views = [(name, each.callback) for name, each in patterns() if hasattr(each.callback, "admits")]
    assert {name for name, view in views if not view.admits} == {
        name for name, _ in views if name.startswith(("public:", "respond:")) or name in OUTSIDE
    }
