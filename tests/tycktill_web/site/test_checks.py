"""The checks find what they are for, and nothing in the service as it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import models
from pytest_django import Settings

from tycktill_web.site.checks import (
    check_code_key,
    check_policy_headers,
    check_private_key_is_elsewhere,
    check_vault_stands_alone,
)
from tycktill_web.vault.keys import make_key
from tycktill_web.vault.models import SealedAnswer


@pytest.fixture
def passing_model() -> Iterator[None]:
    """Forgets the models that a test declares."""
    before = {label: dict(models) for label, models in apps.all_models.items()}
    yield
    for label, known in before.items():
        apps.all_models[label].clear()
        apps.all_models[label].update(known)
    apps.clear_cache()


def test_service_as_it_is_passes() -> None:
    assert not run_checks()


@pytest.mark.usefixtures("passing_model")
def test_relation_to_the_vault_is_found() -> None:
    class Trespass(models.Model):
        answer = models.ForeignKey(SealedAnswer, on_delete=models.CASCADE)

        class Meta:
            app_label: ClassVar = "releases"

        def __str__(self) -> str:
            return ""

    assert [error.id for error in check_vault_stands_alone()] == ["tycktill.E001"]


@pytest.mark.usefixtures("passing_model")
def test_time_in_the_vault_is_found() -> None:
    class Stamped(models.Model):
        at = models.DateTimeField()

        class Meta:
            app_label: ClassVar = "vault"

        def __str__(self) -> str:
            return ""

    assert [error.id for error in check_vault_stands_alone()] == ["tycktill.E001"]


def test_private_key_at_home_is_found(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    (tmp_path / "tycktill_code_key").write_text("secret")
    assert not check_private_key_is_elsewhere()
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "ifo-2024.pem").write_bytes(make_key("a passphrase of 25 letters")[1])
    assert ["ifo-2024.pem" in error.msg for error in check_private_key_is_elsewhere()] == [True]


@pytest.mark.parametrize(("code_key", "found"), [("x" * 50, False), ("x" * 49, True), ("the same " * 10, True)])
def test_weak_code_key_is_found(settings: Settings, code_key: str, found: bool) -> None:
    settings.SECRET_KEY, settings.CODE_KEY = "the same " * 10, code_key
    assert bool(check_code_key()) is found


def test_missing_policy_header_is_found(settings: Settings) -> None:
    assert not check_policy_headers()
    settings.MIDDLEWARE = []
    assert check_policy_headers()
