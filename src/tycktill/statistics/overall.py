"""One share over all questions and answers, of which each respondent gives several."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, inf, sqrt
from typing import NamedTuple

from tycktill.statistics.classes import ShareClass
from tycktill.statistics.intervals import Z, wilson_limits


class RespondentSum(NamedTuple):
    """All that one respondent answered: of so many valid answers, so many positive."""

    positive: int
    valid: int


@dataclass(frozen=True, slots=True)
class ClusteredShare:
    """A share over all answers with its 95 % interval; they are worth as much as `worth` independent ones."""

    share: float
    standard_error: float
    worth: float
    low: float
    high: float


def share_of_all(classes: Sequence[ShareClass]) -> ShareClass:
    """Positive answers to all questions, of all valid ones: the sum of x over the sum of n. It describes, no more.

    It has no interval: one respondent's answers resemble each other, and how much cannot be known of counts, where
    nobody's answers to two questions stand together. Raises ValueError without any question.
    """
    return ShareClass(
        valid=sum(known.valid for known in classes),
        least=sum(known.least for known in classes),
        most=sum(known.most for known in classes),
    )


def clustered_share(respondents: Sequence[RespondentSum], offered: int | None = None) -> ClusteredShare:
    """The same share with an interval, where each respondent's own sums are at hand.

    Taylor linearisation with the respondent as cluster (Cochran 1977, 6.3): with r respondents, p = sum x / sum n
    and e = x - p n, the variance is r/(r-1) sum e^2 / (sum n)^2, times 1 - r/N where N offered are known. The interval
    is Wilson's with p(1-p)/variance answers for n (Dean & Pagano 2015), fewer by (z/t)^2, t of r-1 degrees of freedom
    (Korn & Graubard 1998). Raises ValueError below two respondents.
    """
    from scipy.special import stdtrit  # noqa: PLC0415  takes a third of a second that most commands need not wait

    answering = [sums for sums in respondents if sums.valid]
    if len(answering) < 2:
        raise ValueError("fewer than two respondents: nothing tells how much they differ")
    valid = sum(sums.valid for sums in answering)
    share = sum(sums.positive for sums in answering) / valid
    silent = 1.0 if offered is None else max(0.0, 1 - len(answering) / offered)
    spread = fsum((sums.positive - share * sums.valid) ** 2 for sums in answering)
    variance = len(answering) / (len(answering) - 1) * spread / valid**2
    worth = _worth(share, variance, valid, len(answering)) / silent if silent else inf
    few = (Z / float(stdtrit(len(answering) - 1, 0.975))) ** 2
    low, high = wilson_limits(share, worth * few) if silent else (share, share)
    return ClusteredShare(share, sqrt(variance * silent), worth, low, high)


def _worth(share: float, variance: float, valid: int, respondents: int) -> float:
    """How many independent answers have this variance: at most as many as there are, and where all or none are
    positive, so that nothing tells how alike a respondent's answers are, one from each."""
    if share in (0, 1):
        return respondents
    return min(share * (1 - share) / variance, valid) if variance else valid
