"""The audit: is every row as it should be, is every row there, and can anything be worked out that is promised not to?"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from tycktill.disclosure.audit.atoms import Atoms
from tycktill.disclosure.audit.completeness import missing_rows
from tycktill.disclosure.audit.directions import world_directions
from tycktill.disclosure.audit.exposure import Exposure, exposures, most_exposed
from tycktill.disclosure.audit.forms import form_faults
from tycktill.disclosure.audit.leaks import leaks
from tycktill.disclosure.audit.participation import miscounted
from tycktill.disclosure.audit.polytope import Polytope
from tycktill.disclosure.audit.programme import Contradiction
from tycktill.disclosure.audit.requirements import Requirements
from tycktill.disclosure.audit.row_space import computable_counts
from tycktill.disclosure.audit.rows import FILE, TableRow, read_row
from tycktill.disclosure.audit.suspects import suspects
from tycktill.disclosure.audit.table import Table, ValidByBase
from tycktill.disclosure.audit.trying import pinned
from tycktill.terms import RESULT_COLUMNS, Fault

Known = Mapping[tuple[str, str], ValidByBase]
"""Valid answers of all base cells, by round and question: what somebody knows who knows who answered."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything wrong, and where nothing is, the group of whom most can be said."""

    faults: tuple[Fault, ...]
    most_exposed: Exposure | None = None


def audit(
    rows: Sequence[Mapping[str, str]],
    families: Mapping[str, str],
    questions: Mapping[str, Sequence[str]],
    requirements: Requirements,
    *,
    known: Known | None = None,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> Verdict:
    """Everything wrong with the rows of results.csv, given as texts by column, each with what a reader could learn.

    `families` gives the family of each instrument, `questions` those of each instrument and family; `tell` hears how
    much of the work is done, of how much. Whether rows lack is looked at when each row by itself is right, and what can
    be worked out when none lacks: before that the question has no answer.

    A reader is taken to have the rows alone, and not to know how many answered where that neither stands nor follows.
    So what is found is surely a leak. With `known` the reader knows all those numbers, as the method takes it (3).
    """
    columns = [number for number, row in enumerate(rows, start=2) if tuple(row) != RESULT_COLUMNS]
    if columns or not rows:
        problem = "The columns are others than they should be" if columns else "There are no results"
        remedy = f"Write {', '.join(RESULT_COLUMNS)}"
        return Verdict((Fault(problem, remedy, FILE, columns[0] if columns else None),))
    forms = form_faults(rows, requirements)
    if forms:
        return Verdict(tuple(forms))
    table = [read_row(row, number, requirements) for number, row in enumerate(rows, start=2)]
    missing = tuple(missing_rows(table, families, questions))
    return Verdict(missing) if missing else _attack(table, families, requirements, known, tell)


def _attack(
    rows: Sequence[TableRow],
    families: Mapping[str, str],
    requirements: Requirements,
    known: Known | None,
    tell: Callable[[int, int], None],
) -> Verdict:
    """Tries each round, family and question by itself: no row of one tells anything of another's."""
    groups: defaultdict[tuple[str, str, str], list[TableRow]] = defaultdict(list)
    for row in rows:
        target = row.spot.place.target
        groups[row.round, families.get(target, target), row.question].append(row)
    faults: list[Fault] = []
    exposed: list[Exposure] = []
    for done, ((round_, _, question), of_one) in enumerate(groups.items()):
        tell(done, len(groups))
        table = Table(of_one, families, requirements, None if known is None else known.get((round_, question), {}))
        wrong = [*miscounted(table), *_contradictions(table)]
        found, told = (wrong, []) if wrong else _worked_out(table)
        faults.extend(found)
        exposed.extend(told)
    return Verdict(tuple(faults), None if faults else most_exposed(exposed))


def _contradictions(table: Table) -> Iterator[Fault]:
    for bounds in (table.valid, table.positive()):
        for spot in bounds.contradicted().tolist():
            yield Fault("The parts shown do not add up to the whole", "Count again", FILE, table.number_of(spot))
            return


def _worked_out(table: Table) -> tuple[list[Fault], list[Exposure]]:
    """The leaks of one table, and its most exposed groups.

    Chance only tells apart what differs, and is drawn from what the table says.
    """
    atoms = Atoms(table)
    if not len(atoms):
        return [], []
    polytope = Polytope(atoms)
    lots = np.random.default_rng(list(sha256(polytope.least.tobytes() + polytope.most.tobytes()).digest()))
    try:
        middle = polytope.programme().middle()
        tried = list(suspects(polytope, middle, world_directions(polytope, middle, lots)))
        faults = list(leaks(polytope, pinned(polytope, tried, lots)))
    except Contradiction:
        return [Fault("The rows contradict each other", "Count again", FILE)], []
    if table.requirements.guards_counts:
        faults.extend(computable_counts(atoms, lots))
    return faults, [] if faults else exposures(table, polytope)
