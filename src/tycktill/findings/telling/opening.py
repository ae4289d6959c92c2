"""What comes first: the headline, when and of whom it was asked, who answered, and the question that sums up."""

from collections.abc import Iterator

from tycktill.findings.facts import PlaceFindings, QuestionFinding, Response, TargetFindings
from tycktill.findings.figures import Order, ShareRange
from tycktill.findings.telling.changes import changes
from tycktill.findings.telling.questions import detectable_difference, outcome
from tycktill.findings.wording import capital, count, day_text, listed, ordinal, rate_text, share_text, small
from tycktill.findings.words.catalogue import Words
from tycktill.statistics import file_share, per_cent

FEW = 20
"""Fewer answers than this are a hint: one of them is more than five points."""


def title(place: PlaceFindings, words: Words) -> str:
    """The headline of a place."""
    return words.heading.format(place=place.name, what=overall(place.whole, words) or _all(place.whole, words))


def overall(target: TargetFindings, words: Words) -> str | None:
    """What the question that sums the others up says, with no full stop; None where there is none, or it is hidden."""
    if target.overall is None or target.overall[0].own.share is None:
        return None
    question, sentence = target.overall
    share = share_text(question.own.share, words) if question.own.share else ""
    return words.text(sentence).format(share=words.of_respondents.format(share=share))


def _all(target: TargetFindings, words: Words) -> str:
    total = target.all_answers
    if total is None:
        return words.nothing_shown
    return (words.all_positive if total.is_all else words.shown_positive).format(share=share_text(total.share, words))


def round_facts(place: PlaceFindings, words: Words) -> Iterator[str]:
    """When the round was held and of whom, which target groups it asks, and which of them on trial."""
    facts = place.facts
    first, last = (day and day_text(day, words) for day in (facts.first_day, facts.last_day))
    if first and last:
        yield words.collected.format(first=first, last=last)
    elif first or last:
        yield (words.collected_since if first else words.collected_until).format(first=first, last=last)
    yield from filter(None, (words.text(facts.offered or {}), words.text(facts.outside or {})))
    if facts.voluntary:
        yield words.voluntary
    if place.whole.id != place.family:
        yield words.one_target.format(target=words.text(place.whole.name))
    pilots = [words.text(each.name) for each in place.targets if each.id in place.manifest.pilots]
    if pilots:
        yield words.pilot.format(targets=listed(pilots, words))
    elif facts.pilot:
        yield words.pilot_round


def who_stands_behind(place: PlaceFindings, words: Words) -> Iterator[str]:
    """Who publishes the result, when, and whom to ask."""
    facts = place.facts
    if facts.published:
        yield words.published.format(day=day_text(facts.published, words))
    if facts.publisher:
        yield words.publisher.format(publisher=facts.publisher)
    if facts.contact:
        yield words.contact.format(contact=facts.contact)


def participation(place: PlaceFindings, words: Words) -> Iterator[str]:
    """Offered and answered here and in the nation, last time, the place by number of answers, women and men."""
    target = place.whole
    if target.response.rate is None and target.response.answered is not None:
        yield words.answered_only.format(answered=count(target.response.answered, words))
    yield from response(target, words)
    yield from _nation_rate(target, words)
    yield from _earlier(place, words)
    if target.answers_rank:
        rank, of = target.answers_rank
        yield words.answers_rank.format(rank=ordinal(rank, words), of=count(of, words))
    if target.by_gender:
        women, men = (count(number, words) for number in target.by_gender)
        yield words.by_gender.format(women=women, men=men)
    if target.shown and (target.response.answered or FEW) < FEW:
        yield words.few_answers.format(answered=target.response.answered)


def response(target: TargetFindings, words: Words) -> Iterator[str]:
    """Offered and answered, where both are known."""
    own = target.response
    if own.offered is not None and own.answered is not None and own.rate is not None:
        counts = {"offered": count(own.offered, words), "answered": count(own.answered, words)}
        yield words.response.format(**counts, rate=rate_text(own.rate, words))


def _nation_rate(target: TargetFindings, words: Words) -> Iterator[str]:
    if target.nation_rate is None:
        return
    rate, own = target.nation_rate, target.response.rate
    order = Order.OPEN if own is None else ShareRange(own, own).order(ShareRange(rate, rate))
    yield words.nation_rate[order].format(rate=rate_text(rate, words))


def _earlier(place: PlaceFindings, words: Words) -> Iterator[str]:
    """How many answered last time, and how many years in a row the round has been held."""
    now, then = place.whole.response.answered, (place.whole.earlier_response or Response(None, None)).answered
    if now is not None and then and place.earlier_round:
        order = Order.EQUAL if now == then else Order.HIGHER if now > then else Order.LOWER
        told = {"round": place.earlier_round, "answered": count(then, words)}
        times = (2 * now + then) // (2 * then)
        sentence = (
            words.times_as_many if times >= 2 and abs(now - times * then) * 10 <= now else words.earlier_response[order]
        )
        yield sentence.format(**told, times=small(times, words))
    row = years_in_a_row(place)
    if row > 2:
        yield words.in_a_row.format(ordinal=ordinal(row, words))


def years_in_a_row(place: PlaceFindings) -> int:
    """How many years in a row, this one last, the release knows the place to have had the round; rounds that are no
    years stand alone."""
    years = {int(each) for each in place.rounds if each.isdecimal()}
    year = int(place.round) if place.round.isdecimal() else None
    return next(number for number in range(len(years) + 1) if year is None or year - number not in years)


def whole(place: PlaceFindings, words: Words) -> Iterator[str]:
    """The share on the whole beside the nation's, last time's, and what the nation's figures are."""
    sentence = overall(place.whole, words)
    if sentence is None or place.whole.overall is None:
        return
    question = place.whole.overall[0]
    yield f"{capital(sentence)}."
    yield from beside_nation(question, words)
    yield from beside_earlier(question, words)
    mean = question.mean
    if question.against_nation is not None and mean is not None:
        spoken = ShareRange(file_share(mean.least), file_share(mean.most))
        form = words.means if per_cent(spoken.least) == per_cent(spoken.most) else words.means_roughly
        yield form.format(mean=share_text(spoken, words), of=count(mean.municipalities, words))


def beside_nation(question: QuestionFinding, words: Words) -> Iterator[str]:
    """The nation's share of a question, with the same target groups where that is another, and what is proven."""
    contrast = question.against_nation
    if contrast is None or contrast.share is None:
        return
    told = {"nation": share_text(contrast.share, words)}
    if contrast.expected:
        yield words.same_mix_share.format(**told, expected=share_text(contrast.expected, words))
    else:
        yield words.nation_share.format(**told)
    if contrast.verdict in words.beside_nation_proven:
        yield words.beside_nation_proven[contrast.verdict]


def beside_earlier(question: QuestionFinding, words: Words) -> Iterator[str]:
    """The share of an earlier round, with the target groups of this one where that is another, and what is proven."""
    change = question.change
    if change is None or change.share is None:
        return
    told = {"round": change.round, "share": share_text(change.share, words)}
    if change.expected:
        yield capital(words.earlier_same_mix_share.format(**told, expected=share_text(change.expected, words)))
    else:
        yield capital(words.earlier_share.format(**told))
    if change.verdict in words.change_proven:
        yield words.change_proven[change.verdict].format(**told)


def headline(place: PlaceFindings, target: TargetFindings, words: Words) -> Iterator[str]:
    """What is proven first, for the top of a page: the whole, and the questions that a test tells from the nation."""
    sentence = overall(target, words)
    if not target.shown:
        yield f"{capital(words.nothing_shown)}."
        return
    yield f"{capital(sentence or _all(target, words))}."
    if target.overall and sentence:
        yield from beside_nation(target.overall[0], words)
    yield from outcome(target, words)
    yield from detectable_difference(target, words)
    yield from changes(target, words)
