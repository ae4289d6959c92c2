"""A few hundred respondents who answer at the same time through the pages, with staff at work meanwhile."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random

from django.db import connection
from django.test import Client
from tests.tycktill_web import builders

from tycktill.answers import from_bytes
from tycktill.terms import Gender
from tycktill_web.fieldwork.code_tags import code_fingerprint
from tycktill_web.intake import submit_answers
from tycktill_web.vault.sealing import open_sheet

Answers = Mapping[str, int]
Way = Callable[[str, Answers], None]

AT_ONCE = 6


@dataclass(frozen=True, slots=True)
class Crowd:
    """The survey, and what is true: who answered what, in the order in which they were done."""

    survey: builders.Survey
    issued: Sequence[bytes]
    done: Sequence[bytes]
    truth: Mapping[bytes, Hashable]

    def opened(self) -> dict[bytes, Hashable]:
        """Every sealed answer as the private key opens it: no two are alike."""
        round_key, private_key = self.survey.round.key, self.survey.private_key
        return {
            sealed: from_bytes(open_sheet(sealed, round_key=round_key, private_keys=[private_key]).sheet).answers
            for sealed in builders.all_sealed(round_key)
        }


def by_pages(code: str, answers: Answers) -> None:
    """Answer as a browser does, from the code to the thanks."""
    client = Client()
    fields = {f"fraga-{question}": str(chosen) for question, chosen in answers.items()}
    told = client.post("/svara/", {"kod": code})["Location"].partition("?")[0]
    assert client.get(told).status_code == 200
    assert client.get(f"{told}fragor/").status_code == 200
    assert client.post("/svara/kontroll/", {"kod": code, **fields}).status_code == 200
    sent = client.post("/svara/skicka/", {"kod": code, **fields}, follow=True)
    assert sent.redirect_chain
    assert not client.cookies


def by_the_door(code: str, answers: Answers) -> None:
    """Answer through intake alone."""
    submit_answers(code, answers, Gender.UNKNOWN, on=builders.TODAY)


def let_answer(
    respondents: int, *, way: Way, seed: int, meanwhile: Callable[[], None] | None = None, spare: int | None = None
) -> Crowd:
    """So many respondents answer in random order, `AT_ONCE` at a time; of codes a tenth, or `spare`, stay unused."""
    survey = builders.open_survey()
    codes = survey.codes(respondents + (respondents // 10 if spare is None else spare))
    chance = Random(seed)
    coming = chance.sample(list(codes), respondents)
    given = chance.sample(list(builders.different_answers(respondents)), respondents)
    done: list[bytes] = []

    def answer(code: str, answers: Answers) -> None:
        try:
            way(code, answers)
            done.append(code_fingerprint(code))
            if meanwhile and len(done) % 20 == 0:
                meanwhile()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(answer, coming, given))
    truth = {code_fingerprint(code): tuple(answers.items()) for code, answers in zip(coming, given, strict=True)}
    return Crowd(survey, [code_fingerprint(code) for code in codes], done, truth)
