"""The audit: is every row as it should be, is every row there, and can anything kept be worked out?"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from tycktill.audit.reader import Reader
from tycktill.audit.requirements import Requirements
from tycktill.audit.table.completeness import missing_rows
from tycktill.audit.table.forms import form_faults, nation_faults
from tycktill.audit.table.participation import miscounted_wholes
from tycktill.audit.table.question import QuestionTable
from tycktill.audit.table.rows import FILE, TableRow, read_row
from tycktill.audit.verdict import Exposure, Verdict
from tycktill.terms import RESULT_COLUMNS, Fault, Grouping

_ROWS_ALONE = Reader()


def audit(
    rows: Sequence[Mapping[str, str]],
    grouping: Grouping,
    questions: Mapping[str, Sequence[str]],
    requirements: Requirements,
    *,
    reader: Reader = _ROWS_ALONE,
    report: Callable[[int, int], None] = lambda done, total: None,
) -> Verdict:
    """Everything wrong with the rows of results.csv, given as texts by column, each with what a reader could learn.

    `grouping` says which instruments are combined, `questions` are those of each instrument, group and family;
    `report` hears how much of the work is done, of how much. Whether rows lack is looked at when each row by itself is
    right, and what can be worked out when none lacks: before that the question has no answer.

    A reader is taken to have the rows alone, and not to know how many answered where that neither stands nor follows.
    So what is found is surely a leak. A `reader` may know those numbers, as the method takes it (3), and what else was
    told of the same answers.
    """
    columns = [number for number, row in enumerate(rows, start=2) if tuple(row) != RESULT_COLUMNS]
    if columns or not rows:
        problem = "The columns are others than they should be" if columns else "There are no results"
        remedy = f"Write {', '.join(RESULT_COLUMNS)}"
        return Verdict((Fault(problem, remedy, FILE, columns[0] if columns else None),))
    forms = form_faults(rows, requirements)
    if forms:
        return Verdict(tuple(forms))
    table = [read_row(row, number) for number, row in enumerate(rows, start=2)]
    wrong = tuple(missing_rows(table, grouping, questions, requirements)) or tuple(nation_faults(rows, requirements))
    return Verdict(wrong) if wrong else _attack_each(table, grouping, requirements, reader, report)


def _attack_each(
    rows: Sequence[TableRow],
    grouping: Grouping,
    requirements: Requirements,
    reader: Reader,
    report: Callable[[int, int], None],
) -> Verdict:
    """Tries each round, family and question by itself: no row of one tells anything of another's."""
    # What solves and factorises takes half a second to load, that a command which audits nothing need not wait.
    from tycktill.audit.attack.leaks import worked_out  # noqa: PLC0415  see above

    groups: defaultdict[tuple[str, str, str], list[TableRow]] = defaultdict(list)
    for row in rows:
        groups[row.round, grouping.family(row.spot.place.target), row.question].append(row)
    faults: list[Fault] = []
    exposed: list[Exposure] = []
    for done, ((round_, family, question), of_one) in enumerate(groups.items()):
        report(done, len(groups))
        valid = reader.valid_answers(round_, question, family, grouping.families)
        table = QuestionTable(of_one, grouping, requirements, valid, reader.public_of(round_, question))
        wrong = [*_unknown_spots(table), *miscounted_wholes(table), *_contradicting_counts(table)]
        found, hidden = (wrong, []) if wrong else worked_out(table)
        faults.extend(found)
        exposed.extend(hidden)
    worst = min(exposed, key=lambda each: each.order, default=None)
    return Verdict(tuple(faults), None if faults else worst)


def _unknown_spots(table: QuestionTable) -> Iterator[Fault]:
    for key in sorted((table.known or {}).keys() - set(table.hierarchy.base)):
        problem = f"There are numbers of {', '.join(key)} and no unit in the table that has them"
        yield Fault(problem, "Give the numbers of this release", FILE)
        return


def _contradicting_counts(table: QuestionTable) -> Iterator[Fault]:
    problem = "The parts shown do not add up to the whole"
    if table.known is not None:
        problem += ", or the numbers are of another release"
    for bounds in (table.valid, table.positive_bounds()):
        for spot in bounds.contradicted().tolist():
            yield Fault(problem, "Count again", FILE, table.number_of(spot))
            return
