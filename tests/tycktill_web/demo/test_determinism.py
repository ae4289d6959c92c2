"""Same seed, same release, byte for byte; through codes, keys and envelopes that are different each time."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from tests.tycktill_web.demo.conftest import build_small

from tycktill_web.demo.country import SEED
from tycktill_web.demo.database import fill_database
from tycktill_web.releases.models import ReleaseFile

pytestmark = pytest.mark.django_db


def released(seed: int, home: Path) -> Mapping[tuple[str, str], bytes]:
    """Every file of every release of the small country, which is gone afterwards."""
    with override_settings(HOME=home), transaction.atomic():
        fill_database(build_small(seed), report=lambda what, done, total: None)
        files = ReleaseFile.objects.values_list("release__round__family", "release__round__label", "name", "content")
        found = {(f"{family}-{label}", name): bytes(content) for family, label, name, content in files}
        transaction.set_rollback(True)
    return found


def test_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    first, again, other = (released(seed, tmp_path / str(seed)) for seed in (SEED, SEED, SEED + 1))
    assert first == again
    assert first.keys() == other.keys()
    assert all(first[key] != other[key] for key in first if key[1] == "results.csv")
