"""What has been published, corrected and taken back: a page, and the same as a feed."""

import re
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from tycktill_web.look.addresses import whole_address
from tycktill_web.pages.public.unchanged import confirm_unchanged
from tycktill_web.participants.access import admit_everybody
from tycktill_web.releases.changes import EventKind, ReleaseEvent, release_events
from tycktill_web.releases.words import name_of_round

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What XML cannot hold; word processors leave such in what is pasted."""

_LATEST = 50
"""So many stand in the feed; the page has them all."""


@admit_everybody
@confirm_unchanged
def changes_page(request: HttpRequest) -> HttpResponse:
    """Everything that has happened to published results."""
    return render(request, "public/changes.html", {"changes": [(event, title_of(event)) for event in release_events()]})


def title_of(event: ReleaseEvent) -> str:
    """What happened, in a line; of a municipality's own round also whose it is, as it stands among all others."""
    name = name_of_round(event.release.round)
    name = f"{event.owner}: {name}" if event.owner else name
    filled = {"round": name, "number": event.release.number}
    if event.kind is EventKind.WITHDRAWN:
        return _("%(round)s: återkallat") % filled
    if event.kind is EventKind.CORRECTED:
        return _("%(round)s: rättat, utgåva %(number)s") % filled
    return _("%(round)s: publicerat") % filled


@admit_everybody
@confirm_unchanged
def changes_feed(request: HttpRequest) -> HttpResponse:
    """The same as an Atom feed, for whoever wants to be told."""
    title, addresses = _("Publicerade resultat: nytt, rättat och återkallat"), partial(whole_address, request)
    atom = Atom1Feed(
        title, addresses(reverse("public:changes")), "", feed_url=addresses(reverse("public:changes_feed"))
    )
    for event in release_events()[:_LATEST]:
        round = event.release.round
        atom.add_item(
            title_of(event),
            addresses(reverse("public:round", args=[round.family, round.label])),
            _CONTROLS.sub(" ", event.why),
            unique_id=f"urn:tycktill:{event.release.folder}:{event.kind}",
            updateddate=event.at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
