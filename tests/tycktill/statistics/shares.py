"""Made-up shares for the tests of this room."""

from math import comb

from hypothesis import strategies as st

from tycktill.statistics import ShareClass, against_references


@st.composite
def share_classes(draw: st.DrawFn, most_valid: int = 20) -> ShareClass:
    """Classes of any width."""
    valid = draw(st.integers(1, most_valid))
    least = draw(st.integers(0, valid))
    return ShareClass(valid, least, draw(st.integers(least, valid)))


def exact(positive: int, valid: int) -> ShareClass:
    """A share whose numerator is known."""
    return ShareClass(valid, positive, positive)


def against_reference(own: ShareClass, share: float) -> float:
    """The p-value of one target group against a share from elsewhere."""
    return against_references([(own.valid, share)], own.least, own.most).p_value


def hypergeometric(positive: int, valid: int, positives: int, everybody: int) -> float:
    """The probability of x, by whole numbers."""
    ways = comb(positives, positive) * comb(everybody - positives, valid - positive) if positive <= valid else 0
    return ways / comb(everybody, valid)


def mid_p(positive: int, probabilities: list[float]) -> float:
    """The two-sided mid-p value of x, from the definition."""
    lower = sum(probabilities[:positive]) + probabilities[positive] / 2
    upper = sum(probabilities[positive + 1 :]) + probabilities[positive] / 2
    return min(1.0, 2 * min(lower, upper))
