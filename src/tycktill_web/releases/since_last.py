"""A release beside that of the round before: who came and left, how many answered, what is proven to have changed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from tycktill.disclosure import ProtectedValue
from tycktill.findings import Words, figure_of
from tycktill.tables import Comparison, Judgement, Manifest
from tycktill.terms import GenderGroup
from tycktill_web.releases.alphabet import in_alphabet
from tycktill_web.releases.lines import FigureCell
from tycktill_web.releases.manifests import manifests_of
from tycktill_web.releases.models import PublicRelease, ReleasedPlace, ReleasedValue
from tycktill_web.releases.published import Participation, PublicPlace
from tycktill_web.releases.results import previous_rows
from tycktill_web.releases.values import NATION, ReleasedRow, comparisons_of, released_rows, rows_of
from tycktill_web.releases.words import words_of_page


@dataclass(frozen=True, slots=True)
class PlaceSince:
    """A municipality in both rounds, or in one: how many answered, and how many questions a test says what of."""

    place: PublicPlace
    now: Participation | None
    before: Participation | None
    judged: Counter[Judgement]

    @property
    def better_questions(self) -> int:
        """On how many questions."""
        return self.judged[Judgement.BETTER]

    @property
    def worse_questions(self) -> int:
        """On how many questions."""
        return self.judged[Judgement.WORSE]

    @property
    def is_tested(self) -> bool:
        """Whether any change could be tested."""
        return bool(self.judged.total() - self.judged[Judgement.UNTESTED])

    @property
    def is_to_be_seen(self) -> bool:
        """Whether something is proven to have changed, or the municipality is in one of the rounds only."""
        return bool(self.better_questions or self.worse_questions) or self.now is None or self.before is None


@dataclass(frozen=True, slots=True)
class QuestionSince:
    """The nation's figure of a question in both rounds."""

    name: str
    now: FigureCell
    before: FigureCell


@dataclass(frozen=True, slots=True)
class SinceLast:
    """All of it; the nation's own participation is in `nation`."""

    round: str
    nation: PlaceSince
    places: Sequence[PlaceSince]
    questions: Sequence[QuestionSince]

    @property
    def municipalities(self) -> tuple[int, int]:
        """How many there are in this round, and were in the last."""
        return sum(each.now is not None for each in self.places), sum(each.before is not None for each in self.places)

    @property
    def better(self) -> int:
        """How many municipalities are proven better on some question."""
        return sum(each.better_questions > 0 for each in self.places)

    @property
    def worse(self) -> int:
        """How many municipalities are proven worse on some question."""
        return sum(each.worse_questions > 0 for each in self.places)

    @property
    def same(self) -> int:
        """How many were tested and are proven neither."""
        return sum(each.is_tested and not each.better_questions and not each.worse_questions for each in self.places)

    @property
    def untested(self) -> int:
        """How many are in both rounds, and no change of theirs could be tested."""
        return sum(each.now is not None and each.before is not None and not each.is_tested for each in self.places)

    @property
    def to_be_seen(self) -> Sequence[PlaceSince]:
        """Those that whoever signs should look at: what is proven first."""
        found = [each for each in self.places if each.is_to_be_seen]
        return sorted(found, key=lambda each: not each.better_questions and not each.worse_questions)


def since_last(release: PublicRelease) -> SinceLast | None:
    """What has changed since the newest round that the release tells changes from; None where none such stands."""
    compared = [each for each in release.compared_with.all() if not each.is_withdrawn]
    before = max(compared, key=lambda each: (each.round.opens_on, each.round.label), default=None)
    if before is None:
        return None
    family = released_rows(_everybodys_values(release).filter(target=release.round.family))
    parts = _parts_of_both(release, before)
    alone = {place.code for place, now, _ in parts if now} - {each.municipality for each in family}
    groups = released_rows(_everybodys_values(release).filter(municipality__in=alone)) if alone else ()
    judged = _judged_changes(release, before, [*family, *groups])
    places = [PlaceSince(*each, judged[each[0].code]) for each in parts]
    nation = next(each for each in places if each.place.code == NATION)
    others = sorted((each for each in places if each is not nation), key=lambda each: in_alphabet(each.place.name))
    questions = _questions_of_both(release, before, [each for each in family if each.municipality == NATION])
    return SinceLast(before.round.label, nation, others, questions)


def _everybodys_values(release: PublicRelease) -> QuerySet[ReleasedValue]:
    """Of the nation and of municipalities, women and men together."""
    return release.values.filter(unit="", gender=GenderGroup.ALL)


_Parts = tuple[PublicPlace, Participation | None, Participation | None]


def _parts_of_both(release: PublicRelease, before: PublicRelease) -> Sequence[_Parts]:
    """Each place of either, with its part now and then."""
    rows = ReleasedPlace.objects.filter(release__in=(release, before))
    found: defaultdict[str, dict[int, Participation]] = defaultdict(dict)
    for row in rows:
        found[row.municipality][row.release_id] = Participation.of(row)
    return [(next(iter(each.values())).place, each.get(release.pk), each.get(before.pk)) for each in found.values()]


def _judged_changes(
    release: PublicRelease, before: PublicRelease, values: Sequence[ReleasedRow]
) -> Mapping[str, Counter[Judgement]]:
    """By municipality, on how many questions a test says what of the change since then.

    `values` are those of the family; of municipalities that have none of it, those of their only target group.
    """
    found: defaultdict[str, Counter[Judgement]] = defaultdict(Counter)
    for each in comparisons_of(release, [each for each in values if each.municipality != NATION]):
        found[each.row.cell.municipality][_judgement_since(each, before.round.label)] += 1
    return found


def _judgement_since(each: Comparison, round: str) -> Judgement:
    """Judged of a change from this round; a question that was not asked then is not tested."""
    return each.earlier.verdict if each.earlier.round == round else Judgement.UNTESTED


def _questions_of_both(
    release: PublicRelease, before: PublicRelease, nation: Sequence[ReleasedRow]
) -> Sequence[QuestionSince]:
    """The nation's questions of the family that mean the same in both."""
    family, manifests, words = release.round.family, manifests_of((release, before)), words_of_page()
    manifest = manifests[release]
    now = _cells_by_question(rows_of(nation, release.round.label), manifest, words)
    earlier = [each for each in previous_rows(release, NATION) if each.cell.round == before.round.label]
    then = _cells_by_question([each for each in earlier if each.cell.instrument == family], manifests[before], words)
    names = manifest.names.questions.get(family, {})
    return [
        QuestionSince(words.text(names.get(id_, {})) or id_, now[id_], then[id_])
        for id_ in manifest.questions.get(family, ())
        if id_ in now and id_ in then
    ]


def _cells_by_question(rows: Iterable[ProtectedValue], manifest: Manifest, words: Words) -> Mapping[str, FigureCell]:
    return {row.question: FigureCell(figure_of(row, manifest.policy.widest), words) for row in rows}
