"""That a place has one target group alone, and whom the nation's figures beside it are of."""

from collections.abc import Iterator

from tycktill.findings.facts import PlaceFindings
from tycktill.findings.sentences.verdicts import some_of
from tycktill.findings.words.catalogue import Words
from tycktill.findings.words.overview import OVERVIEWS
from tycktill.terms import RESPONSE_RATE


def one_target(place: PlaceFindings, words: Words) -> Iterator[str]:
    """Which it is, and whether the nation's figures are of it too or of all target groups."""
    target = words.text(place.whole.name)
    if place.whole.id == place.family:
        return
    if not place.of_family:
        yield words.one_target.format(target=target)
        return
    yield OVERVIEWS[words.language].one_target_alone.format(target=target)
    yield from _nation_of_all(place, words)


def _nation_of_all(place: PlaceFindings, words: Words) -> Iterator[str]:
    own = OVERVIEWS[words.language]
    beside = [each for each in place.whole.questions if each.nation.share is not None]
    found = [each for each in beside if each.id in place.of_family]
    if found:
        where = words.on_questions.format(questions=some_of(found, beside, words))
        yield own.nation_of_all.format(where="" if len(found) == len(beside) else where)
    elif RESPONSE_RATE in place.of_family:
        yield own.nation_rate_of_all
