"""PostgreSQL's own log keeps every change for hours: it has each code when it is made, and nothing when it is used."""

import pytest
from django.db import connection
from tests.tycktill_web import builders
from tests.tycktill_web.intake.attack.crowd import by_the_door

from tycktill_web.fieldwork.fingerprints import code_fingerprint

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
_LOG = "SELECT pg_read_binary_file('pg_wal/' || name, 0, 16777216, true) FROM pg_ls_waldir()"


def test_log_has_used_codes_no_oftener_than_unused_ones() -> None:
    codes = builders.open_survey().codes(6)
    before = [times_in_log(code_fingerprint(code)) for code in codes]
    for code in codes[:3]:
        by_the_door(code, builders.ANSWERS)
    more = [times_in_log(code_fingerprint(code)) - earlier for code, earlier in zip(codes, before, strict=True)]
    assert len(set(more)) == 1
    assert min(before) > 0


def times_in_log(content: bytes) -> int:
    """How often these bytes stand in the log's files."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")  # what waits to be written is in the files then
        cursor.execute(_LOG)
        return sum(bytes(file).count(content) for (file,) in cursor.fetchall() if file)
