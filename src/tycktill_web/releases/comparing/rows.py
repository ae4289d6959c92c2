"""Reads the rows of releases that a comparison is made of, and no others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tycktill.tables import Manifest, Tables
from tycktill.terms import Likeness, SimilarGroup
from tycktill_web.releases.comparing.choice import ChosenComparison
from tycktill_web.releases.comparing.offer import ComparisonOffer
from tycktill_web.releases.manifests import references_by_release
from tycktill_web.releases.models import PublicRelease, ReleasedValue
from tycktill_web.releases.values import NATION, ReleasedRow, comparisons_of, released_rows, rows_of


def compared_groups(choice: ChosenComparison, offer: ComparisonOffer) -> Mapping[str, SimilarGroup]:
    """The group of the first municipality, by round; none in a round where it has none."""
    if choice.group is None:
        return {}
    if choice.group is Likeness.OWN:
        return {each: SimilarGroup(Likeness.OWN, "", "", choice.places[1:]) for each in choice.rounds}
    found = offer.groups_of(choice.rounds, choice.places[0])
    return {each: found[each][choice.group] for each in choice.rounds if choice.group in found.get(each, {})}


def compared_tables(
    choice: ChosenComparison, offer: ComparisonOffer, releases: Sequence[PublicRelease], places: set[str]
) -> Mapping[str, Tables]:
    """The rows of these places in each target group, and what the chosen ones are compared with; by round."""
    manifests = [offer.manifests[round_] for round_ in choice.rounds]
    rows = _values_by_release(releases, choice, places, manifests)
    references = references_by_release(releases)
    return {
        each.round.label: Tables(
            manifest,
            rows_of(rows[each.pk], each.round.label),
            comparisons_of(each, _compared_values(rows[each.pk], choice)),
            references[each],
            municipalities=len({value.municipality for value in rows[each.pk]} - {NATION}),
        )
        for each, manifest in zip(releases, manifests, strict=True)
    }


def _values_by_release(
    releases: Sequence[PublicRelease], choice: ChosenComparison, places: set[str], manifests: Sequence[Manifest]
) -> Mapping[int, Sequence[ReleasedRow]]:
    targets = {target for each in manifests for target in _with_members(each, choice.targets)}
    found: defaultdict[int, list[ReleasedRow]] = defaultdict(list)
    asked = ReleasedValue.objects.filter(
        release__in=releases,
        question__in=choice.questions,
        target__in=targets,
        unit="",
        municipality__in=places,
        gender__in=choice.genders,
    )
    for value in released_rows(asked):
        found[value.release_id].append(value)
    return found


def _with_members(manifest: Manifest, targets: Sequence[str]) -> Iterator[str]:
    """Target groups are compared with the same ones, so those that a whole is made of are needed too."""
    for target in targets:
        yield from (target, *manifest.grouping.instruments(target))


def _compared_values(values: Iterable[ReleasedRow], choice: ChosenComparison) -> Iterator[ReleasedRow]:
    """Those that stand beside the nation and an earlier round on the page: the chosen places' own."""
    shown = {*choice.places, NATION}
    return (each for each in values if each.target in choice.targets and each.municipality in shown)
