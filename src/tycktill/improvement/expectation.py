"""What is to be expected of a figure next round if nothing is done, kept so that nobody can change it afterwards."""

import json
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

import msgspec

from tycktill.improvement.history import History, Indicator, Released, is_unbroken
from tycktill.instrument.document import Value, work_out
from tycktill.statistics import (
    UNKNOWN_CARRY_OVER,
    Baseline,
    CarryOver,
    Elsewhere,
    Forecast,
    ShareClass,
    Span,
    Spread,
    carry_over,
    estimate_spread,
    file_share,
)

_DECIMALS = 6


class Unforeseen(StrEnum):
    """Why nothing can be foretold."""

    WITHHELD = "withheld"
    """The figure is not told, or so roughly or of such groups that it cannot be set beside the nation."""
    FEW_PLACES = "few_places"
    """Too few others tell the same figure, so that nobody knows how far levels lie apart."""
    NO_ROUND = "no_round"
    """The round is not among those that are known."""


class _Figure(Value, frozen=True):
    valid: int
    positive_min: int
    positive_max: int


class _Nation(Value, frozen=True):
    share_min: float
    share_max: float


class _Levels(Value, frozen=True):
    offset: float
    alike: float
    places: int


class _Kept(Value, frozen=True):
    least: float
    most: float
    since: str


class _Written(Value, frozen=True):
    """An expectation as it is written."""

    indicator: Indicator
    chosen_for_the_figure: bool
    what: str
    starts: str
    round: str
    manifest: str
    figure: _Figure
    nation: _Nation
    spread: _Levels
    carry_over: _Kept


work_out(_Written)


@dataclass(frozen=True, slots=True)
class Expectation:
    """All that a forecast is made of, known before the next fieldwork opens.

    `was_chosen`: whether the action was chosen because the figure was what it was; `what` is done and from which day
    it `starts` is the action's own, empty where nobody has said it.
    `manifest` is the checksum of the manifest of the baseline's release, `places` how many others told how levels lie
    apart, and `carried_from` the earlier round that tells how much of one's own level lasts, empty where none does.
    """

    indicator: Indicator
    was_chosen: bool
    round: str
    manifest: str
    known: ShareClass
    nation: Span
    spread: Spread
    places: int
    carry_over: CarryOver
    carried_from: str
    what: str = ""
    starts: str = ""

    def forecast(self, elsewhere: Elsewhere | None = None, valid: int | None = None) -> Forecast:
        """Of so many answers; as if as many answered and the rest of the nation stood still, where neither is said."""
        baseline = Baseline(self.known, self.nation, self.spread)
        now = Elsewhere(self.nation, self.spread.offset) if elsewhere is None else elsewhere
        return Forecast(baseline, now, self.carry_over, self.known.valid if valid is None else valid)

    def as_bytes(self) -> bytes:
        """Written in one way only: what is locked."""
        known, nation = self.known, self.nation
        written = _Written(
            self.indicator,
            self.was_chosen,
            self.what,
            self.starts,
            self.round,
            self.manifest,
            _Figure(known.valid, known.least, known.most),
            _Nation(nation.share_min, nation.share_max),
            _Levels(*self.spread, self.places),
            _Kept(*self.carry_over, self.carried_from),
        )
        content = msgspec.to_builtins(written)
        return (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()

    @property
    def sha256(self) -> str:
        """By which it is known again."""
        return sha256(self.as_bytes()).hexdigest()


def read_expectation(content: bytes) -> Expectation:
    """The expectation that was written as these bytes. Raises ValueError where it was not."""
    try:
        written = msgspec.json.decode(content, type=_Written)
        known = ShareClass(written.figure.valid, written.figure.positive_min, written.figure.positive_max)
    except ValueError as error:  # msgspec's own are such
        raise ValueError("no expectation") from error
    found = Expectation(
        written.indicator,
        written.chosen_for_the_figure,
        written.round,
        written.manifest,
        known,
        Span(known.valid, written.nation.share_min, written.nation.share_max),
        Spread(written.spread.offset, written.spread.alike),
        written.spread.places,
        CarryOver(written.carry_over.least, written.carry_over.most),
        written.carry_over.since,
        written.what,
        written.starts,
    )
    if found.as_bytes() != content:
        raise ValueError("no expectation as it is written")
    return found


def expect(history: History, indicator: Indicator, round: str, *, was_chosen: bool) -> Expectation | Unforeseen:
    """What can be foretold of an indicator from this round and those before it, for an action that was chosen, or was
    not, because the figure was what it was."""
    now = history.get(round)
    if now is None:
        return Unforeseen.NO_ROUND
    own, others = now.own_figure(indicator), now.figures_of_others(indicator)
    if own is None:
        return Unforeseen.WITHHELD
    lie = estimate_spread([*others.values()])
    if lie is None:
        return Unforeseen.FEW_PLACES
    earlier = history.before(round, indicator.target)
    carried = None if earlier is None else _carried_over(earlier, now, indicator)
    nation = Span(own.known.valid, file_share(own.expected.share_min), file_share(own.expected.share_max))
    return Expectation(
        indicator=indicator,
        was_chosen=was_chosen,
        round=round,
        manifest=now.manifest.sha256,
        known=own.known,
        nation=nation,
        spread=Spread(*(float(f"{each:.{_DECIMALS}f}") + 0.0 for each in lie)),
        places=len(others),
        carry_over=CarryOver(*map(file_share, carried or UNKNOWN_CARRY_OVER)),
        carried_from=earlier.round if earlier is not None and carried is not None else "",
    )


def _carried_over(earlier: Released, now: Released, indicator: Indicator) -> CarryOver | None:
    """From one round to the next, over all questions of the target that measure the same in both."""
    questions = []
    for question in now.manifest.questions.get(indicator.target, ()):
        if is_unbroken(earlier, now, indicator.target, question):
            asked = Indicator(indicator.target, question, indicator.municipality, indicator.unit, indicator.gender)
            before, after = earlier.figures_of_others(asked), now.figures_of_others(asked)
            questions.append({place: (before[place], after[place]) for place in before.keys() & after.keys()})
    return carry_over(questions)
