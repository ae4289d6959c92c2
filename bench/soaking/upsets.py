"""What befalls a service while people answer: killed, renewed and restarted, tidied, copied, read and counted."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from http.client import HTTPException
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench import real_service
from bench.made_up_survey import Survey
from bench.real_service import CommandFailed, RealService
from bench.soaking import staff
from bench.soaking.copies import Copies


class Upset(StrEnum):
    """What can happen."""

    KILL = "a worker killed with -9"
    RENEW = "all workers renewed (HUP)"
    RESTART = "the service restarted (TERM)"
    TIDY = "manage tidy"
    COPY = "manage backup"
    FIGURES = "figures read by a coordinator"
    COUNT = "another round counted at the office"


STORM = 0.6
"""The share of all answers during which processes end; after it they live on, and their memory is looked at."""

ENDS_PROCESSES = frozenset({Upset.KILL, Upset.RENEW, Upset.RESTART})

_A_THOUSAND = {Upset.KILL: 2.0, Upset.RENEW: 0.3, Upset.RESTART: 0.3}
_ALL_THE_WAY = {Upset.TIDY: 0.2, Upset.COPY: 0.1, Upset.FIGURES: 3.0}
_TRIES = 30


class Due(NamedTuple):
    """What happens when so many have answered."""

    answered: int
    upset: Upset


class Happened(NamedTuple):
    """What did happen, how long it took, how many had answered then, and what was wrong with it, if anything."""

    due: Due
    seconds: float
    answered: int
    fault: str


class Taken(NamedTuple):
    """A copy, and how many respondents had been thanked when it was begun and when it was done."""

    file: Path
    at_least: int
    at_most: int


def plan(respondents: int, chance: Random) -> list[Due]:
    """What will happen and when; each thing at least once."""
    shares = {**dict.fromkeys(_A_THOUSAND, STORM), **dict.fromkeys(_ALL_THE_WAY, 0.95)}
    rates = {**_A_THOUSAND, **_ALL_THE_WAY}
    drawn = [
        Due(int(respondents * chance.uniform(0.02, share)), upset)
        for upset, share in shares.items()
        for _ in range(max(1, round(rates[upset] * respondents / 1000)))
    ]
    fixed = [Due(respondents // 2, Upset.COUNT), Due(int(respondents * STORM), Upset.RESTART)]
    return sorted([*drawn, *fixed])


@dataclass(slots=True)
class Operator:
    """Whoever does all this to the service; `thanked` tells how many respondents have been thanked by now."""

    service: RealService
    survey: Survey
    copies: Copies
    thanked: Callable[[], int]
    taken: list[Taken] = field(default_factory=list)

    def let_happen(self, due: Due) -> Happened:
        """Do it, and say how it went."""
        begun, fault = time.monotonic(), ""
        try:
            self._deeds()[due.upset]()
        except (CommandFailed, AssertionError, OSError, HTTPException) as error:
            fault = f"{type(error).__name__}: {error}"
        return Happened(due, time.monotonic() - begun, self.thanked(), fault)

    def _deeds(self) -> dict[Upset, Callable[[], object]]:
        return {
            Upset.KILL: self.service.kill_worker,
            Upset.RENEW: self.service.renew,
            Upset.RESTART: self.service.restart,
            Upset.TIDY: lambda: real_service.manage(self.service.environment, "tidy"),
            Upset.COPY: self._take_copy,
            Upset.FIGURES: lambda: _again(lambda: staff.read_figures(self.service.port, self.survey)),
            Upset.COUNT: lambda: _again(self._count_the_closed_round),
        }

    def _take_copy(self) -> None:
        at_least = self.thanked()
        file = self.copies.take(self.service.environment)
        self.taken.append(Taken(file, at_least, self.thanked()))

    def _count_the_closed_round(self) -> None:
        """Who asks may be cut off by a restart, like any other, and asks again; the count itself goes on."""
        port, survey = self.service.port, self.survey
        if not staff.has_draft(port, survey, survey.closed_round):
            counted = staff.count_round(port, survey, survey.closed_round)
            assert counted == survey.closed_answers, f"{counted} of {survey.closed_answers} counted"


def _again(action: Callable[[], object]) -> None:
    """Do it as people do while a service is restarted: again, until it can be done."""
    for _ in range(_TRIES):
        try:
            action()
        except (AssertionError, OSError, HTTPException):
            time.sleep(0.2)
        else:
            return
    action()


def faults_of(happened: Sequence[Happened]) -> list[str]:
    """A sentence for each that went wrong."""
    return [f"After {each.due.answered} answers, {each.due.upset}: {each.fault}" for each in happened if each.fault]
