"""PostgreSQL's own log keeps every change for hours: it has each code when it is made, and nothing when it is used."""

from collections.abc import Sequence

import pytest
from django.db import connection
from tests.tycktill_web import builders
from tests.tycktill_web.intake.attack.crowd import by_the_door

from tycktill_web.fieldwork.code_tags import code_fingerprint

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
_LOG = "SELECT pg_read_binary_file('pg_wal/' || name, 0, 16777216, true) FROM pg_ls_waldir()"


def test_log_has_used_codes_no_oftener_than_unused_ones() -> None:
    codes = builders.open_survey().codes(6)
    fingerprints = [code_fingerprint(code) for code in codes]
    before = times_in_log(fingerprints)
    for code in codes[:3]:
        by_the_door(code, builders.ANSWERS)
    after = times_in_log(fingerprints)
    assert len({later - earlier for earlier, later in zip(before, after, strict=True)}) == 1
    assert min(before) > 0


def times_in_log(contents: Sequence[bytes]) -> list[int]:
    """How often each of these stands in the log's files, read once: other tests let the server remove old ones."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")  # what waits to be written is in the files then
        cursor.execute(_LOG)
        log = b"".join(bytes(file) for (file,) in cursor.fetchall() if file)
    return [log.count(content) for content in contents]
