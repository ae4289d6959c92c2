"""One question of a round: from its rows to what is told of each."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tycktill.disclosure.answers import Counted
from tycktill.disclosure.counts import untellable
from tycktill.disclosure.holding import QuestionName, group_of
from tycktill.disclosure.model.hierarchy import REST, BaseCell, Hierarchy, Parts, RowName, hierarchy, rows_of
from tycktill.disclosure.model.intervals import Interval
from tycktill.disclosure.policies import Policy
from tycktill.disclosure.public import EarlierFigure, Known
from tycktill.disclosure.setting import Setting
from tycktill.disclosure.telling import tell
from tycktill.statistics import Estimate
from tycktill.terms import Cell, GenderGroup, Level


@dataclass(frozen=True, slots=True)
class Question:
    """The rows that can give each other away: those of one round, family and question."""

    name: QuestionName
    rows: Sequence[Estimate]
    families: Mapping[str, str]
    headlines: Collection[str]
    policy: Policy
    known: Known


def protect_question(question: Question) -> Sequence[Interval | None] | None:
    """For each row the interval that is told of its numerator, None where it is withheld; None where none is safe.

    Raises ValueError where the rows do not add up.
    """
    answers = base_answers(question.rows, question.families)
    own = hierarchy({base: valid for base, (valid, _) in answers.items()}, question.families)
    _check(own, question.rows, answers)
    positive = {base: positive for base, (_, positive) in answers.items()}
    told = tell(setting_of(question, own), Counted(own, positive))
    return None if told is None else [told.get(row_name(row.cell)) for row in question.rows]


def row_name(cell: Cell) -> RowName:
    """A row's place among those of its question."""
    return RowName(cell.level, cell.municipality, cell.unit, cell.instrument, str(cell.gender))


def base_answers(rows: Sequence[Estimate], families: Mapping[str, str]) -> Mapping[BaseCell, tuple[int, int]]:
    """Valid and positive answers of every base cell: women, men, and what all have beyond these.

    Raises ValueError where women and men are more than all.
    """
    units = (row for row in rows if row.cell.level is Level.UNIT and row.cell.instrument in families)
    by_name = {row_name(row.cell): (row.valid, row.positive) for row in units}
    return dict(_genders(by_name))


def _genders(by_name: Mapping[RowName, tuple[int, int]]) -> Iterator[tuple[BaseCell, tuple[int, int]]]:
    for name, whole in by_name.items():
        if name.gender != GenderGroup.ALL:
            continue
        parts = [by_name.get(name._replace(gender=str(each)), (0, 0)) for each in (GenderGroup.WOMEN, GenderGroup.MEN)]
        rest = (whole[0] - parts[0][0] - parts[1][0], whole[1] - parts[0][1] - parts[1][1])
        for gender, (valid, positive) in zip(("K", "M", REST), (*parts, rest), strict=True):
            if not 0 <= positive <= valid:
                raise ValueError(f"women and men exceed all in {name.unit}: {positive} of {valid} are left")
            yield BaseCell(name.municipality, name.unit, name.target, gender), (valid, positive)


def setting_of(question: Question, own: Hierarchy) -> Setting:
    """All that decides what is asked; of the question's rows nothing but what the hierarchy has."""
    _, family, id_ = question.name
    shares = [*question.known.told.items(), *question.known.elsewhere.items()]
    named = ((own.rows.get(row_name(cell), ()), each) for (cell, _), each in shares)
    earlier = ((_parts(own, each), each.told) for each in question.known.earlier)
    public = [(parts, Interval(each.least, each.most)) for parts, each in (*named, *earlier) if parts]
    untold = untellable(own, question.policy, question.headlines) if question.policy.guards_counts else frozenset()
    return Setting((family, id_), own, question.headlines, question.policy, untold, public)


def _parts(own: Hierarchy, figure: EarlierFigure) -> Parts:
    """The base cells that an earlier figure was of."""
    name = row_name(figure.cell)
    groups = {(group.municipality, group.unit, group.instrument) for group in map(group_of, figure.groups)}
    return tuple(
        number
        for number, base in enumerate(own.bases)
        if base[:3] in groups and name in set(rows_of(base, own.families))
    )


def _check(own: Hierarchy, rows: Sequence[Estimate], answers: Mapping[BaseCell, tuple[int, int]]) -> None:
    """Raises ValueError where a row is not the sum of its base cells."""
    for row in rows:
        parts = [answers[own.bases[part]] for part in own.rows.get(row_name(row.cell), ())]
        if (sum(valid for valid, _ in parts), sum(positive for _, positive in parts)) != (row.valid, row.positive):
            named = ", ".join(filter(None, row_name(row.cell)))
            raise ValueError(f"the row {named} is not the sum of its parts")
