"""The questionnaires this service knows."""

from collections.abc import Mapping
from functools import cache

from tycktill.files import read_catalogue
from tycktill.instrument import Catalogue


@cache
def from_disk() -> tuple[Catalogue, Mapping[str, str]]:
    """All questionnaires and the fingerprints of their files, read once a process: what was read is what is signed."""
    return read_catalogue()


def catalogue() -> Catalogue:
    """All questionnaires by id."""
    return from_disk()[0]


def fingerprints() -> Mapping[str, str]:
    """Each questionnaire's, by id."""
    return from_disk()[1]


def questionnaires_of(family: str) -> tuple[str, ...]:
    """Ids of a family's questionnaires, sorted; none when no such family is known."""
    return tuple(sorted(each.id for each in catalogue().values() if each.family == family))
