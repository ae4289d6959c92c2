"""One question in all municipalities: each one's figure beside the nation's, and what a test says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tycktill.disclosure import ProtectedValue
from tycktill.findings.facts import QuestionFinding
from tycktill.findings.index import NATION, index_of
from tycktill.findings.places import find_question
from tycktill.findings.wording import join_names
from tycktill.findings.words.catalogue import Words
from tycktill.findings.words.compared import COMPARED
from tycktill.tables import Judgement, Tables

GROUPS = (Judgement.BETTER, Judgement.NOT_SIGNIFICANT, Judgement.WORSE, Judgement.UNTESTED)
"""In which order a reader meets them."""


@dataclass(frozen=True, slots=True)
class MunicipalityFinding:
    """One municipality's part of a question."""

    municipality: str
    name: str
    question: QuestionFinding

    @property
    def verdict(self) -> Judgement:
        """Beside the nation, like with like."""
        contrast = self.question.against_nation
        return contrast.verdict if contrast else Judgement.UNTESTED


@dataclass(frozen=True, slots=True)
class AcrossFindings:
    """One question of a target group in one round: the nation, and each municipality that has a row, by code; `wobble`
    is by how much rounds vary beyond chance, None where too few municipalities tell."""

    round: str
    target: str
    nation: QuestionFinding
    municipalities: tuple[MunicipalityFinding, ...]
    wobble: float | None = None

    @property
    def stated(self) -> tuple[MunicipalityFinding, ...]:
        """Those whose share is told."""
        return tuple(each for each in self.municipalities if each.question.own.share is not None)

    @property
    def unstated(self) -> tuple[MunicipalityFinding, ...]:
        """Those whose share is not."""
        return tuple(each for each in self.municipalities if each.question.own.share is None)

    def with_verdict(self, verdict: Judgement) -> tuple[MunicipalityFinding, ...]:
        """Those of which a test says this; none of them differs from another by it."""
        return tuple(each for each in self.stated if each.verdict is verdict)


def across_municipalities(tables: Tables, target: str, question: str) -> AcrossFindings | None:
    """The findings of `question` in `target`; None where the release has no row of it. `tables` may hold only that."""
    index = index_of(tables)
    manifest = tables.manifest
    family = index.family_of(target)
    rounds = sorted({round for _, own, round in index.sections if own == family})
    if not rounds:
        return None
    round = rounds[-1]
    spot = target, question
    asked = [
        place
        for (place, own, then), rows in sorted(index.sections.items())
        if (own, then) == (family, round) and any((each[0], each[3]) == spot for each in rows)
    ]
    if not asked:
        return None
    names = manifest.names
    return AcrossFindings(
        round,
        target,
        find_question(index, (NATION, family, round), *spot),
        tuple(
            MunicipalityFinding(
                place, names.municipalities.get(place, place), find_question(index, (place, family, round), *spot)
            )
            for place in asked
            if place != NATION
        ),
        next((each.wobble for each in tables.comparisons if _row_spot(each.row) == spot), None),
    )


def _row_spot(row: ProtectedValue) -> tuple[str, str]:
    return row.cell.instrument, row.question


def across_headline(found: AcrossFindings, words: Words) -> Iterator[str]:
    """How many municipalities differ significantly from the nation, how many do not; and how many are not
    among them."""
    stated = found.stated
    counts = [len(found.with_verdict(verdict)) for verdict in GROUPS]
    if len(stated) > counts[-1]:
        yield _fill_counts(words.across_counts, counts, stated)
        own = COMPARED[words.language]
        rest = ((own.across_untested, counts[-1]), (own.across_hidden, len(found.unstated)))
        parts = [sentence.format(number=number) for sentence, number in rest if number]
        if parts:
            yield f"{join_names(parts, words)}."


def _fill_counts(sentence: str, counts: Sequence[int], stated: Sequence[MunicipalityFinding]) -> str:
    better, undecided, worse, untested = counts
    return sentence.format(of=len(stated) - untested, better=better, worse=worse, undecided=undecided)
