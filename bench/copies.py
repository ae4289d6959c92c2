"""Of those who answer, how many are alone between two copies of database and keyring, by how often they are taken.

Run: .venv/bin/python bench/copies.py

The made-up country's largest survey, answered on working days of six weeks. Whoever has copies with the keys of both
moments, and the private key, sees which answers of a unit and questionnaire came between them, and which codes.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from random import Random

from tycktill.files import read_municipalities
from tycktill_web.demo.calendar import NATIONAL
from tycktill_web.demo.country import SEED, Survey, build_country

DAYS = [day for day in range(42) if day % 7 < 5]
EVERY = (1, 7, 14, 42)


def main() -> None:
    """Print the shares."""
    country = build_country(NATIONAL, SEED, municipalities=read_municipalities(), today=date(2026, 11, 28))
    survey = max(country.surveys, key=lambda each: each.answered)
    print(f"{len(survey.turnout)} units and questionnaires, {survey.answered} answers")
    for every in EVERY:
        alone, pair = shares(survey, every)
        print(f"a copy every {every:2} days: {alone:4.0%} alone, {pair:4.0%} in a pair")


def shares(survey: Survey, every: int) -> tuple[float, float]:
    """Those who are the only one of their unit and questionnaire between two copies, and those who are one of two."""
    groups = Counter(came(survey, every).values())
    return groups[1] / survey.answered, 2 * groups[2] / survey.answered


def came(survey: Survey, every: int) -> Mapping[tuple[int, int], int]:
    """How many came to each unit and questionnaire between two copies."""
    chance = Random(SEED)  # noqa: S311  days that nobody need not foresee
    return Counter(
        (place, chance.choice(DAYS) // every) for place, part in enumerate(survey.turnout) for _ in range(part.answered)
    )


if __name__ == "__main__":
    main()
