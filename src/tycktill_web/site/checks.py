"""What must hold before the service may be trusted with answers; `tycktill manage check` says what does not."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import models

from tycktill_web.site.installation import open_to_others, unapplied_migrations, uncollected_styles
from tycktill_web.site.readiness import jobs_fault

SHORTEST_KEY = 50
MISSING_TABLES = "tycktill.E005"
NO_WORKER = "tycktill.W007"
_LARGEST_KEY_FILE = 65_536


@register(Tags.models)
def check_vault_stands_alone(app_configs: object = None, **_: Any) -> list[CheckMessage]:
    """No relation leads to or from the vault, and nothing in it tells a time."""
    return [
        Error(
            f"{field} ties a sealed answer to something else, or to a time.",
            hint="Take it out: nothing may be joined to an answer.",
            obj=field.model,
            id="tycktill.E001",
        )
        for field in _all_fields()
        if _touches_vault(field) and (field.is_relation or isinstance(field, models.DateField | models.TimeField))
    ]


@register(Tags.security, deploy=True)
def check_private_key_is_elsewhere(app_configs: object = None, **_: Any) -> list[CheckMessage]:
    """No private key lies in the service's home: with it, whoever takes the server reads the answers."""
    return [
        Error(
            f"{path} is a private key.",
            hint="Move it away from this computer; the office keeps it, and needs it only when the round is closed.",
            id="tycktill.E002",
        )
        for path in _private_keys(settings.HOME)
    ]


@register(Tags.security, deploy=True)
def check_code_key(app_configs: object = None, **_: Any) -> list[CheckMessage]:
    """The key of the codes' fingerprints is long, and another than Django's."""
    if len(settings.CODE_KEY) >= SHORTEST_KEY and settings.CODE_KEY != settings.SECRET_KEY:
        return []
    hint = f"Give TYCKTILL_CODE_KEY {SHORTEST_KEY} or more random characters, not those of TYCKTILL_SECRET_KEY."
    return [Error("The key of the codes is short or used twice.", hint=hint, id="tycktill.E003")]


@register(Tags.security, deploy=True)
def check_policy_headers(app_configs: object = None, **_: Any) -> list[CheckMessage]:
    """The policy that keeps other sites and inline scripts out of the pages is set."""
    if "tycktill_web.site.headers.PolicyHeadersMiddleware" in settings.MIDDLEWARE:
        return []
    return [
        Error("No policy header is set.", hint="Put PolicyHeadersMiddleware back into MIDDLEWARE.", id="tycktill.E004")
    ]


@register(Tags.database, deploy=True)
def check_tables(app_configs: object = None, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """The database has the tables of this version; run by `check --deploy --database default`."""
    return [
        Error(
            f"The database lacks {len(missing)} of this version's changes, the first is {missing[0]}.",
            hint="Run `tycktill manage migrate`.",
            obj=alias,
            id=MISSING_TABLES,
        )
        for alias in databases or ()
        if (missing := unapplied_migrations(alias))
    ]


@register(Tags.database)
def check_jobs(app_configs: object = None, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Somebody does what is due; run by `check --database default`."""
    if not databases or unapplied_migrations() or not (waiting := jobs_fault()):
        return []
    hint = "Start `tycktill-work.service`, or `tycktill serve` with a worker beside it."
    return [checks.Warning(waiting, hint=hint, id=NO_WORKER)]


@register(Tags.staticfiles, deploy=True)
def check_styles(app_configs: object = None, **_: Any) -> list[CheckMessage]:
    """The style sheets and scripts are laid out as this version has them."""
    missing = uncollected_styles()
    if not missing:
        return []
    problem = f"{len(missing)} style sheets or scripts are not laid out as this version has them, such as {missing[0]}."
    return [Error(problem, hint="Run `tycktill manage collectstatic --no-input`.", id="tycktill.E006")]


@register(Tags.security, deploy=True)
def check_mail(app_configs: object = None, **_: Any) -> list[CheckMessage]:
    """Letters can be sent: without them nobody is invited and no forgotten password is answered."""
    if settings.SENDS_MAIL:
        return []
    hint = "Set TYCKTILL_MAIL and TYCKTILL_MAIL_FROM: docs/operate/mail.md."
    return [checks.Warning("No mail server is set, so nobody can be invited by mail.", hint=hint, id="tycktill.W008")]


@register(Tags.security, deploy=True)
def check_second_step(app_configs: object = None, **_: Any) -> list[CheckMessage]:
    """Whoever opens, closes, counts or signs does so by more than a password."""
    if settings.SECOND_STEP_DEMANDED:
        return []
    hint = "Take TYCKTILL_SECOND_STEP out of the environment: a password that leaks opens everything."
    return [checks.Warning("No second step is demanded of the office and coordinators.", hint=hint, id="tycktill.W009")]


@register(Tags.security, deploy=True)
def check_modes(app_configs: object = None, **_: Any) -> list[CheckMessage]:
    """Nobody else on this computer can read the home folder, the database or a key."""
    return [
        checks.Warning(
            f"Others on this computer may read or change {path}.",
            hint=f"Run `chmod go= {path}` as its owner.",
            id="tycktill.W006",
        )
        for path in open_to_others()
    ]


def _all_fields() -> Iterator["models.Field[Any, Any]"]:
    for model in apps.get_models(include_auto_created=True):
        yield from model._meta.local_fields
        yield from model._meta.local_many_to_many


def _touches_vault(field: "models.Field[Any, Any]") -> bool:
    related = field.related_model
    ends = [field.model, *([related] if isinstance(related, type) else [])]
    return any(model._meta.app_label == "vault" for model in ends)


def _private_keys(home: Path) -> Iterator[Path]:
    # Not the database's files: a process that closes one loses the locks that SQLite has on it.
    for path in sorted(set(home.rglob("*")) - set(home.rglob("*.sqlite3*"))):
        if path.is_file() and path.stat().st_size <= _LARGEST_KEY_FILE and b"PRIVATE KEY-----" in path.read_bytes():
            yield path
