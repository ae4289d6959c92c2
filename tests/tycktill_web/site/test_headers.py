"""What every answer says to browser and proxy, and what it says once somebody has signed in."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from tests.tycktill_web import worlds
from tests.tycktill_web.pages import signed_in
from tests.tycktill_web.test_access import addresses, unused_code

HSTS = "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD"
YEAR = 31_536_000


@pytest.mark.django_db
def test_no_page_of_somebody_who_has_signed_in_is_kept_anywhere() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    people = (world.anna, world.coordinator, world.staff, world.reader)
    for person in people:
        person.set_password("ett långt lösenord")
        person.save()
    found = [address for _, address in addresses(world, unused_code(world))]
    assert len(found) > 30
    for person in people:
        kept = []
        for address in (*found, "/kansli/finns/inte/", "/kommun/enhet/999999/koder/"):
            client = signed_in(person)
            answers = client.get(address), client.post(address)
            kept += [address for answer in answers if "no-store" not in answer.headers.get("Cache-Control", "")]
        assert kept == []


@pytest.mark.django_db
def test_public_pages_may_be_kept_for_everybody_else() -> None:
    assert "no-store" not in Client().get("/").headers.get("Cache-Control", "")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("", [YEAR, False, False]),
        ("off", [0, False, False]),
        ("subdomains", [YEAR, True, False]),
        ("preload", [YEAR, True, True]),
    ],
)
def test_https_is_demanded_of_this_host_alone_unless_asked(tmp_path: Path, word: str, expected: list[object]) -> None:
    secrets = {"TYCKTILL_SECRET_KEY": "s" * 60, "TYCKTILL_CODE_KEY": "c" * 60, "TYCKTILL_HOSTS": "enkat.example.se"}
    asked = {"TYCKTILL_PRODUCTION": "1", "TYCKTILL_HSTS": word, "TYCKTILL_HOME": str(tmp_path)}
    environment = {**os.environ, **secrets, **asked}
    said = f"[getattr(settings, name) for name in {HSTS}]"
    ask = f"import json; from tycktill_web.site import settings; print(json.dumps({said}))"
    done = subprocess.run([sys.executable, "-c", ask], env=environment, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == expected
