"""Writes in a language's sentences what is expected, what came and what stands out."""

from collections.abc import Iterator, Sequence

from tycktill.findings import ShareRange, group_name, rate_text, share_text
from tycktill.findings.wording import day_text, join_names, name_in_quotes, points_text, with_capital
from tycktill.improvement.expectation import Expectation, Unforeseen
from tycktill.improvement.history import Indicator
from tycktill.improvement.outcome import BesideOthers, Followed, Surprise, Unfollowed
from tycktill.improvement.starts import Started, can_be_proven, ways_to_draw
from tycktill.improvement.targets import Chance
from tycktill.improvement.what_stands_out import StandsOut
from tycktill.improvement.words import Sentences
from tycktill.statistics import FEWEST_PLACES, Spanning, per_cent, per_cent_between
from tycktill.tables import Names


def indicator_name(indicator: Indicator, names: Names, sentences: Sentences) -> str:
    """`”Påverka” i Granhult, IFO`."""
    language = sentences.words.language
    form = sentences.figure_of_unit if indicator.unit else sentences.figure
    return form.format(
        question=name_in_quotes(names.question(indicator.target, indicator.question, language), sentences.words),
        unit=indicator.unit,
        place=names.municipalities.get(indicator.municipality, indicator.municipality),
        target=names.target(indicator.target, language),
    )


def expectation_sentences(
    found: Expectation | Unforeseen, sentences: Sentences, *, is_proven: bool | None = None
) -> Iterator[str]:
    """What is expected next time if nothing is done, and how sure that is.

    `is_proven`: whether the figure differs significantly from the nation's; None where nobody has looked.
    """
    if isinstance(found, Unforeseen):
        yield sentences.unforeseen[found].format(fewest=FEWEST_PLACES)
        return
    forecast = found.forecast()
    middle = found.spread.level((found.nation.share_min + found.nation.share_max) / 2)
    tendency = sentences.level_stays
    if found.known.share_max < middle:
        tendency = sentences.low_rises
    elif found.known.share_min > middle:
        tendency = sentences.high_falls
    known, proof = with_capital(span_text(found.known, sentences)), sentences.proof[is_proven]
    yield tendency.format(known=known, valid=found.known.valid, proof=proof)
    expected, likely = span_text(forecast.expected, sentences), _certain_text(forecast.likely, sentences)
    yield sentences.expected.format(expected=expected, likely=likely)
    yield sentences.by_itself.format(rises=span_text(forecast.rises(), sentences))
    carried = sentences.carried_from if found.carried_from else sentences.carried_unknown
    whose = sentences.whose[found.indicator.level]
    yield carried.format(whose=whose, round=found.carried_from, now=found.round)


def outcome_sentences(found: Followed | Unfollowed, sentences: Sentences) -> Iterator[str]:
    """What came, in the first place the verdict; never that the action was the cause."""
    if isinstance(found, Unfollowed):
        yield sentences.unfollowed[found]
        return
    forecast, known = found.forecast, found.known
    came = sentences.came.format(
        expected=span_text(forecast.expected, sentences),
        likely=likely_text(forecast.likely, sentences),
        known=span_text(known, sentences),
        valid=known.valid,
        round=found.round,
    )
    yield f"{came} {sentences.surprise[found.surprise]}"
    if found.surprise is not Surprise.AS_EXPECTED:
        yield sentences.no_cause
    smallest = found.smallest
    points = "" if smallest is None else points_text(smallest, sentences.words)
    yield sentences.smallest.format(points=points) if points else sentences.none_shows
    yield _peers_sentence(found, sentences)
    if found.expectation.was_chosen:
        yield sentences.chosen
    elif found.beside_others is not None:
        yield _beside_others_sentence(found.beside_others, sentences)


def lock_sentence(locked_on: str, opened: str | None, sentences: Sentences) -> str:
    """Whether the expectation was locked on a day before answers began to be collected, as far as that is known."""
    if not locked_on:
        return sentences.not_locked
    locked = day_text(locked_on, sentences.words)
    if opened is None:
        return sentences.locked_once.format(day=locked)
    if locked_on < opened:
        return sentences.locked.format(day=locked)
    return sentences.locked_late.format(day=locked, opened=day_text(opened, sentences.words))


def stands_out_sentence(found: StandsOut, names: Names, sentences: Sentences) -> str:
    """One figure that stands out."""
    language, better = sentences.words.language, sentences.stands_out[found.beside]
    sentence = (better[0] if found.is_better else better[1]).format(
        question=name_in_quotes(names.question(found.target, found.question, language), sentences.words),
        target=names.target(found.target, language),
        unit=found.unit,
        round=found.round,
        group=group_name(found.group, sentences.words) if found.group else "",
        own=span_text(found.own, sentences),
        expected=span_text(found.expected, sentences),
    )
    if not found.is_at_end:
        return sentence
    return f"{sentence} {sentences.at_end[0 if found.is_better else 1]}"


def start_sentences(found: Started | Unfollowed, sentences: Sentences) -> Iterator[str]:
    """What came of a start that was drawn by lot."""
    if isinstance(found, Unfollowed):
        yield sentences.unfollowed[found]
        return
    first, waiting = (join_names(list(part), sentences.words) for part in found.drawn)
    yield sentences.start_began.format(round=found.round, first=first, waiting=waiting)
    least, most = _signed_points(found.least), _signed_points(found.most)
    if least == most:
        yield sentences.start_differs.format(difference=least)
    else:
        yield sentences.start_between.format(least=least, most=most)
    yield sentences.start_left_out
    proof = sentences.start_proven if found.is_proven else sentences.start_unproven
    yield proof.format(lot=rate_text(found.p_value, sentences.words))


def draw_sentences(units: int, first: int, sentences: Sentences) -> Iterator[str]:
    """In how many ways the lot can fall, and whether any difference could be proven then."""
    yield sentences.lot_ways.format(units=units, first=first, ways=ways_to_draw(units, first))
    if not can_be_proven(units, first):
        yield sentences.lot_too_few


def chance_sentences(target: float, valid: int, found: Sequence[Chance], sentences: Sentences) -> Iterator[str]:
    """How often a target is missed by chance alone, at each level."""
    for chance in found:
        shares = (rate_text(each, sentences.words) for each in (chance.level, target, chance.missed))
        level, aim, missed = shares
        yield sentences.miss.format(level=level, target=aim, missed=missed, valid=valid)


def span_text(span: Spanning, sentences: Sentences) -> str:
    """A share, or those that it lies between, in words."""
    ends = (min(max(each, 0.0), 1.0) for each in (span.share_min, span.share_max))
    return share_text(ShareRange(*ends), sentences.words)


def likely_text(span: Spanning, sentences: Sentences) -> str:
    """`48–78 procent`, also where it reaches to none or all."""
    low, high = per_cent_between(span.share_min, span.share_max)
    number = str(low) if low == high else f"{low}–{high}"
    return sentences.words.figures.per_cent.format(number=number)


def _certain_text(span: Spanning, sentences: Sentences) -> str:
    """`mellan 48 och 78`, in whole per cent that have been named before."""
    low, high = per_cent_between(span.share_min, span.share_max)
    return likely_text(span, sentences) if low == high else sentences.likely.format(low=low, high=high)


def _peers_sentence(found: Followed, sentences: Sentences) -> str:
    peers, before = found.peers, found.expectation.round
    if peers.mean is None:
        return sentences.no_peers.format(before=before)
    way = sentences.level
    if per_cent(abs(peers.mean)):
        way = (sentences.up if peers.mean > 0 else sentences.down).format(
            points=points_text(abs(peers.mean), sentences.words)
        )
    numbers = {"number": peers.number, "rose": peers.rose, "fell": peers.fell}
    mean = sentences.on_average.format(way=way)
    return sentences.peers.format(**numbers, before=before, now=found.round, mean=mean)


def _beside_others_sentence(found: BesideOthers, sentences: Sentences) -> str:
    least, most, low, high = (_signed_points(each) for each in found)
    unclear = sentences.beside_unclear if found.low <= 0 <= found.high else ""
    difference = least if least == most else f"{least}…{most}"
    return sentences.beside_others.format(difference=difference, low=low, high=high, unclear=unclear)


def _signed_points(difference: float) -> str:
    """In whole points, with a true minus sign."""
    points = per_cent(difference)
    return f"+{points}" if points > 0 else f"\u2212{-points}" if points < 0 else "0"
