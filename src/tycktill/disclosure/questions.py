"""One question of a round: from its rows to what is told of each."""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tycktill.counting import Tally
from tycktill.disclosure.answers import Counted
from tycktill.disclosure.counts import unsafe_rows
from tycktill.disclosure.holding import QuestionName
from tycktill.disclosure.model.hierarchy import ALL, REST, BaseName, Hierarchy, Parts, RowName, build_hierarchy
from tycktill.disclosure.model.intervals import Interval
from tycktill.disclosure.policies import Policy
from tycktill.disclosure.public import EarlierFigure, Known
from tycktill.disclosure.setting import QuestionSetting
from tycktill.disclosure.telling import tell_intervals
from tycktill.terms import Cell, GenderGroup, Targets, is_finest, places_without_units


@dataclass(frozen=True, slots=True)
class GuardedQuestion:
    """The rows that can give each other away: those of one round, family and question.

    `targets` gives by instrument the targets that have rows of it: others are not asked of, as nothing tells them.
    """

    name: QuestionName
    rows: Sequence[Tally]
    targets: Targets
    headlines: Collection[str]
    policy: Policy
    known: Known
    has_nation: bool = True


def protect_question(question: GuardedQuestion) -> Sequence[Interval | None] | None:
    """For each row the interval that is told of its numerator, None where it is withheld; None where none is safe.

    Raises ValueError where the rows do not add up.
    """
    answers = base_answers(question.rows, question.targets)
    valid = {base: valid for base, (valid, _) in answers.items()}
    own = build_hierarchy(valid, question.targets, has_nation=question.has_nation)
    _check_sums(own, question.rows, answers)
    positive = {base: positive for base, (_, positive) in answers.items()}
    told = tell_intervals(setting_of(question, own), Counted(own, positive))
    return None if told is None else [told.get(row_name(row.cell)) for row in question.rows]


def row_name(cell: Cell) -> RowName:
    """A row's place among those of its question."""
    return RowName(cell.level, cell.municipality, cell.unit, cell.instrument, str(cell.gender))


def base_answers(rows: Sequence[Tally], instruments: Container[str]) -> Mapping[BaseName, tuple[int, int]]:
    """Valid and positive answers of every base cell: women, men, and what all have beyond these.

    Raises ValueError where women and men are more than all.
    """
    without_units = places_without_units(row.cell for row in rows)
    finest = (row for row in rows if row.cell.instrument in instruments and is_finest(row.cell, without_units))
    by_name = {row_name(row.cell): (row.valid, row.positive) for row in finest}
    return dict(_gender_counts(by_name))


def _gender_counts(by_name: Mapping[RowName, tuple[int, int]]) -> Iterator[tuple[BaseName, tuple[int, int]]]:
    for name, whole in by_name.items():
        if name.gender != GenderGroup.ALL:
            continue
        parts = [by_name.get(name._replace(gender=str(each)), (0, 0)) for each in (GenderGroup.WOMEN, GenderGroup.MEN)]
        rest = (whole[0] - parts[0][0] - parts[1][0], whole[1] - parts[0][1] - parts[1][1])
        for gender, (valid, positive) in zip(("K", "M", REST), (*parts, rest), strict=True):
            if not 0 <= positive <= valid:
                place = name.unit or name.municipality
                raise ValueError(f"women and men exceed all in {place}")
            yield BaseName(name.municipality, name.unit, name.target, gender), (valid, positive)


def setting_of(question: GuardedQuestion, own: Hierarchy) -> QuestionSetting:
    """All that decides what is asked; of the question's rows nothing but what the hierarchy has."""
    _, family, id_ = question.name
    shares = [*question.known.released.items(), *question.known.elsewhere.items()]
    named = ((own.rows.get(row_name(cell), ()), each) for (cell, _), each in shares)
    earlier = ((_parts_of_figure(own, each), each.share) for each in question.known.earlier)
    public = [(parts, Interval(each.least, each.most)) for parts, each in (*named, *earlier) if parts]
    untold = unsafe_rows(own, question.policy, question.headlines) if question.policy.guards_counts else frozenset()
    return QuestionSetting((family, id_), own, question.headlines, question.policy, untold, public)


def _parts_of_figure(own: Hierarchy, figure: EarlierFigure) -> Parts:
    """The base cells that an earlier figure was of, whether or not there is a row of its target now: where it named no
    units, of all that have names now."""
    groups = {(group.municipality, group.unit, group.instrument) for group in figure.groups}
    return tuple(
        number
        for number, base in enumerate(own.bases)
        if groups & {base[:3], (base.municipality, "", base.instrument)} and _is_within(base, figure.cell)
    )


def _is_within(base: BaseName, cell: Cell) -> bool:
    """Whether a base cell is in a cell's place and gender group."""
    is_here = cell.municipality in {"", base.municipality} and cell.unit in {"", base.unit}
    return is_here and cell.gender in {ALL, base.gender}


def _check_sums(own: Hierarchy, rows: Sequence[Tally], answers: Mapping[BaseName, tuple[int, int]]) -> None:
    """Raises ValueError where a row is not the sum of its base cells."""
    positive = [answers[base][1] for base in own.bases]
    for row in rows:
        parts = own.rows.get(row_name(row.cell), ())
        if (own.size_of(parts), sum(map(positive.__getitem__, parts))) != (row.valid, row.positive):
            named = ", ".join(filter(None, row_name(row.cell)))
            raise ValueError(f"the row {named} is not the sum of its parts")
