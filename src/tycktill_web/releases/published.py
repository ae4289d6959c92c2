"""What readers find: the releases that stand, and which municipalities are in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from tycktill.fieldwork import ResponseRate
from tycktill.publication import Release
from tycktill_web.fieldwork.models import Round
from tycktill_web.releases.alphabet import in_alphabet
from tycktill_web.releases.figures import rate_text
from tycktill_web.releases.models import MunicipalityExcerpt, PublicRelease


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality in a list."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Participation:
    """A municipality's part in a release."""

    place: Place
    offered: int | None
    answered: int | None

    @property
    def rate(self) -> ResponseRate | None:
        """The response rate; None when it is not known how many were offered."""
        if self.offered is None or self.answered is None:
            return None
        return ResponseRate(self.offered, self.answered)

    @property
    def rate_text(self) -> str:
        """The rate in per cent, or a dash."""
        return rate_text(self.rate) or "–"


def find_release(family: str, label: str, number: int | None = None) -> PublicRelease | None:
    """The release of this number or, without one, the newest; None when there is none that readers may know of."""
    releases = PublicRelease.objects.readable().of_round(family, label)
    return (releases if number is None else releases.filter(number=number)).first()


def public_before(round: Round) -> Sequence[Release]:
    """Everything that has been public of a round, withdrawn releases too, and what stands of the one before it."""
    known = list(PublicRelease.objects.readable().of_round(round.family, round.label))
    others = PublicRelease.objects.published().filter(round__family=round.family, round__label__lt=round.label)
    known += others.order_by("-round__label")[:1]
    return [Release({file.name: bytes(file.content) for file in each.files.all()}) for each in known]


def latest_releases() -> Sequence[PublicRelease]:
    """All releases that stand, newest round first."""
    return list(PublicRelease.objects.published().select_related("round").order_by("-round__label", "round__family"))


def places() -> Sequence[Place]:
    """Every municipality that has a published result, by name."""
    rows = MunicipalityExcerpt.objects.filter(release__state=PublicRelease.State.PUBLISHED).exclude(municipality="")
    found = dict(rows.values_list("municipality", "name"))
    return sorted((Place(code, name) for code, name in found.items()), key=lambda place: in_alphabet(place.name))


def participants(release: PublicRelease) -> Sequence[Participation]:
    """The municipalities of a release, by name; reads no results."""
    rows = release.excerpts.exclude(municipality="").values_list("municipality", "name", "offered", "answered")
    parts = [Participation(Place(code, name), offered, answered) for code, name, offered, answered in rows]
    return sorted(parts, key=lambda part: in_alphabet(part.place.name))


def releases_with(municipality: str) -> Sequence[MunicipalityExcerpt]:
    """The municipality's part of every release that stands, newest round first; without its results."""
    return list(
        MunicipalityExcerpt.objects.filter(municipality=municipality, release__state=PublicRelease.State.PUBLISHED)
        .select_related("release__round")
        .defer("results", "comparisons")
        .order_by("-release__round__label", "release__round__family")
    )
