"""How many answered in every group: a file for the office alone, by which a release is proved once more."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from tests.tycktill_web import worlds
from tests.tycktill_web.pages import see, signed_in

from tycktill.disclosure import Protected, protect
from tycktill.publication import parse_numbers, prove_release, replay_release
from tycktill.terms import BaseKey, Numbers
from tycktill_web.keyring.folder import erase_folder
from tycktill_web.releases.disposing import dispose_of_answers
from tycktill_web.releases.drafting import discard_draft
from tycktill_web.releases.errors import NumbersGone
from tycktill_web.releases.models import PublicRelease, ReleaseFile, ReleaseNumbers
from tycktill_web.releases.numbers import file_of_numbers
from tycktill_web.releases.published import Before
from tycktill_web.results.counting import count_round
from tycktill_web.results.errors import NumbersUnreadable

pytestmark = pytest.mark.django_db
MEN_OF_FEW = BaseKey("9001", "Vuxenheten", worlds.ADDICTION, "M")


def numbers_of(release: PublicRelease) -> Numbers:
    """What the office's file holds."""
    return parse_numbers(file_of_numbers(release), file="numbers.csv")


def test_the_file_has_every_group_and_proves_the_release_to_whoever_has_it() -> None:
    release = worlds.drafted(worlds.closed_world())
    numbers = numbers_of(release)
    assert numbers["2024", "helhet"][MEN_OF_FEW] == 1
    (files,) = Before([release]).releases()
    assert prove_release(files, numbers=numbers).faults == ()
    assert replay_release(files, numbers) == ()


def test_office_alone_is_offered_it_beside_draft_and_release() -> None:
    world = worlds.closed_world()
    for release in (worlds.drafted(world), worlds.published(worlds.a_year_later(world))):
        address = f"/kansli/utgava/{release.pk}/"
        assert "Hämta antalet svar" in see(signed_in(world.anna), address)
        response = signed_in(world.anna).get(f"{address}antal/")
        assert response.content == file_of_numbers(release)
        assert response["Content-Disposition"] == f'attachment; filename="{release.folder}-numbers.csv"'
        assert "no-store" in response["Cache-Control"]
        for person in (world.coordinator, world.reader, world.staff, world.stranger):
            assert signed_in(person).get(f"{address}antal/").status_code == 403


def test_no_public_address_hands_it_out() -> None:
    world = worlds.closed_world()
    release = worlds.published(world)
    content = file_of_numbers(release)
    own = [bytes(file.content) for file in ReleaseFile.objects.order_by("name")] + [bytes(release.archive.content)]
    assert not [each for each in own if content in each or bytes(release.numbers.content) in each]
    folder = "/resultat/ifo/2024/utgava-1/filer/"
    names = [file.name for file in ReleaseFile.objects.order_by("name")]
    assert [signed_in(world.anna).get(f"{folder}{each}").content for each in names] == own[:-1]
    for each in ("numbers.csv", f"{release.folder}-numbers.csv"):
        assert signed_in(world.anna).get(f"{folder}{each}").status_code == 404
    assert "numbers" not in see(signed_in(world.anna), "/resultat/ifo/2024/")


def test_a_thief_of_the_database_cannot_read_it() -> None:
    release = worlds.drafted(worlds.closed_world())
    kept = bytes(release.numbers.content)
    assert b"Vuxenheten" in file_of_numbers(release)
    assert b"Vuxenheten" not in kept
    erase_folder("ifo-2024")
    with pytest.raises(NumbersUnreadable):
        file_of_numbers(release)


def test_what_was_changed_in_the_database_is_told_and_not_handed_out() -> None:
    world = worlds.closed_world()
    release = worlds.drafted(world)
    ReleaseNumbers.objects.update(content=bytes(100))
    told = signed_in(world.anna).get(f"/kansli/utgava/{release.pk}/antal/", follow=True)
    assert "går inte att läsa" in told.content.decode()
    with pytest.raises(CommandError, match="går inte att läsa"):
        call_command("prove", "ifo-2024")


def test_it_goes_with_a_draft_that_is_thrown_away() -> None:
    world = worlds.closed_world()
    discard_draft(worlds.drafted(world), person=world.anna)
    assert not ReleaseNumbers.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_it_is_disposed_of_with_the_answers() -> None:
    world = worlds.closed_world()
    release = worlds.published(world)
    world.round.refresh_from_db()
    dispose_of_answers(world.round, on=worlds.NOW.date())
    assert not ReleaseNumbers.objects.exists()
    with pytest.raises(NumbersGone):
        file_of_numbers(release)
    page = see(signed_in(world.anna), f"/kansli/utgava/{release.pk}/")
    assert "Filen finns inte kvar" in page
    assert "Hämta antalet svar" not in page


def test_to_count_protects_once_and_replays_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[str] = []

    def protected(*given: Any, **named: Any) -> Protected:
        times.append("protected")
        return protect(*given, **named)

    monkeypatch.setattr("tycktill.publication.making.protect", protected)
    monkeypatch.setattr("tycktill.publication.checking.replay", lambda *_, **__: times.append("replayed"))
    round = worlds.closed_world().round
    count_round(round, keys=[worlds.saved_key(round.key)])
    assert times == ["protected"]


def test_the_newest_release_is_proved_when_that_is_asked_for() -> None:
    world = worlds.closed_world()
    with pytest.raises(CommandError, match="no release yet"):
        call_command("prove", "ifo-2024")
    worlds.published(world)
    worlds.drafted(world, note="Räknad igen.")
    told = StringIO()
    call_command("prove", "ifo-2024", stdout=told)
    assert told.getvalue().startswith("ifo-2024-2: nothing follows from its figures")


def test_a_release_that_the_rule_would_not_have_made_is_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    world = worlds.closed_world()
    release = worlds.drafted(world)
    numbers = numbers_of(release)
    fewer = {
        key: {cell: valid for cell, valid in cells.items() if cell != MEN_OF_FEW} for key, cells in numbers.items()
    }
    monkeypatch.setattr("tycktill_web.releases.proving.parse_numbers", lambda *_, **__: fewer)
    with pytest.raises(CommandError, match=r"results\.csv"):
        call_command("prove", "ifo-2024")
