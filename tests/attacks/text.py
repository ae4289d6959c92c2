"""Attack: every number in the drafted news text held against the tables, to see whether it is finer than its class."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from math import floor
from typing import NamedTuple

from tests.attacks.released import Files, Learned, Released, Row, numerators, read, table
from tests.attacks.written import Part, number, parts, per_cent, shares, table_rows

from tycktill.publication import PREVIOUS
from tycktill.statistics import file_share
from tycktill.tables import REFERENCES
from tycktill.terms import RESPONSE_RATE


class Range(NamedTuple):
    """Whole per cent, from `least` to `most`."""

    least: int
    most: int


def by_text(files: Files) -> Learned:
    """Numbers in the text that go with some numbers of a class and not with others, or that no table gives."""
    told = Told(files)
    return [each for ways in parts(files) for each in min((_learned(way, told) for way in ways), key=len)]


def _learned(part: Part, told: "Told") -> Learned:
    place = f"text, {part.municipality}, {part.round}, {part.target}"
    return [f"{place}: {what}" for what in Reading(part, told).learned()]


class Told:
    """What the tables tell, by place."""

    def __init__(self, files: Files) -> None:
        self.released: Released = read(files)
        widest = self.released.policy["widest"]
        self.rows = {_key(row): _stated(row, widest) for row in [*table(files, PREVIOUS), *self.released.rows]}
        self.references = {
            (row["round"], row["instrument"], row["question"]): row["share"]
            for row in table(files, REFERENCES)
            if row["level"] == "nation"
        }

        self._series: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
        self._counts: dict[tuple[str, ...], Row] = {}
        for row in self.released.rows:
            if row["gender"] == "T" and row["level"] != "unit":
                self._counts[row["round"], row["municipality"], row["instrument"]] = row
            if (row["gender"], row["level"]) == ("T", "municipality") and row["share_min"]:
                self._series[row["round"], row["instrument"], row["question"]].append(row)

    def series(self, round_: str, target: str, question: str) -> list[Row]:
        """All municipalities' rows that are not withheld."""
        return self._series[round_, target, question]

    def count(self, counted: str, round_: str, place: str, target: str) -> int | None:
        """Of a target group, or of all of a family's together; the same in every row of one. None if one is unknown."""
        families = self.released.families
        rows = [self._counts.get((round_, place, id_)) for id_ in families if target in {id_, families[id_]}]
        counts = [row[counted] for row in rows if row]
        return sum(map(int, counts)) if counts and all(counts) else None

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
    return Range(*(_whole(file_share(end / valid)) for end in (found[0], found[-1])))


def _alike(share: float) -> Range:
    return Range(_whole(share), _whole(share))


def _whole(share: float) -> int:
    """A share in whole per cent, half away from zero."""
    return floor(100 * share + 0.5 + 1e-9)


class Reading:
    """One part of the text beside the tables."""

    def __init__(self, part: Part, told: Told) -> None:
        self.part, self.told = part, told
        self.found, self.left = part.read(told.released, list(told.rows.values()))

    def learned(self) -> Iterator[str]:
        """All that is finer than the tables, and every number that is none of theirs."""
        for found in self.found:
            yield from self._checks[found.kind](found.words)
        yield from self._table()
        if any(character.isdigit() for character in self.left):
            yield f"no table gives the number in `{' '.join(self.left.split())}`"

    @cached_property
    def _checks(self) -> Mapping[str, Callable[[Mapping[str, str]], Iterator[str]]]:
        return {
            "participation": self._participation,
            "answered": self._participation,
            "nation_rate": self._nation_rate,
            "genders": self._genders,
            "overall": lambda words: self._finer(words["own"], self._own(self._overall)),
            "all": lambda words: self._finer(words["all"] or words["together"], self._all()),
            "nation": lambda words: self._finer(words["nation"], self._nation(self._overall)),
            "mean": lambda words: self._finer(words["mean"], self._mean(self._overall)),
            "end": self._end,
            "groups": self._groups,
            "widest": self._groups,
            "women": self._women,
            "higher": self._higher,
            "not_higher": self._not_higher,
            "throughout": self._not_higher,
            "open": self._not_higher,
            "highest": self._highest,
        }

    def _finer(self, written: str, known: Range | None) -> Iterator[str]:
        least, most = per_cent(written)
        if known is None or least > known.least or most < known.most:
            yield f"`{written}` where the tables tell {'nothing' if known is None else tuple(known)}"

    def _own(self, question: str, *, unit: str = "", gender: str = "T", target: str | None = None) -> Range | None:
        return whole_per_cent(self._row(question, unit=unit, gender=gender, target=target))

    def _row(
        self, question: str, *, unit: str = "", gender: str = "T", target: str | None = None, at: str | None = None
    ) -> Row | None:
        place = self.part.municipality if at is None else at
        return self.told.rows.get((self.part.round, target or self.part.target, place, unit, gender, question))

    def _nation(self, question: str) -> Range | None:
        share = self.told.references.get((self.part.round, self.part.target, question))
        if share is not None:
            return _alike(float(share))
        return whole_per_cent(self._row(question, at=""))

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
        known = self._known()
        valid = sum(int(row["valid"]) for row in known)
        sums = [sum(numerators(row)[end] for row in known) for end in (0, -1)]
        return Range(*(_whole(each / valid) for each in sums)) if valid else None

    def _series(self, question: str) -> list[Row]:
        return self.told.series(self.part.round, self.part.target, question)

    def _mean(self, question: str) -> Range | None:
        enough = [row for row in self._series(question) if int(row["valid"]) >= 5]
        sums = [sum(numerators(row)[end] / int(row["valid"]) for row in enough) for end in (0, -1)]
        return Range(*(_whole(file_share(each / len(enough))) for each in sums)) if enough else None

    def _participation(self, words: Mapping[str, str]) -> Iterator[str]:
        for counted in ("offered", "answered"):
            if counted in words and number(words[counted]) != self._count(counted, self.part.municipality):
                yield f"{words[counted]} {counted}, which is no sum of the tables"
        if "rate" in words:
            yield from self._finer(words["rate"], self._rate(self.part.municipality))

    def _nation_rate(self, words: Mapping[str, str]) -> Iterator[str]:
        share = self.told.references.get((self.part.round, self.part.target, RESPONSE_RATE))
        given = None if share is None else _alike(float(share))
        yield from self._finer(words["rate"], given or self._rate(""))

    def _rate(self, place: str) -> Range | None:
        offered, answered = self._count("offered", place), self._count("answered", place)
        if not offered or answered is None:
            return None
        return _alike(answered / offered)

    def _count(self, counted: str, place: str) -> int | None:
        return self.told.count(counted, self.part.round, place, self.part.target)

    def _genders(self, words: Mapping[str, str]) -> Iterator[str]:
        for written, gender in ((words["women"], "K"), (words["men"], "M")):
            rows = [self._row(question, gender=gender) for question in self._asked]
            if number(written) not in {int(row["answered"]) for row in rows if row and row["answered"]}:
                yield f"{written} of gender {gender} answered, which no row tells"

    def _end(self, words: Mapping[str, str]) -> Iterator[str]:
        question = self.told.id_of(self.part.target, words["question"])
        yield from self._finer(words["own"], self._own(question))
        if words["nation"]:
            yield from self._finer(words["nation"], self._nation(question))
        others = [row for row in self._known() if row["question"] != question]
        if words["how"].startswith(("Högst", "Lägst")):
            yield from self._alone(self._row(question), others, is_highest=words["how"].startswith("Högst"))

    def _alone(self, row: Row | None, others: list[Row], *, is_highest: bool) -> Iterator[str]:
        """Being alone at an end, where the classes would let another be there too."""
        end, other_end = ("share_min", "share_max") if is_highest else ("share_max", "share_min")
        for other in others:
            apart = float(row[end]) - float(other[other_end]) if row and row["share_min"] else 0.0
            if (apart if is_highest else -apart) <= 0:
                yield "called the highest or the lowest, where classes do not tell"

    def _groups(self, words: Mapping[str, str]) -> Iterator[str]:
        """Names that several groups have are taken for the one that fits."""
        question = self.told.id_of(self.part.target, words["question"])
        named = list(self._group_rows(words["kind"], question))
        for end, written in (("high", "most"), ("low", "least")):
            own = [row for name, row in named if name == words[end].replace("\\", "")]
            known = [whole_per_cent(row) for row in own] or [None]
            yield from min((list(self._finer(words[written], each)) for each in known), key=len)
            if words.get("how") == "högst andel" and len(own) == 1:
                others = [other for _, other in named if other["share_min"] and other is not own[0]]
                yield from self._alone(own[0], others, is_highest=end == "high")

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

    def _women(self, words: Mapping[str, str]) -> Iterator[str]:
        for gender, column in (("K", "women"), ("M", "men")):
            yield from self._finer(words[column], self._own(self._overall, gender=gender))

    def _higher(self, words: Mapping[str, str]) -> Iterator[str]:
        """Questions that are said to be higher, lower or equal, where the classes leave that open."""
        named = set()
        for question in self._asked:
            own, nation = self._own(question), self._nation(question)
            if own and nation and own.least > nation.most:
                named.add(question)
        told, _, _ = words["rest"].partition(".")
        if ":" in told:
            quoted = {self.told.id_of(self.part.target, each) for each in told.split("”")[1::2]}
            if quoted - named:
                yield f"higher than the nation on {sorted(quoted - named)}, where classes do not tell"
        if words["some"].isdigit() and int(words["some"]) > len(named):
            yield f"higher than the nation on {words['some']} questions, where classes tell it of {len(named)}"

    def _not_higher(self, words: Mapping[str, str]) -> Iterator[str]:
        """How many questions are said to be lower or equal, and how many the classes show to be."""
        ways = {"lika": 0, "lägre": 0}
        for question in self._asked:
            own, nation = self._own(question), self._nation(question)
            if own and nation:
                ways["lägre"] += own.most < nation.least
                ways["lika"] += own == nation and own.least == own.most
        for way, known in ways.items():
            said = re.search(rf"{way}(?: på (\d+))?", words["ways"])
            if said and int(said[1] or words.get("all") or 1) > known:
                yield f"{said[0]} of the questions, where classes tell it of {known}"

    def _highest(self, words: Mapping[str, str]) -> Iterator[str]:
        question = self.told.id_of(self.part.target, words["question"])
        own = self._row(question)
        yield from self._alone(own, [row for row in self._series(question) if row is not own], is_highest=True)

    def _table(self) -> Iterator[str]:
        """The table: one's own figure, the nation's and the municipalities' mean."""
        heading, *rows = table_rows(self.part.text) or [""]
        columns = heading.strip("| ").split(" | ")
        known = {"Riket": self._nation, "Kommunernas ovägda medel": self._mean}
        for row in rows:
            cells = row.strip("| ").split(" | ") if "---" not in row else []
            question = self.told.id_of(self.part.target, cells[0]) if cells else ""
            for column, cell in zip(columns[1:], cells[1:], strict=False):
                for written in shares(cell):
                    yield from self._finer(written, known.get(column, self._own)(question))
