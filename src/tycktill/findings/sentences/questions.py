"""The questions of a target: the highest and the lowest, all answers together, and beside the nation's."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tycktill.findings.ends import End, Ends, find_ends, lowest_in_nation, rounds_lowest
from tycktill.findings.facts import Contrast, PlaceFindings, QuestionFinding, TargetFindings
from tycktill.findings.figures import Figure, Order, ShareRange, Unstated
from tycktill.findings.sentences.beside import is_of_one
from tycktill.findings.sentences.names import question_name, question_names
from tycktill.findings.sentences.verdicts import MOST_NAMED, Verdicts, proven_questions, untested_questions
from tycktill.findings.wording import join_names, of_compared, of_questions, ordinal_prefix, points_text, share_text
from tycktill.findings.words.catalogue import Words
from tycktill.findings.words.overview import OVERVIEWS
from tycktill.tables import Judgement, Untested

NEARLY_ALL = 90
"""A share of positive answers above this many per cent is told for most questions at once."""


def highest_and_lowest(target: TargetFindings, words: Words) -> Iterator[str]:
    """The questions at both ends, ties in one, or that they are not known."""
    found = find_ends(target)
    if found is None:
        return
    if not (found.highest.questions or found.lowest.questions or found.highest.shared or found.lowest.shared):
        yield words.ends_unknown
        return
    many = words.highest_by_many if found.is_all else OVERVIEWS[words.language].highest_shown_by_many
    sentences = (words.highest[found.highest.is_sure, found.is_all], many, words.highest_unknown)
    yield _end_sentence(found.highest, sentences, words)
    yield from lowest_questions(target, words)


def lowest_questions(target: TargetFindings, words: Words) -> Iterator[str]:
    """The questions at the lower end, and whether the nation's lowest is the same."""
    found = find_ends(target)
    if found is None:
        return
    many = words.lowest_by_many if found.is_all else OVERVIEWS[words.language].lowest_shown_by_many
    sentences = (words.lowest[found.lowest.is_sure, found.is_all], many, words.lowest_unknown)
    yield _end_sentence(found.lowest, sentences, words)
    if _is_lowest_in_nation(found, target):
        yield words.lowest_in_nation
    if len(found.lowest.questions) == 1:
        yield from _lowest_again(rounds_lowest(target), words)


def _lowest_again(rounds: Sequence[str], words: Words) -> Iterator[str]:
    """That the lowest question was so last time, or for how many years in a row."""
    years = [int(each) for each in rounds if each.isdecimal()]
    in_a_row = len(years) == len(rounds) and len(rounds) > 2 and years[-1] - years[0] == len(rounds) - 1
    if in_a_row:
        yield words.lowest_in_a_row.format(ordinal=ordinal_prefix(len(rounds), words))
    elif len(rounds) > 1:
        yield words.lowest_again.format(round=rounds[-2])


def _end_sentence(end: End, sentences: tuple[str, str, str], words: Words) -> str:
    """The questions by name, how many share the figure, or that it is unknown."""
    named, shared, unknown = sentences
    if end.questions:
        return named.format(questions=_end_with_figures(end, words))
    if end.shared:
        number, share = end.shared
        return shared.format(number=number, share=share_text(share, words))
    return unknown


def _is_lowest_in_nation(found: Ends, target: TargetFindings) -> bool:
    questions = found.lowest.questions
    return len(questions) == 1 and found.is_all and questions[0].id == lowest_in_nation(target)


def _end_with_figures(end: End, words: Words) -> str:
    """Each with its figure and the nation's; several with one and the same figure share it."""
    names = question_names(end.questions, words)
    beside = [_figures_text(each, words) for each in end.questions]
    if len(set(beside)) == 1:
        return f"{join_names(names, words)} ({beside[0]})"
    return join_names([f"{name} ({own})" for name, own in zip(names, beside, strict=True)], words)


def _figures_text(question: QuestionFinding, words: Words) -> str:
    own = share_text(question.own.share, words) if question.own.share else ""
    nation = question.nation.share
    return f"{own}, {words.beside_nation.format(share=share_text(nation, words))}" if nation else own


def all_answers(target: TargetFindings, words: Words) -> Iterator[str]:
    """The share of all answers that are positive, or of those that are shown."""
    total = target.all_answers
    if total is not None and total.questions > 1:
        sentence = words.share_of_all if total.is_all else words.share_of_shown
        yield sentence.format(share=share_text(total.share, words), asked=total.questions)


def nearly_all_positive(target: TargetFindings, words: Words) -> Iterator[str]:
    """On how many questions nearly all answers are positive, where that is most of several."""
    found = [each for each in target.shown if each.own.share and each.own.share.whole[0] > NEARLY_ALL]
    if len(target.questions) > 1 and 2 * len(found) > len(target.questions):
        where = of_questions(len(found), len(target.questions), words)
        per_cent = share_text(ShareRange(NEARLY_ALL / 100, NEARLY_ALL / 100), words)
        yield words.nearly_all_positive.format(where=where, share=words.figures.more_than.format(share=per_cent))


def groups_apart(target: TargetFindings, words: Words) -> Iterator[str]:
    """What target groups mean different things by, group by group."""
    for question in target.apart:
        names = dict.fromkeys(question_names((own for _, own in question.groups), words))
        groups = [
            f"{words.text(name)}{f', {question_name(own, words)}' if len(names) > 1 else ''}"
            f" ({_share_or_why(own.own, words)})"
            for name, own in question.groups
        ]
        yield words.apart[len(names) > 1].format(questions=join_names([*names], words), groups="; ".join(groups))


def _share_or_why(figure: Figure, words: Words) -> str:
    return share_text(figure.share, words) if figure.share else words.reason_in_cell[figure.unstated or Unstated.FEW]


def orders_beside_nation(target: TargetFindings, words: Words) -> Iterator[str]:
    """On how many questions the figure is higher than the nation's, as it would be with the same target groups; where
    no difference is proven it is said that chance can make such."""
    contrasts = {each: each.against_nation for each in target.compared}
    orders = {each: contrast.order for each, contrast in contrasts.items() if contrast and contrast.order}
    if orders:
        tell = _each_order if Order.BY_PART in orders.values() else _order_sentences
        yield from tell(orders, len(target.questions), words)
    if not has_proven(target) and not {Order.HIGHER, Order.LOWER}.isdisjoint(orders.values()):
        yield words.orders_by_chance
    if any(contrast and contrast.expected and not is_of_one(contrast) for contrast in contrasts.values()):
        yield words.same_mix
    yield from compared_groups(contrasts, len(target.questions), words)


def has_proven(target: TargetFindings) -> bool:
    """Whether any figure differs significantly from the nation's."""
    verdicts = {each.against_nation.verdict for each in target.questions if each.against_nation}
    return not verdicts.isdisjoint((Judgement.BETTER, Judgement.WORSE))


def compared_groups(contrasts: Mapping[QuestionFinding, Contrast | None], asked: int, words: Words) -> Iterator[str]:
    """Which target groups are compared, where these are not all, and on which of the questions that are."""
    found: defaultdict[str, list[QuestionFinding]] = defaultdict(list)
    for each, contrast in contrasts.items():
        if contrast and contrast.part:
            found[join_names([words.text(name) for name in contrast.part.groups], words)].append(each)
    for groups, questions in found.items():
        where = of_compared(len(questions), len(contrasts), asked, words)
        yield words.compared_groups[len(questions) == len(contrasts)].format(groups=groups, where=where)


def beside_nation(
    place: PlaceFindings, target: TargetFindings, words: Words, *, only_found: bool = False
) -> Iterator[str]:
    """On how many questions the figure is higher than the nation's, and what tests say."""
    yield from orders_beside_nation(target, words)
    yield from nation_outcome(place, target, words, only_found=only_found)


def _each_order(orders: Mapping[QuestionFinding, Order], asked: int, words: Words) -> Iterator[str]:
    """Each order that questions have, by itself."""
    for order, found in _by_order(orders).items():
        if order is Order.BY_PART:
            yield words.order_by_part.format(where=of_compared(len(found), len(orders), asked, words))
        elif found:
            yield _order_on(order, found, orders, asked, words)


def _order_sentences(orders: Mapping[QuestionFinding, Order], asked: int, words: Words) -> Iterator[str]:
    """The order that most questions have, the others by name where they are few; higher wins where they are equal."""
    by_order = _by_order(orders)
    most = max(Order, key=lambda order: len(by_order[order]))
    yield _order_on(most, by_order[most], orders, asked, words)
    rest = [each for each, own in orders.items() if own is not most]
    if rest and len(rest) <= MOST_NAMED:
        names = [
            f"{name} ({words.order_brief[orders[each]]})"
            for name, each in zip(question_names(rest, words), rest, strict=True)
        ]
        are_exceptions = 2 * len(rest) < len(orders)
        one, several = (words.exception, words.exceptions) if are_exceptions else (words.the_other, words.the_others)
        yield (one if len(rest) == 1 else several).format(named=join_names(names, words))
    elif rest:
        yield _counts_text(
            {order: len(found) for order, found in by_order.items() if found and order is not most}, words
        )


def _by_order(orders: Mapping[QuestionFinding, Order]) -> Mapping[Order, Sequence[QuestionFinding]]:
    return {order: [each for each, own in orders.items() if own is order] for order in Order}


def _order_on(
    order: Order, found: Sequence[QuestionFinding], orders: Mapping[QuestionFinding, Order], asked: int, words: Words
) -> str:
    """On how many of the questions that are compared, and on which where these are few."""
    where = of_compared(len(found), len(orders), asked, words)
    named = f": {join_names(question_names(found, words), words)}" if _is_few(found, orders) else ""
    return f"{words.order_on[order].format(where=where)}{named}."


def _is_few(some: Sequence[QuestionFinding], orders: Mapping[QuestionFinding, Order]) -> bool:
    return len(some) < len(orders) and len(some) <= MOST_NAMED < len(orders) - len(some)


def _counts_text(counts: Mapping[Order, int], words: Words) -> str:
    counted = [words.order_count[order].format(number=number) for order, number in counts.items()]
    return words.on_the_rest.format(counts=join_names(counted, words))


def nation_outcome(
    place: PlaceFindings, target: TargetFindings, words: Words, *, only_found: bool = False
) -> Iterator[str]:
    """On which questions the figure differs significantly from the nation's; and, once, that on the others not."""
    contrasts = {each: each.against_nation for each in target.questions if each.against_nation is not None}
    none_found = words.none_found[place.is_of_all(target, contrasts.values())]
    if any(each.part for each in contrasts.values()):
        none_found = OVERVIEWS[words.language].none_found_in_part
    found = Verdicts(words.found, words.found_named, none_found, words.rest_undecided)
    verdicts = {each: contrast.verdict for each, contrast in contrasts.items()}
    yield from proven_questions(verdicts, found.only_found if only_found else found, words)
    yield from outcome_untested(place, target, words)


def outcome_untested(place: PlaceFindings, target: TargetFindings, words: Words) -> Iterator[str]:
    """On which questions no test was made beside the nation, and why."""
    reasons = {each: each.against_nation.untested for each in target.questions if each.against_nation is not None}
    of = words.untested_reference if place.has_reference else {}
    hidden = {Untested.HIDDEN: OVERVIEWS[words.language].groups_hidden}
    yield from untested_questions(reasons, words.not_tested, words, {**of, **hidden})


def detectable_difference(target: TargetFindings, words: Words) -> Iterator[str]:
    """How large a difference from the nation would have shown, where none did."""
    return _detectable_difference((each.against_nation for each in target.questions), words.detectable, words)


def detectable_change(target: TargetFindings, words: Words) -> Iterator[str]:
    """How large a change would have shown, where none did."""
    return _detectable_difference((each.change for each in target.questions), words.detectable_change, words)


def _detectable_difference(contrasts: Iterable[Contrast | None], sentence: str, words: Words) -> Iterator[str]:
    """How large a difference would have shown on those of some questions where none did, once for all of them."""
    undecided = [each for each in contrasts if each and each.verdict is Judgement.NOT_SIGNIFICANT]
    found = [each.detectable for each in undecided if each.detectable is not None]
    if found:
        yield sentence.format(points=points_text(min(found), words, most=max(found)))
