"""What is written of the units of a place: which differ significantly, and how much lies between them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from operator import itemgetter

from tycktill.findings.facts import QuestionFinding, TargetFindings, UnitFinding
from tycktill.findings.figures import ShareRange, Unstated
from tycktill.findings.sentences.names import question_name
from tycktill.findings.sentences.opening import FEW, hint_of
from tycktill.findings.sentences.overview import with_untested
from tycktill.findings.sentences.verdicts import Verdicts
from tycktill.findings.units import Tested, UnitsApart
from tycktill.findings.wording import join_names, share_text, with_capital
from tycktill.findings.words.catalogue import Words
from tycktill.findings.words.overview import OVERVIEWS
from tycktill.statistics import BetweenUnits
from tycktill.tables import Judgement


def unit_differences(target: TargetFindings, apart: UnitsApart, words: Words) -> Iterator[str]:
    """Which units differ significantly from the rest of the municipality, and how much lies between units."""
    own = OVERVIEWS[words.language]
    for verdict, sentence in own.units.items():
        found = _by_unit(target, apart, verdict)
        if found:
            parts = [
                own.one_unit.format(unit=unit, questions=join_names(names, words))
                for unit, names in _named_questions(found, words)
            ]
            yield sentence.format(units="; ".join(parts))
    if apart.against_rest and set(apart.against_rest.values()) == {Judgement.NOT_SIGNIFICANT}:
        yield own.no_unit_differs
    yield from variation_between(target, apart, words)


def _by_unit(target: TargetFindings, apart: UnitsApart, verdict: Judgement) -> Mapping[str, list[QuestionFinding]]:
    found: defaultdict[str, list[QuestionFinding]] = defaultdict(list)
    for question in target.questions:
        for unit in apart.units_with(question.id, verdict):
            found[unit].append(question)
    return found


def _named_questions(found: Mapping[str, list[QuestionFinding]], words: Words) -> Iterator[tuple[str, list[str]]]:
    yield from ((unit, [question_name(each, words) for each in questions]) for unit, questions in found.items())


def variation_between(target: TargetFindings, apart: UnitsApart, words: Words) -> Iterator[str]:
    """How much of the variation lies between units, on the question that sums up, or else the first that tells."""
    own = OVERVIEWS[words.language]
    first = [target.overall[0]] if target.overall else []
    question = next((each for each in (*first, *target.questions) if each.id in apart.between), None)
    if question is not None:
        yield _share_between(question, apart.between[question.id], words)
    elif len(target.units) > 1:
        yield own.between_unknown


def _share_between(question: QuestionFinding, found: BetweenUnits, words: Words) -> str:
    own = OVERVIEWS[words.language]
    share, low, high = (share_text(ShareRange(each, each), words) for each in (found.share, found.low, found.high))
    sentence = own.between if found.low > 0 else own.between_most
    return sentence.format(question=question_name(question, words), share=share, low=low, high=high)


def unit_summary(target: TargetFindings, apart: UnitsApart, unit: UnitFinding, words: Words) -> Iterator[str]:
    """The unit on the whole, and on which questions it differs from the rest of the municipality, or that on none it is
    proven to, and how many of those it was asked could not be tested; of few answers, that first."""
    own = OVERVIEWS[words.language]
    yield from unit_alone(target, unit, words)
    asked = [each for each in target.questions if _is_asked(unit, each)]
    verdicts = {each: apart.against_rest.get((unit.name, each.id), Judgement.UNTESTED) for each in asked}
    sentences = Verdicts(own.unit_differs, own.unit_differs, own.unit_alike, "")
    yield from with_untested(target, verdicts, sentences, words)


def unit_alone(target: TargetFindings, unit: UnitFinding, words: Words) -> Iterator[str]:
    """The unit on the whole, beside nobody; of few answers, that first."""
    figures = [unit.figures[target.overall[0].id]] if target.overall and target.overall[0].id in unit.figures else []
    summing = [target.overall[0]] if target.overall and figures else target.questions
    asked = [(each, figure.valid or 0) for each in summing if (figure := unit.figures.get(each.id)) and figure.share]
    question, few = max(asked, key=itemgetter(1), default=(None, FEW))
    if question is not None and few < FEW:
        yield hint_of(question, few, words)
    for figure in figures:
        if target.overall and figure.share:
            share = words.of_respondents.format(share=share_text(figure.share, words))
            yield f"{with_capital(words.text(target.overall[1]).format(share=share))}."


def _is_asked(unit: UnitFinding, question: QuestionFinding) -> bool:
    figure = unit.figures.get(question.id)
    return figure is not None and figure.unstated is not Unstated.NOT_ASKED


def sibling_differences(siblings: Tested, words: Words) -> Iterator[str]:
    """Which other units one differs significantly from on any question, by how it lies beside each of them."""
    own = OVERVIEWS[words.language]
    found = dict.fromkeys(
        other for (other, _), verdict in siblings.items() if verdict in (Judgement.BETTER, Judgement.WORSE)
    )
    if found:
        yield own.siblings_differ.format(units=join_names([*found], words))
    elif siblings:
        yield own.siblings_alike
