"""Whether what is told of the answers to come is so: how often it holds, and how often "few" is right.

Units are made up: rates differ by 15 percentage points between them, weeks are busy or quiet, and what is told of the
answers so far are fives. `.venv/bin/python bench/outlook.py`.
"""

from collections import defaultdict

import numpy as np

from tycktill.fieldwork import live_figure, unit_outlook

UNITS, DAYS, RATE, SPREAD = 20_000, 42, 0.4, 0.15
SEED = 20261129


def main() -> None:
    """Prints a table."""
    chance = np.random.default_rng(SEED)
    strength = RATE * (1 - RATE) / SPREAD**2 - 1
    print("day | held | low too high | high too low | said to be few: 0-10 % | 10-50 % | 50-90 % | 90-100 %")
    print("---:|-----:|-------------:|-------------:|---:|---:|---:|---:")
    for day in (7, 14, 21, 28, 35):
        held, under, over, told = 0, 0, 0, defaultdict[int, list[bool]](list)
        for _ in range(UNITS // 5):
            share = chance.beta(RATE * strength, (1 - RATE) * strength)
            weekly = chance.gamma(1.0, 6.0)  # from hardly anybody to some twenty a week
            weeks = chance.poisson(weekly * chance.gamma(2.0, 0.5, DAYS // 7))
            so_far, later = int(weeks[: day // 7].sum()), int(weeks[day // 7 :].sum())
            now = int(chance.binomial(so_far, share))
            final = now + int(chance.binomial(later, share))
            seen = live_figure(now, offered=so_far)
            if seen.answered:
                continue
            said = unit_outlook(seen, offered=so_far, days=day, days_left=DAYS - day, rate=RATE)
            held += said.low <= final <= said.high
            under += final < said.low
            over += final > said.high
            told[sum(said.few > edge for edge in (0.1, 0.5, 0.9))].append(final < 5)
        number = held + under + over
        right = [f"{np.mean(told[part]):.0%} of {len(told[part])}" if told[part] else "-" for part in range(4)]
        print(f"{day} | {held / number:.0%} | {under / number:.0%} | {over / number:.0%} | {' | '.join(right)}")


if __name__ == "__main__":
    main()
