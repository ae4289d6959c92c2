"""What the tables tell, found by where it stands: what the drafted news text is held against."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import ceil, floor
from typing import NamedTuple

from tests.attacks.released import Files, Released, Row, numerators, read, table
from tests.attacks.written import SHARE, Part, per_cent

from tycktill.publication import PREVIOUS
from tycktill.statistics import file_share
from tycktill.tables import COMPARISONS, REFERENCES


class Range(NamedTuple):
    """Whole per cent, from `least` to `most`."""

    least: int
    most: int


class Told:
    """What the tables tell, by place."""

    def __init__(self, files: Files) -> None:
        self.released: Released = read(files)
        widest = self.released.policy["widest"]
        self._every = {_key(row): row for row in self.released.rows}
        self.rows = {_key(row): _stated(row, widest) for row in [*table(files, PREVIOUS), *self.released.rows]}
        self.references = {
            (row["round"], row["instrument"], row["question"]): row["share"]
            for row in table(files, REFERENCES)
            if row["level"] == "nation"
        }

        self.compared = {
            (row["round"], row["instrument"], row["municipality"], row["question"]): row
            for row in table(files, COMPARISONS)
            if row["gender"] == "T"
        }
        self._series: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
        self._counts: dict[tuple[str, ...], Row] = {}
        for row in [*table(files, PREVIOUS), *self.released.rows]:
            if row["gender"] == "T" and row["level"] != "unit":
                self._counts[row["round"], row["municipality"], row["instrument"]] = row
            if (row["gender"], row["level"]) == ("T", "municipality") and row["share_min"]:
                self._series[row["round"], row["instrument"], row["question"]].append(row)

    def series(self, round_: str, target: str, question: str) -> list[Row]:
        """All municipalities' rows that are not withheld."""
        return self._series[round_, target, question]

    def count(self, counted: str, round_: str, place: str, target: str) -> int | None:
        """Of a target group, or of all of a family's together; the same in every row of one. None if one is unknown."""
        held = self.released.held
        rows = [self._counts.get((round_, place, id_)) for id_ in held if target in held[id_]]
        if counted == "least":
            counts = [row["offered"] or row.get("offered_min", "") or row["answered"] for row in rows if row]
        else:
            counts = [row[counted] for row in rows if row]
        return sum(map(int, counts)) if counts and all(counts) else None

    def answers(self, round_: str, place: str, target: str) -> list[Row]:
        """Rows that tell of every answer of a target once: to each question those of the largest that have it told."""
        released = self.released
        sizes = {id_: sum(id_ in own for own in released.held.values()) for id_ in self.released.questions}
        found: dict[tuple[str, str], Row] = {}
        for instrument in (id_ for id_, own in released.held.items() if target in own):
            inside = {id_ for id_ in released.held[instrument] if id_ in sizes and sizes[id_] <= sizes[target]}
            for question in released.questions.get(instrument, ()):
                asking = [id_ for id_ in inside if question in released.questions[id_]]
                teller = max(asking, key=lambda id_: (sizes[id_], id_ == target, id_))
                row = self._every.get((round_, teller, place, "", "T", question))
                if row and row["share_min"]:
                    found[teller, question] = row
        return list(found.values())

    def id_of(self, target: str, question: str) -> str:
        """A question by its name, or by its id where it has no name."""
        names = self.released.names.get("questions", {}).get(target, {})
        return next((id_ for id_, own in names.items() if own["sv"] == question), question)


def _key(row: Row) -> tuple[str, ...]:
    return tuple(row[column] for column in ("round", "instrument", "municipality", "unit", "gender", "question"))


def _stated(row: Row, widest: float) -> Row:
    """The row as the text may tell of it: without limits that lie further apart than the policy has it."""
    if not row["share_min"] or (len(numerators(row)) - 1) / int(row["valid"]) <= widest + 1e-9:
        return row
    return dict(row) | {"share_min": "", "share_max": ""}


def whole_per_cent(row: Row | None) -> Range | None:
    """What a row's class is in whole per cent; None where it is withheld."""
    if row is None or not row["share_min"]:
        return None
    found, valid = numerators(row), int(row["valid"])
    return between(*(file_share(end / valid) for end in (found[0], found[-1])))


def between(least: float, most: float) -> Range:
    """What may be said in whole per cent of a share between two: outwards, unless all rounds alike."""
    nearest = Range(_whole(least), _whole(most))
    is_at_end = least < most and 0 in (least, 1 - most)
    if nearest.least == nearest.most and not is_at_end:
        return nearest
    return Range(floor(100 * least + 1e-9), ceil(100 * most - 1e-9))


def alike(share: float) -> Range:
    return Range(_whole(share), _whole(share))


def _whole(share: float) -> int:
    """A share in whole per cent, half away from zero."""
    return floor(100 * share + 0.5 + 1e-9)


class Beside:
    """One part of the text beside the tables."""

    def __init__(self, part: Part, told: Told) -> None:
        self.part, self.told = part, told

    def _finer(self, written: str, known: Range | None) -> Iterator[str]:
        least, most = per_cent(written)
        if known is None or least > known.least or most < known.most:
            yield f"`{written}` where the tables tell {'nothing' if known is None else tuple(known)}"

    def _own(self, question: str, *, unit: str = "", gender: str = "T", target: str | None = None) -> Range | None:
        return whole_per_cent(self._row(question, unit=unit, gender=gender, target=target))

    def _row(
        self,
        question: str,
        *,
        unit: str = "",
        gender: str = "T",
        target: str | None = None,
        at: str | None = None,
        round_: str | None = None,
    ) -> Row | None:
        place = self.part.municipality if at is None else at
        key = round_ or self.part.round, target or self.part.target, place, unit, gender, question
        return self.told.rows.get(key)

    def _nation(self, question: str) -> Range | None:
        share = self.told.references.get((self.part.round, self.part.target, question))
        if share is not None:
            return alike(float(share))
        return whole_per_cent(self._row(question, at=""))

    def _expected(self, question: str, column: str = "expected_share") -> Range | None:
        """What the nation, or an earlier round, would have with the same target groups: comparisons.csv, which has an
        attack of its own, tells it."""
        row = self.told.compared.get((self.part.round, self.part.target, self.part.municipality, question), {})
        ends = [row.get(f"{column}_{end}") for end in ("min", "max")]
        return between(*(min(max(float(end), 0.0), 1.0) for end in ends if end)) if all(ends) else None

    @property
    def _overall(self) -> str:
        overall = self.told.released.overall.get(self.part.target)
        return overall["question"] if overall and overall["question"] in self._asked else ""

    @property
    def _asked(self) -> list[str]:
        questions = self.told.released.questions.get(self.part.target, [])
        return [question for question in questions if self._row(question)]

    def _known(self) -> list[Row]:
        return [row for question in self._asked if (row := self._row(question)) and row["share_min"]]

    def _all(self) -> Range | None:
        """The share of all answers to the questions that are shown."""
        known = self.told.answers(self.part.round, self.part.municipality, self.part.target)
        valid = sum(int(row["valid"]) for row in known)
        sums = [sum(numerators(row)[end] for row in known) for end in (0, -1)]
        return Range(*(_whole(each / valid) for each in sums)) if valid else None

    def _series(self, question: str) -> list[Row]:
        return self.told.series(self.part.round, self.part.target, question)

    def _mean(self, question: str) -> Range | None:
        """As comparisons.csv tells it of any municipality in the series: of families, with the same target groups."""
        series = (self.part.round, self.part.target, question)
        rows = [
            row for (round_, target, _, asked), row in self.told.compared.items() if (round_, target, asked) == series
        ]
        ends = next(
            ([row[f"municipal_mean_{end}"] for end in ("min", "max")] for row in rows if row["municipal_mean_min"]), []
        )
        return Range(*(_whole(min(max(float(end), 0.0), 1.0)) for end in ends)) if ends else None

    def _rate(self, place: str) -> Range | None:
        offered, answered = self._count("offered", place), self._count("answered", place)
        least = self._count("least", place)
        if answered is None or not least:
            return None
        return alike(answered / offered) if offered else Range(0, ceil(100 * answered / least - 1e-9))

    def _count(self, counted: str, place: str) -> int | None:
        return self.told.count(counted, self.part.round, place, self.part.target)

    def _is_exact(self, question: str) -> bool:
        own = self._own(question)
        return own is not None and own.least == own.most

    def _alone(self, row: Row | None, others: list[Row], *, is_highest: bool) -> Iterator[str]:
        """Being alone at an end, where the classes would let another be there too."""
        end, other_end = ("share_min", "share_max") if is_highest else ("share_max", "share_min")
        for other in others:
            apart = float(row[end]) - float(other[other_end]) if row and row["share_min"] else 0.0
            if (apart if is_highest else -apart) <= 0:
                yield "called the highest or the lowest, where classes do not tell"

    def _apart(self, words: Mapping[str, str]) -> Iterator[str]:
        """Target groups by name, each with its figure of the question, which is named where it has several names."""
        names = self.told.released.names.get("targets", {})
        for name, asked, written in re.findall(rf"(?:^|; )([^;]+?)(?:, ”([^”]+)”)? \(({SHARE})\)", words["groups"]):
            question = asked or words["names"].split("”")[1]
            found = [
                self._own(self.told.id_of(id_, question), target=id_) for id_, own in names.items() if own["sv"] == name
            ]
            yield from (self._finer(written, found[0]) if found else [f"`{name}` is no target group"])

    def _group_rows(self, kind: str, question: str) -> Iterator[tuple[str, Row]]:
        """Each target group or unit by its name, the backslashes of Markdown left out."""
        if kind == "enheterna":
            units = {key[3] for key in self.told.rows if key[2] == self.part.municipality and key[3]}
            found = [(unit, self._row(question, unit=unit)) for unit in units]
        else:
            names = self.told.released.names.get("targets", {})
            called = {id_: names.get(id_, {"sv": id_})["sv"] for id_ in self.told.released.families}
            found = [(name, self._row(question, target=id_)) for id_, name in called.items()]
        yield from ((name.replace("\\", ""), row) for name, row in found if row)
