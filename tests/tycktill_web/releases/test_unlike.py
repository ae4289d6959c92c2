"""A round that was held in another way than earlier ones says so before it is counted, and is joined with none."""

import re

import pytest
from django.test import Client
from tests.tycktill_web import worlds
from tests.tycktill_web.pages import signed_in

from tycktill_web.fieldwork.models import Round
from tycktill_web.journal.models import JournalEntry
from tycktill_web.releases.drafting import keep_draft
from tycktill_web.releases.errors import AlreadyCounted, UnlikeMeanwhile
from tycktill_web.releases.manifests import manifest_of
from tycktill_web.releases.published import published_releases
from tycktill_web.releases.rounds import Apart, over_rounds
from tycktill_web.releases.unlike import declare_unlike, may_declare

pytestmark = pytest.mark.django_db

WHY = "Enkäten gick från papper till webb."


def declare(world: worlds.World, **sent: str) -> str:
    """What the office is told after it has filled in the form."""
    address = f"/kansli/omgang/{world.round.family}/{world.round.label}/jamforbar/"
    return signed_in(world.anna).post(address, sent, follow=True).content.decode()


def test_a_round_that_is_said_to_be_unlike_is_joined_with_none_before_and_says_why() -> None:
    world = worlds.closed_world()
    worlds.published(world)
    later = worlds.a_year_later(world)
    assert WHY in declare(later, sv=WHY, en="It went from paper to web.")
    later.round.refresh_from_db()
    release = worlds.published(later)
    facts = manifest_of(release).facts["ifo"]["2025"]
    assert facts.unlike_earlier == {"sv": WHY, "en": "It went from paper to web."}
    series = over_rounds(published_releases("ifo"), "9001", worlds.SUPPORT)
    assert {question.figures[1].apart for question in series.questions} == {Apart.HELD}
    assert series.unlike_rounds == [("2025", WHY)]
    for address in ("/resultat/ifo/2025/9001/", "/jamfor/?familj=ifo&omgang=2024&omgang=2025&kommun=9001"):
        page = " ".join(Client().get(address, follow=True).content.decode().split())
        assert WHY in page
        assert not re.search(r"(Bättre|Sämre) än 2024|mot 2024", page)
    assert WHY in page.partition("Riket (alla svar) 2025")[2].partition("</th>")[0]


def test_what_is_said_is_told_in_the_journal_without_its_words_and_can_be_taken_back() -> None:
    world = worlds.closed_world()
    declare(world, sv=WHY)
    entry = JournalEntry.objects.latest("pk")
    assert (entry.action, entry.facts.count("papper")) == ("round_declared_unlike", 0)
    declare(world)
    assert JournalEntry.objects.latest("pk").action == "round_declared_like"
    declare(world)
    told = JournalEntry.objects.filter(action__startswith="round_declared")
    assert told.count() == 2  # what is as it was before is not taken back once more
    assert Round.objects.get(pk=world.round.pk).unlike_earlier == {}


def test_once_the_round_is_counted_it_is_fixed() -> None:
    world = worlds.closed_world()
    assert may_declare(world.round)
    worlds.drafted(world)
    assert not may_declare(world.round)
    with pytest.raises(AlreadyCounted):
        declare_unlike(world.round, {"sv": WHY})
    assert "Det går inte att ändra när den är räknad." in declare(world, sv=WHY)
    assert Round.objects.get(pk=world.round.pk).unlike_earlier == {}


def test_what_is_said_while_the_round_is_counted_makes_the_count_void() -> None:
    world = worlds.closed_world()
    counted = worlds.counted(world)
    declare_unlike(world.round, {"sv": WHY})
    with pytest.raises(UnlikeMeanwhile):
        keep_draft(world.round, counted, at=worlds.NOW)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"en": "Paper to web."}, "Skriv på svenska också."),
        ({"sv": "x" * 201}, "200"),
        ({"sv": "a\u2028b"}, "Skriv på en rad."),
    ],
)
def test_what_is_wrong_in_the_form_is_told(sent: dict[str, str], said: str) -> None:
    world = worlds.closed_world()
    assert said in declare(world, **sent)
    assert Round.objects.get(pk=world.round.pk).unlike_earlier == {}
