"""Figures, names and lists in Swedish words: what the sentences are filled in with."""

import re
from collections.abc import Sequence

from tycktill.statistics import per_cent

_ORDINALS = ("", "näst ", "tredje ", "fjärde ", "femte ", "sjätte ", "sjunde ", "åttonde ", "nionde ", "tionde ")
_HARD = "\N{NO-BREAK SPACE}"
_SMALL = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def spoken(low: float, high: float, unit: str = "procent") -> str:
    """A share, or the class it lies in: `84 procent`, `minst 92 procent`, `högst 8 procent`, `70–75 procent`.

    Not all is never written as 100, nor some as 0: `mer än 99 procent`, `mindre än 1 procent`. A line never ends
    between the number and its unit.
    """
    return f"{_number(low, high)}{_HARD}{unit}"


def _number(low: float, high: float) -> str:
    first, last = per_cent(low), per_cent(high)
    if low < high == 1:
        return f"minst {min(first, 99)}"
    if low < high and low == 0:
        return f"högst {max(last, 1)}"
    if first != last:
        return f"{first}–{last}"
    if first == 100 and low < 1:
        return "mer än 99"
    return "mindre än 1" if last == 0 and high > 0 else str(first)


def count(number: int) -> str:
    """A number in figures, thousands apart."""
    return f"{number:,}".replace(",", _HARD)


def counted(number: int, what: str) -> str:
    """A number in figures with what is counted: a line never ends between the two."""
    return f"{count(number)}{_HARD}{what}"


def place(rank: int) -> str:
    """`plats 3`, on one line."""
    return f"plats{_HARD}{count(rank)}"


def small(number: int) -> str:
    """A number in words where it is small."""
    return _SMALL[number] if number < len(_SMALL) else count(number)


def listed(names: Sequence[str]) -> str:
    """`A`, `A och B`, `A, B och C`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"


def plain(name: str) -> str:
    """A name that somebody has typed, so that none of its characters is taken for a sign of Markdown."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", name)


def quoted(question: str) -> str:
    """A question's name in a sentence."""
    return f"”{question}”"


def sentence(words: str) -> str:
    """With a capital and a full stop."""
    return f"{words[:1].upper()}{words[1:]}."


def of_questions(some: int, all_: int) -> str:
    """`6 av 7 frågor`, `alla 7 frågor`, `den enda fråga som jämförs`."""
    if some == all_:
        return "den enda fråga som jämförs" if all_ == 1 else f"alla {counted(all_, 'frågor')}"
    return f"{some} av {counted(all_, 'frågor')}"


def ordinal(rank: int) -> str:
    """Before "största": nothing for the first, `näst `, `tredje `, `22:a `."""
    if rank <= len(_ORDINALS):
        return _ORDINALS[rank - 1]
    ending = "a" if rank % 10 in (1, 2) and rank % 100 not in (11, 12) else "e"
    return f"{count(rank)}:{ending} "
