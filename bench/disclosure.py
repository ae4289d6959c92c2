"""How much of a made-up nation is told and how much follows from it, by this protection and by two plain ones.

Run: .venv/bin/python -m bench.disclosure [ANSWERS…], such as 11_000 100_000 1_000_000; results are rows of Markdown.
"""

import argparse
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from bench.made_up_nation import catalogue, made_up_counts
from scipy import sparse

from tycktill.audit import Requirements, audit
from tycktill.audit.attack.computable import is_still, null_directions
from tycktill.counting import fingerprint, tally
from tycktill.disclosure import FEWEST_ANSWERS, Policy, Protected, protect
from tycktill.disclosure.classes import Form
from tycktill.disclosure.lattice import REST, Cells, Lattice, lattice
from tycktill.publication.csv_text import read_csv
from tycktill.publication.results import RESULTS, result_row, write_results
from tycktill.statistics import Estimate, Estimates, estimate
from tycktill.terms import BaseKey, GenderGroup, Level, Numbers, Status
from tycktill_cli.side_by_side import side_by_side

QUARTERS = {Form.FINE: 4, Form.PAIR: 3, Form.WITHHELD: 0}
"""Of a figure's weight for readers (method 6.2), in each form; an end's class counts as exact."""

POLICY = Policy()
HEADING = """\
| | shown | as a class | withheld | tell what all said | of one to four derived | kept | seconds wall / CPU |
|---|--:|--:|--:|--:|--:|--:|--:|"""

Forms = Sequence[Form]
"""By row of a question, how it is given."""


class Question(NamedTuple):
    """One question's rows, where each stands among all values, and its lattice."""

    rows: Sequence[Estimate]
    places: Sequence[int]
    own: Lattice


def questions_of(estimates: Estimates) -> Iterator[Question]:
    """Every question by itself; the rows are in the order of values."""
    for id_ in sorted({row.question for row in estimates.rows}):
        places = [place for place, row in enumerate(estimates.rows) if row.question == id_]
        rows = [estimates.rows[place] for place in places]
        yield Question(rows, places, lattice(rows, estimates.families))


def is_candidate(row: Estimate) -> bool:
    """Whether the row has enough answers to be told, whatever else is."""
    return row.valid >= (POLICY.nation_threshold if row.cell.level is Level.NATION else POLICY.threshold)


def by_threshold(question: Question) -> Forms:
    """Today's practice: whatever has enough answers is told."""
    return [Form.FINE if is_candidate(row) else Form.WITHHELD for row in question.rows]


Node = tuple[str, str, str, str]
"""Municipality, unit, target and gender of a row, or of a rest that has none."""


def by_complement(question: Question, families: Mapping[str, str]) -> Forms:
    """Complementary suppression, greedily: no sum lacks one number alone, the cheapest other is withheld with it.

    A sum is a whole with its parts by gender (the rest among them), by place or by instrument. A rest of five or more
    is no secret, but hides others.
    """
    rows = {_node(row): row for row in question.rows if row.valid}
    valid = {node: row.valid for node, row in rows.items()} | dict(_rests(rows))
    weight: dict[Node, int] = {}
    for cells in _all_cells(question.own):
        for own, worth in zip(cells.rows, cells.weight, strict=True):
            weight |= {_node(question.rows[row]): worth for row in own}
    unknown = {node for node in valid if node not in rows or not is_candidate(rows[node])}
    sums = [[whole, *parts] for whole, parts in _sums(valid, families)]
    changed = True
    while changed:
        changed = False
        for members in sums:
            lacking = [node for node in members if node in unknown]
            if len(lacking) != 1 or (lacking[0] not in rows and valid[lacking[0]] >= FEWEST_ANSWERS):
                continue
            others = [node for node in members if node in rows and node not in unknown]
            if others:
                unknown.add(min(others, key=lambda node: (weight[node], node)))
                changed = True
    return [Form.WITHHELD if not row.valid or _node(row) in unknown else Form.FINE for row in question.rows]


def _node(row: Estimate) -> Node:
    return row.cell.municipality, row.cell.unit, row.cell.instrument, str(row.cell.gender)


def _rests(rows: Mapping[Node, Estimate]) -> Iterator[tuple[Node, int]]:
    """Whoever is of a third or unknown gender, where there is anybody."""
    for node, row in rows.items():
        if node[3] == GenderGroup.ALL:
            others = [rows.get((*node[:3], str(gender))) for gender in (GenderGroup.WOMEN, GenderGroup.MEN)]
            left = row.valid - sum(other.valid for other in others if other)
            if left:
                yield (*node[:3], REST), left


def _sums(nodes: Mapping[Node, int], families: Mapping[str, str]) -> Iterator[tuple[Node, list[Node]]]:
    found: defaultdict[tuple[str, Node], list[Node]] = defaultdict(list)
    for node in sorted(nodes):
        municipality, unit, target, gender = node
        if gender != GenderGroup.ALL:
            found["gender", (municipality, unit, target, str(GenderGroup.ALL))].append(node)
        if municipality:
            found["place", (municipality if unit else "", "", target, gender)].append(node)
        if target in families:
            found["instrument", (municipality, unit, families[target], gender)].append(node)
    for (_, whole), parts in found.items():
        if whole in nodes:
            yield whole, parts


def _all_cells(own: Lattice) -> Iterator[Cells]:
    yield from (table.cells for table in own.tables)
    yield own.nation


def by_method(question: Question, protected: Protected) -> Forms:
    """What this protection has made of the question's rows."""
    told = zip(question.rows, (protected.values[place].status for place in question.places), strict=True)
    return [_form(status, is_end=_at_end(row, POLICY.end_width)) for row, status in told]


def _form(status: Status, *, is_end: bool) -> Form:
    if status is Status.BOUNDED:
        return Form.FINE if is_end else Form.PAIR
    return Form.FINE if status is Status.SHOWN else Form.WITHHELD


def left_by(question: Question, forms: Forms, width: int) -> Counter[str]:
    """What is told of one question and what follows from it; ends up to `width` wide are given by their class."""
    found: Counter[str] = Counter()
    exact = [form is Form.FINE and not _at_end(row, width) for row, form in zip(question.rows, forms, strict=True)]
    for row, form, is_exact in zip(question.rows, forms, exact, strict=True):
        if is_candidate(row):
            found["shown" if is_exact else "withheld" if form is Form.WITHHELD else "bounded"] += 1
        found["alike"] += is_exact and row.positive in {0, row.valid}
    for cells in _all_cells(question.own):
        for rows, weight in zip(cells.rows, cells.weight, strict=True):
            if is_candidate(question.rows[rows[0]]):
                found["whole"] += 4 * weight
                found["kept"] += weight * max(QUARTERS[forms[row]] for row in rows)
    found["few"], found["derived"] = _derived(question.own, exact)
    return found


def _at_end(row: Estimate, width: int) -> bool:
    return width > 0 and min(row.positive, row.valid - row.positive) <= width


def _told(cells: Cells, exact: Sequence[bool]) -> list[bool]:
    return [any(exact[row] for row in rows) for rows in cells.rows]


def _derived(own: Lattice, exact: Sequence[bool]) -> tuple[int, int]:
    """Base cells of fewer than five answers, and those whose result is a sum of multiples of exact figures."""
    blocks = [sparse.csr_array(table.cells.incidence[_told(table.cells, exact)]) for table in own.tables]
    national = sparse.hstack([sparse.csr_array(table.national[_told(own.nation, exact)]) for table in own.tables])
    kept: Any = sparse.vstack([sparse.block_diag(blocks), national], format="csr", dtype=np.float64)
    still = is_still(null_directions(kept, np.random.default_rng(0)))
    few = np.concatenate([table.valid for table in own.tables]) < FEWEST_ANSWERS
    return int(few.sum()), int((few & still).sum())


def clock(begun: Sequence[float] = (0.0, 0.0)) -> tuple[float, float]:
    """Seconds since some moment: by the clock, and of all processors together."""
    used = os.times()
    return time.perf_counter() - begun[0], sum(used[:4]) - begun[1]


def audited(protected: Protected, families: Mapping[str, str], known: Numbers | None) -> int:
    """How much the audit finds, for somebody who knows who answered each question, or has the release alone."""
    rows = read_csv(write_results(map(result_row, protected.values)), file=RESULTS)
    asked = {(row["instrument"], row["question"]) for row in rows}
    ids = {target: sorted(id_ for of, id_ in asked if of == target) for target, _ in asked}
    return len(audit(rows, families, ids, Requirements(), known=known).faults)


def who_answered(questions: Sequence[Question]) -> Numbers:
    """Valid answers to each question in every base cell."""
    return {
        ("2024", question.rows[0].question): {
            BaseKey(table.municipality, *atom): int(valid)
            for table in question.own.tables
            for atom, valid in zip(table.atoms, table.valid, strict=True)
        }
        for question in questions
    }


def run(answers: int, seed: int | None) -> None:
    """Protects a nation in three ways and prints what they leave."""
    counts = made_up_counts(answers, seed)
    estimates = estimate(tally(counts, catalogue(), []))
    questions = list(questions_of(estimates))
    print(f"\n{answers:,} answers, {len(estimates.rows):,} values\n\n{HEADING}", flush=True)
    begun = clock()
    print_row("threshold", questions, [by_threshold(each) for each in questions], clock(begun))
    begun = clock()
    forms = [by_complement(each, estimates.families) for each in questions]
    print_row("complementary", questions, forms, clock(begun))
    begun = clock()
    each = side_by_side(len(estimates.rows), lambda done, total: None)
    protected = protect(estimates, POLICY, seed=fingerprint(counts), each=each)
    spent = clock(begun)
    print_row("Tycktill", questions, [by_method(each, protected) for each in questions], spent, POLICY.end_width)
    begun = clock()
    faults = audited(protected, estimates.families, who_answered(questions))
    wall, cpu = clock(begun)
    print(f"\nThe audit finds {faults} leaks, in {wall:.1f} / {cpu:.1f} s.", flush=True)


def print_row(
    what: str, questions: Sequence[Question], forms: Sequence[Forms], spent: tuple[float, float], width: int = 0
) -> None:
    """A row of the table; ends up to `width` wide are given by their class."""
    found: Counter[str] = Counter()
    for question, own in zip(questions, forms, strict=True):
        found += left_by(question, own, width)
    counts = [f"{found[kind]:,}" for kind in ("shown", "bounded", "withheld", "alike")]
    derived, kept = f"{found['derived']:,} of {found['few']:,}", f"{found['kept'] / found['whole']:.1%}"
    print("|", " | ".join([what, *counts, derived, kept, f"{spent[0]:.1f} / {spent[1]:.1f}"]), "|", flush=True)


def main(arguments: Sequence[str]) -> None:
    """Runs the sizes given, by default 11,000 and 100,000 answers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answers", nargs="*", type=int, default=[11_000, 100_000])
    parser.add_argument("--seed", type=int, help="of the nation (default: the number of answers)")
    asked = parser.parse_args(arguments)
    for answers in asked.answers:
        run(answers, asked.seed)


if __name__ == "__main__":
    main(sys.argv[1:])
