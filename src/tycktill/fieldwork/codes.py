"""The codes that respondents type: made, read forgivingly, and shown in groups.

Nine free characters and a check character. Each character is a number below 23, a prime, and the sum of
10·first + 9·second + … + 1·last is a multiple of 23 (as in ISBN-10). No weight is 0 modulo 23, so one wrong
character shows; no two weights are equal, so two characters that changed places show.
"""

from collections.abc import Callable

from tycktill.terms import Fault, Refused

ALPHABET = "23456789CDFHJKMNPRTVWXY"
"""No vowels, so that no code is a word, and nothing that is mistaken for something else in it."""

LENGTH = 10

_LOOK_ALIKES = {"0": "D", "O": "D", "Q": "D", "Z": "2", "S": "5", "G": "6", "B": "8", "U": "V"}
_WEIGHTS = range(LENGTH, 0, -1)
_NUMBERS = {character: number for number, character in enumerate(ALPHABET)}
_READ_AS = {
    form: character
    for typed, character in [*zip(ALPHABET, ALPHABET, strict=True), *_LOOK_ALIKES.items()]
    for form in (typed, typed.lower())
}
_SEPARATORS = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212\u00ad\u200b\u2060\ufeff")


def make_code(draw: Callable[[int], int]) -> str:
    """A new code; `draw(n)` gives a number in range(n), every one as likely, that nobody can foresee."""
    free = "".join(ALPHABET[draw(len(ALPHABET))] for _ in range(LENGTH - 1))
    return free + ALPHABET[-_weighted_sum(free) % len(ALPHABET)]


def parse_code(text: str) -> str:
    """The code that somebody typed, whatever its case, spaces, hyphens and look-alikes. Raises Refused."""
    typed = [character for character in text if not character.isspace() and character not in _SEPARATORS]
    strangers = [character for character in typed if character not in _READ_AS]
    if strangers:
        raise Refused([Fault(f'No code has the character "{strangers[0]}"', "Compare with the printed code")])
    if len(typed) != LENGTH:
        raise Refused([Fault(f"A code has {LENGTH} characters, not {len(typed)}", "Compare with the printed code")])
    code = "".join(_READ_AS[character] for character in typed)
    if _weighted_sum(code) % len(ALPHABET):
        raise Refused([Fault("A character of the code is wrong", "Compare with the printed code")])
    return code


def group_code(code: str) -> str:
    """The code as it is printed: `ABCDE-FGHJK`."""
    return f"{code[:5]}-{code[5:]}"


def _weighted_sum(code: str) -> int:
    """Of a whole code, or of its free characters: the check character's own weight comes last."""
    return sum(weight * _NUMBERS[character] for weight, character in zip(_WEIGHTS, code, strict=False))
