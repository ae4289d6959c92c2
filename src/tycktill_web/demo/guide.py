"""What a visitor of a finished demo is told: where to go, as whom, with which codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.urls import reverse

from tycktill.fieldwork import group_code
from tycktill_web.demo.home import PASSPHRASE, secret_path
from tycktill_web.demo.people import ACCOUNTS, PASSWORD, STAFF
from tycktill_web.demo.surveys import key_file_name
from tycktill_web.fieldwork.codes import make_codes
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.questionnaires import catalogue, questionnaires_of
from tycktill_web.participants.models import Membership, Organisation, Registration, Role

_CODES_EACH = 2
"""New codes for each questionnaire, every time the demo is started: a code that was used is used up."""


@dataclass(frozen=True, slots=True)
class UnusedCode:
    """A code that nobody has answered with: as printed, the path its QR code leads to, and whose answer it takes."""

    code: str
    path: str
    unit: str
    questionnaire: str


@dataclass(frozen=True, slots=True)
class Login:
    """Somebody whom a visitor can be: the address to sign in with, and the role."""

    email: str
    role: Role


@dataclass(frozen=True, slots=True)
class Guide:
    """Everything worth telling. `paths` are by audience; everybody has the same `password`.

    `open_round` is empty and there are no codes when no round is open any more; `uncounted_round` and `key_file`
    are empty when the visitor has counted it.
    """

    municipality: str
    unit: str
    paths: Mapping[str, str]
    logins: tuple[Login, ...]
    password: str
    passphrase_file: Path
    open_round: str = ""
    codes: tuple[UnusedCode, ...] = ()
    uncounted_round: str = ""
    key_file: Path | None = None


def write_guide(today: date) -> Guide:
    """Read the demo's database, and make a few codes for the visitor."""
    unit = Membership.objects.select_related("unit__organisation").get(person__email=STAFF.email).unit
    assert unit is not None
    open_round = Round.objects.filter(state=Round.State.OPEN, closes_on__gte=today).first()
    uncounted = Round.objects.filter(state=Round.State.CLOSED, releases=None).first()
    return Guide(
        municipality=unit.organisation.name,
        unit=unit.name,
        paths=_first_paths(unit.organisation.municipality),
        logins=tuple(Login(account.email, account.role) for account in ACCOUNTS),
        password=PASSWORD,
        passphrase_file=secret_path(PASSPHRASE),
        open_round=open_round.key if open_round else "",
        codes=_make_codes(open_round, unit.organisation, today) if open_round else (),
        uncounted_round=uncounted.key if uncounted else "",
        key_file=secret_path(key_file_name(uncounted)) if uncounted else None,
    )


def _first_paths(municipality: str) -> Mapping[str, str]:
    return {
        "client": reverse("respond:start"),
        "coordinator": reverse("desk:start"),
        "office": reverse("office:start"),
        "public": reverse("public:start"),
        "results": reverse("public:municipality_rounds", args=[municipality]),
        "sign_in": reverse("account_login"),
    }


def _make_codes(round: Round, organisation: Organisation, today: date) -> tuple[UnusedCode, ...]:
    """A few codes for each questionnaire, at the municipality's first unit that hands it out."""
    registered = Registration.objects.filter(unit__organisation=organisation, round=round.label)
    firsts = {row.instrument: row for row in registered.select_related("unit").order_by("-unit__name")}
    return tuple(
        UnusedCode(
            group_code(code),
            reverse("respond:link", args=[code]),
            firsts[questionnaire].unit.name,
            catalogue()[questionnaire].name["sv"],
        )
        for questionnaire in questionnaires_of(round.family)
        if questionnaire in firsts
        for code in make_codes(round=round, registration=firsts[questionnaire], size=_CODES_EACH, on=today)
    )
