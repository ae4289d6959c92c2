"""Times each stage of `tycktill demo`, and its pages afterwards: .venv/bin/python bench/demo.py."""

import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

TYCKTILL = str(Path(sys.executable).with_name("tycktill"))
LAST_YEAR = date.today().year - 1  # noqa: DTZ011  as the demo on this computer sees it
PAGES = (
    "/",
    f"/resultat/ifo/{LAST_YEAR}/",
    f"/resultat/ifo/{LAST_YEAR}/9001/",
    f"/resultat/ifo/{LAST_YEAR}/9001/ifo-ekonomiskt-bistand/",
    "/svara/",
)
TRIES = 20


def time_stages(environment: dict[str, str]) -> None:
    """Make the country, and print the seconds of each stage: from its line until the next."""
    began = told_at = time.perf_counter()
    stage = "Starting"
    with subprocess.Popen([TYCKTILL, "demo", "--no-serve"], env=environment, stdout=subprocess.PIPE, text=True) as demo:
        assert demo.stdout
        for line in demo.stdout:
            now = time.perf_counter()
            print(f"{now - told_at:7.2f} s  {stage}", flush=True)
            told_at, stage = now, line.strip()
            if stage.startswith("The country"):
                break
        demo.stdout.read()
    print(f"{told_at - began:7.2f} s  all together, with {processor_seconds():.1f} s of processor time")


def processor_seconds() -> float:
    """Of the processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def served(environment: dict[str, str]) -> Iterator[str]:
    """The address at which the finished country answers, until the context ends."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = str(found.getsockname()[1])
    with subprocess.Popen([TYCKTILL, "demo", "--port", port], env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def time_pages(address: str) -> None:
    """Print the milliseconds of the public pages, the middle one of many tries."""
    wait_for(address)
    for path in PAGES:
        times = []
        for _ in range(TRIES):
            start = time.perf_counter()
            with urlopen(address + path) as response:  # noqa: S310  our own computer
                content = response.read()
            times.append(time.perf_counter() - start)
        print(f"{1000 * sorted(times)[TRIES // 2]:7.1f} ms  {path}  ({len(content):,} bytes)")


def wait_for(address: str) -> None:
    """Return as soon as somebody answers there."""
    while True:
        try:
            urlopen(address).close()  # noqa: S310  our own computer
        except URLError:
            time.sleep(0.1)
        else:
            return


def main() -> None:
    """Time both in a home folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "home")
        environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        environment["TYCKTILL_HOME"] = str(home)
        time_stages(environment)
        print(f"{(home / 'tycktill.sqlite3').stat().st_size / 1e6:7.1f} MB of database")
        with served(environment) as address:
            time_pages(address)


if __name__ == "__main__":
    main()
