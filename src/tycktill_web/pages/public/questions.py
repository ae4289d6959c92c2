"""The page of a question: all municipalities beside the nation, and the nation over the years."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tycktill_web.pages.public.unchanged import confirm_unchanged
from tycktill_web.participants.access import admit_everybody
from tycktill_web.releases.across import BY_NAME, BY_SHARE, question_of, questions_of, targets_of
from tycktill_web.releases.manifests import manifest_of
from tycktill_web.releases.maps import VIEWS, view_of
from tycktill_web.releases.published import published_releases
from tycktill_web.releases.rounds import over_rounds
from tycktill_web.releases.values import NATION
from tycktill_web.releases.words import words_of_page


@admit_everybody
@confirm_unchanged
def question_page(request: HttpRequest, family: str, question: str) -> HttpResponse:
    """One question of a family's newest round, or of the round and the target group that the address asks for."""
    releases = published_releases(family)
    label, target = request.GET.get("omgang", ""), request.GET.get("malgrupp", "") or family
    release = next((each for each in releases if label in ("", each.round.label)), None)
    order = BY_SHARE if request.GET.get("ordna") == BY_SHARE else BY_NAME
    result = question_of(release, target, question, order=order) if release else None
    if release is None or result is None or release.round.is_own:
        raise Http404
    manifest, words = manifest_of(release), words_of_page()
    context = {
        "release": release,
        "result": result,
        "releases": releases,
        "targets": targets_of(manifest, question, words),
        "questions": questions_of(manifest, target, words),
        "view": view_of(request.GET.get("visa", "")),
        "views": VIEWS,
        "years": over_rounds(releases, NATION, target).question(question),
    }
    return render(request, "public/question.html", context)
