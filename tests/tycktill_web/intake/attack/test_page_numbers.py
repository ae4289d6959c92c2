"""PostgreSQL numbers each change of a page: whoever looks once at those numbers must not learn the latest codes."""

from collections.abc import Iterator, Sequence

import pytest
from django.db import connection
from tests.tycktill_web.after.asking import answer, opened
from tests.tycktill_web.intake.attack import postgres_thief
from tests.tycktill_web.intake.attack.crowd import Answers, by_the_door, let_answer
from tests.tycktill_web.intake.attack.postgres_thief import query

from tycktill.fieldwork import parse_code
from tycktill_web.fieldwork.code_tags import code_fingerprint

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
RESPONDENTS, SPARE, LAST = 60, 3_000, 10


def found_last(table: tuple[str, str], done: Sequence[bytes]) -> dict[str, int]:
    """How many of the codes that were used last stand last among the used ones, in each order that pages have."""
    query("CREATE EXTENSION IF NOT EXISTS pageinspect")
    used, last = set(done), set(done[-LAST:])
    orders = {
        name: [code for code in codes if code in used]
        for name, codes in postgres_thief.orders(*table).items()
        if "number" in name
    }
    return {name: max(len(last & set(codes[-LAST:])), len(last & set(codes[:LAST]))) for name, codes in orders.items()}


def test_no_page_tells_which_codes_were_used_last() -> None:
    """By chance 1.7 of ten are found; eight or more in one of four orders happens once in a million tests."""
    crowd = let_answer(RESPONDENTS, way=by_the_door, seed=5, spare=SPARE)
    assert max(found_last(postgres_thief.CODES, crowd.done).values()) < 8


def test_no_mark_tells_of_which_batch_somebody_has_answered() -> None:
    """Neither of the national questionnaire nor of own questions after it."""
    query("CREATE EXTENSION IF NOT EXISTS pageinspect")
    asking = opened()
    (code,) = asking.codes(1)  # of the batch made last: nobody has looked at it since
    query("CHECKPOINT")  # PostgreSQL marks what is safe on disk alone
    before = marks("fieldwork_codebatch"), marks("fieldwork_code")
    answer(code)
    answer(code, own=True)
    assert (marks("fieldwork_codebatch"), marks("fieldwork_code")) == before


def marks(table: str) -> list[object]:
    """What PostgreSQL notes beside each row of a page: that it has been seen to be committed, for one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT block, lp, t_infomask, t_infomask2, t_xmax::text"
            " FROM generate_series(0, pg_relation_size(%s::regclass) / 8192 - 1) AS block,"
            " LATERAL heap_page_items(get_raw_page(%s, block::int)) ORDER BY 1, 2",
            [table, table],
        )
        return list(cursor.fetchall())


def test_pages_tell_it_where_a_used_code_is_a_row_that_changes(code_a_row: tuple[str, str]) -> None:
    """Proof that this thief can read them."""

    def answer_and_mark(code: str, answers: Answers) -> None:
        by_the_door(code, answers)
        query("UPDATE code_a_row SET is_used = true WHERE fingerprint = %s", code_fingerprint(parse_code(code)))

    crowd = let_answer(RESPONDENTS, way=answer_and_mark, seed=6, spare=RESPONDENTS)
    assert max(found_last(code_a_row, crowd.done).values()) >= 8


@pytest.fixture
def code_a_row() -> Iterator[tuple[str, str]]:
    """A table with a row for each code, filled as the codes are made."""
    # With few rows on a page, as where there are very many codes.
    query("CREATE TABLE code_a_row (fingerprint bytea PRIMARY KEY, is_used boolean, wide text)")
    query("ALTER TABLE code_a_row ALTER COLUMN wide SET STORAGE plain")
    query(
        "CREATE FUNCTION note_code() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN INSERT INTO code_a_row VALUES (NEW.fingerprint, false, repeat('-', 3000)); RETURN NEW; END $$"
    )
    query("CREATE TRIGGER note_code AFTER INSERT ON fieldwork_code FOR EACH ROW EXECUTE FUNCTION note_code()")
    yield "code_a_row", "fingerprint"
    query("DROP TRIGGER note_code ON fieldwork_code")
    query("DROP FUNCTION note_code")
    query("DROP TABLE code_a_row")
