"""Lists of similar municipalities are read for a round, whole or not at all, and never change what was published."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from tests.tycktill_web import worlds

from tycktill_web.releases.models import RoundGroup

pytestmark = pytest.mark.django_db


def lists(tmp_path: Path, text: str) -> str:
    """A file of lists."""
    file = tmp_path / "liknande.csv"
    file.write_text(f"municipality,similar\n{text}", encoding="utf-8")
    return str(file)


def read(file: str, *, edition: str = "2024", round_: str = "2024") -> None:
    """As an operator does it."""
    call_command("similar", file, family="ifo", round=round_, edition=edition)


def kept() -> dict[str, str]:
    """The members of each list."""
    return dict(RoundGroup.objects.filter(likeness="rka").values_list("municipality", "members"))


def test_a_list_that_is_read_can_be_compared_with(tmp_path: Path) -> None:
    worlds.published(worlds.closed_world())
    etag = Client().get("/jamfor/?kommun=9001&grupp=rka").headers["ETag"]
    read(lists(tmp_path, "Granhult,Älvmora\nGranhult,9003\n"))
    assert kept() == {"9001": "9002 9003"}
    response = Client().get("/jamfor/?kommun=9001&grupp=rka", headers={"If-None-Match": etag}, follow=True)
    assert response.status_code == 200
    page = response.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "De står på RKA:s lista 2024 över kommuner som liknar Granhult." in page
    assert "Andra kommuner i gruppen: 2. Deltog: 1. Siffran visas för 1, men inte för 0." in page


def test_a_published_round_keeps_its_lists(tmp_path: Path) -> None:
    worlds.published(worlds.closed_world())
    read(lists(tmp_path, "9001,9002\n"))
    with pytest.raises(CommandError, match="published and compared by the lists of 2024"):
        read(lists(tmp_path, "9001,9003\n"), edition="2025")
    assert kept() == {"9001": "9002"}


def test_until_it_is_published_a_round_s_lists_may_be_read_anew(tmp_path: Path) -> None:
    worlds.closed_world()
    read(lists(tmp_path, "9001,9002\n"))
    read(lists(tmp_path, "9001,9003\n9002,9001\n"), edition="2025")
    assert kept() == {"9001": "9003", "9002": "9001"}


@pytest.mark.parametrize(
    ("text", "edition", "round_", "said"),
    [
        ("9001,Finnsinte\n", "2024", "2024", "Finnsinte"),
        ("9001,9001\n", "2024", "2024", "own list"),
        ("9001,9002\n", "i fjol", "2024", "is no year"),
        ("9001,9002\n", "2024", "1999", "no round 1999 of ifo"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(
    tmp_path: Path, text: str, edition: str, round_: str, said: str
) -> None:
    worlds.closed_world()
    with pytest.raises(CommandError, match=said):
        read(lists(tmp_path, f"9001,9003\n{text}"), edition=edition, round_=round_)
    assert kept() == {}
