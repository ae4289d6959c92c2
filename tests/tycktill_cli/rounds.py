"""A nation over three rounds as an analyst has it: files of answers, and the releases that are made of them."""

import random
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.tycktill_cli.lulea import run

ROUNDS = ("2023", "2024", "2025")
MUNICIPALITIES = tuple(str(code) for code in range(9001, 9041))
INSTRUMENT, QUESTION = "ifo-ekonomiskt-bistand", "paverka"
LOW, LEVEL = "9001", 0.7
"""A municipality that is made to lie low in the second round, and everybody's level."""

FACTS = '[rounds.ifo.2025]\nfirst_day = "2025-09-01"\nlast_day = "2025-10-15"\n'


def releases(folder: Path) -> Mapping[str, Path]:
    """A release folder of each round, with the days of the last."""
    (folder / "facts.toml").write_text(FACTS, encoding="utf-8")
    return {round: _release(folder, round) for round in ROUNDS}


def _release(folder: Path, round: str) -> Path:
    answers, out = folder / f"{round}.csv", folder / round
    answers.write_text("\n".join(_lines(round)) + "\n", encoding="utf-8")
    facts = ("--round-facts", folder / "facts.toml") if round == "2025" else ()
    done = run("tabulate", answers, *facts, "--preset", "official", "--out", out)
    assert done.returncode == 0, done.stderr
    return out


def _lines(round: str) -> Iterator[str]:
    """Answers to one question, as a spreadsheet has them: `1` is positive, `4` is not."""
    yield f"round,instrument,municipality,unit,gender,{QUESTION}"
    drawn = random.Random(f"levels {round}")
    for code in MUNICIPALITIES:
        level = min(max(random.Random(code).gauss(LEVEL, 0.08), 0.05), 0.95)
        if (code, round) == (LOW, "2024"):
            level = 0.45
        for number in range(60):
            gender = "K" if number % 2 else "M"
            unit = "Norr" if number < 30 else "Syd"
            answer = 1 if drawn.random() < level else 4
            yield f"{round},{INSTRUMENT},{code},{unit},{gender},{answer}"
