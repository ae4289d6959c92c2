"""What a kind of job is: its arguments, how it is done in steps, and what can be told of it."""

import datetime
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import msgspec
from django.utils.functional import Promise

from tycktill_web.fieldwork.models import Round
from tycktill_web.jobs.models import Job
from tycktill_web.releases.models import PublicRelease

BACK_OFF = (10, 60, 300)
"""Seconds until a job is tried again after its first failure, its second, its third; the next is for a person."""


class AnyProgress(Protocol):
    """How far a job has come: a step, and `done` of `total` in it, or 0 of 0 where it is all one piece."""

    @property
    def step(self) -> str:
        """What is being done."""

    @property
    def done(self) -> int:
        """How much of it."""

    @property
    def total(self) -> int:
        """Of how much."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A step, told as it is taken."""

    step: str
    done: int = 0
    total: int = 0


class Ending(NamedTuple):
    """What came of a job, in a sentence for a page, and the release that it made or published."""

    sentence: str
    release: PublicRelease | None = None


JobAction = Callable[[], Ending]
"""What a job changes in the database: done in the transaction that ends it, so once or not at all."""

Steps = Generator[AnyProgress, None, JobAction]
"""Tells each step as it is taken, and changes nothing; its return value is the action."""


class Assignment(NamedTuple):
    """A job as it was claimed, with its arguments and, where it has one, the secret it was given."""

    job: Job
    arguments: Any
    secret: bytes

    @property
    def round(self) -> Round:
        """The round that it is about; only for kinds that are about one."""
        assert self.job.round is not None
        return self.job.round


class Due(NamedTuple):
    """A job that falls due by itself at its hour: about which round, how; `key` is what counts as the same."""

    round: Round | None
    arguments: Any
    key: str
    at: datetime.datetime


def nothing_due(_: datetime.datetime) -> Iterator[Due]:
    """For a kind that is only done when somebody asks for it."""
    yield from ()


@dataclass(frozen=True, slots=True)
class Kind:
    """How jobs of a kind are done.

    `refusals` are foreseen, with a sentence that says what to do: trying again by itself would give the same.
    `hindrances` pass. All else is a fault of ours. `find_due` tells what falls due by itself, `back_off` how many
    seconds it waits after each try.
    """

    name: Promise
    arguments: type[msgspec.Struct]
    steps: Mapping[str, Promise]
    work: Callable[[Assignment], Steps]
    refusals: tuple[type[Exception], ...]
    hindrances: tuple[type[Exception], ...] = ()
    takes_key: bool = False
    back_off: Sequence[int] = BACK_OFF
    find_due: Callable[[datetime.datetime], Iterator[Due]] = nothing_due

    def step_of(self, job: Job) -> Promise | str:
        """What is being done, in words."""
        return self.steps.get(job.step, "")
