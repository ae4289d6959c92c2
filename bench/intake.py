"""What one answer costs, from opening the page to the thanks.

Run: .venv/bin/python bench/intake.py [ANSWERS]

On SQLite, or on the server that DATABASE_URL names (where a database of the benchmark's own is made and removed).
CPU and time are those of the quickest of twenty parts: what else runs on the machine makes others up to twice as dear.
How fast its cores are just then is told by a yardstick, in parts between the others.
"""

import datetime
import os
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

import django

if TYPE_CHECKING:
    from django.test import Client

ANSWERS = {"kontakt": 1, "information": 2, "forstaelse": 1, "synpunkter": 2, "paverka": 3, "situation": 1, "helhet": 1}
FIELDS = {f"fraga-{question}": str(code) for question, code in ANSWERS.items()}
WARM = 50
PARTS = 20
YARDSTICK = 100_000
TICKS = os.sysconf("SC_CLK_TCK")


class Cost(NamedTuple):
    """Of one answer: our CPU and the database server's, statements, the database's growth, pages; the yardstick."""

    cpu: float
    server_cpu: float
    wall: float
    statements: float
    stored: float
    page_bytes: float
    yardstick: float


def main(answers: int) -> None:
    """Print what an answer costs, and what inserting one plain row costs."""
    with tempfile.TemporaryDirectory(prefix="tycktill-bench-") as home:
        os.environ |= {"TYCKTILL_HOME": home, "DJANGO_SETTINGS_MODULE": "tycktill_web.site.settings"}
        Path(home, "staticfiles").mkdir()  # laid out where the service is started; nothing of them is measured
        django.setup()
        from django.db import connection

        name = connection.creation.create_test_db(verbosity=0)
        try:
            compare(connection.vendor, answers)
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)


def compare(vendor: str, answers: int) -> None:
    """Measure both ways with as many codes out as a national round has."""
    codes = iter(open_round(2 * answers + WARM))
    for _ in range(WARM):
        answer(next(codes))
    whole = measure(lambda: answer(next(codes)), answers)
    plain = measure(insert_plainly, answers)
    print(f"{vendor}, {answers} answers, mean of each          an answer   a plain insert")
    print(f"CPU of the service, ms                  {whole.cpu * 1e3:12.2f}{plain.cpu * 1e3:12.2f}")
    print(f"CPU of the database's server, ms        {whole.server_cpu * 1e3:12.2f}{plain.server_cpu * 1e3:12.2f}")
    print(f"time, ms                                {whole.wall * 1e3:12.2f}{plain.wall * 1e3:12.2f}")
    print(f"SQL statements, BEGIN and COMMIT too    {whole.statements:12.2f}{plain.statements:12.2f}")
    print(f"growth of the database, kB              {whole.stored / 1024:12.2f}{plain.stored / 1024:12.2f}")
    print(f"pages sent, compressed, kB              {whole.page_bytes / 1024:12.2f}")
    print(f"a million additions in Python, CPU, ms  {whole.yardstick * 1e3:12.2f}{plain.yardstick * 1e3:12.2f}")
    print(f"an answer's CPU is that of {whole.cpu / whole.yardstick * 1e3:.0f} thousand additions")


def measure(action: Callable[[], int], times: int) -> Cost:
    """The cost of doing it once, by so many times, counting statements first and then not; `action` gives its bytes."""
    with counted_statements() as statements:
        sent = sum(action() for _ in range(times))
    before, server_before = stored(), server_cpu()
    parts, yardsticks = [], []
    for _ in range(PARTS):
        parts.append(spent(action, times // PARTS))
        yardsticks.append(spent(add_up, 1)[0] * 1_000_000 / YARDSTICK)
    growth, server = stored() - before, server_cpu() - server_before
    done = times // PARTS * PARTS
    cpu, wall = (min(each) for each in zip(*parts, strict=True))
    return Cost(cpu, server / done, wall, len(statements) / times, growth / done, sent / times, min(yardsticks))


def spent(action: Callable[[], int], times: int) -> tuple[float, float]:
    """CPU and time of doing it once, as a mean of so many."""
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(times):
        action()
    return (time.process_time() - cpu) / times, (time.perf_counter() - wall) / times


def add_up() -> int:
    """What Python does at its own pace on every machine, without database, disk or memory to speak of."""
    total = 0
    for each in range(YARDSTICK):
        total += each
    return total


def answer(code: str) -> int:
    """Answer as a browser without script does; the bytes of the pages."""
    pages = [
        browser().get("/svara/"),
        post("/svara/", {"kod": code}),
        browser().get(f"/svara/k/{code}/"),
        browser().get(f"/svara/k/{code}/fragor/"),
        post("/svara/kontroll/", {"kod": code, **FIELDS}),
        post("/svara/skicka/", {"kod": code, **FIELDS}),
    ]
    pages.append(browser().get(pages[-1]["Location"]))
    assert [page.status_code for page in pages] == [200, 303, 200, 200, 200, 303, 200]
    assert all(page["Content-Encoding"] == "gzip" for page in pages if len(page.content) > 500)
    return sum(len(page.content) for page in pages)


@cache
def browser() -> "Client":
    """One for all: starting it loads the service. It carries no cookie from one answer to the next; there is none."""
    from django.test import Client

    return Client(headers={"accept-encoding": "gzip"})


def post(address: str, fields: dict[str, str]) -> Any:
    """Post a form as browsers do."""
    assert not browser().cookies
    return browser().post(address, urlencode(fields), content_type="application/x-www-form-urlencoded")


def insert_plainly() -> int:
    """One row of an answer's size, in a transaction of its own."""
    from tycktill_web.vault.models import SealedAnswer

    SealedAnswer.objects.create(id=secrets.randbelow(2**63), round="plain", ciphertext=secrets.token_bytes(560))
    return 0


def open_round(codes: int) -> tuple[str, ...]:
    """Codes of an open round, among 30,000 that are out."""
    from tests.tycktill_web import builders

    from tycktill_web.fieldwork.codes import make_codes
    from tycktill_web.fieldwork.models import Round

    survey = builders.open_survey()
    today = datetime.date.today()  # noqa: DTZ011  the pages' own day
    Round.objects.update(opens_on=today, closes_on=today + datetime.timedelta(days=1))
    for _ in range(2):
        make_codes(round=survey.round, registration=survey.registration, size=15_000, on=today)
    return survey.codes(codes)


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """Every statement that is run meanwhile, those that begin and end transactions among them."""
    from django.db import connection

    connection.queries_log.clear()
    statements: list[str] = []

    class Counting(type(connection.queries_log)):  # type: ignore[misc]  # a deque, made with a limit
        def append(self, entry: dict[str, Any]) -> None:
            statements.append(entry["sql"][:40])

    log, connection.queries_log = connection.queries_log, Counting()
    connection.force_debug_cursor = True
    yield statements
    connection.force_debug_cursor, connection.queries_log = False, log


def stored() -> int:
    """Bytes of the database: its files, or what the server says."""
    from django.db import connection

    if connection.vendor == "sqlite":
        database = Path(str(connection.settings_dict["NAME"]))
        return sum(path.stat().st_size for path in database.parent.glob(f"{database.name}*"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def server_cpu() -> float:
    """Seconds of CPU that PostgreSQL's process for our connection has used; none for SQLite, which is in ours."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        words = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / TICKS


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
