"""What the public pages cost in statements, CPU and time, against reading the whole table that they are a part of.

Run: TYCKTILL_HOME=HOME .venv/bin/python -m bench.pages [TIMES]
 or: .venv/bin/python -m bench.pages --country [TIMES]

HOME is a home with published releases, such as `tycktill demo --no-serve` makes; the largest one is looked at, and in
it the municipality with the most values. With --country ten rounds of all municipalities are made up first, in a
database that is gone afterwards, or in an empty one by DATABASE_URL; with HOME too they stay, and are found there the
next time.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from django.test import Client

    from tycktill_web.releases.models import PublicRelease


def main(times: int) -> None:
    """Print each page's statements, CPU and time, both medians, and how many times less it costs than the table."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tycktill.tables import parse_results

    client, release = Client(), newest_of_the_largest()
    table = bytes(release.files.get(name="results.csv").content)
    whole, by_clock = median(lambda: len(parse_results(table)), 3)
    sums, _ = median(ten_million_sums, 3)
    print(f"{release.folder}, {release.values.count()} values, median of {times}")
    print(f"ten million sums take {sums:.0f} ms of CPU here and now")
    print(f"{'':44}statements   CPU, ms   clock, ms   the table costs as many as")
    print(f"{'reading the whole table':54}{whole:>10.0f}{by_clock:>12.0f}")
    for name, address in addresses(release):
        make(client, address)
        with CaptureQueriesContext(connection) as statements:
            make(client, address)
            asked = len(statements)
        cost, clock = median(partial(make, client, address), times)
        print(f"{name:44}{asked:>10}{cost:>10.1f}{clock:>12.1f}{whole / cost:>10.0f}", flush=True)
    start = client.get("/")
    for way, headers in (("made before", {}), ("unchanged since", {"If-None-Match": start.headers["ETag"]})):
        cost, clock = median(partial(client.get, "/", headers=headers), times)
        print(f"{'a page, ' + way:44}{1:>10}{cost:>10.1f}{clock:>12.1f}{whole / cost:>10.0f}")


def make(client: "Client", address: str) -> None:
    """What is at the address, made anew."""
    from django.core.cache import caches

    caches["pages"].clear()
    assert client.get(address).status_code == 200, address


def ten_million_sums() -> int:
    """What a page may be set beside where machines, or hours of one, differ."""
    found = 0
    for each in range(10_000_000):
        found += each * each
    return found


def newest_of_the_largest() -> "PublicRelease":
    """The newest release of the survey with the most in it."""
    from bench.downloads import largest

    from tycktill_web.releases.published import published_releases

    return published_releases(largest().round.family)[0]


def addresses(release: "PublicRelease") -> Iterator[tuple[str, str]]:
    """The pages and forms, and where they are."""
    from django.db.models import Count, Max

    family, label = release.round.family, release.round.label
    by_size = release.values.exclude(municipality="").values("municipality")
    in_order = by_size.annotate(number=Count("pk"), most=Max("answered")).order_by("-number", "-most")
    place, other = (each["municipality"] for each in in_order[:2])
    result, question = f"/resultat/{family}/{label}/", question_that_sums_up(release)
    yield "start", "/"
    yield "the search, with a letter wrong", "/?kommun=hedkloa"
    yield "the round", result
    yield "the largest municipality", f"{result}{place}/"
    yield "a municipality of most rounds", f"{result}{place_of_most_rounds(family)}/"
    yield from units_of(release, place)
    for view in ("lista", "karta", "rutor", "tratt"):
        yield f"a question in all municipalities, {view}", f"/fraga/{family}/{question}/?omgang={label}&visa={view}"
    yield "all rounds of a municipality", f"/kommuner/{place}/"
    chosen = f"?familj={family}&omgang={label}&fraga={question}&kommun={place}"
    yield "the form to compare by", f"/jamfor/?familj={family}"
    yield "two municipalities compared", f"/jamfor/{chosen}&kommun={other}"
    for group in ("skr", "storlek", "lan"):
        yield f"a municipality and its group, {group}", f"/jamfor/{chosen}&grupp={group}"
    for form in ("csv", "xlsx", "json", "svg", "png"):
        yield f"the same as {form}", f"/jamfor.{form}{chosen}&grupp=lan"
    yield "what has happened", "/andringar/"
    yield "the same as a feed", "/andringar.atom"
    yield "the map of the site", "/sitemap.xml"
    files = f"{result}utgava-{release.number}/"
    yield "a table, downloaded", f"{files}filer/results.csv"
    yield "all files, downloaded", f"{files}alla-filer.zip"


def question_that_sums_up(release: "PublicRelease") -> str:
    """Of all target groups together; the first where none does."""
    from tycktill_web.releases.manifests import manifest_of

    manifest, family = manifest_of(release), release.round.family
    overall = manifest.overall.get(family)
    return overall.question if overall else manifest.questions[family][0]


def units_of(release: "PublicRelease", place: str) -> Iterator[tuple[str, str]]:
    """A unit of the municipality, where one is shown."""
    from tycktill_web.releases.slugs import slugs_of

    units = release.values.filter(municipality=place).exclude(unit="")
    shown = units.filter(target=release.round.family, status="shown").first()
    if shown:
        slug = slugs_of(sorted(set(units.values_list("unit", flat=True))))[shown.unit]
        yield "a unit of it", f"/resultat/{release.round.family}/{release.round.label}/{place}/enhet/{slug}/"


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


def run(times: int, *, of_country: bool) -> None:
    """Of the home that there is, or of one for the country."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        if of_country:
            os.environ.setdefault("TYCKTILL_HOME", home)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tycktill_web.site.settings")
        django.setup()
        if of_country:
            make_country()
        main(times)


def make_country() -> None:
    """Make its releases, unless they are there."""
    from bench.made_up_releases import make_releases
    from django.core.management import call_command

    from tycktill_web.releases.models import PublicRelease

    call_command("migrate", verbosity=0)
    if not PublicRelease.objects.exists():
        make_releases()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("times", type=int, nargs="?", default=30)
    parser.add_argument("--country", action="store_true", help="of ten rounds of all municipalities, made up first")
    asked = parser.parse_args()
    run(asked.times, of_country=asked.country)
