"""The questionnaires this service knows."""

from functools import cache

from tycktill.files import read_catalogue
from tycktill.instrument import Catalogue


@cache
def catalogue() -> Catalogue:
    """All questionnaires by id, read from disk once a process."""
    return read_catalogue()[0]


def questionnaires_of(family: str) -> tuple[str, ...]:
    """Ids of a family's questionnaires, sorted; none when no such family is known."""
    return tuple(sorted(each.id for each in catalogue().values() if each.family == family))
