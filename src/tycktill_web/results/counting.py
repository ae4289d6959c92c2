"""From a closed round's sealed answers to a protected release; the opened answers are in memory only, and forgotten."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tycktill.answers import Sheet, frame, from_bytes
from tycktill.counting import Counts, count, fingerprint, tally
from tycktill.disclosure import Policy, Protected, protect
from tycktill.disclosure.audit import Witness
from tycktill.files import read_catalogue, read_families, read_municipalities
from tycktill.publication import Earlier, Release, Setting, compose, earlier, prove_witnesses
from tycktill.statistics import Estimates, estimate
from tycktill.terms import Refused
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.offered import offers
from tycktill_web.fieldwork.questionnaires import catalogue, questionnaires_of
from tycktill_web.results.errors import NothingToCount, NotProved, NumbersDisagree, StillOpen, TooNearPublic
from tycktill_web.results.keys import load_key_of_round
from tycktill_web.results.steps import Progress, Step
from tycktill_web.vault import opening
from tycktill_web.vault.mixing import shuffle

_TOLD_EVERY = 250


@dataclass(frozen=True, slots=True)
class Counted:
    """What a count gives: protected values only. `damaged` answers could not be read and are in none of them.

    `worlds` is how many other ways to answer were found to give the same release, 0 where none were looked for.
    """

    release: Release
    protected: Protected
    answers: int
    damaged: int
    worlds: int


Counting = Generator[Progress, None, Counted]
"""Tells each step as it is taken; its return value is the result."""


def count_round(
    round: Round,
    *,
    private_key_pem: bytes,
    passphrase: str,
    before: Sequence[Release] = (),
    is_witnessed: bool = True,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Counted:
    """Open and count a closed round; where nothing real is in it witnesses may be spared. Raises what its steps do."""
    key = _key_of(round, private_key_pem, passphrase)
    counting = _steps(round, key, before, is_witnessed=is_witnessed)
    while True:
        try:
            progress(next(counting))
        except StopIteration as end:
            counted: Counted = end.value
            return counted


def begin_count(round: Round, *, private_key_pem: bytes, passphrase: str, before: Sequence[Release] = ()) -> Counting:
    """The steps of a count, none of them taken yet; what can be refused is refused here.

    `before` are releases that are or have been public: those of the same round count as known, those of others are
    what changes are told from. Raises StillOpen and KeyUnusable; the steps raise NothingToCount, NumbersDisagree,
    TooNearPublic and NotProved.
    """
    return _steps(round, _key_of(round, private_key_pem, passphrase), before, is_witnessed=True)


def _key_of(round: Round, private_key_pem: bytes, passphrase: str) -> X25519PrivateKey:
    """The key that opens the round. Raises StillOpen and KeyUnusable."""
    if round.state not in {Round.State.CLOSED, Round.State.RELEASED}:
        raise StillOpen
    return load_key_of_round(private_key_pem, passphrase, public_key=bytes(round.public_key))


def _steps(round: Round, key: X25519PrivateKey, before: Sequence[Release], *, is_witnessed: bool) -> Counting:
    yield Progress(Step.SHUFFLE)
    shuffle(round.key)
    sheets, damaged = yield from _open(round, key)
    if not sheets:
        raise NothingToCount
    yield Progress(Step.COUNT)
    answers, counts = len(sheets), count(frame(sheets, catalogue()), catalogue())
    del sheets
    yield Progress(Step.PROTECT)
    past = earlier(before, {round.label}, catalogue())
    witnesses: list[Witness] | None = [] if is_witnessed else None
    protected = _protect(_estimates(round, counts), past, seed=fingerprint(counts), witnesses=witnesses)
    yield Progress(Step.COMPOSE)
    setting = Setting(read_families(), read_municipalities(), previous=past.previous)
    release = compose(protected, catalogue=catalogue(), fingerprints=read_catalogue()[1], setting=setting)
    yield Progress(Step.PROVE)
    return Counted(release, protected, answers, damaged, _proved(release, witnesses))


def _proved(release: Release, witnesses: Sequence[Witness] | None) -> int:
    """How many worlds witness the release; then they are forgotten. Raises NotProved."""
    if witnesses is None:
        return 0
    faults = prove_witnesses(release, witnesses)
    if faults:
        raise NotProved(faults)
    return sum(len(each.worlds) for each in witnesses)


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


def _protect(estimates: Estimates, past: Earlier, *, seed: bytes, witnesses: list[Witness] | None) -> Protected:
    """Raises TooNearPublic where the difference from what is public would tell of somebody."""
    try:
        keep = None if witnesses is None else witnesses.append
        protected = protect(estimates, Policy(), seed=seed, public=past.public, keep=keep)
    except Refused as refused:
        raise TooNearPublic(refused.faults) from None
    if protected.exposed:
        raise TooNearPublic(protected.exposed)
    return protected


def _estimates(round: Round, counts: Counts) -> Estimates:
    """True values, from here to `protect` and no further. Raises NumbersDisagree."""
    try:
        return estimate(tally(counts, catalogue(), offers(round)))
    except Refused:
        raise NumbersDisagree from None
