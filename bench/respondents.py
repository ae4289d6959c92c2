"""Respondents with browsers that keep their connection, who try again when something fails, as people do."""

import random
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from http.client import HTTPConnection, HTTPException
from typing import NamedTuple
from urllib.parse import urlencode

from tycktill.files import read_catalogue

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TIMEOUT = 60
"""Seconds after which a person loads a page again."""

PATIENCE = 600
"""Seconds after which a person thinks that there is no such service."""

SKIPPED = 0


class Task(NamedTuple):
    """What one respondent is to do: the number tells their answers from all others' with the same questionnaire."""

    number: int
    code: str
    questionnaire: str


class End(StrEnum):
    """How it ended."""

    THANKED = "thanked"
    TOLD = "told that the answer had come in, when the sending had been broken off and was done again"
    REFUSED = "refused"
    GAVE_UP = "gave up"


HAS_ANSWERED = frozenset({End.THANKED, End.TOLD})


class Ended(NamedTuple):
    """How one respondent's errand ended."""

    task: Task
    end: End


class GaveUp(Exception):
    """The time is over, or nobody has answered for very long."""


@dataclass(slots=True)
class Respondent:
    """One browser; `met` counts what it met beside what it hoped for."""

    port: int
    until: float
    met: Counter[str] = field(default_factory=Counter)
    _connection: HTTPConnection | None = None

    def answer(self, task: Task) -> Ended:
        """From the page that asks for the code to the thanks."""
        fields = {"kod": task.code, **answers_of(task)}
        try:
            _, link = self._until_answered("POST", "/svara/", {"kod": task.code})
            for page in (link, f"/svara/k/{task.code}/fragor/"):
                self._until_answered("GET", page)
            self._until_answered("POST", "/svara/kontroll/", fields)
            return Ended(task, self._send(fields))
        except GaveUp:
            return Ended(task, End.GAVE_UP)

    def _send(self, fields: Mapping[str, str]) -> End:
        failures = self.met.total()
        status, thanks = self._until_answered("POST", "/svara/skicka/", fields)
        was_broken_off = self.met.total() > failures
        if status == 303:
            status, _ = self._until_answered("GET", thanks)
            return End.THANKED if status == 200 else End.REFUSED
        return End.TOLD if status == 410 and was_broken_off else End.REFUSED

    def _until_answered(self, method: str, path: str, fields: Mapping[str, str] | None = None) -> tuple[int, str]:
        """Ask again until there is an answer that is no fault of the service: its status, and where it leads."""
        until = min(self.until, time.monotonic() + PATIENCE)
        while time.monotonic() < until:
            try:
                status, place = self.ask(method, path, fields)
                if status < 500:
                    return status, place
                self.met[f"status {status}"] += 1
            except (OSError, HTTPException) as error:
                self.close()
                self.met[type(error).__name__] += 1
            time.sleep(random.uniform(0.05, 0.3))  # noqa: S311  people are not that exact
        raise GaveUp

    def ask(self, method: str, path: str, fields: Mapping[str, str] | None = None) -> tuple[int, str]:
        """One request on the connection that is kept: the status, and where the answer leads."""
        if self._connection is None:
            self._connection = HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        self._connection.request(method, path, urlencode(fields) if fields else None, FORM if fields else {})
        response = self._connection.getresponse()
        response.read()
        return response.status, response.headers.get("Location", "")

    def close(self) -> None:
        """Let the connection go."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def answers_of(task: Task) -> dict[str, str]:
    """The fields of a form that nobody else fills in alike, for the same questionnaire; some questions are skipped."""
    rest, fields = task.number, {"kon": "KM"[task.number % 2]}
    for question, choices in _choices(task.questionnaire).items():
        rest, choice = divmod(rest, len(choices))
        if choices[choice] != SKIPPED:
            fields[f"fraga-{question}"] = str(choices[choice])
    assert not rest, "more respondents than ways to answer"
    return fields


def number_of(questionnaire: str, answers: Mapping[str, int]) -> int:
    """Whose answers these are: the other way round."""
    number, weight = 0, 1
    for question, choices in _choices(questionnaire).items():
        number += weight * choices.index(answers.get(question, SKIPPED))
        weight *= len(choices)
    return number


@cache
def _choices(questionnaire: str) -> Mapping[str, Sequence[int]]:
    instrument = read_catalogue()[0][questionnaire]
    return {each.id: (*instrument.scale_of(each).codes, SKIPPED) for each in instrument.questions}
