"""One share over all questions and answers, of which each respondent gives several."""

from collections.abc import Sequence

from tycktill.statistics.classes import ShareClass


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
