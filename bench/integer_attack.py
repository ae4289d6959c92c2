"""Attacks a release in whole people: what follows for any base cell, joint atom, row or pair of few.

Run: .venv/bin/python -m bench.integer_attack RELEASE_DIR NUMBERS [QUESTION…]
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.attacks.integer import IntegerAttack
from tests.attacks.released import read

from tycktill.files import read_numbers, read_release


def main(arguments: Sequence[str]) -> None:
    """Prints how much follows of each question, and the seconds that took."""
    released = read(read_release(Path(arguments[0])).files)
    for (round_, question), valid in read_numbers(Path(arguments[1])).items():
        if arguments[2:] and question not in arguments[2:]:
            continue
        held = {id_: targets for id_, targets in released.held.items() if question in released.questions[id_]}
        targets = set().union(*held.values())
        asked = [row for row in released.rows if (row["round"], row["question"]) == (round_, question)]
        begun = time.perf_counter()
        attack = IntegerAttack([row for row in asked if row["instrument"] in targets], valid, held)
        found = list(attack.known(released.policy["end_width"]))
        print(f"{round_} {question}: {len(found)} follow, {time.perf_counter() - begun:.1f} s", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
