"""What stands out, what is done about it, and how far one has come: for a coordinator, and to read for the board."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from tycktill.improvement import Followed, Unfollowed
from tycktill_web.improvement.goals import Goal, goals_of
from tycktill_web.improvement.histories import followed_actions, published_by_family, stands_out
from tycktill_web.improvement.models import LotDrawnStart, PlannedAction, PlannedTarget
from tycktill_web.improvement.wording import figure_of_action, finding_sentence, sentences_of_page, verdict_text
from tycktill_web.pages.desk.scope import DESK_ROLES, desk_page
from tycktill_web.participants.access import admit, person_of
from tycktill_web.participants.models import Membership, Organisation, Person, Role
from tycktill_web.participants.scope import organisations_of
from tycktill_web.releases.models import PublicRelease, ReleasedPlace


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action in a list, with the figure that it is to move and the word for what came of it."""

    action: PlannedAction
    figure: str
    came: Followed | Unfollowed | None

    @property
    def surprise(self) -> str:
        """`mer än väntat`; empty while nothing can be said."""
        return sentences_of_page().surprise_brief[self.came.surprise] if isinstance(self.came, Followed) else ""


@dataclass(frozen=True, slots=True)
class OwnImprovement:
    """All of one municipality."""

    organisation: Organisation
    may_change: bool
    results: Sequence[PublicRelease]
    actions: Sequence[ActionLine]
    goals: Sequence[Goal]
    starts: Sequence[LotDrawnStart]


def municipalities_of(person: Person, *roles: Role) -> QuerySet[Organisation]:
    """The municipalities that a person has one of these roles in: what is told of a municipality is its own."""
    return organisations_of(person, *roles).filter(kind=Organisation.Kind.MUNICIPALITY)


def municipality_of(person: Person, code: str, *roles: Role) -> Organisation:
    """The one of this code. Http404 for everybody else's."""
    found = municipalities_of(person, *roles).filter(municipality=code).first()
    if found is None:
        raise Http404
    return found


def release_of(municipality: str, family: str, label: str) -> PublicRelease:
    """The result that stands of a round and has the municipality. Http404 where there is none."""
    published = PublicRelease.objects.published().of_round(family, label)
    found = published.filter(places__municipality=municipality).first()
    if found is None:
        raise Http404
    return found


def found_of(municipality: str, family: str, label: str) -> PublicRelease:
    """What readers find of a round that has the municipality, be it withdrawn. Http404 where there is none."""
    release = (
        PublicRelease.objects.found_by_readers()
        .of_round(family, label)
        .filter(places__municipality=municipality)
        .first()
    )
    if release is None:
        raise Http404
    return release


@admit(*DESK_ROLES)
def improvement_page(request: HttpRequest) -> HttpResponse:
    """The results to begin from, all actions, all targets."""
    own = Membership.objects.filter(person=person_of(request), role__in=DESK_ROLES)
    municipal = own.filter(organisation__kind=Organisation.Kind.MUNICIPALITY).select_related("organisation")
    roles: dict[Organisation, set[str]] = {}
    for each in municipal.order_by("organisation__name"):
        roles.setdefault(each.organisation, set()).add(each.role)
    return desk_page(request, "desk/improvement.html", {"owned": list(_own_improvements(roles))})


def _own_improvements(roles: Mapping[Organisation, set[str]]) -> Iterable[OwnImprovement]:
    """A statement of each kind for all municipalities together."""
    codes = [each.municipality for each in roles]
    places = ReleasedPlace.objects.filter(municipality__in=codes, release__in=PublicRelease.objects.published())
    newest = ("-release__round__opens_on", "-release__round__label", "release__round__family")
    parts = list(places.select_related("release__round").order_by(*newest))
    actions = list(PlannedAction.objects.filter(organisation__in=roles).select_related("organisation"))
    starts = list(LotDrawnStart.objects.filter(organisation__in=roles))
    planned = list(PlannedTarget.objects.filter(organisation__in=roles).select_related("organisation"))
    published = published_by_family({each.family for each in actions})
    found = goals_of(planned, parts)
    for own, held in roles.items():
        mine = [each for each in actions if each.organisation_id == own.pk]
        came = followed_actions(mine, published)
        yield OwnImprovement(
            own,
            Role.COORDINATOR in held,
            [each.release for each in parts if each.municipality == own.municipality],
            [ActionLine(each, figure_of_action(each, published[each.family]), came.get(each.pk)) for each in mine],
            [each for each in found if each.planned.organisation_id == own.pk],
            [each for each in starts if each.organisation_id == own.pk],
        )


@admit(*DESK_ROLES)
def findings_page(request: HttpRequest, municipality: str, family: str, label: str) -> HttpResponse:
    """What stands out in a result, good and bad, and what to do of it."""
    person = person_of(request)
    own = municipality_of(person, municipality, *DESK_ROLES)
    release = release_of(municipality, family, label)
    found, looked_at = stands_out(release, municipality)
    sentences = sentences_of_page()
    summary = sentences.looked_at if found else sentences.nothing_stands_out
    context = {
        "release": release,
        "organisation": own,
        "found": [(each, verdict_text(each), finding_sentence(each, release)) for each in found],
        "looked_at": summary.format(number=looked_at) if looked_at else "",
        "may_change": municipalities_of(person, Role.COORDINATOR).filter(pk=own.pk).exists(),
    }
    return desk_page(request, "desk/findings.html", context)
