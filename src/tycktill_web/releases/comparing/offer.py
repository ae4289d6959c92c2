"""What there is to choose from: surveys, rounds, questions, target groups and municipalities that are public."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from tycktill.findings import Words, likeness_name
from tycktill.tables import Manifest
from tycktill.terms import GenderGroup, Likeness
from tycktill_web.releases.across import questions_of, targets_of
from tycktill_web.releases.alphabet import in_alphabet
from tycktill_web.releases.manifests import manifests_of
from tycktill_web.releases.models import PublicRelease, ReleasedPlace, RoundGroup
from tycktill_web.releases.similar import RoundGroups, groups_in
from tycktill_web.releases.values import NATION
from tycktill_web.releases.words import family_name, words_of_page

Options = Sequence[tuple[str, str]]
"""What may be chosen, by its id and in words."""


@dataclass(frozen=True)
class ComparisonOffer:
    """All that may be compared within one family: its releases by round, the newest first."""

    family: str
    families: Options
    releases: Sequence[PublicRelease]
    words: Words

    @property
    def newest(self) -> PublicRelease:
        """The release of the newest round."""
        return self.releases[0]

    @cached_property
    def manifests(self) -> Mapping[str, Manifest]:
        """What the releases say of themselves, by round."""
        found = manifests_of(self.releases)
        return {each.round.label: found[each] for each in self.releases}

    @property
    def rounds(self) -> Sequence[str]:
        """The rounds, the newest first."""
        return [each.round.label for each in self.releases]

    @cached_property
    def questions(self) -> Mapping[str, str]:
        """Every question that some round asked, in the printed order of the newest that did."""
        found: dict[str, str] = {}
        for manifest in self.manifests.values():
            for target in (self.family, *manifest.questions):
                for id_, name in questions_of(manifest, target, self.words):
                    found.setdefault(id_, name)
        return found

    @cached_property
    def targets(self) -> Mapping[str, str]:
        """All of the family, and each target group that some round asked."""
        found = {self.family: _("Alla målgrupper")}
        for manifest in self.manifests.values():
            for question in self.questions:
                for id_, name in targets_of(manifest, question, self.words):
                    found.setdefault(id_, name)
        return found

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Every municipality that took part in some round, in the order of the alphabet."""
        rows = ReleasedPlace.objects.filter(release__in=self.releases).exclude(municipality=NATION)
        found = dict(rows.values_list("municipality", "name"))
        return dict(sorted(found.items(), key=lambda each: in_alphabet(each[1])))

    def groups_of(self, rounds: Sequence[str], place: str) -> RoundGroups:
        """What a municipality can be compared with in these rounds."""
        return groups_in([each.round for each in self.releases if each.round.label in rounds], place)

    @cached_property
    def group_options(self) -> Options:
        """The kinds of group that the newest round has, and one's own choice."""
        there = set(RoundGroup.objects.filter(round=self.newest.round).values_list("likeness", flat=True).distinct())
        known = [each for each in Likeness if each.value in there or each is Likeness.OWN]
        return [(each.value, likeness_name(each, self.words)) for each in known]

    @property
    def genders(self) -> Options:
        """Everybody, women, men."""
        return [
            (GenderGroup.ALL.value, _("Alla")),
            (GenderGroup.WOMEN.value, _("Kvinnor")),
            (GenderGroup.MEN.value, _("Män")),
        ]

    @property
    def first_question(self) -> str:
        """The question that sums the others up, or the first."""
        overall = self.manifests[self.newest.round.label].overall.get(self.family)
        asked = list(self.questions)
        return overall.question if overall and overall.question in asked else asked[0]


def offer_of(releases: Sequence[PublicRelease], family: str) -> ComparisonOffer:
    """What these releases offer within a family; they are of all families, the newest round first."""
    names = dict.fromkeys(each.round.family for each in releases)
    families = [(id_, family_name(id_)) for id_ in names]
    own = [each for each in releases if each.round.family == family]
    return ComparisonOffer(family, families, own, words_of_page())


def longest_series(releases: Sequence[PublicRelease]) -> str:
    """The family with the most rounds, for readers who name none; empty where nothing is public."""
    families = [each.round.family for each in releases]
    return max(dict.fromkeys(families), key=families.count, default="")


def public_releases() -> Sequence[PublicRelease]:
    """All that can be compared: the releases that stand, the newest round first."""
    found = PublicRelease.objects.published().national().with_compared()
    return list(found.order_by("-round__opens_on", "-round__label", "round__family"))
