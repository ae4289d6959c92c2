"""Draws the answer sheets of a survey: correlated within a respondent, alike within a municipality."""

from collections.abc import Sequence
from functools import cache
from typing import TypeAlias

import numpy as np

from tycktill.answers import Sheet
from tycktill.instrument import Instrument, Question
from tycktill_web.demo import opinions
from tycktill_web.demo.random_streams import random_stream
from tycktill_web.demo.turnout import Turnout

_CONCENTRATION = 45
"""Of the beta distribution of a municipality's share: with binomial answers, counts are beta-binomial."""

_UNIT = 0.15
"""Standard deviation of a unit's own shift of the log-odds."""

_TEMPER = 0.45
"""Correlation between the leanings behind a respondent's answers."""

_BLANK, _STOPS = 0.02, 0.03
"""How often a question is skipped, and how often a respondent stops half-way."""

_LIKE_NORMAL = 1.702
"""With this factor the logistic function is the normal distribution function, within 0.01."""

_BEST, _NEXT = 0.55, 0.65
"""Part of the positive answers that are the best one, and of the others that are the mildest one."""

Grid: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Codes: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.int64]]


def draw_sheets(
    instrument: Instrument, turnout: Sequence[Turnout], *, label: str, year: int, seed: int
) -> tuple[Sheet, ...]:
    """The sheets of one target group in the survey `label`, unit by unit. `year`: 0 is this, -1 the last."""
    chance = random_stream(seed, "sheets", instrument.id, str(year))
    whose = np.repeat(np.arange(len(turnout)), [part.answered for part in turnout])
    genders = chance.choice(len(opinions.GENDERS), size=len(whose), p=opinions.gender_shares(instrument.id))
    log_odds = _log_odds(instrument, turnout, seed)[whose] + opinions.YEARLY * year
    women = [opinions.woman_shift(instrument.id, question.id) for question in instrument.questions]
    log_odds += np.outer(genders == 0, women)
    codes = _draw_answers(instrument, _logistic_share(log_odds), chance)
    names = [question.id for question in instrument.questions]
    return tuple(
        Sheet(
            label,
            instrument.id,
            turnout[index].service.municipality,
            turnout[index].service.unit,
            opinions.GENDERS[gender],
            tuple((name, code) for name, code in zip(names, row, strict=True) if code),
        )
        for index, gender, row in zip(whose.tolist(), genders.tolist(), codes.tolist(), strict=True)
    )


def _log_odds(instrument: Instrument, turnout: Sequence[Turnout], seed: int) -> Grid:
    """Log-odds of a positive answer, unit by question: what lasts from year to year."""
    names = [question.id for question in instrument.questions]
    shares = np.array([[municipal_share(part.service.municipality, name, seed) for name in names] for part in turnout])
    shifts = [opinions.group_shift(instrument.id, name) for name in names]
    units = [
        random_stream(seed, "unit", instrument.id, part.service.municipality, part.service.unit).standard_normal(
            len(names)
        )
        for part in turnout
    ]
    return np.asarray(np.log(shares / (1 - shares)) + _UNIT * np.array(units) + np.array(shifts))


@cache
def municipal_share(municipality: str, question: str, seed: int) -> float:
    """A municipality's own positive share of a question, before target group, gender and year."""
    mean = opinions.share_of(question)
    drawn = random_stream(seed, "opinion", municipality, question).beta(
        mean * _CONCENTRATION, (1 - mean) * _CONCENTRATION
    )
    return float(min(max(drawn, 0.02), 0.98))


def _logistic_share(log_odds: Grid) -> Grid:
    return 1 / (1 + np.exp(-log_odds))


def _draw_answers(instrument: Instrument, shares: Grid, chance: np.random.Generator) -> Codes:
    """Option codes, respondent by question; 0 where the question was left blank."""
    people, questions = shares.shape
    temper = np.sqrt(_TEMPER) * chance.standard_normal((people, 1))
    leaning = _logistic_share(
        _LIKE_NORMAL * (temper + np.sqrt(1 - _TEMPER) * chance.standard_normal((people, questions)))
    )
    fate = chance.random((people, questions))
    codes = np.column_stack(
        [
            _choose_options(instrument, question, shares[:, index], leaning[:, index], fate[:, index])
            for index, question in enumerate(instrument.questions)
        ]
    )
    _leave_blank(codes, fate, chance)
    _keep_conditions(instrument, codes)
    return codes


_Row: TypeAlias = np.ndarray[tuple[int], np.dtype[np.float64]]
_Choice: TypeAlias = np.ndarray[tuple[int], np.dtype[np.int64]]


def _choose_options(instrument: Instrument, question: Question, share: _Row, leaning: _Row, fate: _Row) -> _Choice:
    """One question's codes: positive where a respondent leans below the share, the better the further below."""
    scale = instrument.scale_of(question)
    others = [code for code in scale.valid if code not in scale.positive]
    positive = _step_along(scale.positive, leaning / share, first=_BEST)
    codes = np.where(leaning < share, positive, _step_along(others, (leaning - share) / (1 - share), first=_NEXT))
    if scale.excluded:
        off = opinions.excluded_share(question.id)
        which = _step_along(scale.excluded, (1 - fate) / off, first=1 / len(scale.excluded))
        codes = np.where(fate > 1 - off, which, codes)
    return codes


def _step_along(codes: Sequence[int], position: _Row, *, first: float) -> _Choice:
    """The code at `position` (0-1) when the first takes `first` of the way and the others share the rest."""
    rest = (
        (np.clip(position, 0, 1) - first) / (1 - first) * (len(codes) - 1)
        if len(codes) > 1
        else np.full(position.shape, -1)
    )
    index = np.where(rest < 0, 0, 1 + np.floor(rest)).astype(np.int64)
    return np.asarray(codes, dtype=np.int64)[np.clip(index, 0, len(codes) - 1)]


def _leave_blank(codes: Codes, fate: Grid, chance: np.random.Generator) -> None:
    """Skip a question here and there, and the last ones where a respondent stops; never the first."""
    people, questions = codes.shape
    codes[:, 1:][fate[:, 1:] < _BLANK] = 0
    last = np.where(chance.random(people) < _STOPS, chance.integers(1, questions, people), questions)
    codes[np.arange(questions) >= last[:, None]] = 0


def _keep_conditions(instrument: Instrument, codes: Codes) -> None:
    """Blank what was not asked since an earlier answer did not call for it."""
    columns = {question.id: index for index, question in enumerate(instrument.questions)}
    for question in instrument.questions:
        if question.when is not None:
            asked = np.isin(codes[:, columns[question.when.question]], question.when.codes)
            codes[~asked, columns[question.id]] = 0
