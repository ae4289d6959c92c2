"""What units are called in addresses."""

from collections.abc import Mapping, Sequence

from django.utils.text import slugify

NAMELESS = "enhet"
"""For a name without a letter that addresses can have."""


def slugs_of(names: Sequence[str]) -> Mapping[str, str]:
    """Each name as an address has it, `Försörjningsstöd Norr` as `forsorjningsstod-norr`; of names that would have the
    same, the later ones by the alphabet are numbered."""
    found: dict[str, str] = {}
    for name in sorted(names):
        plain = slugify(name) or NAMELESS
        slug, number = plain, 1
        while slug in found.values():
            number += 1
            slug = f"{plain}-{number}"
        found[name] = slug
    return found
