"""PostgreSQL's own log pairs codes with answers; tidying removes it, where the server is set to let go of it."""

from collections.abc import Iterator

import pytest
from django.db import connection
from tests.tycktill_web import builders
from tests.tycktill_web.intake.attack.crowd import by_the_door

from tycktill_web.fieldwork.fingerprints import code_fingerprint
from tycktill_web.intake.tidying import tidy

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
_FILES = """
SELECT count(*) FROM pg_ls_waldir()
WHERE position(%s::bytea in coalesce(pg_read_binary_file('pg_wal/' || name, 0, 16777216, true), '')) > 0
"""


@pytest.fixture
def forgetful_server() -> Iterator[None]:
    """A server set as docs/operate/databases.md says."""
    run("ALTER SYSTEM SET wal_recycle = off")
    run("SELECT pg_reload_conf()")
    yield
    run("ALTER SYSTEM RESET wal_recycle")
    run("SELECT pg_reload_conf()")


@pytest.mark.usefixtures("forgetful_server")
def test_log_tells_of_used_codes_until_it_is_tidied() -> None:
    codes = builders.open_survey().codes(3)
    for code in codes[:2]:
        by_the_door(code, builders.ANSWERS)
    used = [code_fingerprint(code) for code in codes[:2]]
    assert any(files_with(code) for code in used)
    assert tidy(on=builders.TODAY).log_is_emptied
    assert not any(files_with(code) for code in used)


def files_with(content: bytes) -> int:
    """How many files of the log have these bytes in them."""
    with connection.cursor() as cursor:
        cursor.execute(_FILES, [content])
        return int(cursor.fetchone()[0])


def run(statement: str) -> None:
    """Run a statement of the server's administrator."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
