"""What readers find: of each round the release that stands or that it was withdrawn, and who is in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db import models

from tycktill.fieldwork import ResponseRate
from tycktill.findings import TEXTS, Response, offered_text, response_rate_text
from tycktill.publication import PREVIOUS, Release
from tycktill.tables import COMPARISONS, MANIFEST
from tycktill_web.fieldwork.models import Round
from tycktill_web.releases.alphabet import in_alphabet
from tycktill_web.releases.manifests import manifest_of
from tycktill_web.releases.models import PublicRelease, ReleasedPlace
from tycktill_web.releases.words import words_of_page


@dataclass(frozen=True, slots=True)
class PublicPlace:
    """A municipality in a list."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Before:
    """What is public when a count begins: all there has been of the round itself, and what stands of earlier rounds."""

    own: Sequence[PublicRelease] = ()
    previous: Sequence[PublicRelease] = ()

    def releases(self) -> Sequence[Release]:
        """All of them, with their files."""
        known = (*self.own, *self.previous)
        return [Release({file.name: bytes(file.content) for file in each.files.all()}) for each in known]


COMPARING = frozenset({COMPARISONS, PREVIOUS, *TEXTS})
"""Files that hold figures of the earlier releases that changes are worked out from."""

LEADING = 12
"""So many digits of a release's checksum at least stand in a lasting address."""

DASH = "–"

NOTHING = Before()
"""Before a round's first count, where no earlier round is public."""


@dataclass(frozen=True, slots=True)
class Participation:
    """A municipality's part in a release; `was_before` where it was in the round before it too, if that was asked."""

    place: PublicPlace
    offered: int | None
    answered: int | None
    was_before: bool = False
    offered_min: int | None = None

    @classmethod
    def of(cls, row: ReleasedPlace, *, was_before: bool = False) -> "Participation":
        """As a release has it."""
        place = PublicPlace(row.municipality, row.name)
        return cls(place, row.offered, row.answered, was_before, row.offered_min)

    @property
    def rate(self) -> ResponseRate | None:
        """The response rate; None when it is not known how many were offered."""
        if self.offered is None or self.answered is None:
            return None
        return ResponseRate(self.offered, self.answered)

    @property
    def rate_text(self) -> str:
        """The rate in per cent, or what it is no higher than; a dash where nothing is known."""
        return response_rate_text(self._response, words_of_page()) or DASH

    @property
    def offered_text(self) -> str:
        """How many were offered, or the least that can have been; a dash where that is not known."""
        return offered_text(self._response, words_of_page()) or DASH

    @property
    def _response(self) -> Response:
        return Response(self.offered, self.answered, offered_min=self.offered_min)


def find_release(family: str, label: str, number: int | None = None) -> PublicRelease | None:
    """The release of this number or, without one, the newest; None when there is none that readers may know of."""
    releases = PublicRelease.objects.readable().of_round(family, label)
    return (releases if number is None else releases.filter(number=number)).first()


def readable_with(checksums: Sequence[str], family: str) -> Sequence[PublicRelease]:
    """The releases of a family whose checksums begin so, also those that have been replaced or withdrawn since."""
    begins = [models.Q(manifest_sha256__startswith=each) for each in checksums if len(each) >= LEADING]
    if not begins:
        return []
    found = PublicRelease.objects.readable().filter(reduce(or_, begins), round__family=family)
    return list(found.with_compared())


def public_before(round: Round) -> Before:
    """Everything that has been public of a round, withdrawn releases too, and what stands of all before it."""
    own = PublicRelease.objects.readable().of_round(round.family, round.label)
    others = PublicRelease.objects.published().filter(round__family=round.family, round__opens_on__lte=round.opens_on)
    earlier = others.exclude(round=round).exclude(round__opens_on=round.opens_on, round__label__gt=round.label)
    return Before(list(own), list(earlier.select_related("round").order_by("round__opens_on", "round__label")))


def compared_from(round: Round) -> Sequence[PublicRelease]:
    """The releases of later rounds, published or replaced, that tell changes from one of this round."""
    later = PublicRelease.objects.with_figures().filter(compared_with__round=round)
    return list(later.select_related("round").order_by("round__opens_on", "round__label", "number"))


def published_releases(family: str) -> Sequence[PublicRelease]:
    """The releases of a family's rounds that stand, newest round first."""
    own = PublicRelease.objects.published().filter(round__family=family)
    return list(own.with_compared().order_by("-round__opens_on", "-round__label"))


def latest_releases() -> Sequence[PublicRelease]:
    """What readers find of each national round, newest round first; an own one is found by its municipality."""
    return list(
        PublicRelease.objects.found_by_readers()
        .national()
        .with_compared()
        .order_by("-round__opens_on", "-round__label", "round__family")
    )


def published_places() -> Sequence[PublicPlace]:
    """Every municipality that has had a published result, by name."""
    rows = ReleasedPlace.objects.filter(release__in=PublicRelease.objects.found_by_readers()).exclude(municipality="")
    found = dict(rows.values_list("municipality", "name"))
    return sorted((PublicPlace(code, name) for code, name in found.items()), key=lambda place: in_alphabet(place.name))


def files_of(release: PublicRelease) -> Sequence[str]:
    """The names of the files that readers may have: what tells changes from a withdrawn release is not among them."""
    kept = COMPARING if release.withdrawn_comparisons else ()
    return sorted({MANIFEST, *manifest_of(release).files}.difference(kept))


def announced_releases() -> Sequence[PublicRelease]:
    """What two have signed and that is published at its hour: readers may know of the round and of the hour alone."""
    return list(PublicRelease.objects.waiting().national())


def announced_of(family: str, label: str) -> PublicRelease | None:
    """The release of a round that readers are told to wait for."""
    return PublicRelease.objects.waiting().filter(round__family=family, round__label=label).first()


def release_participants(release: PublicRelease, since: str = "") -> Sequence[Participation]:
    """The municipalities of a release, by name, and which were in the round `since` that it tells changes from too;
    reads no results."""
    earlier = [each for each in release.compared_with.all() if each.round.label == since and not each.is_withdrawn]
    before = ReleasedPlace.objects.filter(release__in=earlier, municipality=models.OuterRef("municipality"))
    rows = release.places.exclude(municipality="").annotate(was_before=models.Exists(before))
    parts = [Participation.of(row, was_before=row.was_before) for row in rows]
    return sorted(parts, key=lambda part: in_alphabet(part.place.name))


def releases_with(municipality: str, *, compared: bool = False) -> Sequence[ReleasedPlace]:
    """The municipality's part of what readers find of each round, newest first; with what these were `compared` with in
    a statement more."""
    found = ReleasedPlace.objects.filter(
        municipality=municipality, release__in=PublicRelease.objects.found_by_readers()
    )
    own = found.select_related("release__round").order_by(
        "-release__round__opens_on", "-release__round__label", "release__round__family"
    )
    earlier = models.Prefetch("release__compared_with", PublicRelease.objects.select_related("round"))
    return list(own.prefetch_related(earlier) if compared else own)


def rates_before(round: Round) -> Mapping[str, Participation]:
    """Each municipality's part in the family's last round before this one that it was in and that readers find."""
    earlier = PublicRelease.objects.found_by_readers().with_figures()
    own = earlier.filter(round__family=round.family, round__opens_on__lte=round.opens_on, round__label__lt=round.label)
    rows = ReleasedPlace.objects.filter(release__in=own).exclude(municipality="")
    in_order = rows.select_related("release__round").order_by("release__round__opens_on", "release__round__label")
    return {each.municipality: Participation.of(each) for each in in_order}
