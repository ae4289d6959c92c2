"""One question in all municipalities, as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from tycktill.findings import (
    GROUPS,
    AcrossFindings,
    Figure,
    MunicipalityFinding,
    Words,
    across_headline,
    across_municipalities,
    mean_text,
)
from tycktill.tables import Manifest, Tables
from tycktill.terms import GenderGroup, Reference
from tycktill_web.releases.alphabet import in_alphabet
from tycktill_web.releases.lines import FigureCell
from tycktill_web.releases.manifests import manifest_of, references_of
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.picture import picture_of
from tycktill_web.releases.values import NATION, ReleasedRow, comparisons_of, released_rows, rows_of
from tycktill_web.releases.words import words_of_page

BY_NAME, BY_SHARE = "namn", "andel"
"""In which order municipalities stand within their group."""


@dataclass(frozen=True, slots=True)
class MunicipalityLine:
    """A municipality in a group."""

    finding: MunicipalityFinding
    nation: Figure
    words: Words

    @property
    def own(self) -> FigureCell:
        return FigureCell(self.finding.question.own, self.words)

    @property
    def picture(self) -> str:
        """The figure with its interval, and the nation's."""
        return picture_of(self.finding.question.own, self.nation)

    @property
    def rank_text(self) -> str:
        """Between which places it can lie, never one place alone unless it is certain; empty where it has no rank, or
        may lie anywhere within more than half of all."""
        standing = self.finding.question.standing
        if standing is None:
            return ""
        best, worst = standing.rank.best, standing.rank.worst
        if worst - best + 1 > standing.of / 2:
            return ""
        return f"{best}–{worst}" if best != worst else str(best)


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Municipalities of which a test says the same beside the nation."""

    name: str
    lines: Sequence[MunicipalityLine]


@dataclass(frozen=True)
class QuestionResult:
    """A question of a target group in one round; `order` is how municipalities stand within a group."""

    release: PublicRelease
    found: AcrossFindings
    words: Words
    order: str

    @property
    def name(self) -> str:
        """Its short name."""
        return self.words.text(self.found.nation.name)

    @property
    def asked(self) -> str:
        """The question as it was asked; empty where target groups were asked in different words."""
        return self.words.text(self.found.nation.wording)

    @property
    def nation(self) -> FigureCell:
        """The nation's figure."""
        return FigureCell(self.found.nation.own, self.words)

    @property
    def mean(self) -> str:
        """The unweighted municipal mean; empty where there is none."""
        mean = self.found.nation.mean
        return mean_text(mean, self.words) if mean else ""

    @property
    def headline(self) -> Sequence[str]:
        """The sentences on top."""
        return list(across_headline(self.found, self.words))

    @cached_property
    def groups(self) -> Sequence[FigureGroup]:
        """Those whose share is told, by what a test says of them."""
        named = [(self.words.across[verdict], self.found.with_verdict(verdict)) for verdict in GROUPS]
        return [FigureGroup(name, self._sorted_lines(group)) for name, group in named if group]

    @property
    def unstated(self) -> Sequence[MunicipalityLine]:
        """Those whose share is not told, by name."""
        return self._sorted_lines(self.found.unstated, BY_NAME)

    @property
    def has_ranks(self) -> bool:
        """Whether any municipality has a place that says something."""
        return any(line.rank_text for group in self.groups for line in group.lines)

    @property
    def has_classes(self) -> bool:
        """Whether any share is given as a class."""
        return any(line.own.is_class for group in self.groups for line in group.lines)

    def _sorted_lines(self, findings: Sequence[MunicipalityFinding], order: str = "") -> Sequence[MunicipalityLine]:
        """By name, or by the middle of what is known: it says nothing of those near each other."""
        by_name = sorted(findings, key=lambda each: in_alphabet(each.name))
        if (order or self.order) == BY_SHARE:
            by_name.sort(key=lambda each: -share.middle if (share := each.question.own.share) else 0.0)
        return [MunicipalityLine(each, self.found.nation.own, self.words) for each in by_name]


def question_of(release: PublicRelease, target: str, question: str, *, order: str = BY_NAME) -> QuestionResult | None:
    """The question in all municipalities of `release`; None where nobody was asked it in the target group."""
    values = released_rows(release.values.filter(question=question, target=target, gender=GenderGroup.ALL, unit=""))
    tables = _tables_of(release, values, references_of(release))
    found = across_municipalities(tables, target, question)
    return QuestionResult(release, found, words_of_page(), order) if found else None


def _tables_of(release: PublicRelease, values: Sequence[ReleasedRow], references: Sequence[Reference]) -> Tables:
    return Tables(
        manifest_of(release),
        rows_of(values, release.round.label),
        comparisons_of(release, values),
        references,
        municipalities=sum(value.municipality != NATION for value in values),
    )


def targets_of(manifest: Manifest, question: str, words: Words) -> Sequence[tuple[str, str]]:
    """The target groups that were asked the question, by id and name: all of the family together first."""
    asked = [target for target, questions in manifest.questions.items() if question in questions]
    families = set(manifest.families.values())
    whole = [(target, _("Alla målgrupper")) for target in asked if target in families]
    groups = [(target, manifest.names.target(target, words.language)) for target in asked if target not in families]
    return whole + sorted(groups, key=lambda group: in_alphabet(group[1]))


def questions_of(manifest: Manifest, target: str, words: Words) -> Sequence[tuple[str, str]]:
    """The questions of a target group in printed order, by id and short name."""
    names = manifest.names.questions.get(target, {})
    return [(id_, words.text(names.get(id_, {"sv": id_}))) for id_ in manifest.questions.get(target, ())]
