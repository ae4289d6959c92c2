"""How many were offered a questionnaire and answered it, as far as is known, and the rate or its limit."""

from collections.abc import Iterator

from tycktill.findings.facts import Response
from tycktill.findings.wording import number_text, rate_text
from tycktill.findings.words.catalogue import Words
from tycktill.findings.words.offered import OFFERED_WORDS


def response_sentence(response: Response, words: Words) -> Iterator[str]:
    """In a sentence; nothing where not even how many answered is told."""
    if response.answered is None:
        return
    own, answered, most = OFFERED_WORDS[words.language], number_text(response.answered, words), response.rate_at_most
    if response.rate is not None and response.offered is not None:
        rate = rate_text(response.rate, words)
        yield words.response.format(offered=number_text(response.offered, words), answered=answered, rate=rate)
    elif most is not None and response.offered_min is not None:
        at_most = own.rate_at_most.format(rate=rate_text(most, words))
        yield own.not_all_counted.format(
            offered=number_text(response.offered_min, words), answered=answered, rate=at_most
        )
    elif response.answered:
        yield words.answered_only.format(answered=answered)


def offered_text(response: Response, words: Words) -> str:
    """How many were offered, in a cell; empty where that is not known."""
    if response.offered is not None:
        return number_text(response.offered, words)
    if response.rate_at_most is None or response.offered_min is None:
        return ""
    return OFFERED_WORDS[words.language].offered_at_least.format(offered=number_text(response.offered_min, words))


def response_rate_text(response: Response, words: Words) -> str:
    """The rate, in a cell; empty where nothing can be said of it."""
    if response.rate is not None:
        return rate_text(response.rate, words, sign=True)
    if response.rate_at_most is None:
        return ""
    most = rate_text(response.rate_at_most, words, sign=True)
    return OFFERED_WORDS[words.language].rate_at_most.format(rate=most)
