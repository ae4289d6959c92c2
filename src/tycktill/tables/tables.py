"""All tables of a release together, or those of some of its places."""

from collections.abc import Sequence
from dataclasses import dataclass

from tycktill.disclosure import ProtectedValue
from tycktill.tables.comparison import Comparison
from tycktill.tables.manifest import Manifest
from tycktill.terms import Reference


@dataclass(frozen=True, slots=True)
class Tables:
    """What a release knows. `previous` are rows of earlier releases, as it carries them.

    Where these are the tables of some places only, `municipalities` is how many the whole release is of.
    """

    manifest: Manifest
    rows: Sequence[ProtectedValue]
    comparisons: Sequence[Comparison]
    references: Sequence[Reference] = ()
    previous: Sequence[ProtectedValue] = ()
    municipalities: int | None = None
