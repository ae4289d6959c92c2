"""What a choice gives: its findings, and the lines and sentences that pages and pictures show of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tycktill.findings import (
    ComparedFindings,
    PlaceFigure,
    SimilarFindings,
    Source,
    Words,
    about_tests,
    compare_places,
    compared_headline,
    compared_words,
    group_counts,
    group_means,
    group_why,
    join_names,
    source_text,
    why_unstated,
)
from tycktill.tables import Judgement
from tycktill.terms import GenderGroup
from tycktill_web.releases.alphabet import in_alphabet
from tycktill_web.releases.comparing.apart import held_apart, reason_apart, why_apart
from tycktill_web.releases.comparing.choice import ChosenComparison
from tycktill_web.releases.comparing.offer import ComparisonOffer
from tycktill_web.releases.comparing.rows import compared_groups, compared_tables
from tycktill_web.releases.lines import FigureCell
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.picture import picture_of
from tycktill_web.releases.rounds import Apart
from tycktill_web.releases.values import NATION
from tycktill_web.releases.words import family_name


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A municipality in one round."""

    found: ComparedFindings
    place: PlaceFigure
    words: Words
    apart: Apart | None = None
    rounds: Sequence[str] = ()

    @property
    def round(self) -> str:
        """The round that is compared."""
        return self.found.chosen.round

    @property
    def own(self) -> FigureCell:
        return FigureCell(self.place.own, self.words)

    @property
    def why_not(self) -> str:
        """Why there is no figure; empty where there is one."""
        return why_unstated(self.place, self.words)

    @property
    def picture(self) -> str:
        """The figure with its interval, and the nation's."""
        return picture_of(self.place.own, self.found.nation)

    @property
    def verdicts(self) -> Sequence[str]:
        """What tests say of it beside the first municipality, the nation, and an earlier one of the `rounds` that are
        compared; and why it cannot be joined with the round before."""
        place, first = self.place, self.found.places[0]
        sentences = [
            self._verdict_beside(first.name, place.beside_first),
            self._verdict_beside(_("riket"), place.against_nation),
        ]
        if place.changed_since in self.rounds:
            sentences.append(self._verdict_beside(place.changed_since, place.change))
        return [each for each in (*sentences, self._why_apart or self._untested_change) if each]

    @property
    def _why_apart(self) -> str:
        """Empty where the figure can be joined with the one before."""
        return why_apart(self.found, self.apart, self.words)

    @property
    def _untested_change(self) -> str:
        why = self.place.change_untested
        if why is None or self.place.changed_since not in self.rounds:
            return ""
        return self.words.not_tested_change.format(where="", why=self.words.untested[why])

    def _verdict_beside(self, other: str, verdict: Judgement | None) -> str:
        """Empty where there is no such test."""
        if verdict in (None, Judgement.UNTESTED):
            return ""
        return _("Jämfört med %(other)s: %(verdict)s") % {"other": other, "verdict": self.words.verdicts[verdict]}


@dataclass(frozen=True)
class ComparedSection:
    """One question of one target and gender group, in all rounds that are compared, the newest last."""

    found: Sequence[ComparedFindings]
    words: Words
    target: str
    target_name: str

    @property
    def newest(self) -> ComparedFindings:
        """Of the newest round."""
        return self.found[-1]

    @property
    def name(self) -> str:
        """The question's short name."""
        return self.words.text(self.newest.name)

    @property
    def asked(self) -> str:
        """The question as it was asked; empty where target groups were asked in different words."""
        return self.words.text(self.newest.wording)

    @property
    def gender(self) -> str:
        """Whose answers these are, in words."""
        return compared_words(self.words).genders[self.newest.chosen.gender.value]

    @property
    def headline(self) -> Sequence[str]:
        """What tests say, round by round."""
        return list(compared_headline(self.found, self.words))

    @cached_property
    def lines(self) -> Sequence[ComparedLine]:
        """Place by place, the rounds below each other."""
        return [line for at in range(len(self.newest.places)) for line in self._rounds_of(at)]

    def _rounds_of(self, at: int) -> Iterator[ComparedLine]:
        before: ComparedFindings | None = None
        for found in self.found:
            yield ComparedLine(found, found.places[at], self.words, reason_apart(before, found, at), self._rounds)
            before = found if found.places[at].row else before

    @property
    def _rounds(self) -> Sequence[str]:
        return [each.chosen.round for each in self.found]

    @property
    def nations(self) -> Sequence[tuple[str, FigureCell, str]]:
        """The nation's figure in each round, and why it cannot be joined with the one before."""
        befores = (None, *self.found)
        return [
            (
                now.chosen.round,
                FigureCell(now.nation, self.words),
                why_apart(now, held_apart(before, now), self.words),
            )
            for before, now in zip(befores, self.found, strict=False)
        ]

    @property
    def has_classes(self) -> bool:
        """Whether any share is given as a class."""
        return any(line.own.is_class for line in self.lines)

    @property
    def groups(self) -> Sequence["GroupShown"]:
        """The group of the first municipality, round by round, the newest first."""
        return [GroupShown(each, each.similar, self.words) for each in reversed(self.found) if each.similar]


@dataclass(frozen=True, slots=True)
class GroupShown:
    """A group of similar municipalities in one round."""

    found: ComparedFindings
    similar: SimilarFindings
    words: Words

    @property
    def round(self) -> str:
        """The round that is compared."""
        return self.found.chosen.round

    @property
    def why(self) -> str:
        """Why these are in it."""
        return group_why(self.similar.group, self.found.places[0].name, self.words)

    @property
    def counts(self) -> str:
        """How many are in it, took part, are shown and are not."""
        return group_counts(self.similar, self.words)

    @property
    def means(self) -> Sequence[str]:
        """Both means, what they are made of, and how many lie on either side."""
        return list(group_means(self.found, self.words))

    @property
    def lines(self) -> Sequence[ComparedLine]:
        """Those that took part, by name."""
        return [ComparedLine(self.found, each, self.words) for each in self.members]

    @property
    def members(self) -> Sequence[PlaceFigure]:
        """The same, as figures."""
        return sorted(self.similar.members, key=lambda each: in_alphabet(each.name))


@dataclass(frozen=True)
class ComparedResult:
    """A choice with its findings; `releases` are those that they are of, in the order of the rounds."""

    choice: ChosenComparison
    offer: ComparisonOffer
    releases: Sequence[PublicRelease]
    found: Sequence[ComparedFindings]

    @property
    def words(self) -> Words:
        """The page's language."""
        return self.offer.words

    @cached_property
    def sections(self) -> Sequence[ComparedSection]:
        """Question by question, and within it target group by target group."""

        def which(each: ComparedFindings) -> tuple[str, str, GenderGroup]:
            return each.chosen.question, each.chosen.target, each.chosen.gender

        return [
            ComparedSection(list(found), self.words, target, self.offer.targets[target])
            for (_question, target, _gender), found in groupby(self.found, which)
        ]

    @property
    def names(self) -> Sequence[str]:
        """The chosen municipalities."""
        return [self.offer.places[each] for each in self.choice.places]

    @property
    def others(self) -> str:
        """Those that the first is compared with; empty where it stands alone."""
        return join_names(self.names[1:], self.words) if self.names[1:] else ""

    @property
    def about_sentences(self) -> Sequence[str]:
        """How many tests there are, how they are made, and that nothing is ranked."""
        return list(about_tests(self.found, self.words))

    @property
    def sources(self) -> Sequence[str]:
        """Which releases the figures are of, and who publishes them."""
        return [source_text(source_of(each, self.offer), self.words) for each in self.releases]

    @property
    def terms(self) -> str:
        """On what terms the figures may be used."""
        return compared_words(self.words).terms

    @property
    def lasting_choice(self) -> ChosenComparison:
        """The same of these very releases, whatever is published later."""
        return self.choice.of_editions(tuple(each.manifest_sha256 for each in self.releases))


def source_of(release: PublicRelease, offer: ComparisonOffer) -> Source:
    """Where figures of a release come from."""
    family, round_ = release.round.family, release.round.label
    day = localdate(release.published_at).isoformat() if release.published_at else ""
    publisher = offer.manifests[round_].facts_of(family, round_).publisher or ""
    return Source(publisher, family_name(family), round_, release.number, release.manifest_sha256, day)


def compared_of(choice: ChosenComparison, offer: ComparisonOffer) -> ComparedResult:
    """The findings of a choice, from the rows of its releases."""
    releases = [next(each for each in offer.releases if each.round.label == round_) for round_ in choice.rounds]
    groups = compared_groups(choice, offer)
    members = {code for group in groups.values() for code in group.members}
    tables = compared_tables(choice, offer, releases, {*choice.places, *members, NATION})
    names = {code: offer.places[code] for code in choice.places}
    return ComparedResult(choice, offer, releases, compare_places(tables, choice.series, names, groups))
