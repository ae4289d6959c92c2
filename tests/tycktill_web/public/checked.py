"""What the files of all published releases tell, by where it stands, and a page's cells held against that."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from tests.attacks.released import held
from tests.attacks.told import between, whole_per_cent
from tests.attacks.written import per_cent, shares

from tycktill.findings.words import SWEDISH
from tycktill.tables import CODEBOOK, COMPARISONS, RESULTS, Judgement, read_csv
from tycktill_web.releases.models import PublicRelease

Row = Mapping[str, str]
WORDS = {SWEDISH.verdicts[each]: each.value for each in Judgement}
SIGNED = re.compile(rf"[▲▼●○] ({'|'.join(map(re.escape, sorted(WORDS, key=len, reverse=True)))})")


class Spot(NamedTuple):
    """Where a figure stands; the nation and what is no unit are empty."""

    family: str
    round: str
    municipality: str
    unit: str
    target: str
    question: str
    gender: str = "T"


@dataclass
class Tables:
    """All that the files of the published releases say, by where it stands."""

    results: dict[Spot, Row] = field(default_factory=dict)
    compared: dict[Spot, Row] = field(default_factory=dict)
    questions: dict[tuple[str, str, str], str] = field(default_factory=dict)
    targets: dict[tuple[str, str, str], str] = field(default_factory=dict)
    instruments: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)
    widest: float = 0.2

    @classmethod
    def read(cls) -> "Tables":
        found = cls()
        for release in PublicRelease.objects.published().select_related("round"):
            files = {each.name: bytes(each.content) for each in release.files.all()}
            own = release.round.family, release.round.label
            for row in read_csv(files[RESULTS], file=RESULTS):
                found.results[spot_of(own, row)] = dict(row)
            for row in read_csv(files[COMPARISONS], file=COMPARISONS):
                found.compared[spot_of(own, row)] = dict(row)
            for row in read_csv(files[CODEBOOK], file=CODEBOOK):
                found.questions[*own, row["name"]] = row["question"]
            manifest = json.loads(files["manifest.json"])
            for id_, names in manifest["names"].get("targets", {}).items():
                found.targets[*own, names["sv"]] = id_
            for id_, told_in in held(manifest["families"], manifest.get("together", {})).items():
                for target in told_in:
                    found.instruments.setdefault((*own, target), []).append(id_)
        return found

    def is_told(self, row: Row | None) -> bool:
        """Whether a page may write its share: it is there, and known closely enough."""
        if row is None or row["status"] == "withheld":
            return False
        return float(row["share_max"]) - float(row["share_min"]) <= self.widest + 1e-9

    def place(self, path: Sequence[str]) -> Spot | None:
        """What the page of a place is about, by the parts of its address; None of a unit's page."""
        family, round_, *rest = [each for each in path[1:] if not each.startswith("utgava-")]
        municipality = rest.pop(0) if rest and rest[0].isdecimal() else ""
        if rest[:1] == ["enhet"]:
            return None
        target = rest[0] if rest else self.shown_target(family, round_, municipality)
        return Spot(family, round_, municipality, "", target, "")

    @cached_property
    def _targets(self) -> Mapping[tuple[str, str, str], set[str]]:
        """All that is told of each place itself, by family, round and municipality."""
        found: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
        for spot in self.results:
            if not spot.unit:
                found[spot.family, spot.round, spot.municipality].add(spot.target)
        return found

    def shown_target(self, family: str, round_: str, municipality: str) -> str:
        """All of a family, or the only target group of a place."""
        asked = self.instruments.get((family, round_, family), ())
        groups = self._targets[family, round_, municipality].intersection(asked) - {family}
        return groups.pop() if len(groups) == 1 else family


def spot_of(own: tuple[str, str], row: Row) -> Spot:
    return Spot(*own, row["municipality"], row.get("unit", ""), row["instrument"], row["question"], row["gender"])


@dataclass
class Checked:
    """Holds a page's lines against the tables, and counts what it has seen by kind."""

    tables: Tables
    seen: Counter[str] = field(default_factory=Counter)

    def figure(self, spot: Spot, cell: str, where: str) -> None:
        """A cell that has one share, and it is this one's; or no number at all."""
        row = self.tables.results.get(spot)
        if not self.tables.is_told(row):
            assert not re.search(r"\d", cell), (where, spot, cell)
            self.seen["withheld"] += 1
            return
        known = whole_per_cent(dict(row or {}))
        assert known, (where, spot)
        (written, *rest) = shares(cell)
        assert not rest, (where, spot, cell)
        told = per_cent(written)
        is_rough = cell.startswith("ca ")
        assert known.least <= told[0] <= told[1] <= known.most if is_rough else told == tuple(known), (
            where,
            spot,
            cell,
        )
        self.seen["figure"] += 1

    def interval(self, spot: Spot, cell: str, where: str) -> None:
        row = self.tables.results.get(spot)
        if not shares(cell):
            assert not re.search(r"\d", cell), (where, spot, cell)
            return
        assert row, (where, spot)
        assert self.tables.is_told(row), (where, spot, cell)
        assert per_cent(shares(cell)[0]) == tuple(between(float(row["low"]), float(row["high"]))), (where, spot, cell)
        self.seen["interval"] += 1

    def number(self, spot: Spot, cell: str, where: str, column: str = "valid") -> None:
        row = self.tables.results.get(spot)
        written = re.fullmatch(r"\d+", cell)
        assert not written or (row and row[column] == cell), (where, spot, cell)
        self.seen["number"] += bool(written)

    def verdict(self, spot: Spot, cell: str, column: str, where: str) -> None:
        """The word after a sign is what comparisons.csv says; without a line there is no word."""
        word = SIGNED.search(cell)
        if word is None:
            return
        row = self.tables.compared.get(spot)
        if row is None:
            return
        assert WORDS[word[1]] == (row[column] or "untested"), (where, spot, cell)
        self.seen[column] += 1
