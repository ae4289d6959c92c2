"""Each form is sent and each command run: what the database then wrote is held against the journal."""

import json
from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.core.management import call_command, get_commands
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.tycktill_web import builders, worlds
from tests.tycktill_web.improvement import test_pages as improvement
from tests.tycktill_web.improvement.nations import FIGURE
from tests.tycktill_web.improvement.test_pages import RESULT, SAID, SENT
from tests.tycktill_web.journal.after_forms import AFTER
from tests.tycktill_web.journal.own_surveys import OWN_SURVEYS
from tests.tycktill_web.journal.paper_forms import PAPER
from tests.tycktill_web.journal.people_forms import PEOPLE
from tests.tycktill_web.journal.slips_forms import SLIPS
from tests.tycktill_web.journal.watching import TOLD, UNTOLD, Watched, watching
from tests.tycktill_web.office.test_rounds import PLAN, key_form
from tests.tycktill_web.pages import signed_in
from tests.tycktill_web.test_access import READ_ALONE, patterns
from time_machine import TimeMachineFixture

from tycktill_web.improvement.models import PlannedAction, PlannedTarget
from tycktill_web.jobs.publishing import PublishArguments
from tycktill_web.jobs.queue import JobRequest, fail_job, put_job
from tycktill_web.jobs.working import WorkerProcess
from tycktill_web.journal.models import JournalEntry
from tycktill_web.participants.models import Organisation, Person, Unit

pytestmark = pytest.mark.django_db
PASSWORD, NEW = "ett långt lösenord", "ett annat långt lösenord"
ROUND = "/kansli/omgang/ifo/2024/"
PARTS_OF_TODAY = {"desk:without_net", "desk:today_worker"}
TARGET = {"figure": FIGURE, "unit": "", "level": 60, "version": 1}

Errand = Callable[[], tuple[Person, str, Mapping[str, object]]]
"""Who sends which form where; the world that it is sent in is made on the way."""


def _planned(way: str, form: Mapping[str, object]) -> Errand:
    return lambda: (worlds.planned_world().anna, f"{ROUND}{way}", form)


def _open(way: str, form: Mapping[str, object]) -> Errand:
    return lambda: (worlds.open_world().anna, f"{ROUND}{way}", form)


def _invite() -> tuple[Person, str, Mapping[str, object]]:
    world = worlds.planned_world()
    builders.planned_round("ifo", "2025")
    return world.anna, "/kansli/omgang/ifo/2025/anmal/", {}


def _invitations() -> tuple[Person, str, Mapping[str, object]]:
    world = worlds.planned_world()
    other = builders.municipality("Nybygd", "9003")
    return world.anna, f"{ROUND}bjud-in/", {"organisation": [other.pk]}


def _organisations() -> tuple[Person, str, Mapping[str, object]]:
    return worlds.planned_world().anna, "/kansli/personer/lagg-till/", {"text": "Luleå", "confirmed": "1"}


def _rename() -> tuple[Person, str, Mapping[str, object]]:
    world = worlds.planned_world()
    return world.anna, f"/kansli/personer/{world.alvmora.pk}/namn/", {"name": "Älvmora Omsorg"}


def _remind() -> tuple[Person, str, Mapping[str, object]]:
    world = worlds.open_world()
    return world.anna, f"{ROUND}paminn/", {"organisation": [world.granhult.pk]}


def _own(way: str, form: Mapping[str, object]) -> Errand:
    def errand() -> tuple[Person, str, Mapping[str, object]]:
        world = worlds.planned_world()
        was = f"{worlds.SUPPORT}|Försörjningsstöd\n{worlds.ADDICTION}|Vuxenheten"
        address = f"/kommun/ifo/2024/organisation/{world.granhult.pk}/{way}"
        return world.coordinator, address, {"was": was, **form}

    return errand


def _count() -> tuple[Person, str, Mapping[str, object]]:
    WorkerProcess()
    return worlds.closed_world().anna, f"{ROUND}rakna/", key_form()


def _try_again() -> tuple[Person, str, Mapping[str, object]]:
    world = worlds.closed_world()
    release = worlds.waiting(world)
    wanted = JobRequest("publish", world.round, PublishArguments(release.pk), "publish", "sv")
    job = put_job(wanted)
    fail_job(job, "Filen är ändrad.")
    return world.anna, f"/kansli/jobb/{job.pk}/", {}


def _published(way: str, form: Mapping[str, object]) -> Errand:
    def errand() -> tuple[Person, str, Mapping[str, object]]:
        world = worlds.closed_world()
        worlds.published(world)
        return world.anna, f"{ROUND}{way}", form

    return errand


def _draft(way: str, form: Mapping[str, object]) -> Errand:
    def errand() -> tuple[Person, str, Mapping[str, object]]:
        world = worlds.closed_world()
        return world.anna, f"/kansli/utgava/{worlds.drafted(world).pk}/{way}", form

    return errand


def _take_back() -> tuple[Person, str, Mapping[str, object]]:
    world = worlds.closed_world()
    return world.anna, f"/kansli/utgava/{worlds.waiting(world).pk}/ta-tillbaka/", {}


def _unit(way: str, form: Mapping[str, object]) -> Errand:
    def errand() -> tuple[Person, str, Mapping[str, object]]:
        world = worlds.open_world()
        return world.coordinator, f"/kommun/enhet/{world.support.pk}/{way}", form

    return errand


def _void() -> tuple[Person, str, Mapping[str, object]]:
    world = worlds.open_world()
    world.answer(world.support, "K")
    return world.coordinator, f"/kommun/enhet/{world.support.pk}/koder/{world.support.batches.get().pk}/makulera/", {}


def _today() -> tuple[Person, str, Mapping[str, object]]:
    world = worlds.open_world()
    return world.staff, "/kommun/idag/", {"registration": world.support.pk, "number": uuid4(), "outcome": "taken"}


def _presses() -> tuple[Person, str, Mapping[str, object]]:
    world = worlds.open_world()
    sent = {"number": str(uuid4()), "registration": world.support.pk, "day": str(builders.TODAY), "outcome": "acute"}
    return world.staff, "/kommun/idag/tryck/", {"presses": json.dumps([sent])}


def _improved(way: str, form: Mapping[str, object]) -> Errand:
    def errand() -> tuple[Person, str, Mapping[str, object]]:
        world = improvement.world_of_findings()
        client = signed_in(world.coordinator)
        client.post(f"{RESULT}atgard/", SENT)
        client.post(f"{RESULT}mal/", {"figure": FIGURE, "unit": "", "level": 60})
        known = {"action": PlannedAction.objects.get().pk, "target": PlannedTarget.objects.get().pk}
        return world.coordinator, way.format(**known), form

    return errand


NOTHING_SENT = {
    *("desk:checklist", "desk:unit_result", "desk:own_questions_preview"),
    *("desk:journal", "desk:journal_csv", "desk:paper", "desk:paper_workbook"),
    *("desk:people", "desk:place_people", "desk:printing", "desk:printed", "desk:printed_picture", "desk:said_poster"),
    *("desk:survey_file", "desk:survey_form", "desk:edition_file"),
    "desk:survey_preview",  # what is sent there goes nowhere
}

FORMS: Mapping[str, Errand] = {
    "office:plan": lambda: (worlds.planned_world().anna, "/kansli/planera/", PLAN),
    "office:invite": _invite,
    "office:days": _planned("dagar/", {"opens_on": "2024-09-02", "closes_on": "2024-10-20"}),
    "office:unlike": _open("jamforbar/", {"sv": "Enkäten gick från papper till webb."}),
    "office:extend": _open("forlang/", {"closes_on": "2024-10-31", "turn": "1"}),
    "office:delete": _planned("ta-bort/", {}),
    "office:key": _planned("nyckel/", {"turn": 1}),
    "office:open": _planned("oppna/", key_form(is_saved="on")),
    "office:close": _open("stang/", {"despite_paper": "on"}),
    "office:count": _count,
    "office:job": _try_again,
    "office:dispose": _published("gallra/", {"is_meant": "on"}),
    "office:withdraw": _published("aterkalla/", {"reason": "Fel enhet var med."}),
    "office:sign": _draft("skriv-under/", {}),
    "office:publication": _draft("publicering/", {"day": "2031-12-17", "hour": "10:00"}),
    "office:take_back": _take_back,
    "office:discard": _draft("kasta/", {}),
    "office:invitations": _invitations,
    "office:add_organisations": _organisations,
    "office:rename": _rename,
    "office:remind": _remind,
    "desk:registration": _own("anmalan/", {worlds.SUPPORT: "120"}),
    "desk:units": _own("enheter/", {"line": f"{worlds.SUPPORT}|Nya enheten"}),
    "desk:unit_list": _own("enheter/lista/", {"confirmed": "1", "line": f"{worlds.SUPPORT}|Nya enheten"}),
    "desk:today": _today,
    "desk:presses": _presses,
    "desk:monday": lambda: (worlds.planned_world().coordinator, "/kommun/mandagsbrev/", {"wanted": "0"}),
    "desk:ways": _unit("rakning/", {"by": "by_codes"}),
    "desk:codes": _unit("koder/", {"size": 3, "turn": 1}),
    **SLIPS,
    **PAPER,
    "desk:void": _void,
    "desk:offered": _unit("erbjudna/", {"2024-09-02": "3", "2024-09-03": "2"}),
    **OWN_SURVEYS,
    **AFTER,
    "desk:new_action": _improved(f"{RESULT}atgard/", SENT),
    "desk:change_action": _improved("/kommun/forbattring/atgard/{action}/andra/", {**SENT, "version": 1}),
    "desk:action": _improved("/kommun/forbattring/atgard/{action}/", {}),
    "desk:new_target": _improved(f"{RESULT}mal/", {"figure": "ifo:svarsfrekvens", "unit": "", "level": 60}),
    "desk:target": _improved("/kommun/forbattring/mal/{target}/", {**TARGET, "level": 70}),
    "desk:target, removed": _improved("/kommun/forbattring/mal/{target}/", {**TARGET, "remove": "1"}),
    "desk:you_said": _improved(f"{RESULT}ni-sa/", SAID),
    **PEOPLE,
}
"""A form that does something, for each page of the office and the desk that changes anything."""


def sent(errand: Errand, time_machine: TimeMachineFixture) -> Watched:
    """What came of a form."""
    time_machine.move_to(f"{builders.TODAY}T10:00:00+02:00")
    person, address, form = errand()
    client = signed_in(person)
    with watching() as watched:
        response = client.post(address, dict(form))
        b"".join(response) if response.streaming else response.content
    assert response.status_code in (200, 302), address
    return watched


def test_each_page_of_the_desk_that_changes_anything_is_tried() -> None:
    desk = {name for name, _ in patterns() if name.startswith("desk:")}
    assert desk - FORMS.keys() == READ_ALONE | NOTHING_SENT | set(PARTS_OF_TODAY)


@pytest.mark.parametrize("name", FORMS)
def test_what_a_page_writes_is_told(name: str, time_machine: TimeMachineFixture) -> None:
    watched = sent(FORMS[name], time_machine)
    assert watched.actions, "the form did nothing, so that nothing is proven"
    assert watched.untold == set()
    told = JournalEntry.objects.filter(action__in=watched.actions).latest("number")
    assert (told.kind, bool(told.role), bool(told.acted_for)) == ("person", True, True)


def only_read() -> list[str]:
    """Pages of the office that change nothing."""
    return sorted({name for name, _ in patterns() if name.startswith("office:")} - FORMS.keys())


@pytest.mark.parametrize("name", only_read())
def test_what_the_office_only_reads_writes_nothing(name: str) -> None:
    world = worlds.closed_world()
    release = worlds.drafted(world)
    known = {"family": "ifo", "label": "2024", "release_id": release.pk, "municipality": "9001"}
    known["organisation_id"] = world.granhult.pk
    pattern = next(each for found, each in patterns() if found == name)
    wanted = {part: known.get(part, worlds.SUPPORT) for part in pattern.pattern.regex.groupindex}
    client = signed_in(world.anna)
    with watching() as watched:
        client.post(reverse(name, kwargs=wanted), {})
    assert watched.tables <= UNTOLD.keys()


def with_password() -> worlds.World:
    """People who can sign in."""
    world = worlds.planned_world()
    Person.objects.update(password=make_password(PASSWORD))
    return world


def test_signing_in_and_out_and_a_new_password_are_told() -> None:
    world, client = with_password(), Client()
    with watching() as watched:
        client.post("/konto/login/", {"login": world.coordinator.email, "password": PASSWORD})
        form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
        client.post("/konto/password/change/", form)
        client.post("/konto/logout/")
    assert watched.untold == set()
    assert sorted(watched.actions) == ["password_changed", "signed_in", "signed_out"]
    own = JournalEntry.objects.filter(person=world.coordinator.pk, action__in=watched.actions)
    assert {each.organisation for each in own} == {world.granhult.pk}
    assert own.count() == 3


@pytest.mark.parametrize("typed", ["hemligt@hemma.example", "mitt lösenord", "'; DROP TABLE"])
def test_a_failed_sign_in_is_told_by_the_account_and_never_by_what_was_typed(typed: str) -> None:
    world = with_password()
    with watching() as watched:
        Client().post("/konto/login/", {"login": world.coordinator.email, "password": typed})
        Client().post("/konto/login/", {"login": typed, "password": PASSWORD})
    entries = JournalEntry.objects.filter(kind="visitor")
    assert {each.action for each in entries} <= {"sign_in_failed", "unknown_sign_in_failed"}
    assert entries.filter(action="sign_in_failed", organisation=world.granhult.pk).count() == 1
    assert watched.untold == set()
    assert not any(typed in f"{each.facts}{each.who}" for each in JournalEntry.objects.all())


PARTICIPANTS = """kind,municipality,organisation,unit,instrument,round
municipality,9005,Nyköpinge,Norr,ifo-missbruk,2024
"""


def _waiting() -> None:
    worlds.waiting(worlds.closed_world())


def _released() -> None:
    worlds.published(worlds.closed_world())


def _lists(folder: Path) -> None:
    (folder / "similar.csv").write_text("municipality,similar\n9001,9002\n")


COMMANDS: Mapping[str, tuple[Callable[[], object], tuple[object, ...], Mapping[str, object]]] = {
    "participants": (worlds.planned_world, ("{folder}/participants.csv",), {}),
    "person": (worlds.planned_world, ("ny@granhult.example",), {"role": "coordinator", "municipality": "9001"}),
    "publish_due": (_waiting, (), {}),
    "work": (_waiting, (), {"once": True}),
    "dispose": (_released, ("ifo-2024",), {"yes": True}),
    "similar": (
        worlds.closed_world,
        ("{folder}/similar.csv",),
        {"family": "ifo", "round": "2024", "edition": "2024"},
    ),
    "rebuild_values": (_released, (), {}),
    "tidy": (worlds.closed_world, (), {}),
}
"""A world, and a command that changes it."""

ELSEWHERE = {
    "backup": "writes files; of the database it mixes the vault alone, as tidy does",
    "doctor": "reads",
    "identity_provider": "asks a provider: tests/tycktill_web/participants/test_own_sign_in.py",
    "journal": "reads, and guards the journal",
    "make_backup_key": "writes a file",
    "make_key": "writes a file",
    "prove": "reads",
    "restore": "wants an empty database: tests/tycktill_web/backups/test_backups.py",
}
"""Commands that change nothing that the journal tells, or are tried elsewhere."""


def test_each_command_is_tried() -> None:
    rooms = {config.name for config in apps.get_app_configs() if config.name.startswith("tycktill_web.")}
    ours = {name for name, room in get_commands().items() if room in rooms}
    assert ours == COMMANDS.keys() | ELSEWHERE.keys()


@pytest.mark.django_db(transaction=True)  # what a command does when all is committed is done too
@pytest.mark.parametrize("name", COMMANDS)
def test_what_a_command_writes_is_told(name: str, tmp_path: Path, time_machine: TimeMachineFixture) -> None:
    make, words, options = COMMANDS[name]
    make()
    (tmp_path / "participants.csv").write_text(PARTICIPANTS, encoding="utf-8")
    _lists(tmp_path)
    time_machine.move_to(worlds.HOUR if name in ("publish_due", "work") else timezone.now())
    with watching() as watched:
        call_command(name, *(str(word).format(folder=tmp_path) for word in words), **options, stdout=StringIO())
    assert watched.tables
    assert watched.untold == set()


def test_a_write_that_nobody_tells_is_found() -> None:
    world = worlds.planned_world()
    with watching() as watched:
        Unit.objects.create(organisation=world.granhult, name="Smusslad")
    assert watched.untold == {"participants_unit"}
    with watching() as watched, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE fieldwork_round SET closes_on = opens_on")
    assert watched.untold == {"fieldwork_round"}
    with watching() as watched:
        Organisation.objects.filter(pk=world.alvmora.pk).update(name="Smusslad")
        builders.unit(of=world.granhult)
    assert watched.untold == {"participants_organisation"}


def test_every_table_of_ours_is_told_or_said_not_to_be() -> None:
    ours = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("tycktill_web.")
    }
    inherited = {"participants_person_groups", "participants_person_user_permissions"}  # of Django's, and unused
    ours |= {"mfa_authenticator"}  # allauth's: a person's second step
    assert ours - inherited == TOLD.keys() | UNTOLD.keys()
