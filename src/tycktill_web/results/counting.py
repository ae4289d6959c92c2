"""From a closed round's sealed answers to a protected release; the opened answers are in memory only, and forgotten."""

from collections.abc import Callable, Generator
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tycktill.answers import Sheet, frame, from_bytes
from tycktill.counting import Counts, count, fingerprint, tally
from tycktill.disclosure import Policy, Protected, protect
from tycktill.files import read_catalogue, read_families, read_municipalities
from tycktill.publication import Release, Setting, compose
from tycktill.statistics import Estimates, estimate
from tycktill.terms import Refused
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.offered import offers
from tycktill_web.fieldwork.questionnaires import catalogue, questionnaires_of
from tycktill_web.results.errors import NothingToCount, NumbersDisagree, StillOpen
from tycktill_web.results.keys import load_key_of_round
from tycktill_web.results.steps import Progress, Step
from tycktill_web.vault import opening
from tycktill_web.vault.mixing import shuffle

_TOLD_EVERY = 250


@dataclass(frozen=True, slots=True)
class Counted:
    """What a count gives: protected values only. `damaged` answers could not be read and are in none of them."""

    release: Release
    protected: Protected
    answers: int
    damaged: int


Counting = Generator[Progress, None, Counted]
"""Tells each step as it is taken; its return value is the result."""


def count_round(
    round: Round,
    *,
    private_key_pem: bytes,
    passphrase: str,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Counted:
    """Open and count a closed round. Raises what `begin_count` raises, and NothingToCount."""
    counting = begin_count(round, private_key_pem=private_key_pem, passphrase=passphrase)
    while True:
        try:
            progress(next(counting))
        except StopIteration as end:
            counted: Counted = end.value
            return counted


def begin_count(round: Round, *, private_key_pem: bytes, passphrase: str) -> Counting:
    """The steps of a count, none of them taken yet; what can be refused is refused here.

    Raises StillOpen and KeyUnusable.
    """
    if round.state not in {Round.State.CLOSED, Round.State.RELEASED}:
        raise StillOpen
    key = load_key_of_round(private_key_pem, passphrase, public_key=bytes(round.public_key))
    return _steps(round, key)


def _steps(round: Round, key: X25519PrivateKey) -> Counting:
    yield Progress(Step.SHUFFLE)
    shuffle(round.key)
    sheets, damaged = yield from _open(round, key)
    if not sheets:
        raise NothingToCount
    yield Progress(Step.COUNT)
    answers, counts = len(sheets), count(frame(sheets, catalogue()), catalogue())
    del sheets
    yield Progress(Step.PROTECT)
    protected = protect(_estimates(round, counts), Policy(), seed=fingerprint(counts))
    yield Progress(Step.COMPOSE)
    setting = Setting(read_families(), read_municipalities())
    release = compose(protected, catalogue=catalogue(), fingerprints=read_catalogue()[1], setting=setting)
    return Counted(release, protected, answers, damaged)


def _open(round: Round, key: X25519PrivateKey) -> Generator[Progress, None, tuple[list[Sheet], int]]:
    """The sheets of the round, and how many answers could not be opened or read."""
    total, sheets, damaged = opening.count(round.key), [], 0
    for done, content in enumerate(opening.open_each(round.key, key), start=1):
        sheet = content and _read(content, round)
        if sheet:
            sheets.append(sheet)
        else:
            damaged += 1
        if done % _TOLD_EVERY == 0 or done == total:
            yield Progress(Step.OPEN, done, total)
    return sheets, damaged


def _read(content: bytes, round: Round) -> Sheet | None:
    """The sheet, or None when the bytes are no sheet of this round."""
    try:
        sheet = from_bytes(content)
    except Refused:
        return None
    return sheet if sheet.round == round.label and sheet.instrument in questionnaires_of(round.family) else None


def _estimates(round: Round, counts: Counts) -> Estimates:
    """True values, from here to `protect` and no further. Raises NumbersDisagree."""
    try:
        return estimate(tally(counts, catalogue(), offers(round)))
    except Refused:
        raise NumbersDisagree from None
