"""What a municipality tells its users, for its public page."""

from django import template

from tycktill_web.improvement.models import YouSaid
from tycktill_web.releases.models import PublicRelease

register = template.Library()


@register.simple_tag
def you_said(release: PublicRelease, municipality: str) -> YouSaid | None:
    """What is published of a release; None where nothing is, or the release stands no more."""
    if release.state != PublicRelease.State.PUBLISHED:
        return None
    published = YouSaid.objects.filter(about=release, is_published=True)
    return published.filter(organisation__municipality=municipality).select_related("organisation").first()
