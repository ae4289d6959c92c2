"""The facts of a result: all that a release tells of one place in one round of a family, and no sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tycktill.findings.figures import Figure, Order, ShareRange
from tycktill.instrument import RoundFacts, Texts
from tycktill.statistics import MeanRange, per_cent_upwards
from tycktill.tables import Judgement, Manifest, Standing, Untested


@dataclass(frozen=True, slots=True)
class Response:
    """Offered and answered; None where one target group has not told. `offered_min` is the least that were offered,
    where not all of them were counted."""

    offered: int | None
    answered: int | None
    offered_min: int | None = field(default=None, kw_only=True)

    @property
    def rate(self) -> float | None:
        """Answered of offered, where it is known: what may be set beside another rate."""
        return self.answered / self.offered if self.offered and self.answered is not None else None

    @property
    def rate_at_most(self) -> float | None:
        """What the rate is no higher than, in whole per cent upwards, where not all offered were counted; None where
        that says nothing."""
        if self.offered is not None or not self.offered_min or self.answered is None:
            return None
        most = per_cent_upwards(self.answered, self.offered_min)
        return most / 100 if most < 100 else None


@dataclass(frozen=True, slots=True)
class EarlierResponse(Response):
    """Offered and answered in an earlier round."""

    round: str


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """The target groups that are compared where these are not all: so many `answers` of all, and one's own share among
    them, None where it cannot be stated."""

    groups: tuple[Texts, ...] = field(hash=False)
    answers: int
    of: int
    share: ShareRange | None


@dataclass(frozen=True, slots=True)
class Contrast:
    """Another share beside one's own, and what a test says.

    `share` is the other's own figure, None where it cannot be stated. `expected` is what it would be with the target
    groups that one's own answers are of, where that is another figure. `order` is how one's own lies beside it, like
    with like; None where the target groups on the two sides are not known to be the same, and by part where the figures
    that readers see lie otherwise. `untested` is why there is no verdict. `detectable` is how large a difference would
    have shown, in 0-1. `part` is what is compared, where that is not all.
    """

    share: ShareRange | None
    expected: ShareRange | None
    order: Order | None
    verdict: Judgement
    untested: Untested | None
    detectable: float | None
    part: ComparedPart | None


@dataclass(frozen=True, slots=True)
class Change(Contrast):
    """One's own share in an earlier round. Where it `is_of_both`, only the municipalities that tell of both rounds are
    compared, since others took part too: `expected` is theirs then, and `part` theirs now."""

    round: str
    is_of_both: bool = False


@dataclass(frozen=True, slots=True)
class SteadyTrend:
    """Whether a share rises or falls steadily over so many `rounds` since `first`."""

    verdict: Judgement
    first: str
    rounds: int


@dataclass(frozen=True, slots=True)
class QuestionFinding:
    """One question in one target group. `broken` is the latest earlier round that it cannot be compared with, since
    something else was asked or, where there is a round `unlike`, since the survey was held in another way from then on;
    `before` are its figures in earlier rounds that it can be compared with."""

    id: str
    name: Texts
    wording: Texts
    own: Figure
    women: Figure
    men: Figure
    nation: Figure
    against_nation: Contrast | None
    mean: MeanRange | None
    standing: Standing | None
    change: Change | None
    trend: SteadyTrend | None = None
    broken: str = ""
    unlike: str = ""
    before: Mapping[str, Figure] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.id)  # sentences sort questions by what is said of each, over and over


@dataclass(frozen=True, slots=True)
class QuestionApart:
    """A question that target groups mean different things by, so that it has no figure of all: each group's name and
    its own finding."""

    groups: tuple[tuple[Texts, QuestionFinding], ...]


@dataclass(frozen=True, slots=True)
class Total:
    """The share of all answers to so many `questions`; `is_all`: none of these answers are left out, being hidden."""

    share: ShareRange
    questions: int
    is_all: bool


@dataclass(frozen=True, slots=True)
class UnitFinding:
    """One unit: who answered, and its figures by question."""

    name: str
    response: Response
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class AnswersRank:
    """The `rank` by number of answers among so many municipalities, and how many share it, oneself among them."""

    rank: int
    of: int
    sharing: int


@dataclass(frozen=True, slots=True)
class TargetFindings:
    """One target group, or several of a family together; questions in printed order.

    `apart` are questions of several target groups that have no figure of all. `overall` is the question that sums the
    others up, with its words. `by_gender` says how many women and how many men answered; None where it is not told.
    """

    id: str
    name: Texts = field(hash=False)
    description: Texts
    response: Response
    nation_rate: float | None
    earlier_response: EarlierResponse | None
    answers_rank: AnswersRank | None
    by_gender: tuple[int, int] | None
    questions: tuple[QuestionFinding, ...]
    overall: tuple[QuestionFinding, Texts] | None
    all_answers: Total | None
    units: tuple[UnitFinding, ...]
    apart: tuple[QuestionApart, ...] = ()
    round: str = ""

    @property
    def figures(self) -> Mapping[str, Figure]:
        """Its own figure of each question."""
        return {each.id: each.own for each in self.questions}

    @property
    def shown(self) -> tuple[QuestionFinding, ...]:
        """The questions whose share is told."""
        return tuple(each for each in self.questions if each.own.share is not None)

    @property
    def compared(self) -> tuple[QuestionFinding, ...]:
        """The questions that have the nation beside their own figure, like with like."""
        return tuple(each for each in self.questions if each.against_nation and each.against_nation.order)


@dataclass(frozen=True, slots=True)
class PlaceFindings:
    """A municipality, or the nation, in one round of one family.

    `whole` is the family's, or the only target group's: then `groups` is empty. `combined` are target groups that the
    family combines, where there are two of such a group here and others too. `rounds` are all that the release
    knows of this place, this one last. `is_alone`: no other municipality is in this release. `of_family`: questions, or
    the response rate, of an only target group beside which a reference stands that is of all the family's.
    """

    municipality: str
    name: str
    round: str
    family: str
    family_name: Texts
    manifest: Manifest
    whole: TargetFindings
    groups: tuple[TargetFindings, ...]
    combined: tuple[TargetFindings, ...]
    rounds: tuple[str, ...]
    is_alone: bool
    has_reference: bool
    of_family: frozenset[str] = frozenset()

    @property
    def facts(self) -> RoundFacts:
        """What is known of the round beside its figures."""
        return self.manifest.facts_of(self.family, self.round)

    def why_unlike(self, round: str) -> Texts:
        """Why a round cannot be compared with earlier ones, as it says itself."""
        return self.manifest.facts_of(self.family, round).unlike_earlier or {}

    @property
    def is_local(self) -> bool:
        """Whether this is no national survey but somebody's own."""
        return self.family in self.manifest.local

    @property
    def is_nation(self) -> bool:
        return not self.municipality

    @property
    def targets(self) -> tuple[TargetFindings, ...]:
        """The whole, its combined target groups, and each where there are several."""
        return self.whole, *self.combined, *self.groups

    def members_of(self, target: TargetFindings) -> tuple[TargetFindings, ...]:
        """The target groups that are combined in one; none in a single one."""
        combined = self.manifest.together.get(target.id, ())
        return self.groups if target is self.whole else tuple(each for each in self.groups if each.id in combined)

    def is_of_all(self, target: TargetFindings, contrasts: Iterable[Contrast]) -> bool:
        """Whether all target groups, of several, are compared as one."""
        return target is self.whole and bool(self.groups) and all(each.part is None for each in contrasts)

    def target_of(self, id_: str) -> TargetFindings | None:
        """The target group, or the family, with this id; None where it has no results here."""
        return next((each for each in self.targets if each.id == id_), None)
