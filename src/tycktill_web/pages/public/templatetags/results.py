"""Links between the pages of a release."""

from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import reverse

from tycktill.terms import Likeness
from tycktill_web.look.language import in_language
from tycktill_web.pages.public.addresses import result_address
from tycktill_web.releases.comparing.choice import ChosenComparison
from tycktill_web.releases.funnels import PlacesFunnel, funnel_of
from tycktill_web.releases.maps import PlacesMap, map_of

register = template.Library()


@register.simple_tag(takes_context=True)
def result_link(context: Context, municipality: str = "", target: str = "") -> str:
    """The address of a municipality's page, or the nation's, in the release that is being read and in its language.

    A reader of a numbered release stays with it.
    """
    request, release = context["request"], context["release"]
    family, own = release.round.family, target if target != release.round.family else ""
    address = result_address(
        family, release.round.label, _edition_number(context), municipality=municipality, target=own
    )
    return in_language(address, request)


def _edition_number(context: Context) -> int | None:
    """Of the edition that is being read, where the address says it."""
    match, release = context["request"].resolver_match, context["release"]
    return release.number if match is not None and match.kwargs.get("number") == release.number else None


@register.simple_tag(takes_context=True)
def places_map(context: Context) -> PlacesMap:
    """All municipalities on the question that is being read, in the view that the reader chose."""
    result = context["result"]
    return map_of(result, context["view"], lambda code: result_link(context, code, result.found.target))


@register.simple_tag(takes_context=True)
def places_funnel(context: Context) -> PlacesFunnel:
    """All municipalities on the question that is being read, by how many answered."""
    result = context["result"]
    return funnel_of(result, lambda code: result_link(context, code, result.found.target))


@register.simple_tag(takes_context=True)
def view_link(context: Context, view: str) -> str:
    """The address of the page that is being read, with the same choice in another view."""
    request = context["request"]
    choice = request.GET.copy()
    choice["visa"] = view
    return f"{request.path}?{choice.urlencode()}"


@register.simple_tag(takes_context=True)
def unit_link(context: Context, municipality: str, slug: str) -> str:
    """The address of a unit's page in the release that is being read; empty where these are no public pages."""
    match = context["request"].resolver_match
    if match is None or match.namespace != "public":
        return ""
    release, number = context["release"], _edition_number(context)
    asked = {"family": release.round.family, "label": release.round.label, "municipality": municipality, "unit": slug}
    address = reverse("public:unit", kwargs=asked if number is None else {**asked, "number": number})
    return in_language(address, context["request"])


@register.simple_tag(takes_context=True)
def question_link(context: Context, question: str, target: str = "") -> str:
    """The address of a question's page over all municipalities, in the round that is being read."""
    round = context["release"].round
    asked = {"omgang": round.label}
    if target and target != round.family:
        asked["malgrupp"] = target
    address = reverse("public:question", args=[round.family, question])
    return in_language(f"{address}?{urlencode(asked)}", context["request"])


@register.simple_tag(takes_context=True)
def compare_link(context: Context, group: Likeness | None = None) -> str:
    """The address where the municipality that is being read is compared: on all its questions with a group, or else
    with whomever the reader chooses."""
    result = context["result"]
    family, label = result.release.round.family, result.release.round.label
    questions = tuple(each.id for each in result.target.questions) if group else ()
    choice = ChosenComparison(family, (label,), questions, (result.place.municipality,), (result.target.id,), group)
    return in_language(f"{reverse('public:compare')}?{choice.query}", context["request"])


@register.simple_tag(takes_context=True)
def place_link(context: Context, municipality: str, round: str, target: str) -> str:
    """The address of a municipality's page in one of the rounds that are compared."""
    family = context["offer"].family
    parts = [family, round, municipality, *([target] if target != family else [])]
    return in_language(reverse("public:municipality", args=parts), context["request"])
