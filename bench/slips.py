"""What 20,000 slips cost: set by one press, and by as many as there are processors; and what the QR codes take of it.

Run: .venv/bin/python -m bench.slips [SLIPS]
"""

import datetime
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial

import django

from tycktill.fieldwork import make_code

LINK = "https://brukarundersokning.example.se/svara/k/{}/"


def main(slips: int) -> None:
    """Print wall time, CPU and memory of each way, and how many times longer one press takes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tycktill_web.site.settings")
    django.setup()
    draw = random.Random(7)  # noqa: S311  codes of a measurement open nothing
    codes = [make_code(draw.randrange) for _ in range(slips)]
    print(f"{slips:,} slips, {os.cpu_count()} processors     wall, s     CPU, s     MB")
    alone = told("QR codes alone", lambda: drawn(codes))
    one = told("one press", lambda: printed(codes, presses=1))
    several = told("a press for each processor", lambda: printed(codes, presses=None))
    print(f"one press takes {one / several:.2f} times as long; QR codes are {alone / one:.0%} of it")
    print(f"largest process of a press: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")


def drawn(codes: Sequence[str]) -> int:
    """The QR codes of these codes; how many bytes they are."""
    from tycktill_web.printing.qr_codes import draw_links

    return sum(len(each.path) for each in draw_links(codes, LINK.format))


def printed(codes: Sequence[str], *, presses: int | None) -> int:
    """Slips with these codes in files of 500, as the desk gives them; how many bytes they are."""
    from tycktill_web.printing.slips import MOST_SLIPS, make_slips
    from tycktill_web.printing.survey_words import survey_words
    from tycktill_web.printing.typesetting import as_pdfs

    words = survey_words(label="2026", until=datetime.date(2026, 10, 15), languages=["sv"])
    make = partial(make_slips, words=words, link=LINK.format, address="brukarundersokning.example.se/svara")
    parts = [codes[start : start + MOST_SLIPS] for start in range(0, len(codes), MOST_SLIPS)]
    return sum(len(pdf) for pdf in as_pdfs([partial(make, part) for part in parts], presses=presses))


def told(what: str, action: Callable[[], int]) -> float:
    """Do it, print a line of the table, and give the seconds it took."""
    began, before = time.monotonic(), spent()
    size = action()
    took = time.monotonic() - began
    print(f"{what:32}{took:12.1f}{spent() - before:11.1f}{size / 1e6:7.0f}")
    return took


def spent() -> float:
    """Seconds of CPU so far, of this process and those it has waited for."""
    all_ = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in all_)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
