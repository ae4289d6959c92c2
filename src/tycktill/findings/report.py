"""All that a release says of one municipality in one round of one family, found by where it stands."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tycktill.findings.nation import Nation, nation_of
from tycktill.findings.participation import NATION, Participation, Participations, answers_rank, participations
from tycktill.findings.stating import stated, stated_comparison
from tycktill.instrument import SOURCE_LANGUAGE, texts
from tycktill.statistics import MeanRange
from tycktill.tables import Comparison, Manifest, ResultRow, is_stated
from tycktill.terms import RESPONSE_RATE, GenderGroup, Level, Reference

_Spot = tuple[str, str, GenderGroup, str]
"""Target, unit (empty for the whole municipality), gender group, question."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one section of the text is made of; `answered` and `nation` are the whole release's."""

    municipality: str
    round: str
    family: str
    manifest: Manifest
    rows: Mapping[_Spot, ResultRow]
    comparisons: Mapping[_Spot, Comparison]
    answered: Participations
    nation: Nation

    @property
    def name(self) -> str:
        """What the municipality is called."""
        return self.manifest.names.municipalities.get(self.municipality, self.municipality)

    @property
    def targets(self) -> Sequence[str]:
        """The instruments that have results here, by id."""
        return sorted({spot[0] for spot in self.rows} - {self.family})

    @property
    def units(self) -> Sequence[str]:
        """The units that have results here, by name."""
        return sorted({spot[1] for spot in self.rows} - {""})

    @property
    def each_unit_has_its_target(self) -> bool:
        """Whether units and target groups are the same groups by two names."""
        pairs = {(target, unit) for target, unit, _, _ in self.rows if unit and target != self.family}
        return len(pairs) == len(self.units) == len(self.targets)

    @property
    def is_alone(self) -> bool:
        """Whether no other municipality took part in this round: then the nation of the release is this one."""
        codes = {code for round, target, code in self.answered if (round, target) == (self.round, self.family)}
        return codes <= {self.municipality, NATION}

    @property
    def is_local(self) -> bool:
        """Whether this is no national survey but somebody's own."""
        return self.family in self.manifest.local

    @property
    def answers_rank(self) -> tuple[int, int] | None:
        """The place by number of answers, and among how many."""
        return answers_rank(self.answered, self.round, self.family, self.municipality)

    def participation(self, target: str) -> Participation:
        """How many were offered and answered here."""
        return self.answered.get((self.round, target, self.municipality), Participation(None, None))

    def nation_rate(self, target: str) -> float | None:
        """The nation's response rate: a reference, or of the nation in this release unless that is one municipality."""
        whole = None if self.is_alone else self.answered.get((self.round, target, NATION))
        given = self.reference(target, RESPONSE_RATE)
        return given if given is not None or whole is None else whole.rate

    def reference(self, target: str, question: str) -> float | None:
        """The nation's share where it is known from elsewhere."""
        return self.nation.references.get((self.round, target, question))

    def nation_row(self, target: str, question: str) -> ResultRow | None:
        """The nation's own row, unless the nation is this one municipality."""
        return None if self.is_alone else self.nation.rows.get((self.round, target, question))

    def mean(self, target: str, question: str) -> MeanRange | None:
        """The municipalities' unweighted mean."""
        return self.nation.means.get((self.round, target, question))

    def target_name(self, target: str) -> str:
        """What a target group or family is called."""
        return self.manifest.names.target(target)

    def questions(self, target: str) -> Sequence[str]:
        """The questions of a target that are asked here, in printed order."""
        asked = {spot[3] for spot in self.rows if spot[0] == target}
        return [question for question in self.manifest.questions.get(target, ()) if question in asked]

    def question_name(self, target: str, question: str) -> str:
        """The short plain name of a question."""
        return self.manifest.names.question(target, question)

    def overall(self, target: str) -> str | None:
        """The question that sums a target up, where it has been said which and it is asked here."""
        overall = self.manifest.overall.get(target)
        return overall.question if overall and overall.question in self.questions(target) else None

    def overall_told(self, target: str, share: str) -> str:
        """Its share in words."""
        return texts(self.manifest.overall[target].words, SOURCE_LANGUAGE).format(share=share)

    def row(
        self, target: str, question: str, *, unit: str = "", gender: GenderGroup = GenderGroup.ALL
    ) -> ResultRow | None:
        """The row that stands there, withheld or not."""
        return self.rows.get((target, unit, gender, question))

    def known(self, target: str) -> Mapping[str, ResultRow]:
        """The questions of a target whose share is stated, in printed order."""
        rows = {question: self.row(target, question) for question in self.questions(target)}
        return {question: row for question, row in rows.items() if row is not None and row.share_min is not None}

    def compared(self, target: str) -> Mapping[str, Comparison]:
        """The questions of a target that have something beside them, in printed order."""
        spots = {question: (target, "", GenderGroup.ALL, question) for question in self.questions(target)}
        return {question: self.comparisons[spot] for question, spot in spots.items() if spot in self.comparisons}


def reports(
    rows: Sequence[ResultRow],
    manifest: Manifest,
    comparisons: Sequence[Comparison],
    references: Sequence[Reference] = (),
) -> Iterator[Report]:
    """One for each municipality, family and round, in this order; what is too wide to be stated has no numbers."""
    widest = manifest.policy.widest
    rows = [stated(row, widest) for row in rows]
    beside_stated = [stated_comparison(each, widest) for each in comparisons if is_stated(each.row, widest)]
    own: defaultdict[_Section, dict[_Spot, ResultRow]] = defaultdict(dict)
    for row in rows:
        if row.cell.level is Level.MUNICIPALITY or row.cell.unit:  # what is of no unit stands for the whole once
            own[_section(row, manifest)][_spot(row)] = row
    beside: defaultdict[_Section, dict[_Spot, Comparison]] = defaultdict(dict)
    for each in beside_stated:
        beside[_section(each.row, manifest)][_spot(each.row)] = each
    answered, nation = participations(rows, manifest.families), nation_of(rows, comparisons, references, widest)
    for section in sorted(own):
        code, family, round = section
        yield Report(code, round, family, manifest, own[section], beside[section], answered, nation)


_Section = tuple[str, str, str]
"""Municipality, family, round."""


def _section(row: ResultRow, manifest: Manifest) -> _Section:
    cell = row.cell
    return cell.municipality, manifest.families.get(cell.instrument, cell.instrument), cell.round


def _spot(row: ResultRow) -> _Spot:
    return row.cell.instrument, row.cell.unit, row.cell.gender, row.question
