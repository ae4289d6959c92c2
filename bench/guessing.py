"""How fast codes can be guessed: the CPU of a guess that is turned away.

Run: .venv/bin/python bench/guessing.py [GUESSES]
"""

import os
import sys
import tempfile
import time
from itertools import product

import django

WARM = 50


def main(guesses: int) -> None:
    """Print the CPU of a guess, and how long two cores that do nothing else take until one is right."""
    with tempfile.TemporaryDirectory(prefix="tycktill-bench-") as home:
        os.environ |= {"TYCKTILL_HOME": home, "DJANGO_SETTINGS_MODULE": "tycktill_web.site.settings"}
        django.setup()
        from django.db import connection

        name = connection.creation.create_test_db(verbosity=0)
        try:
            tell(measure(guesses))
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)


def measure(guesses: int) -> float:
    """Seconds of CPU that the service spends on a guess, once the brake is on."""
    from django.test import Client

    codes = might_be_codes(WARM + guesses)
    client = Client(headers={"accept-encoding": "gzip"})
    for code in codes[:WARM]:
        client.get(f"/svara/k/{code}/")
    started = time.process_time()
    for code in codes[WARM:]:
        assert client.get(f"/svara/k/{code}/").status_code == 429
    return (time.process_time() - started) / guesses


def might_be_codes(number: int) -> list[str]:
    """So many codes with a fitting check character, of which none was issued."""
    from tycktill.fieldwork import ALPHABET, parse_code
    from tycktill.terms import Refused

    found: list[str] = []
    for signs in product(ALPHABET, repeat=4):
        try:
            found.append(parse_code("222222" + "".join(signs)))
        except Refused:
            continue
        if len(found) == number:
            break
    return found


def tell(cpu: float) -> None:
    """In words, with 30,000 codes out."""
    a_second = 2 / cpu
    hours = 23**9 / 30_000 / a_second / 3600
    print(f"{cpu * 1000:.1f} ms of CPU a guess: {a_second:,.0f} a second on two cores, one right in {hours:.0f} hours")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
