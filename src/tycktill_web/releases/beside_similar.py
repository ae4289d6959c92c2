"""A municipality beside those that are like it, on all its page's questions: as `/jamfor/` says when asked for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from tycktill.findings import (
    FEWEST_SIMILAR,
    ChosenSeries,
    ShareRange,
    SimilarFindings,
    Words,
    compare_places,
    group_name,
    rough_text,
)
from tycktill.statistics import file_share
from tycktill.tables import Judgement, Tables
from tycktill.terms import GenderGroup, Likeness, SimilarGroup
from tycktill_web.releases.lines import VerdictCell
from tycktill_web.releases.manifests import manifest_of, references_of
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.place_result import Result
from tycktill_web.releases.similar import nearest_group
from tycktill_web.releases.values import NATION, released_rows, rows_of

_REMEMBERED = 512
"""Pages whose answers stay in memory: some verdicts and means each, no rows."""


@dataclass(frozen=True, slots=True)
class SimilarFigure:
    """What a test says of a place beside its group on one question, and the group's weighted mean."""

    verdict: Judgement
    mean: ShareRange | None
    valid: int

    @classmethod
    def of(cls, found: SimilarFindings) -> "SimilarFigure":
        """Without the figures that it is made of."""
        mean = found.weighted
        share = ShareRange(file_share(mean.least), file_share(mean.most)) if mean else None
        return cls(found.verdict, share, sum(each.own.valid or 0 for each in found.shown))

    def verdict_cell(self, words: Words) -> VerdictCell:
        """The verdict by sign and word."""
        return VerdictCell(self.verdict, words)

    def mean_text(self, words: Words) -> str:
        """`84 %`, `ca 95 %`; empty where it is too rough."""
        return rough_text(self.mean, self.valid, words) if self.mean else ""


@dataclass(frozen=True, slots=True)
class BesideSimilar:
    """A place beside its `group`, by question: those on which enough of the group are shown."""

    group: SimilarGroup
    figures: Mapping[str, SimilarFigure]

    @property
    def likeness(self) -> Likeness:
        """What they have in common."""
        return self.group.likeness

    @property
    def verdicts(self) -> Mapping[str, Judgement]:
        """What a test says, by question."""
        return {question: each.verdict for question, each in self.figures.items()}

    def group_name(self, words: Words) -> str:
        """What the group is called."""
        return group_name(self.group, words)


def beside_similar(result: Result) -> BesideSimilar | None:
    """A place beside the group that says most; None of the nation, and where too few of a group are shown."""
    if result.is_nation or result.release.round.is_own:
        return None
    place = result.place.municipality
    group = nearest_group(result.release.round, place)
    there = result.place.manifest.names.municipalities
    if group is None or sum(each in there for each in group.members) < FEWEST_SIMILAR:
        return None
    questions = tuple(each.id for each in result.target.questions)
    sha256 = result.release.manifest_sha256
    found = _similar_figures(
        _Asked(result.release.pk, sha256, place, result.target.id, questions, group, result.release)
    )
    return BesideSimilar(group, found) if found else None


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is remembered goes by all of this but the release itself, whose key and checksum say which it is."""

    pk: int
    sha256: str
    municipality: str
    target: str
    questions: tuple[str, ...]
    group: SimilarGroup
    release: PublicRelease = field(compare=False)


@lru_cache(maxsize=_REMEMBERED)
def _similar_figures(asked: _Asked) -> Mapping[str, SimilarFigure]:
    """All questions are tested together, so that the same is told as where a reader compares them all."""
    release, round_ = asked.release, asked.release.round.label
    manifest = manifest_of(release)
    values = release.values.filter(
        municipality__in={asked.municipality, NATION, *asked.group.members},
        target__in={asked.target, *manifest.grouping.instruments(asked.target)},
        gender=GenderGroup.ALL,
        unit="",
    )
    rows = rows_of(released_rows(values), round_)
    number = len({row.cell.municipality for row in rows} - {NATION})
    tables = Tables(manifest, rows, (), references_of(release), municipalities=number)
    chosen = [ChosenSeries(round_, asked.target, GenderGroup.ALL, each) for each in asked.questions]
    places = {asked.municipality: asked.municipality}
    found = compare_places({round_: tables}, chosen, places, {round_: asked.group})
    return {
        each.chosen.question: SimilarFigure.of(each.similar)
        for each in found
        if each.similar is not None and each.similar.is_compared
    }
