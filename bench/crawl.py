"""Whether every page and file of a whole country says what its releases' files say: each number, each verdict.

Run: TYCKTILL_HOME=HOME .venv/bin/python -m bench.crawl [EVERY]

HOME is a home with published releases, such as `TYCKTILL_DEMO_SIZE=national tycktill demo --no-serve` makes. Every link
from the start page is followed and held against the tables by the checks that the tests hold a small country to; with
EVERY as 10 every tenth address is, by a number that is drawn from the address, so that the same are taken each time.
The checks ask for a hundred figures of each kind, so a country must be large for a sample of it to pass.
Ends with 1 where one of the checks finds a fault, and says where.
"""

import os
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlsplit

import django

CHECKS = (
    "test_every_line_of_every_place_s_page_is_its_tables",
    "test_every_line_of_every_unit_s_page_is_its_tables",
    "test_every_line_of_every_question_s_page_is_its_tables",
    "test_every_file_of_every_comparison_has_the_figures_of_its_tables",
)
"""What the tests of a small country hold its pages and files to."""


def main(every: int) -> int:
    """Crawl, check, and print how many addresses of each kind there were."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tycktill_web.site.settings")
    django.setup()
    from tests.tycktill_web.demo import test_crawled

    began = time.perf_counter()
    crawled = list(addresses(every))
    kinds = Counter(urlsplit(address).path.split("/")[1].partition(".")[0] or "start" for address, _ in crawled)
    print(f"{len(crawled)} addresses in {time.perf_counter() - began:.0f} s: {dict(kinds)}")
    checks = [*(getattr(test_crawled, name) for name in CHECKS), what_is_said_beside_similar_ones_is_its_tables]
    faults = [fault for check in checks if (fault := fault_of(check, crawled))]
    print("\n".join(faults) or "Every number and verdict is its table's.")
    return 1 if faults else 0


def addresses(every: int) -> Iterator[tuple[str, bytes]]:
    """What is found by links, page by page; of those that are many one of so many."""
    from django.test import Client
    from tests.tycktill_web.public.crawled import crawl, one_of

    yield from crawl(Client(), follows=one_of(every))


def what_is_said_beside_similar_ones_is_its_tables(crawled: Sequence[tuple[str, bytes]]) -> None:
    """Each verdict, mean and sentence; says how many there were, as a country may be too small to have any."""
    from tests.tycktill_web.public.similar_checked import held_beside_similar

    print(f"beside similar ones: {dict(held_beside_similar(crawled))}")


def fault_of(check: Callable[[Sequence[tuple[str, bytes]]], None], crawled: Sequence[tuple[str, bytes]]) -> str:
    """What a check finds wrong; empty where all is well."""
    name = check.__name__.removeprefix("test_").replace("_", " ")
    try:
        check(crawled)
    except AssertionError:
        return f"NOT SO: {name}\n{traceback.format_exc(limit=-1)[:1200]}"
    print(f"so: {name}")
    return ""


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1))
