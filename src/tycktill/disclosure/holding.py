"""Holds the answers of now against what is public: whether they may stand beside it, and what it says of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from tycktill.counting import Tally
from tycktill.disclosure.elsewhere import Key, Placed, cell_name, elsewhere_of_rows, others_than_now, place_figures
from tycktill.disclosure.public import EarlierFigure, EarlierRelease, Known, Public
from tycktill.statistics import ShareClass
from tycktill.terms import Cell, Fault, GenderGroup, Grouping, Level, Refused, Targets

Answers = tuple[int, int]
"""Valid and positive."""

QuestionName = tuple[str, str, str]
"""Round, family and question."""

_Sums = defaultdict[Key, Answers]

_STAYS = "What has been published stays public, and the difference would tell of those who came or went"
_UNIT_OF_ITS_OWN = f"{_STAYS}: take none away, and give later answers a unit of their own"
_KEEP_THE_UNIT = f"{_STAYS}: keep the unit, its name and its answers"
_COUNT_ALL = "Beside that release this one would tell of them: count all its municipalities, or use its figures"
_ONE_OF_THE_TWO = "Find out which of the two is right, and correct the other or leave it out"


def known_of(rows: Sequence[Tally], grouping: Grouping, public: Public, threshold: int) -> Known:
    """What is public of these rows (disclosure 6.11). Raises Refused where their answers are not those published.

    Who knows both releases knows what the difference holds. Whole units that are added can be protected with all
    else; one person more in a unit, or the same number with another result, can not. What others publish must be of
    these answers, or of those of an earlier release; only the nation's may be of many more. Releases of other
    municipalities alone are of other people.
    """
    here = {row.cell.municipality for row in rows}
    then = [(release, _sums_of(rows, release)) for release in _releases_of(public, here)]
    faults = [fault for release, sums in then for fault in _changes_since(rows, here, release, sums)]
    sizes = {(row.cell, row.question): row.valid for row in rows}
    placed = list(place_figures(sizes, grouping, public))
    faults += [*_contradicted_figures(rows, placed, then), *others_than_now(placed, sizes, grouping, threshold)]
    if faults:
        raise Refused(faults)
    return known_beside(sizes, grouping, public)


def _changes_since(rows: Sequence[Tally], here: Set[str], release: EarlierRelease, then: _Sums) -> Iterator[Fault]:
    """What is not as an earlier release has it."""
    lacking = sorted(release.municipalities - here)
    if lacking:
        problem = f"An earlier release of the round is of {', '.join(lacking)} too, and those answers are not here"
        yield Fault(problem, _COUNT_ALL)
    else:
        yield from list(_changed_units(rows, release)) or _changed_shares(release, then)


def _contradicted_figures(
    rows: Sequence[Tally], placed: Iterable[Placed], then: Iterable[tuple[EarlierRelease, _Sums]]
) -> Iterator[Fault]:
    """What others have published of these very answers, or of an earlier release's, and cannot be."""
    positives = {(row.cell, row.question): row.positive for row in rows}
    for each in placed:
        earlier = next((sums[each.key] for release, sums in then if release is each.release), None)
        positive = earlier[1] if earlier else sum(positives[part] for part in each.parts)
        if (earlier or each.is_now) and positive not in each.known.numerators:
            yield Fault(
                f"{cell_name(*each.key)} is known from elsewhere with another share of as many answers", _ONE_OF_THE_TWO
            )


def known_beside(now: Mapping[Key, int], grouping: Grouping, public: Public) -> Known:
    """What is known of rows with so many valid answers `now`, and of the same with fewer units or grouped otherwise."""
    released: dict[Key, ShareClass] = {}
    earlier: list[EarlierFigure] = []
    for each in _releases_of(public, {cell.municipality for cell, _ in now}):
        groups = {target: _groups_of(each, target) for target in {cell.instrument for cell, _ in each.shares}}
        same = {target for target in groups if _is_held(target, each.grouping, grouping)}
        for key, known in each.shares.items():
            target = key[0].instrument
            if known.valid == now.get(key) and target in same:
                released[key] = _both_known(released[key], known) if key in released else known
            else:
                earlier.append(EarlierFigure(each.grouping.family(target), *key, groups[target], known))
    placed = list(place_figures(now, grouping, public))
    earlier += filter(None, (_earlier_figure(each, now, grouping) for each in placed))
    return Known(released, elsewhere_of_rows(placed, now), tuple(earlier))


def _earlier_figure(placed: Placed, now: Mapping[Key, int], grouping: Grouping) -> EarlierFigure | None:
    """What others have published of a cell that has no row now, or of the answers of an earlier release."""
    cell, question = placed.key
    if placed.release:
        groups, known = (
            _groups_of(placed.release, cell.instrument),
            _both_known(placed.release.shares[placed.key], placed.known),
        )
        return EarlierFigure(placed.release.grouping.family(cell.instrument), cell, question, groups, known)
    if placed.is_now and placed.parts and placed.key not in now:
        groups = frozenset(part for part, _ in placed.parts)
        return EarlierFigure(grouping.family(cell.instrument), cell, question, groups, placed.known)
    return None


def _groups_of(release: EarlierRelease, target: str) -> frozenset[Cell]:
    """The units and questionnaires that an earlier release had under this name."""
    instruments = release.grouping.instruments(target)
    return frozenset(group for group in release.answered if group.instrument in instruments)


def _is_held(target: str, then: Grouping, now: Grouping) -> bool:
    """Whether a target still has all that it had: then it has the same answers where it has as many."""
    return set(then.instruments(target)).issubset(now.instruments(target))


def _releases_of(public: Public, here: Set[str]) -> Sequence[EarlierRelease]:
    """Earlier releases of these municipalities' answers."""
    return [release for release in public.releases if release.municipalities & here]


def known_of_question(known: Known, name: QuestionName, grouping: Grouping) -> Known:
    """The part about one question; earlier figures also where there is no such row any more."""
    released, elsewhere = (
        {key: each for key, each in shares.items() if question_of(*key, grouping) == name}
        for shares in (known.released, known.elsewhere)
    )
    earlier = (each for each in known.earlier if (each.cell.round, each.family, each.question) == name)
    return Known(released, elsewhere, tuple(earlier))


def question_of(cell: Cell, question: str, grouping: Grouping) -> QuestionName:
    """The question that a row is of."""
    return cell.round, grouping.family(cell.instrument), question


def _changed_units(rows: Iterable[Tally], release: EarlierRelease) -> Iterator[Fault]:
    now = {row.cell: row.answered for row in rows}
    for cell, answered in sorted(release.answered.items()):
        if cell not in now:
            yield Fault(f"{cell_name(cell)} was published of {answered} answers and is no more", _KEEP_THE_UNIT)
        elif now[cell] != answered:
            problem = f"{cell_name(cell)} was published of {answered} answers and has {now[cell]} now"
            yield Fault(problem, _UNIT_OF_ITS_OWN)


def _changed_shares(release: EarlierRelease, then: _Sums) -> Iterator[Fault]:
    """By cell, the questions that were answered by others, or otherwise."""
    changed: defaultdict[Cell, list[str]] = defaultdict(list)
    for (cell, question), known in release.shares.items():
        valid, positive = then[cell, question]
        if valid != known.valid or positive not in known.numerators:
            changed[cell].append(question)
    for cell, questions in sorted(changed.items()):
        yield Fault(
            f"{cell_name(cell)} had other results when it was published: {', '.join(sorted(questions))}", _STAYS
        )


def _sums_of(rows: Iterable[Tally], release: EarlierRelease) -> _Sums:
    """Valid and positive answers of every cell of an earlier release, of its people alone."""
    found: _Sums = defaultdict(lambda: (0, 0))
    targets = release.grouping.targets()
    for row in rows:
        if row.cell.instrument in targets and group_of(row.cell) in release.answered:
            for cell in _cells_above(row.cell, targets):
                valid, positive = found[cell, row.question]
                found[cell, row.question] = valid + row.valid, positive + row.positive
    return found


def group_of(cell: Cell) -> Cell:
    """The cell of all genders in the same place."""
    return cell if cell.gender is GenderGroup.ALL else replace(cell, gender=GenderGroup.ALL)


def _cells_above(cell: Cell, targets: Targets) -> Iterator[Cell]:
    """Every cell that an instrument's finest cell is part of, itself among them."""
    for target in targets[cell.instrument]:
        own = replace(cell, instrument=target)
        above = replace(own, level=Level.MUNICIPALITY, unit="")
        yield from {own, above, replace(above, level=Level.NATION, municipality="")}


def _both_known(one: ShareClass, other: ShareClass) -> ShareClass:
    """Raises Refused where they contradict each other."""
    both = one.narrowed_by(other)
    if both is None:
        problem = f"Of the same {one.valid} answers two things are public that cannot both be"
        raise Refused([Fault(problem, _ONE_OF_THE_TWO)])
    return both
