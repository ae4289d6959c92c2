"""How questions were asked and which answers count as positive, as a release's own codebook has it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from tycktill.instrument import SOURCE_LANGUAGE, Catalogue, Option, Question, Texts, text_in
from tycktill.tables import CodebookRow
from tycktill_web.fieldwork.questionnaires import catalogue_of
from tycktill_web.releases.manifests import options_of
from tycktill_web.releases.models import PublicRelease


class OptionKind(StrEnum):
    """What an option counts as in a share."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    LEFT_OUT = "left_out"


class Labelled(NamedTuple):
    """An option by its number."""

    code: int
    label: str
    kind: OptionKind


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in one wording, with its options. `groups` are the target groups that were asked it so, none where all
    were."""

    text: str
    options: tuple[Labelled, ...]
    groups: tuple[str, ...] = ()

    @property
    def by_kind(self) -> Sequence[tuple[OptionKind, Sequence[str]]]:
        """The labels of those kinds that there are."""
        kinds = [(kind, [each.label for each in self.options if each.kind is kind]) for kind in OptionKind]
        return [(kind, labels) for kind, labels in kinds if labels]


def wordings_of(release: PublicRelease, instruments: Sequence[str], language: str) -> Mapping[str, Sequence[Asked]]:
    """By question how it was asked in these target groups: in the codebook's language as that says, in others as the
    questionnaires do."""
    known = catalogue_of(release.round) if language != SOURCE_LANGUAGE else {}
    asked: defaultdict[str, defaultdict[Asked, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (instrument, question), rows in options_of(release).by_question.items():
        if instrument in instruments:
            asked[question][_asked_in(rows, known, language)].append(_group_name(rows[0], known, language))
    return {question: _asked_alike(found) for question, found in asked.items()}


def _asked_alike(found: Mapping[Asked, Sequence[str]]) -> Sequence[Asked]:
    if len(found) == 1:
        return list(found)
    return [replace(each, groups=tuple(names)) for each, names in found.items()]


def _asked_in(rows: Sequence[CodebookRow], known: Catalogue, language: str) -> Asked:
    first, today = rows[0], _today_as(rows[0], known)
    labels = {str(option.code): text_in(option.text, language) for option in today.options} if today else {}

    options = [
        Labelled(int(row.option), labels.get(row.option, row.label), _KINDS[row.positive, row.counted]) for row in rows
    ]
    return Asked(text_in(today.question.text, language) if today else first.text, tuple(options))


_KINDS = {
    ("1", "1"): OptionKind.POSITIVE,
    ("0", "1"): OptionKind.NEGATIVE,
    ("0", "0"): OptionKind.LEFT_OUT,
}


class _Today(NamedTuple):
    """A target group's question as its questionnaire has it now, in languages that no codebook has."""

    name: Texts
    question: Question
    options: Sequence[Option]


def _today_as(row: CodebookRow, known: Catalogue) -> _Today | None:
    instrument = known.get(row.instrument)
    found = [each for each in instrument.asked_of_all if each.id == row.question] if instrument else []
    if instrument is None or not found:
        return None
    return _Today(instrument.name, found[0], instrument.scale_of(found[0]).options)


def _group_name(row: CodebookRow, known: Catalogue, language: str) -> str:
    today = _today_as(row, known)
    return text_in(today.name, language) if today else row.instrument_name
