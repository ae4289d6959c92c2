"""What the public pages cost in statements, CPU and time, against reading the whole table that they are a part of.

Run: TYCKTILL_HOME=HOME .venv/bin/python -m bench.pages [TIMES]

HOME is a home with published releases, such as `tycktill demo --no-serve` makes; the largest one is looked at, and in
it the municipality with the most values.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from tycktill_web.releases.models import PublicRelease


def main(times: int) -> None:
    """Print the statements and both medians of each page, and how many times less CPU it is than reading the table."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tycktill_web.site.settings")
    django.setup()
    from bench.downloads import largest
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tycktill.tables import parse_results

    client, release = Client(), largest()
    table = bytes(release.files.get(name="results.csv").content)
    whole, by_clock = median(lambda: len(parse_results(table)), 3)
    print(f"{release.folder}, {release.values.count()} values, median of {times}")
    print(f"{'':44}statements   CPU, ms   clock, ms   the table costs as many as")
    print(f"{'reading the whole table':54}{whole:>10.0f}{by_clock:>12.0f}")
    for name, address in addresses(release):
        client.get(address)
        with CaptureQueriesContext(connection) as statements:
            response = client.get(address)
            asked = len(statements)
        assert response.status_code == 200, address
        for way, headers in (("", {}), (", unchanged", {"If-None-Match": response.headers["ETag"]})):
            cost, clock = median(partial(client.get, address, headers=headers), times)
            print(f"{name + way:44}{asked:>10}{cost:>10.1f}{clock:>12.1f}{whole / cost:>10.0f}")


def addresses(release: "PublicRelease") -> Iterator[tuple[str, str]]:
    """The pages, and where they are."""
    from django.db.models import Count

    from tycktill_web.releases.slugs import slugs_of

    family, label = release.round.family, release.round.label
    by_size = release.values.exclude(municipality="").values("municipality").annotate(number=Count("pk"))
    place, other = (each["municipality"] for each in by_size.order_by("-number")[:2])
    question = release.values.filter(target=family, unit="").values_list("question", flat=True)[0]
    often = place_of_most_rounds(family)
    unit = release.values.filter(municipality=place, target=family, status="shown").exclude(unit="")
    names = sorted(set(release.values.filter(municipality=place).exclude(unit="").values_list("unit", flat=True)))
    yield "start", "/"
    yield "the search, with a letter wrong", "/?kommun=hedkloa"
    yield "the round", f"/resultat/{family}/{label}/"
    yield "the largest municipality", f"/resultat/{family}/{label}/{place}/"
    yield "a municipality of most rounds", f"/resultat/{family}/{label}/{often}/"
    if unit:
        slug = slugs_of(names)[unit[0].unit]
        yield "a unit of the largest municipality", f"/resultat/{family}/{label}/{place}/enhet/{slug}/"
    yield "a question in all municipalities", f"/fraga/{family}/{question}/?omgang={label}"
    yield "all rounds of a municipality", f"/kommuner/{place}/"
    chosen = f"?familj={family}&omgang={label}&fraga={question}&kommun={place}"
    yield "two municipalities compared", f"/jamfor/{chosen}&kommun={other}"
    yield "a municipality and those of its county", f"/jamfor/{chosen}&grupp=lan"
    yield "the same as CSV", f"/jamfor.csv{chosen}&grupp=lan"
    yield "the same as a picture", f"/jamfor.png{chosen}&grupp=lan"


def place_of_most_rounds(family: str) -> str:
    """The municipality that has been in most rounds of a family, of those the one with the most answers."""
    from django.db.models import Count, Max

    from tycktill_web.releases.models import ReleasedPlace

    own = ReleasedPlace.objects.filter(release__round__family=family, release__state="published").exclude(
        municipality=""
    )
    by_rounds = own.values("municipality").annotate(rounds=Count("pk"), most=Max("answered"))
    return str(by_rounds.order_by("-rounds", "-most")[0]["municipality"])


def median(work: Callable[[], object], times: int) -> tuple[float, float]:
    """The median CPU of doing it in this process and the median by the clock, a database's time with it, in ms."""
    cpu, clock = [], []
    for _ in range(times):
        begun, at = time.process_time(), time.perf_counter()
        work()
        cpu.append(time.process_time() - begun)
        clock.append(time.perf_counter() - at)
    return 1000 * statistics.median(cpu), 1000 * statistics.median(clock)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 30)
