"""A municipality's surveys in a list: of each how many answered and what is proven, all in a few statements."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from tycktill.findings import findings_of_places, proven_first
from tycktill.tables import Tables
from tycktill.terms import GenderGroup
from tycktill_web.releases.manifests import manifests_of, references_of
from tycktill_web.releases.models import PublicRelease, ReleasedPlace, ReleasedValue
from tycktill_web.releases.values import NATION, ReleasedRow, comparisons_of, released_rows, rows_of
from tycktill_web.releases.words import words_of_page


@dataclass(frozen=True, slots=True)
class MunicipalSurvey:
    """A municipality's part of a release; `proven` is empty where that has been withdrawn."""

    part: ReleasedPlace
    proven: Sequence[str]

    @property
    def release(self) -> PublicRelease:
        """The release that the part is of."""
        return self.part.release


def surveys_of(parts: Sequence[ReleasedPlace]) -> Sequence[MunicipalSurvey]:
    """The same parts, which are of one municipality, each with what is proven."""
    not_withdrawn = {part.release: part for part in parts if not part.release.is_withdrawn}
    manifests_of(not_withdrawn)
    numbers, values = _municipality_counts(not_withdrawn), _values_by_release(not_withdrawn)
    found = {each: _proven_sentences(part, values[each.pk], numbers[each.pk]) for each, part in not_withdrawn.items()}
    return [MunicipalSurvey(part, found.get(part.release, ())) for part in parts]


def _municipality_counts(releases: Mapping[PublicRelease, ReleasedPlace]) -> Mapping[int, int]:
    """By release how many municipalities it is of."""
    places_ = ReleasedPlace.objects.filter(release__in=releases).exclude(municipality=NATION)
    return dict(places_.order_by().values_list("release").annotate(number=Count("pk")))


def _values_by_release(releases: Mapping[PublicRelease, ReleasedPlace]) -> Mapping[int, Sequence[ReleasedRow]]:
    """By release everybody's values in the municipality."""
    here = {part.municipality for part in releases.values()}
    found: defaultdict[int, list[ReleasedRow]] = defaultdict(list)
    everybody = ReleasedValue.objects.filter(release__in=releases, unit="", gender=GenderGroup.ALL)
    for value in released_rows(everybody.filter(municipality__in=here)):
        found[value.release_id].append(value)
    return found


def _proven_sentences(part: ReleasedPlace, values: Sequence[ReleasedRow], number: int) -> Sequence[str]:
    release, words = part.release, words_of_page()
    tables = Tables(
        manifests_of([release])[release],
        rows_of(values, release.round.label),
        comparisons_of(release, values),
        references_of(release),
        municipalities=number,
    )
    place = next(findings_of_places(tables, only=part.municipality), None)
    return list(proven_first(place, place.whole, words)) if place else ()
