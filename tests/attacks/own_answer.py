"""Attack: a respondent who knows their own answer, and looks for what the others must have answered."""

from collections.abc import Mapping, Sequence

from tests.attacks.every_world import EveryWorld


def by_own_answer(every: EveryWorld, names: Sequence[str]) -> Mapping[str, str]:
    """By base cell, what one of its respondents learns of everybody else in an atom: that all answered alike.

    The respondent's answer is taken as true: worlds where nobody of the base cell gave it are struck out.
    """
    learned: dict[str, str] = {}
    for base, valid in enumerate(every.valid.tolist()):
        for own in (0, 1):
            with_own = every.worlds[:, base] >= 1 if own else every.worlds[:, base] <= valid - 1
            worlds = every.worlds[with_own]
            for atom in every.atoms if len(worlds) else ():
                others = int(every.valid[list(atom)].sum()) - (base in atom)
                positive = worlds[:, list(atom)].sum(axis=1) - (own if base in atom else 0)
                if others and (positive == positive[0]).all() and positive[0] in {0, others}:
                    word = "positive" if own else "other than positive"
                    learned[names[base]] = f"if {word}: {positive[0]} of {others} others at {names[atom[0]]}"
    return learned
