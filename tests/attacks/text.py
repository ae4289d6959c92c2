"""Attack: every number in the drafted news text held against the tables, to see whether it is finer than its class."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from tests.attacks.released import Files, Learned
from tests.attacks.text_tables import TableReading
from tests.attacks.told import Beside, Range, Told, alike, whole_per_cent
from tests.attacks.written import SHARE, Part, number, parts, per_cent

from tycktill.terms import RESPONSE_RATE


def by_text(files: Files) -> Learned:
    """Numbers in the text that go with some numbers of a class and not with others, or that no table gives."""
    told = Told(files)
    return [each for ways in parts(files) for each in min((_learned(way, told) for way in ways), key=len)]


def _learned(part: Part, told: "Told") -> Learned:
    place = f"text, {part.municipality}, {part.round}, {part.target}"
    return [f"{place}: {what}" for what in Reading(part, told).learned()]


_THEN = ("then", "then_only")


class Reading(Beside):
    """The sentences of one part."""

    def __init__(self, part: Part, told: Told) -> None:
        super().__init__(part, told)
        self.found, self.left = part.read(told.released, list(told.rows.values()))

    def learned(self) -> Iterator[str]:
        """All that is finer than the tables, and every number that is none of theirs."""
        for found in self.found:
            yield from self._checks[found.kind](found.words)
        yield from TableReading(self.part, self.told).learned()
        if any(character.isdigit() for character in self.left):
            yield f"no table gives the number in `{' '.join(self.left.split())}`"

    @cached_property
    def _checks(self) -> Mapping[str, Callable[[Mapping[str, str]], Iterator[str]]]:
        return {
            "participation": self._participation,
            "answered": self._participation,
            "few": self._few,
            "summed_up": self._summed_up,
            "proven": self._proven,
            "none_proven": self._none_proven,
            "nation_rate": self._nation_rate,
            "earlier": self._earlier,
            "genders": self._genders,
            "overall": lambda words: self._finer(words["own"], self._own(self._overall)),
            "all": lambda words: self._finer(words["all"] or words["together"], self._all()),
            "apart": self._apart,
            "nearly": self._nearly,
            "detectable": self._detectable,
            "lowest_again": self._lowest_again,
            "nation": self._beside,
            "part": self._compared_part,
            "before": self._before,
            "mean": lambda words: self._finer(words["mean"], self._mean(self._overall)),
            "shared": self._shared,
            "end": self._end,
            "groups": self._groups,
            "widest": self._groups,
            "everywhere": self._everywhere,
            "women": self._women,
            "alike": self._women,
            "orders": self._orders,
            "highest": self._highest,
        }

    def _participation(self, words: Mapping[str, str]) -> Iterator[str]:
        for counted in ("offered", "least", "answered"):
            if words.get(counted) and number(words[counted]) != self._count(counted, self.part.municipality):
                yield f"{words[counted]} {counted}, which is no sum of the tables"
        if "rate" in words:
            yield from self._finer(words["rate"], self._rate(self.part.municipality))

    def _few(self, words: Mapping[str, str]) -> Iterator[str]:
        """Answers to the question that sums up, or to the one that most have answered."""
        valid = {row["question"]: int(row["valid"]) for row in self._known()}
        if number(words["valid"]) != valid.get(self._overall, max(valid.values(), default=0)):
            yield f"{words['valid']} answers that the result rests on, which no row tells"

    def _summed_up(self, words: Mapping[str, str]) -> Iterator[str]:
        row = self._row(self._overall)
        if row is None or number(words["valid"]) != int(row["valid"]) or not row["share_min"]:
            yield f"{words['valid']} answers to the question that sums up, which no row tells"
        yield from self._participation({"answered": words["answered"]})

    def _verdicts(self, other: str) -> Mapping[str, str]:
        """By question, what comparisons.csv, which has an attack of its own, finds beside the nation or a round."""
        series = (self.part.round, self.part.target, self.part.municipality)
        rows = {key[3]: row for key, row in self.told.compared.items() if key[:3] == series}
        column = "verdict" if other in ("rikets", "riket") else "change_verdict"
        return {
            each: row[column] for each, row in rows.items() if column == "verdict" or row["previous_round"] == other
        }

    def _proven(self, words: Mapping[str, str]) -> Iterator[str]:
        """Better or worse on as many questions, and on those that are named, as tests have found."""
        verdict = {"bättre": "better", "sämre": "worse"}[words["how"]]
        found = {each for each, own in self._verdicts(words["other"]).items() if own == verdict}
        named = {self.told.id_of(self.part.target, each) for each in words["where"].split("”")[1::2]}
        said = re.match(r"(?:alla |de )?(\d+)", words["where"])
        if named - found or int(said[1] if said else 1) != len(found):
            yield f"{words['how']} than {words['other']} on {words['where']}, where tests found {len(found)}"

    def _none_proven(self, words: Mapping[str, str]) -> Iterator[str]:
        if {"better", "worse"} & set(self._verdicts(words["other"]).values()):
            yield f"no proven difference from {words['other']}, where tests found one"

    def _nation_rate(self, words: Mapping[str, str]) -> Iterator[str]:
        share = self.told.references.get((self.part.round, self.part.target, RESPONSE_RATE))
        given = None if share is None else alike(float(share))
        yield from self._finer(words["rate"], given or self._rate(""))

    def _beside(self, words: Mapping[str, str]) -> Iterator[str]:
        if words["nation"]:
            yield from self._finer(words["nation"], self._nation(self._overall))
        if words["expected"] or words["only"]:
            yield from self._finer(words["expected"] or words["only"], self._expected(self._overall))

    def _compared_part(self, words: Mapping[str, str]) -> Iterator[str]:
        """Fewer target groups than all, as comparisons.csv names them, with so many answers and one's own share."""
        names = self.told.released.names.get("targets", {})
        series = (self.part.round, self.part.target, self.part.municipality)
        rows = [row for key, row in self.told.compared.items() if key[:3] == series]
        found = []
        for row in [each for each in rows if each["question"] == self._overall] if words["answers"] else rows:
            for column, groups in (("compared", "compared_groups"), ("change_compared", "change_groups")):
                if all(names.get(each, {"sv": each})["sv"] in words["groups"] for each in row[groups].split()):
                    found.append(
                        (row[f"{column}_valid"], row["valid"], self._expected(self._overall, f"{column}_share"))
                    )
        if words["answers"]:
            told = [str(number(words[each])) for each in ("answers", "of")]
            found = [each for each in found if [*each[:2]] == told]
        if not found:
            yield f"compared of {words['groups']}, which no comparison tells"
        elif words["share"]:
            yield from min((list(self._finer(words["share"], share)) for *_, share in found), key=len)
        yield from self._compared_beside(words)

    def _compared_beside(self, words: Mapping[str, str]) -> Iterator[str]:
        """The other side's share in a single group."""
        for column, kinds in (("expected_share", ("nation", "nation_only")), ("change_expected_share", _THEN)):
            for said in filter(None, map(words.get, kinds)):
                yield from self._finer(said, self._expected(self._overall, column))

    def _earlier(self, words: Mapping[str, str]) -> Iterator[str]:
        """A sum of target groups; or what a family's rows tell, where the release has not all groups any more."""
        place = words["round"], self.part.municipality, self.part.target
        offered, answered = (self.told.count(counted, *place) for counted in ("offered", "answered"))
        rows = [self._row(question, round_=words["round"]) for question in self._asked]
        if number(words["answered"]) not in {answered, *(int(row["answered"]) for row in rows if row)}:
            yield f"{words['answered']} answered before, which is no sum of the tables"
        if words["rate"]:
            yield from self._finer(words["rate"], alike(answered / offered) if answered and offered else None)

    def _lowest_again(self, words: Mapping[str, str]) -> Iterator[str]:
        """In earlier rounds, by their rows; which question it is has been said, and held against classes, before."""
        own = {each: self._own(each) for each in self._asked}
        lowest = min((each for each in own if own[each]), key=lambda each: own[each] or alike(1), default="")
        years = 0 if words["round"] else {"tredje": 2, "fjärde": 3, "femte": 4, "sjätte": 5}[words["row"]]
        earlier = sorted({key[0] for key in self.told.rows if key[0] < self.part.round}, reverse=True)[:years]
        if len(earlier) < years:
            yield "called the lowest in rounds that no table tells of"
        for round_ in earlier or [words["round"]]:
            rows = {each: self._row(each, round_=round_) for each in self._asked}
            others = [row for each, row in rows.items() if row and each != lowest]
            yield from self._alone(rows.get(lowest), others, is_highest=False)

    def _before(self, words: Mapping[str, str]) -> Iterator[str]:
        place = (self.part.target, self.part.municipality, "", "T", self._overall)
        row = self.told.rows.get((words["round"], *place))
        yield from self._finer(words["own"], whole_per_cent(row))
        if words["expected"]:
            yield from self._finer(words["expected"], self._expected(self._overall, "change_expected_share"))

    def _nearly(self, words: Mapping[str, str]) -> Iterator[str]:
        said = int(words["asked"] if words["some"] == "alla" else words["some"].removesuffix(" av"))
        if said > sum(own.least > 90 for each in self._asked if (own := self._own(each))):
            yield f"nearly all positive on {said} questions, where classes do not tell"

    def _detectable(self, words: Mapping[str, str]) -> Iterator[str]:
        """A difference that comparisons.csv tells of a question on which none could be told."""
        column, verdict = {
            "skillnad": ("smallest_difference", "verdict"),
            "förändring": ("smallest_change", "change_verdict"),
        }[words["what"]]
        series = (self.part.round, self.part.target, self.part.municipality)
        rows = [row for key, row in self.told.compared.items() if key[:3] == series and row[verdict] == "cannot_tell"]
        known = {max(alike(float(row[column])).least, 1) for row in rows if row[column]}
        if not {int(each) for each in words["points"].split("–")} <= known:
            yield f"{words['points']} points would have shown, which no comparison tells"

    def _genders(self, words: Mapping[str, str]) -> Iterator[str]:
        for written, gender in ((words["women"], "K"), (words["men"], "M")):
            rows = [self._row(question, gender=gender) for question in self._asked]
            if number(written) not in {int(row["answered"]) for row in rows if row and row["answered"]}:
                yield f"{written} of gender {gender} answered, which no row tells"

    def _end(self, words: Mapping[str, str]) -> Iterator[str]:
        """Questions with their figures; several may share one."""
        named: list[str] = []
        for names, own, nation in re.findall(
            rf"((?:”[^”]+”(?:, | och )?)+) \(({SHARE})(?:, riket ({SHARE}))?\)", words["rest"]
        ):
            questions = [self.told.id_of(self.part.target, each) for each in names.split("”")[1::2]]
            named += questions
            for question in questions:
                yield from self._finer(own, self._own(question))
                yield from self._finer(nation, self._nation(question)) if nation else ()
        if not named:
            yield f"`{words['rest']}` names no question with its figure"
        if words["how"].startswith(("Högst", "Lägst")):
            yield from self._at_end(named, is_highest=words["how"].startswith("Högst"))

    def _at_end(self, named: list[str], *, is_highest: bool) -> Iterator[str]:
        """Standing at an end, in whole per cent, where the classes would let another question be there too."""
        for other in self._known():
            for question in named:
                own, beside = self._own(question), whole_per_cent(other)
                if other["question"] not in named and own and beside:
                    apart = own.least - beside.most if is_highest else beside.least - own.most
                    if apart <= 0:
                        yield "called the highest or the lowest, where classes do not tell"
        if len({self._own(question) for question in named}) > 1 or (len(named) > 1 and not self._is_exact(named[0])):
            yield "called the highest or the lowest together, where classes do not tell"

    def _shared(self, words: Mapping[str, str]) -> Iterator[str]:
        own = [self._own(row["question"]) for row in self._known()]
        alike = [each for each in own if each == Range(*per_cent(words["own"])) and each.least == each.most]
        if len(alike) < int(words["number"]):
            yield f"{words['number']} questions share a figure, where the tables tell it of {len(alike)}"
        most = (
            max(each.most for each in own if each)
            if words["how"] == "högsta"
            else -min(each.least for each in own if each)
        )
        if alike and (alike[0].least if words["how"] == "högsta" else -alike[0].most) < most:
            yield "called the highest or the lowest, where classes do not tell"

    def _groups(self, words: Mapping[str, str]) -> Iterator[str]:
        """Names that several groups have are taken for the one that fits."""
        for question in [words["question"]] if "question" in words else words["names"].split("”")[1::2]:
            yield from self._groups_on(self.told.id_of(self.part.target, question), words)

    def _groups_on(self, question: str, words: Mapping[str, str]) -> Iterator[str]:
        named = list(self._group_rows(words["kind"], question))
        for end, written in (("high", "most"), ("low", "least")):
            own = [row for name, row in named if name == words[end].replace("\\", "")]
            known = [whole_per_cent(row) for row in own] or [None]
            yield from min((list(self._finer(words[written], each)) for each in known), key=len)
            alone = words.get("how" if end == "high" else "low_how") in ("högst andel", "lägst", "den lägsta")
            if alone and len(own) == 1:
                others = [other for _, other in named if other["share_min"] and other is not own[0]]
                yield from self._alone(own[0], others, is_highest=end == "high")

    def _everywhere(self, words: Mapping[str, str]) -> Iterator[str]:
        """A question that is the lowest of all in each group, where classes leave it open."""
        lowest = self.told.id_of(self.part.target, words["question"])
        targets = [id_ for id_, family in self.told.released.families.items() if family == self.part.target]
        groups = [(target, "") for target in targets]
        if words["kind"] == "enheter":
            units = {key[3] for key in self.told.rows if key[2] == self.part.municipality and key[3]}
            groups = [(self.part.target, unit) for unit in units]
        for target, unit in groups:
            rows = {each: self._row(each, unit=unit, target=target) for each in self._asked}
            if words["some"] and not all(row["share_min"] for row in rows.values() if row):
                continue
            others = [row for each, row in rows.items() if row and row["share_min"] and each != lowest]
            if rows[lowest]:
                yield from self._alone(rows[lowest], others, is_highest=False)

    def _women(self, words: Mapping[str, str]) -> Iterator[str]:
        question = self.told.id_of(self.part.target, words["question"])
        for gender, column in (("K", "women"), ("M", "men")):
            yield from self._finer(words.get(column) or words["women"], self._own(question, gender=gender))

    def _orders(self, words: Mapping[str, str]) -> Iterator[str]:
        """How many questions, and which, are said to lie on a side of the nation, where the classes leave that open."""
        known = self._known_orders()
        first = words["order"].split()[0]
        number = words["some"].removesuffix(" av") if words["some"].endswith("av") else words["asked"] or "1"
        said = [
            (first, int(number)),
            *((way, int(some)) for way, some in re.findall(r"(\w+) på (\d+)", words["counts"] or "")),
        ]
        for way, some in said:
            if way in known and some > len(known[way]):
                yield f"{way} than the nation on {some} questions, where classes tell it of {len(known[way])}"
        named = [(each, first) for each in (words["named"] or "").split("”")[1::2]]
        named += re.findall(r"”([^”]+)” \((\w+)\)", words["others"] or "")
        for name, way in named:
            if way in known and self.told.id_of(self.part.target, name) not in known[way]:
                yield f"{way} than the nation on {name}, where classes do not tell"

    def _known_orders(self) -> Mapping[str, set[str]]:
        known: dict[str, set[str]] = {"högre": set(), "lägre": set(), "lika": set()}
        for question in self._asked:
            own, nation, shown = (
                self._expected(question, "compared_share"),
                self._expected(question),
                self._own(question),
            )
            if own and nation and shown:
                known["högre"] |= {question} if min(own.least, shown.least) > nation.most else set()
                known["lägre"] |= {question} if max(own.most, shown.most) < nation.least else set()
                known["lika"] |= {question} if own == nation == shown and own.least == own.most else set()
        return known

    def _highest(self, words: Mapping[str, str]) -> Iterator[str]:
        named = words["where"].split("”")[1::2]
        for question in [self.told.id_of(self.part.target, each) for each in named] or self._asked:
            if words["mix"]:
                yield from self._highest_standardised(question)
                continue
            own = self._row(question)
            yield from self._alone(own, [row for row in self._series(question) if row is not own], is_highest=True)

    def _highest_standardised(self, question: str) -> Iterator[str]:
        """With the same target groups: of shares that comparisons.csv, which has an attack of its own, tells."""
        series = (self.part.round, self.part.target, question)
        shares = {
            place: (float(row["standardised_share_min"]), float(row["standardised_share_max"]))
            for (round_, target, place, asked), row in self.told.compared.items()
            if (round_, target, asked) == series and row["standardised_share_min"]
        }
        own, _ = shares.pop(self.part.municipality, (0.0, 0.0))
        if any(most >= own for _, most in shares.values()):
            yield "called the highest or the lowest, where classes do not tell"
