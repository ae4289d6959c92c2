"""From a closed round's sealed answers to a protected release; the opened answers are in memory only, and forgotten."""

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.utils.translation import gettext as _

from tycktill.answers import Sheet, blank_sheets, sheet_frame
from tycktill.counting import Counts, Tallies, count_by_cell, tally, valid_numbers
from tycktill.disclosure import PRESETS, Protected
from tycktill.instrument import combined_groups, local_families
from tycktill.publication import (
    Earlier,
    Release,
    Sources,
    beside_earlier_rounds,
    compose_beside,
    protect_beside,
    prove_release,
    write_numbers,
)
from tycktill.terms import Refused
from tycktill_web.fieldwork.facts import facts_of
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.offered import offers_of
from tycktill_web.fieldwork.questionnaires import catalogue_of, families_of, fingerprints_of
from tycktill_web.fieldwork.rounds import is_allowed
from tycktill_web.fieldwork.states import RoundAction
from tycktill_web.keyring.errors import Busy, KeyringError
from tycktill_web.keyring.locks import lock_of
from tycktill_web.participants.municipalities import named_municipalities
from tycktill_web.results.errors import (
    BeingCounted,
    Disposed,
    NotExact,
    NothingToCount,
    NotProved,
    StillOpen,
    TooNearPublic,
)
from tycktill_web.results.keys import PrivateKeys, SavedKey, load_keys_of_round
from tycktill_web.results.numbers import wrap_numbers
from tycktill_web.results.protecting import side_by_side
from tycktill_web.results.reconciling import reconcile_sheets
from tycktill_web.results.steps import Step, StepProgress
from tycktill_web.vault.mixing import mix_round_answers
from tycktill_web.vault.sealing import OpenedAnswer, open_each

_REPORT_EVERY = 250


@dataclass(frozen=True, slots=True)
class CountedRound:
    """What a count gives: a release, of how many answers, and wrapped how many there are in every base cell."""

    release: Release
    answers: int
    numbers: bytes


Previous = Callable[[], Sequence[Release]]
"""Gives releases of earlier rounds to tell changes from, when all is protected: in that they have no say."""


class _Beside(NamedTuple):
    """The releases that a count is made beside, and whether it is proved."""

    before: Sequence[Release] = ()
    previous: Previous = tuple
    is_proved: bool = True


Counting = Generator[StepProgress, None, CountedRound]
"""Tells each step as it is taken; its return value is the result."""


def count_round(
    round: Round,
    *,
    keys: Sequence[SavedKey],
    before: Sequence[Release] = (),
    previous: Previous = tuple,
    is_proved: bool = True,
    progress: Callable[[StepProgress], None] = lambda step: None,
) -> CountedRound:
    """Open and count a closed round; where nothing real is in it the proof may be spared. Raises what its steps do."""
    return _run_to_end(_count_steps(round, keys_of(round, keys), _Beside(before, previous, is_proved)), progress)


def count_sheets(round: Round, sheets: Iterable[Sheet], *, previous: Previous = tuple) -> CountedRound:
    """The same of sheets that never lay in the vault: of a made-up round whose answers are said to be long gone."""
    counted, beside = _count_sheets(round, list(sheets)), _Beside((), previous, is_proved=False)
    return _run_to_end(_protect_counted(round, counted, beside), progress=lambda step: None)


def _run_to_end(counting: Counting, progress: Callable[[StepProgress], None]) -> CountedRound:
    while True:
        try:
            progress(next(counting))
        except StopIteration as end:
            counted: CountedRound = end.value
            return counted


def begin_count(round: Round, *, keys: PrivateKeys, before: Sequence[Release] = ()) -> Counting:
    """The steps of a count, none of them taken yet.

    `before` are releases that are or have been public: those of the same round count as known, those of others are
    what changes are worked out from. The steps raise Disposed, StillOpen, BeingCounted, NothingToCount, NotExact,
    TooNearPublic and NotProved.
    """
    return _count_steps(round, keys, _Beside(before))


def keys_of(round: Round, saved: Sequence[SavedKey]) -> PrivateKeys:
    """The keys that open the round, which is there to be counted. Raises Disposed, StillOpen and KeyUnusable."""
    _check_countable(round)
    return load_keys_of_round(saved, public_key=bytes(round.public_key))


def _check_countable(round: Round) -> None:
    if round.disposed_on:
        raise Disposed
    if not is_allowed(round, RoundAction.COUNT):
        raise StillOpen


def _count_steps(round: Round, keys: PrivateKeys, beside: _Beside) -> Counting:
    try:
        with lock_of(round.key):
            _check_countable(Round.objects.get(pk=round.pk))  # as it is now that nobody else can dispose of it
            return (yield from _count_answers(round, keys, beside))
    except Busy:
        raise BeingCounted from None


def _count_answers(round: Round, keys: PrivateKeys, beside: _Beside) -> Counting:
    yield StepProgress(Step.MIX)
    sheets = reconcile_sheets(round, (yield from _open_answers(round, keys)))
    yield StepProgress(Step.COUNT)
    counted = _count_sheets(round, sheets)
    del sheets
    return (yield from _protect_counted(round, counted, beside))


class _Counted(NamedTuple):
    """How many sheets there are, how many of them blank, and what they say together."""

    answers: int
    blank: int
    counts: Counts


def _count_sheets(round: Round, sheets: Sequence[Sheet]) -> _Counted:
    """Raises NothingToCount."""
    if not sheets:
        raise NothingToCount
    known = catalogue_of(round)
    framed = sheet_frame(sheets, known)
    return _Counted(len(sheets), blank_sheets(framed), count_by_cell(framed, known))


def _protect_counted(round: Round, counted: _Counted, beside: _Beside) -> Counting:
    yield StepProgress(Step.PROTECT)
    sources = _release_sources(round, beside.before)
    groups, local = combined_groups(sources.families), local_families(sources.families)
    tallies = tally(counted.counts, catalogue_of(round), offers_of(round), groups, local=local)
    protected, past = yield from _protect_tallies(tallies, sources)
    yield StepProgress(Step.COMPOSE)
    if previous := beside.previous():
        past = beside_earlier_rounds(past, protected, replace(sources, releases=(*beside.before, *previous)))
    release = compose_beside(protected, past, sources, blank=counted.blank)
    yield StepProgress(Step.PROVE)
    numbers = valid_numbers(counted.counts, catalogue_of(round))
    faults = prove_release(release, numbers=numbers, public=past.public).faults if beside.is_proved else ()
    if faults:
        raise NotProved(faults)
    return CountedRound(release, counted.answers, wrap_numbers(round, write_numbers(numbers)))


def _open_answers(round: Round, keys: PrivateKeys) -> Generator[StepProgress, None, list[OpenedAnswer | None]]:
    """All answers that there are at one moment, opened. Raises NotExact where the vault itself is damaged."""
    try:
        answers = mix_round_answers(round.key)
    except KeyringError as error:
        sentence = _("Databasen och tjänstens nyckelring hör inte ihop, eller är skadade: %(error)s") % {"error": error}
        raise NotExact([sentence]) from None
    opened: list[OpenedAnswer | None] = []
    for answer in open_each(answers, round_key=round.key, private_keys=keys):
        opened.append(answer)
        if len(opened) % _REPORT_EVERY == 0 or len(opened) == len(answers):
            yield StepProgress(Step.OPEN, len(opened), len(answers))
    return opened


def _release_sources(round: Round, before: Sequence[Release]) -> Sources:
    asked = (catalogue_of(round), fingerprints_of(round), families_of(round))
    known = (*asked, named_municipalities(), PRESETS[round.preset])
    return Sources(*known, releases=before, facts={round.family: {round.label: facts_of(round)}})


def _protect_tallies(tallies: Tallies, sources: Sources) -> Generator[StepProgress, None, tuple[Protected, Earlier]]:
    """Raises TooNearPublic where the difference from what is public would tell of somebody, or other rules made it."""
    try:
        return (yield from side_by_side(lambda each: protect_beside(tallies, sources, each=each)))
    except Refused as refused:
        raise TooNearPublic(refused.faults) from None
