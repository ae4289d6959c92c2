"""Where the pages of a release are: worked out once, for a page leads to hundreds of them."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse


def result_address(
    family: str, label: str, number: int | None = None, *, municipality: str = "", target: str = ""
) -> str:
    """A municipality's page, or without one the round's, in the edition of this number or in the one that stands."""
    below = "".join(f"{part}/" for part in (municipality, target) if part)
    return f"{_round_address(get_script_prefix(), family, label, number)}{below}"


@lru_cache(maxsize=256)
def _round_address(_prefix: str, family: str, label: str, number: int | None) -> str:
    asked = {"family": family, "label": label}
    return reverse("public:round", kwargs=asked if number is None else {**asked, "number": number})
