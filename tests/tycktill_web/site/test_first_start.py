"""A real service is started as docs/operate/start.md says: from an empty database to a planned round."""

import re
import shlex
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from tests.tycktill_web.pages import see, send

MANUAL = Path("docs/operate/start.md").read_text(encoding="utf-8")


def commands() -> list[list[str]]:
    """The service's own commands that the manual tells to run, as words."""
    return [shlex.split(line, comments=True) for line in re.findall(r"^tycktill manage (.+)$", MANUAL, re.MULTILINE)]


@pytest.mark.django_db
def test_the_manual_leads_from_nothing_to_a_planned_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [roll] = re.findall(r"^```csv\n(.*?)^```", MANUAL, re.MULTILINE | re.DOTALL)
    (tmp_path / "deltagare.csv").write_text(roll, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    told = StringIO()
    for command, *words in commands():
        if command in {"participants", "person"}:
            call_command(command, *words, stdout=told)
    email, password = re.findall(r"^(\S+) is office.*\nPassword .*: (\S+)$", told.getvalue(), re.MULTILINE)[0]
    client = Client()
    assert "Inga omgångar ännu" in send(client, "/konto/login/", {"login": email, "password": password})
    days = {"opens_on": "2027-09-01", "closes_on": "2027-10-15", "grace_days": "14"}
    form = {"family": "ifo", "label": "2027", **days, "preset": "standard"}
    assert "Omgången är planerad." in send(client, "/kansli/planera/", form)
    page = see(client, "/kansli/omgang/ifo/2027/")
    assert "Nästa steg Gör nyckeln och öppna omgången" in page
    assert "anmäld 2 0 0 0 Ingen erbjuden än" in see(client, "/kansli/omgang/ifo/2027/lage/")
