"""What a reader's download costs the service, against packing the folder anew for each who asks.

Run: TYCKTILL_HOME=HOME .venv/bin/python -m bench.downloads [TIMES]

HOME is a home with published releases, such as `tycktill demo --no-serve` makes; the largest one is asked for.
"""

import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from tycktill_web.releases.models import PublicRelease


def main(times: int) -> None:
    """Print the CPU of each way to ask, and how many times less it is than packing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tycktill_web.site.settings")
    django.setup()
    from django.test import Client

    client, release = Client(), largest()
    address = f"/resultat/{release.round.family}/{release.round.label}/utgava-{release.number}"
    etag = client.get(f"{address}/filer/manifest.json")["ETag"]

    def ask(way: str, **headers: str) -> Callable[[], int]:
        return lambda: len(client.get(f"{address}/{way}", headers=headers).content)

    packing = measure(lambda: len(packed(release)), times)
    print(f"{release.folder}, mean of {times}                 CPU, ms      bytes   packing costs as")
    told("packing the folder, as each request did", packing, packing)
    told("alla-filer.zip", measure(ask("alla-filer.zip"), times), packing)
    told("alla-filer.zip, unchanged", measure(ask("alla-filer.zip", **{"If-None-Match": etag}), times), packing)
    told("results.csv", measure(ask("filer/results.csv"), times), packing)
    told("results.csv, unchanged", measure(ask("filer/results.csv", **{"If-None-Match": etag}), times), packing)


def largest() -> "PublicRelease":
    """The published release with the most in it."""
    from django.db.models.functions import Length

    from tycktill_web.releases.models import ReleaseFile

    files = ReleaseFile.objects.filter(release__state="published", name="results.csv")
    return files.select_related("release__round").order_by(Length("content").desc())[0].release


def packed(release: "PublicRelease") -> bytes:
    """All files of a release, read and packed."""
    from tycktill_web.releases.archive import pack_archive

    files = {each.name: bytes(each.content) for each in release.files.all()}
    return pack_archive(files, folder=release.folder)


def measure(action: Callable[[], int], times: int) -> tuple[float, int]:
    """The mean CPU of doing it so many times, after once; and the bytes of it."""
    size = action()
    began = time.process_time()
    for _ in range(times):
        action()
    return (time.process_time() - began) / times, size


def told(what: str, cost: tuple[float, int], packing: tuple[float, int]) -> None:
    """A line of the table."""
    print(f"{what:42}{cost[0] * 1e3:10.2f}{cost[1]:11,}{packing[0] / cost[0]:12.0f} of these")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
