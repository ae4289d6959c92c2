"""What has been published, corrected and taken back: a page, and the same as a feed."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from tycktill_web.pages.public.unchanged import confirm_unchanged
from tycktill_web.participants.access import admit_everybody
from tycktill_web.releases.changes import Change, ChangeKind, changes
from tycktill_web.releases.templatetags.words import round_name

_LATEST = 50
"""So many stand in the feed; the page has them all."""


@admit_everybody
@confirm_unchanged
def page(request: HttpRequest) -> HttpResponse:
    """Everything that has happened to published results."""
    return render(request, "public/changes.html", {"changes": [(change, title_of(change)) for change in changes()]})


def title_of(change: Change) -> str:
    """What happened, in a line."""
    told = {"round": round_name(change.release.round), "number": change.release.number}
    if change.kind is ChangeKind.WITHDRAWN:
        return _("%(round)s: återkallat") % told
    if change.kind is ChangeKind.CORRECTED:
        return _("%(round)s: rättat, utgåva %(number)s") % told
    return _("%(round)s: publicerat") % told


class _Changes(Feed):  # type: ignore[type-arg]  # Django's own takes none at run time
    feed_type = Atom1Feed
    link = reverse_lazy("public:changes")
    feed_url = reverse_lazy("public:changes_feed")

    def title(self) -> str:
        return _("Publicerade resultat: nytt, rättat och återkallat")

    def items(self) -> list[Change]:
        return list(changes()[:_LATEST])

    def item_title(self, item: Change) -> str:
        return title_of(item)

    def item_description(self, item: Change) -> str:
        return item.why

    def item_link(self, item: Change) -> str:
        round = item.release.round
        return reverse("public:round", args=[round.family, round.label])

    def item_guid(self, item: Change) -> str:
        return f"urn:tycktill:{item.release.folder}:{item.kind}"

    def item_updateddate(self, item: Change) -> datetime:
        return item.at


feed = admit_everybody(confirm_unchanged(_Changes()))
"""The same as an Atom feed, for whoever wants to be told."""
