"""Links between the pages of a release."""

from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import reverse

from tycktill_web.look.language import in_language

register = template.Library()


@register.simple_tag(takes_context=True)
def result_link(context: Context, municipality: str = "", target: str = "") -> str:
    """The address of a municipality's page, or the nation's, in the release that is being read and in its language.

    A reader of a numbered release stays with it.
    """
    request, release = context["request"], context["release"]
    places: dict[str, str | int] = {"family": release.round.family, "label": release.round.label}
    if request.resolver_match is not None and request.resolver_match.kwargs.get("number") == release.number:
        places["number"] = release.number
    if municipality:
        places["municipality"] = municipality
    if target and target != release.round.family:
        places["target"] = target
    return in_language(reverse("public:municipality" if municipality else "public:round", kwargs=places), request)


@register.simple_tag(takes_context=True)
def question_link(context: Context, question: str, target: str = "") -> str:
    """The address of a question's page over all municipalities, in the round that is being read."""
    round = context["release"].round
    asked = {"omgang": round.label}
    if target and target != round.family:
        asked["malgrupp"] = target
    address = reverse("public:question", args=[round.family, question])
    return in_language(f"{address}?{urlencode(asked)}", context["request"])
