"""Decides how much of each figure may leave: as much as can be while nobody's answer follows from all of it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from tycktill.counting import Tallies, Tally
from tycktill.disclosure.distributing import told_distributions
from tycktill.disclosure.holding import QuestionName, known_of, known_of_question, question_of
from tycktill.disclosure.model.intervals import Interval
from tycktill.disclosure.policies import Policy
from tycktill.disclosure.protected import Protected, ProtectedValue
from tycktill.disclosure.public import NOTHING_PUBLIC, Public
from tycktill.disclosure.questions import GuardedQuestion, protect_question
from tycktill.statistics import ShareClass, file_shares
from tycktill.terms import Fault, GenderGroup, Grouping, Level, Reason, Status

_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")


class Each(Protocol):
    """Runs a function on each of some things, in order: `map`, or one that does several at a time."""

    def __call__(self, function: Callable[[_Thing], _Result], things: Iterable[_Thing], /) -> Iterable[_Result]: ...


def protect(
    tallies: Tallies,
    policy: Policy,
    *,
    headlines: Collection[str] = (),
    public: Public = NOTHING_PUBLIC,
    each: Each = map,
) -> Protected:
    """Every tally as it may leave; the only maker of protected values.

    A row of enough valid answers for the policy is told as an interval of its numerator, shown where that is one
    number; the others are withheld, and so are all rows of a question of which too much is public (`unsafe`). All
    answers that fit what is told give the very same values, and what the policy guards follows from no number of them
    together (disclosure 1.2, 1.3). Equal input in any order gives equal values.

    `headlines` are the families whose headline is one total for all target groups; the others' is each target group's.
    `public` is what has been told already. `each` may run questions side by side. Raises ValueError when tallies do
    not add up, and Refused where the answers are not those that were published, but for added units.
    """
    rows = sorted(tallies.rows, key=lambda row: (row.cell, row.question))
    grouping = tallies.grouping
    known = known_of(rows, grouping, public, policy.threshold)
    whole = GuardedQuestion(("", "", ""), rows, grouping.targets(), headlines, policy, known)
    names = [question_of(row.cell, row.question, grouping) for row in rows]
    questions = list(_split_by_name(whole, names, grouping))
    values: dict[QuestionName, Iterator[ProtectedValue]] = {}
    unsafe = []
    for question, given in zip(questions, each(protect_question, questions), strict=True):
        unsafe += [_unsafe_fault(question)] if given is None else []
        values[question.name] = iter(list(_question_values(question, given)))
    ordered = tuple(next(values[name]) for name in names)  # the rows of each question are in order among themselves
    shown = [row for row, value in zip(rows, ordered, strict=True) if value.status is Status.SHOWN]
    distributed = told_distributions(shown, grouping, policy, public)
    named = tuple(sorted(headlines)), tuple(sorted(grouping.local))
    return Protected(ordered, policy, *named, tuple(distributed), tuple(unsafe), grouping.combined)


def _split_by_name(
    whole: GuardedQuestion, names: Sequence[QuestionName], grouping: Grouping
) -> Iterator[GuardedQuestion]:
    """One question for each name that rows have."""
    found: defaultdict[QuestionName, list[Tally]] = defaultdict(list)
    for name, row in zip(names, whole.rows, strict=True):
        found[name].append(row)
    for name, own in found.items():
        targets = grouping.targets({row.cell.instrument for row in own})
        known = known_of_question(whole.known, name, grouping)
        has_nation = name[1] not in grouping.local
        yield replace(whole, name=name, rows=own, targets=targets, known=known, has_nation=has_nation)


def _unsafe_fault(question: GuardedQuestion) -> Fault:
    """Raises RuntimeError where nothing public is to blame: that would be an error of the method."""
    named = ", ".join(question.name)
    if not question.known:
        raise RuntimeError(f"no safe release was found of {named}")
    if question.known.earlier:
        problem = f"With the units that were added no safe way is known to tell of {named} beside what was published"
        return Fault(problem, "Leave the release as it is, or add units with more answers")
    what = "somebody's answer or the result of fewer than five"
    problem = f"What is public already of {named} tells {what}, by itself or beside these results"
    return Fault(problem, "It cannot be taken back: tell whoever published it, and publish nothing finer")


def _question_values(question: GuardedQuestion, given: Sequence[Interval | None] | None) -> Iterator[ProtectedValue]:
    """The rows of a question as they may leave; nothing of it is told where nothing is given."""
    local = (row.cell for row in question.rows if row.cell.level is Level.MUNICIPALITY and row.valid)
    told = Counter((cell.instrument, cell.gender) for cell in local)
    for row, numerators in zip(question.rows, given or [None] * len(question.rows), strict=True):
        is_joint = row.cell.level is Level.NATION and told[row.cell.instrument, row.cell.gender] > 1
        is_few = row.valid < question.policy.fewest(is_joint=is_joint)
        reason = Reason.FEW if is_few else Reason.PROTECTS
        yield _withheld_value(row, reason) if numerators is None else _value_of(row, numerators)


def _value_of(row: Tally, numerators: Interval) -> ProtectedValue:
    known = ShareClass(row.valid, numerators.least, numerators.most)
    return ProtectedValue(
        cell=row.cell,
        question=row.question,
        offered=row.offered,
        answered=row.answered,
        valid=row.valid,
        positive_min=known.least,
        positive_max=known.most,
        **file_shares(known, row.offered)._asdict(),
        status=Status.SHOWN if known.is_exact else Status.BOUNDED,
        reason=None,
        offered_min=row.offered_min,
    )


def _withheld_value(row: Tally, reason: Reason) -> ProtectedValue:
    is_total = row.cell.gender is GenderGroup.ALL
    return ProtectedValue(
        cell=row.cell,
        question=row.question,
        offered=row.offered if is_total else None,
        answered=row.answered if is_total else None,
        valid=None,
        positive_min=None,
        positive_max=None,
        share=None,
        share_min=None,
        share_max=None,
        low=None,
        high=None,
        status=Status.WITHHELD,
        reason=reason,
        offered_min=row.offered_min if is_total else None,
    )
