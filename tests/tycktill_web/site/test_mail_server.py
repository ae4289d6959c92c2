"""The mail server is read from the environment; a trial sends nothing, and production says so when it cannot."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings
from tests.tycktill_web.post import post_office

from tycktill_web.site.checks import check_mail
from tycktill_web.site.doctor import Health, _examine_mail
from tycktill_web.site.mail_server import MailServer, mail_server, sender_address


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("smtp://post.example.se", ("post.example.se", 587, "", "", False, True)),
        ("smtp://a%40b.se:p%2Fw@post.example.se:25", ("post.example.se", 25, "a@b.se", "p/w", False, True)),
        ("smtps://a:b@post.example.se/", ("post.example.se", 465, "a", "b", True, False)),
        ("smtp://localhost:25", ("localhost", 25, "", "", False, False)),
    ],
)
def test_a_server_elsewhere_is_spoken_with_by_tls_alone(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: tuple[str, int, str, str, bool, bool]
) -> None:
    monkeypatch.setenv("TYCKTILL_MAIL", value)
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    assert mail_server("TYCKTILL_MAIL", production=True) == MailServer(smtp, *expected)


@pytest.mark.parametrize(
    "value", ["post.example.se", "http://post", "smtp://:25", "smtp://a:hemligt@b:port", "smtp://b?c"]
)
def test_what_is_no_server_is_refused_without_its_password(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("TYCKTILL_MAIL", value)
    with pytest.raises(ImproperlyConfigured, match="is no mail server") as refused:
        mail_server("TYCKTILL_MAIL", production=True)
    assert "hemligt" not in str(refused.value)


def test_a_password_that_mail_cannot_carry_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TYCKTILL_MAIL", "smtp://a:l%C3%B6sen@post.example.se")
    with pytest.raises(ImproperlyConfigured, match="other signs than ASCII"):
        mail_server("TYCKTILL_MAIL", production=True)


def test_without_a_server_nothing_leaves_the_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TYCKTILL_MAIL", raising=False)
    assert "filebased" in mail_server("TYCKTILL_MAIL", production=False).backend
    assert "dummy" in mail_server("TYCKTILL_MAIL", production=True).backend


def test_letters_are_from_the_services_own_host_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sender_address("TYCKTILL_MAIL_FROM", address="https://enkat.example") == "Tycktill <no-reply@enkat.example>"
    monkeypatch.setenv("TYCKTILL_MAIL_FROM", "Kommunens enkät <enkat@lulea.example>")
    assert sender_address("TYCKTILL_MAIL_FROM", address="") == "Kommunens enkät <enkat@lulea.example>"
    monkeypatch.setenv("TYCKTILL_MAIL_FROM", "nobody")
    with pytest.raises(ImproperlyConfigured, match="Set it to an address"):
        sender_address("TYCKTILL_MAIL_FROM", address="")


def test_check_and_doctor_say_whether_letters_leave(settings: Settings) -> None:
    assert check_mail() == []
    settings.SENDS_MAIL = False
    assert [message.id for message in check_mail()] == ["tycktill.W008"]
    assert _examine_mail().state == Health.LOOK
    with post_office(settings) as office:
        assert _examine_mail().says == f"goes by 127.0.0.1:{office.port}, from {settings.DEFAULT_FROM_EMAIL}"
    assert _examine_mail().state == Health.WRONG
