"""Releases that were made by earlier versions are brought up to what this one promises."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tests.tycktill_web import worlds
from tests.tycktill_web.every_step import step_by_step

from tycktill_web.releases.models import PublicRelease, ReleaseArchive, ReleasedPlace, ReleasedValue

pytestmark = pytest.mark.django_db
State = PublicRelease.State
migration = import_module("tycktill_web.releases.migrations.0003_bring_up_to_date")
values_as_rows = import_module("tycktill_web.releases.migrations.0006_values_as_rows")


def test_what_a_withdrawn_correction_had_replaced_is_withdrawn_with_it() -> None:
    world = worlds.closed_world()
    first, second = worlds.published(world), worlds.published(world, note="Rättad.")
    rows = PublicRelease.objects.filter(pk=second.pk)
    rows.update(state=State.WITHDRAWN, withdrawn_at=worlds.NOW, withdrawal_reason="Fel.")
    migration.withdraw_whole_rounds(apps, None)
    first.refresh_from_db()
    assert (first.state, first.withdrawn_at, first.withdrawal_reason) == (State.WITHDRAWN, worlds.NOW, "Fel.")


def test_what_a_published_correction_replaced_stays_replaced() -> None:
    world = worlds.closed_world()
    first, _ = worlds.published(world), worlds.published(world, note="Rättad.")
    migration.withdraw_whole_rounds(apps, None)
    first.refresh_from_db()
    assert first.state == State.REPLACED


@pytest.fixture
def as_before_several(transactional_db: None) -> Iterator[Apps]:
    """The tables as they were when a release was compared with one other at most."""
    before = step_by_step(connection).migrate([("releases", "0007_similar_municipalities")])
    yield before.apps
    migrate_to_today()


def migrate_to_today() -> None:
    """As `tycktill manage migrate` does."""
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.mark.django_db(transaction=True)
def test_what_a_release_was_compared_with_is_found_again_and_kept(request: pytest.FixtureRequest) -> None:
    world = worlds.closed_world()
    earlier, later = worlds.published(world), worlds.published(worlds.a_year_later(world))
    assert list(later.compared_with.all()) == [earlier]
    migration.find_compared(request.getfixturevalue("as_before_several"), None)
    migrate_to_today()
    assert list(PublicRelease.objects.get(pk=later.pk).compared_with.all()) == [earlier]
    assert not PublicRelease.objects.get(pk=earlier.pk).compared_with.exists()


def test_every_release_is_packed_as_it_would_be_today() -> None:
    release = worlds.published(worlds.closed_world())
    today = bytes(release.archive.content)
    ReleaseArchive.objects.all().delete()
    migration.pack_releases(apps, None)
    assert bytes(ReleaseArchive.objects.get(release=release).content) == today


@pytest.mark.django_db(transaction=True)
def test_the_values_of_every_release_become_rows_of_the_columns_that_there_were() -> None:
    release = worlds.published(worlds.closed_world())
    today, places = release.values.count(), release.places.count()
    ReleasedValue.objects.all().delete()
    ReleasedPlace.objects.all().delete()
    before = step_by_step(connection).migrate([("releases", "0006_values_as_rows")])
    values_as_rows.keep_values(before.apps, None)
    migrate_to_today()
    assert (release.values.count(), release.places.count()) == (today, places)
