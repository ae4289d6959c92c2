"""What the nation's figures beside an only target group are of: of it, or of all target groups of its family."""

from collections.abc import Callable

from tycktill.findings.facts import TargetFindings
from tycktill.findings.figures import Figure
from tycktill.findings.index import Index
from tycktill.terms import RESPONSE_RATE


def beside_family(
    index: Index, whole: TargetFindings, referred_to: str, nation_of: Callable[[str, str], Figure]
) -> frozenset[str]:
    """The questions of a place's whole, or the response rate, beside which stands a reference of what it is
    `referred_to` as, for want of one of its own: of an only target group that is its family."""
    own = index.given(whole.round, whole.id)
    above = index.given(whole.round, referred_to) - own
    rate = index.references.get((whole.round, referred_to, RESPONSE_RATE))
    questions = {each.id for each in whole.questions if nation_of(whole.id, each.id).share is None}
    has_rate = rate is not None and whole.nation_rate == rate.least
    return above & (questions | {RESPONSE_RATE} if has_rate else questions)
