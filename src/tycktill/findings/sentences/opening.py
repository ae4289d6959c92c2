"""What comes first: the headline, when and of whom it was asked, who answered, and the question that sums up."""

from collections.abc import Iterator

from tycktill.findings.facts import EarlierResponse, PlaceFindings, QuestionFinding, TargetFindings
from tycktill.findings.figures import Order, ShareRange
from tycktill.findings.sentences.beside import beside_earlier, beside_nation
from tycktill.findings.sentences.rates import response_sentence
from tycktill.findings.sentences.single import one_target
from tycktill.findings.wording import (
    day_text,
    join_names,
    name_in_quotes,
    number_text,
    ordinal_prefix,
    rate_text,
    share_text,
    small_number,
    with_capital,
)
from tycktill.findings.words.catalogue import Words
from tycktill.findings.words.overview import OVERVIEWS
from tycktill.instrument import RoundFacts
from tycktill.statistics import file_share, per_cent

FEW = 20
"""Fewer answers than this are a hint: one of them is more than five points."""

LAST_RANK = 10
"""A place by number of answers after this one is no news, but that of the fewest."""


def place_title(place: PlaceFindings, words: Words) -> str:
    return words.heading.format(
        place=place.name, what=overall_words(place.whole, words) or all_of_it(place.whole, words)
    )


def overall_words(target: TargetFindings, words: Words) -> str | None:
    """What the question that sums the others up says, with no full stop; None where there is none, or it is hidden."""
    if target.overall is None or target.overall[0].own.share is None:
        return None
    question, sentence = target.overall
    share = share_text(question.own.share, words) if question.own.share else ""
    return words.text(sentence).format(share=words.of_respondents.format(share=share))


def summed_up(target: TargetFindings, words: Words) -> Iterator[str]:
    """What the question that sums the others up says, and how many have answered it where these are not all."""
    sentence = overall_words(target, words)
    if sentence is None or target.overall is None:
        return
    yield f"{with_capital(sentence)}."
    valid, answered = target.overall[0].own.valid, target.response.answered
    if valid is not None and answered is not None and valid < answered:
        yield words.answered_question.format(valid=number_text(valid, words), answered=number_text(answered, words))


def all_of_it(target: TargetFindings, words: Words) -> str:
    total = target.all_answers
    if total is None:
        return OVERVIEWS[words.language].no_total if target.shown else words.nothing_shown
    return (words.all_positive if total.is_all else words.shown_positive).format(share=share_text(total.share, words))


def round_facts(place: PlaceFindings, words: Words) -> Iterator[str]:
    """When the round was held and of whom, which target groups it asks, and which of them on trial."""
    facts = place.facts
    yield from _collection_days(facts, words)
    yield from filter(None, (words.text(facts.offered or {}), words.text(facts.outside or {})))
    if facts.unlike_earlier and not any(each.unlike for each in place.whole.questions):
        yield " ".join((OVERVIEWS[words.language].held_unlike, words.text(facts.unlike_earlier)))
    if facts.voluntary:
        yield words.voluntary
    yield from one_target(place, words)
    pilots = [words.text(each.name) for each in place.targets if each.id in place.manifest.pilots]
    if pilots:
        yield words.pilot.format(targets=join_names(pilots, words))
    elif facts.pilot:
        yield words.pilot_round


def _collection_days(facts: RoundFacts, words: Words) -> Iterator[str]:
    """When its answers were collected, as far as that is known."""
    first, last = (day and day_text(day, words) for day in (facts.first_day, facts.last_day))
    if first and first == last:
        yield words.collected_on.format(day=first)
    elif first and last and facts.first_day and facts.last_day:
        in_year = facts.first_day[:4] == facts.last_day[:4]
        first = day_text(facts.first_day, words, in_year=in_year)
        yield (words.collected_in_year if in_year else words.collected).format(first=first, last=last)
    elif first or last:
        yield (words.collected_since if first else words.collected_until).format(first=first, last=last)


def who_stands_behind(place: PlaceFindings, words: Words) -> Iterator[str]:
    """Who publishes the result, when, and whom to ask."""
    facts = place.facts
    if facts.published:
        yield words.published.format(day=day_text(facts.published, words))
    if facts.publisher:
        yield words.publisher.format(publisher=facts.publisher)
    if facts.contact:
        yield words.contact.format(contact=facts.contact)


def participation_sentences(place: PlaceFindings, words: Words) -> Iterator[str]:
    """Offered and answered here and in the nation, last time, the place by number of answers, women and men."""
    target = place.whole
    yield from response_sentences(target, words)
    yield from since_last(place, target, words)
    yield from _answers_rank(target, words)
    if target.by_gender:
        women, men = (number_text(number, words) for number in target.by_gender)
        yield words.by_gender.format(women=women, men=men)
        if sum(target.by_gender) < (target.response.answered or 0):
            yield words.other_genders
    yield from few_answers(target, words)


def _answers_rank(target: TargetFindings, words: Words) -> Iterator[str]:
    own = target.answers_rank
    if own and (own.rank <= LAST_RANK or own.rank == own.of):
        alone = words.fewest_answers if own.rank == own.of else words.answers_rank
        sentence = words.answers_rank_shared if own.sharing > 1 else alone
        sharing = small_number(own.sharing, words)
        yield sentence.format(rank=ordinal_prefix(own.rank, words), of=number_text(own.of, words), sharing=sharing)


def few_answers(target: TargetFindings, words: Words) -> Iterator[str]:
    """That the result rests on few answers: to the question that sums up, or to the one that most have answered."""
    valid = answers_behind(target)
    if valid < FEW:
        yield words.few_answers.format(answered=number_text(valid, words))


def answers_behind(target: TargetFindings) -> int:
    """How many answers the result rests on: those to the question that sums up, or to the one that most answered."""
    question = question_behind(target)
    return FEW if question is None else question.own.valid or 0


def question_behind(target: TargetFindings) -> QuestionFinding | None:
    """The question that sums up or, where it is not shown, the one that most have answered."""
    shown = [each for each in target.shown if target.overall and each.id == target.overall[0].id] or target.shown
    return max(shown, key=lambda each: each.own.valid or 0, default=None)


def hint_of_few(target: TargetFindings, words: Words) -> Iterator[str]:
    """Of few answers, that the figures are a hint, and to which question so many have answered."""
    question = question_behind(target)
    if question is not None and (question.own.valid or 0) < FEW:
        yield hint_of(question, question.own.valid or 0, words)


def hint_of(question: QuestionFinding, answered: int, words: Words) -> str:
    """The sentence of it."""
    name = name_in_quotes(words.text(question.name), words)
    return OVERVIEWS[words.language].hint.format(answered=number_text(answered, words), question=name)


def response_sentences(target: TargetFindings, words: Words) -> Iterator[str]:
    """Offered and answered, as far as they are known, beside the nation's rate."""
    yield from response_sentence(target.response, words)
    yield from _nation_rate(target, words)


def _nation_rate(target: TargetFindings, words: Words) -> Iterator[str]:
    if target.nation_rate is None:
        return
    rate, own = target.nation_rate, target.response.rate
    order = Order.OPEN if own is None else ShareRange(own, own).order(ShareRange(rate, rate))
    yield words.nation_rate[order].format(rate=rate_text(rate, words))


def since_last(place: PlaceFindings, target: TargetFindings, words: Words) -> Iterator[str]:
    """How many answered last time, and how many years in a row the round has been held."""
    now, then = target.response.answered, target.earlier_response
    if now is not None and then is not None and then.answered:
        yield _beside_last(now, then.answered, then, words)
    row = years_in_a_row(place)
    if row > 2:
        yield words.in_a_row.format(ordinal=ordinal_prefix(row, words))


def _beside_last(now: int, before: int, then: EarlierResponse, words: Words) -> str:
    """More or fewer answers than last time, so many times as many where that is nearly a whole number."""
    clause = words.answered_then if then.rate is None else words.rate_then
    rate = "" if then.rate is None else rate_text(then.rate, words)
    filled = {"round": then.round, "then": clause.format(answered=number_text(before, words), rate=rate)}
    times = (2 * now + before) // (2 * before)
    if times >= 2 and abs(now - times * before) * 10 <= now:
        about = "" if now == times * before else words.about
        return words.times_as_many.format(times=about + _times_as_many(times, words), **filled)
    order = Order.EQUAL if now == before else Order.HIGHER if now > before else Order.LOWER
    return words.earlier_response[order].format(**filled)


def _times_as_many(number: int, words: Words) -> str:
    return words.twice if number == 2 else words.times.format(number=small_number(number, words))


def years_in_a_row(place: PlaceFindings) -> int:
    """How many years in a row, this one last, the release knows the place to have had the round; rounds that are no
    years stand alone."""
    years = {int(each) for each in place.rounds if each.isdecimal()}
    year = int(place.round) if place.round.isdecimal() else None
    return next(number for number in range(len(years) + 1) if year is None or year - number not in years)


def whole_result(place: PlaceFindings, words: Words) -> Iterator[str]:
    """The share on the whole beside the nation's, last time's, and what the nation's figures are."""
    if overall_words(place.whole, words) is None or place.whole.overall is None:
        return
    question = place.whole.overall[0]
    yield from summed_up(place.whole, words)
    yield from beside_nation(question, words)
    mean = question.mean
    if question.against_nation is not None and mean is not None:
        spoken = ShareRange(file_share(mean.least), file_share(mean.most))
        is_end = spoken.least == 0 or spoken.most == 1  # told as "at least" or "at most", which is rough as it stands
        is_one = is_end or per_cent(spoken.least) == per_cent(spoken.most)
        form = words.mean_share if is_one else words.mean_roughly
        yield form.format(mean=share_text(spoken, words), of=number_text(mean.municipalities, words))
    yield from beside_earlier(question, words)
