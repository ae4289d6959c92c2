"""The audit: is every row as it should be, is every row there, and can anything withheld be derived?"""

from collections.abc import Callable, Mapping, Sequence

from tycktill.disclosure.audit.attack import leaks
from tycktill.disclosure.audit.completeness import missing_rows
from tycktill.disclosure.audit.forms import form_faults
from tycktill.disclosure.audit.rows import FILE, TableRow, read_row
from tycktill.terms import RESULT_COLUMNS, Fault


def audit(
    rows: Sequence[Mapping[str, str]],
    families: Mapping[str, str],
    questions: Mapping[str, Sequence[str]],
    threshold: int,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Fault, ...]:
    """Everything wrong with the rows of results.csv, given as texts by column, each with what a reader could learn.

    `families` gives the family of each instrument, `questions` those of each instrument and family, `threshold` the
    fewest valid answers that may be shown; `tell` hears how much of the work is done, of how much. Whether rows lack
    is looked at when each row by itself is right, and what can be derived when none lacks: before that the question
    has no answer. None found means that no withheld count follows from the rows by adding and subtracting, and no sum
    of fewer than `threshold` answers in one relation.
    """
    columns = [number for number, row in enumerate(rows, start=2) if tuple(row) != RESULT_COLUMNS]
    if columns or not rows:
        problem = "The columns are others than they should be" if columns else "There are no results"
        return (Fault(problem, f"Write {', '.join(RESULT_COLUMNS)}", FILE, columns[0] if columns else None),)
    forms = form_faults(rows, threshold)
    if forms:
        return tuple(forms)
    table: list[TableRow] = [read_row(row, number) for number, row in enumerate(rows, start=2)]
    missing = missing_rows(table, families, questions)
    return tuple(missing) or tuple(leaks(table, families, threshold, tell))
