"""What tests say of several questions: which differ, that the rest do not, and which were not tested and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from tycktill.findings.facts import QuestionFinding
from tycktill.findings.sentences.names import question_names
from tycktill.findings.wording import join_names, of_questions
from tycktill.findings.words.catalogue import Words
from tycktill.findings.words.overview import OVERVIEWS
from tycktill.tables import Judgement, Untested

MOST_NAMED = 3
"""Questions that are named; more are counted."""

FEW_FOUND = 4
"""Questions proven to be better, or worse, that are always named."""


def untested_questions(
    reasons: Mapping[QuestionFinding, Untested | None],
    sentence: str,
    words: Words,
    of: Mapping[Untested, str] = MappingProxyType({}),
) -> Iterator[str]:
    """On which questions no test was made, and why: `of` has what the reasons are here, where it has another."""
    for why in Untested:
        questions = [each for each, reason in reasons.items() if reason is why]
        if questions:
            is_all = len(questions) == len(reasons)
            where = "" if is_all else words.on_questions.format(questions=some_of(questions, [*reasons], words))
            yield sentence.format(where=where, why=of.get(why) or words.untested[why])


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The sentences on what has been tested."""

    found: Mapping[Judgement, str]
    found_named: Mapping[Judgement, str]
    none_found: str
    rest_undecided: str

    @property
    def only_found(self) -> "Verdicts":
        """Without a word on what is undecided."""
        return replace(self, none_found="", rest_undecided="")


def proven_questions(
    verdicts: Mapping[QuestionFinding, Judgement], sentences: Verdicts, words: Words, **filled: str
) -> Iterator[str]:
    """What is better, what is worse, and once that the rest is undecided; by name those that are few or take fewer
    words. Of what has not been tested nothing is said, and it is counted in no "all"."""
    tested = [each for each, verdict in verdicts.items() if verdict is not Judgement.UNTESTED]
    undecided = [each for each in tested if verdicts[each] is Judgement.NOT_SIGNIFICANT]
    for verdict in (Judgement.BETTER, Judgement.WORSE):
        found = [each for each in tested if verdicts[each] is verdict]
        if found:
            rest = len(tested) - len(found)
            is_few = len(found) <= FEW_FOUND and len(found) < len(verdicts)
            is_named = is_few or (rest and (rest > MOST_NAMED or rest > len(undecided)))
            sentence = (sentences.found_named if is_named else sentences.found)[verdict]
            where = _of_tested(len(found), len(tested), len(verdicts), words)
            yield sentence.format(where=where, questions=join_names(question_names(found, words), words), **filled)
    if undecided and len(undecided) == len(tested) and sentences.none_found:
        is_all = len(tested) == len(verdicts)
        where = _of_tested(len(tested), len(tested), len(verdicts), words)
        on = "" if is_all else words.on_questions.format(questions=where)
        yield sentences.none_found.format(where=on, **filled)
    elif undecided and sentences.rest_undecided:
        yield sentences.rest_undecided.format(where=_undecided_sentence(undecided, verdicts, words), **filled)


def _of_tested(some: int, tested: int, asked: int, words: Words) -> str:
    """So many of those that were tested; which says so where these are not all."""
    own = OVERVIEWS[words.language]
    if tested == asked:
        return of_questions(some, asked, words)
    sentence = own.some_tested if some < tested else own.tested if tested > 1 else own.only_tested
    return sentence.format(some=some, tested=tested)


def _undecided_sentence(
    undecided: Sequence[QuestionFinding], verdicts: Mapping[QuestionFinding, Judgement], words: Words
) -> str:
    """After those that are proven: "the others" only where there are no more."""
    if len(undecided) > MOST_NAMED and Judgement.UNTESTED not in verdicts.values():
        return words.so_many_questions.format(number=len(undecided))
    return some_of(undecided, [*verdicts], words)


def some_of(questions: Sequence[QuestionFinding], every: Sequence[QuestionFinding], words: Words) -> str:
    """By name, or by the names of the others where these are fewer, or how many of all they are."""
    others = [each for each in every if each not in questions]
    if len(questions) <= MOST_NAMED:
        return join_names(question_names(questions, words), words)
    if 0 < len(others) <= MOST_NAMED:
        names = join_names(question_names(others, words), words)
        return OVERVIEWS[words.language].others.format(questions=names)
    return of_questions(len(questions), len(every), words)
