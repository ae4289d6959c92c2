"""Attack: adding and subtracting what is told, again and again, as a reader with a spreadsheet does."""

from collections import defaultdict
from collections.abc import Iterator

from tests.attacks.released import Files, Learned, Released, read

Key = tuple[str, str, str, str, str]
"""(instrument or family, municipality, unit, gender, what is counted)."""

Place = tuple[str, str, str]
Sum = tuple[Key, list[Key]]
REST = "rest"
FEW = 5


def by_subtraction(files: Files) -> Learned:
    """Results of one to four people, and answers that all or none of them gave, worked out sum by sum."""
    released = read(files)
    learned = []
    for round_, family, question in sorted(_tables(released)):
        counts, sums = _told(released, round_, family, question), list(_sums(released, round_, family, question))
        told = set(counts)
        _work_out(counts, sums)
        for key in sorted(counts.keys() - told):
            *place, counted = key
            valid = counts.get((*key[:4], "valid"))
            if counted == "positive" and valid and _must_not_be_known(counts[key], valid, released):
                learned.append(f"{round_}, {question}, {', '.join(place)}: {counts[key]} of {valid} are positive")
    return learned


def _must_not_be_known(positive: int, valid: int, released: Released) -> bool:
    guards_answers = released.policy["preset"] != "official"
    return valid < FEW or (guards_answers and positive in {0, valid})


def _tables(released: Released) -> set[tuple[str, str, str]]:
    return {(row["round"], released.family(row["instrument"]), row["question"]) for row in released.rows}


def _rows(released: Released, round_: str, family: str, question: str) -> Iterator[dict[str, str]]:
    for row in released.rows:
        of = released.family(row["instrument"])
        if (row["round"], of, row["question"]) == (round_, family, question):
            yield row


def _key(row: dict[str, str], counted: str) -> Key:
    return row["instrument"], row["municipality"], row["unit"], row["gender"], counted


def _told(released: Released, round_: str, family: str, question: str) -> dict[Key, int]:
    """Every number that stands in a row; the positive ones follow from a share."""
    counts = {}
    for row in _rows(released, round_, family, question):
        if row["valid"]:
            counts[_key(row, "valid")] = int(row["valid"])
        if row["share"]:
            counts[_key(row, "positive")] = round(float(row["share"]) * int(row["valid"]))
    return counts


def _sums(released: Released, round_: str, family: str, question: str) -> Iterator[Sum]:
    """Every whole with its parts, for answers and for positive ones."""
    rows = _rows(released, round_, family, question)
    places = {(row["instrument"], row["municipality"], row["unit"]) for row in rows}
    wholes: defaultdict[tuple[str, Place], list[Place]] = defaultdict(list)
    for place in places:
        for kind, whole in _wholes(place, released):
            wholes[kind, whole].append(place)
    for counted in ("valid", "positive"):
        for place in places:
            yield (*place, "T", counted), [(*place, gender, counted) for gender in ("K", "M", REST)]
        for (_, whole), parts in wholes.items():
            for gender in ("T", "K", "M", REST):
                yield (*whole, gender, counted), [(*part, gender, counted) for part in parts]


def _wholes(place: Place, released: Released) -> Iterator[tuple[str, Place]]:
    """What a place is a part of, by the way in which: a family is its instruments, or a group and those outside it."""
    instrument, municipality, unit = place
    if unit:
        yield "units", (instrument, municipality, "")
    elif municipality:
        yield "municipalities", (instrument, "", "")
    if instrument in released.families:
        for whole in released.held[instrument] - {instrument}:
            yield "instruments", (whole, municipality, unit)
    family = released.family(instrument)
    for group, members in released.together.items():
        if released.family(group) == family and instrument not in {family, *members} - {group}:
            is_other = instrument in released.families or instrument == group
            yield from [(f"beside {group}", (family, municipality, unit))] if is_other else ()


def _work_out(counts: dict[Key, int], sums: list[Sum]) -> None:
    """Fills in whatever is the only number lacking in a sum; nobody is positive where nobody answered."""
    before = -1
    while before != len(counts):
        before = len(counts)
        for whole, parts in sums:
            lacking = [key for key in (whole, *parts) if key not in counts]
            if len(lacking) == 1:
                (key,) = lacking
                known = sum(counts[part] for part in parts if part in counts)
                counts[key] = known if key == whole else counts[whole] - known
            elif whole in counts and sum(counts.get(part, 0) for part in parts) == counts[whole]:
                counts |= dict.fromkeys(lacking, 0)
