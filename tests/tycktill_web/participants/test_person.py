"""People are made, given roles and new passwords, and shut out, from a shell."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from tests.tycktill_web import builders

from tycktill_web.participants.actions import add_organisation, add_person
from tycktill_web.participants.models import Membership, Organisation, Person, Role

pytestmark = pytest.mark.django_db


def person(*words: str) -> str:
    """What the command says."""
    told = StringIO()
    call_command("person", *words, stdout=told)
    return told.getvalue()


def password_in(told: str) -> str:
    """The password that was printed, the only one."""
    [found] = re.findall(r": (\w{5}-\w{5}-\w{5}-\w{5})$", told, re.MULTILINE)
    return str(found)


def signs_in(email: str, password: str) -> bool:
    """Whether the person gets in."""
    return Client().post("/konto/login/", {"login": email, "password": password}).status_code == 302


def test_first_person_of_the_office_needs_nothing_before() -> None:
    told = person("Anna@Kansliet.example", "--role", "office", "--name", "Anna Ek")
    assert "anna@kansliet.example is office of Nationellt kansli" in told
    made = Person.objects.get()
    assert (made.email, made.get_full_name()) == ("anna@kansliet.example", "Anna Ek")
    assert signs_in("anna@kansliet.example", password_in(told))
    person("bo@kansliet.example", "--role", "office")
    assert Organisation.objects.count() == 1


def test_office_has_the_name_it_was_given() -> None:
    add_organisation(kind=Organisation.Kind.NATIONAL, name="Rådet")
    assert "office of Rådet" in person("anna@kansliet.example", "--role", "office")
    with pytest.raises(CommandError, match="there is Rådet"):
        person("bo@kansliet.example", "--role", "office", "--organisation", "Kansliet")


@pytest.mark.parametrize("role", ["coordinator", "reader"])
def test_a_municipality_is_known_by_its_code(role: str) -> None:
    place = builders.municipality()
    add_organisation(kind=Organisation.Kind.PROVIDER, name="Omsorg AB", municipality="9001")
    assert f"is {role} of Björkköping" in person("c@kommunen.example", "--role", role, "--municipality", "9001")
    assert Membership.objects.get().organisation == place


def test_another_provider_is_known_by_its_name() -> None:
    add_organisation(kind=Organisation.Kind.PROVIDER, name="Omsorg AB", municipality="9001")
    told = person("c@omsorg.example", "--role", "coordinator", "--organisation", "Omsorg AB")
    assert "coordinator of Omsorg AB" in told


def test_staff_have_their_unit() -> None:
    builders.unit("Norr", builders.municipality("Granstad", "9002"))
    unit = builders.unit("Norr", builders.municipality())
    words = ("--role", "staff", "--municipality", "9001", "--unit", "Norr")
    assert "is staff of Norr, Björkköping" in person("d@kommunen.example", *words)
    assert Membership.objects.get().unit == unit


def test_second_role_keeps_the_password_and_twice_is_once() -> None:
    builders.municipality()
    words = ("c@kommunen.example", "--role", "coordinator", "--municipality", "9001")
    password = password_in(person(*words))
    assert "Password" not in person("C@kommunen.example", "--role", "reader", "--municipality", "9001")
    assert "Password" not in person(*words)
    assert signs_in("c@kommunen.example", password)
    assert set(Membership.objects.values_list("role", flat=True)) == {Role.COORDINATOR, Role.READER}


def test_forgotten_password_is_replaced() -> None:
    add_person(email="eva@kommunen.example", password="det gamla lösenordet")
    password = password_in(person("Eva@kommunen.example", "--new-password"))
    assert signs_in("eva@kommunen.example", password)
    assert not signs_in("eva@kommunen.example", "det gamla lösenordet")


def test_shut_account_lets_nobody_in_until_a_new_password_opens_it() -> None:
    someone = add_person(email="eva@kommunen.example", password="ett långt lösenord")
    client = Client()
    client.force_login(someone)
    assert "can no longer sign in" in person("eva@kommunen.example", "--shut")
    assert not signs_in("eva@kommunen.example", "ett långt lösenord")
    assert client.get("/kommun/")["Location"].startswith("/konto/login/")
    assert signs_in("eva@kommunen.example", password_in(person("eva@kommunen.example", "--new-password")))


def test_own_password_is_asked_for_and_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _: "kort")
    with pytest.raises(CommandError, match="12 tecken"):
        person("anna@kansliet.example", "--role", "office", "--ask")
    monkeypatch.setattr("getpass.getpass", lambda _: "sommarsommarsommar")
    with pytest.raises(CommandError, match="fyra ord"):
        person("anna@kansliet.example", "--role", "office", "--ask")
    assert not Person.objects.exists()
    monkeypatch.setattr("getpass.getpass", lambda _: "öl och ostron i oktober")
    assert "ostron" not in person("anna@kansliet.example", "--role", "office", "--ask")
    assert signs_in("anna@kansliet.example", "öl och ostron i oktober")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("anna", "--role", "office"), "anna is no e-mail address"),
        (("a@x.se",), "Say what the person may do"),
        (("a@x.se", "--role", "office", "--name", "=1+1"), "The person's name begins with =,"),
        (("a@x.se", "--role", "office", "--organisation", "Kan\u200bsli"), "The organisation's name has a character"),
        (("a@x.se", "--role", "office", "--name", "x" * 101), "The name is longer than 100 characters"),
        (("a@x.se", "--new-password"), "Nobody has the address a@x.se"),
        (("a@x.se", "--shut"), "Nobody has the address a@x.se"),
        (("a@x.se", "--role", "office", "--municipality", "9001"), "stands in no municipality"),
        (("a@x.se", "--role", "reader"), "Say where the person is reader"),
        (("a@x.se", "--role", "reader", "--municipality", "9002"), "There is no organisation 9002. Add it with"),
        (("a@x.se", "--role", "staff", "--municipality", "9001"), "Staff work in a unit"),
        (("a@x.se", "--role", "reader", "--municipality", "9001", "--unit", "Norr"), "Staff work in a unit"),
        (("a@x.se", "--role", "staff", "--municipality", "9001", "--unit", "Syd"), "There is no unit Syd in 9001"),
    ],
)
def test_what_cannot_be_is_told_and_nobody_is_made(words: tuple[str, ...], told: str) -> None:
    builders.unit("Norr", builders.municipality())
    with pytest.raises(CommandError, match=told):
        person(*words)
    assert not Person.objects.exists()
