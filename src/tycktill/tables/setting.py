"""What stands around the answers of a release: names, values from elsewhere, earlier results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tycktill.disclosure import ProtectedValue
from tycktill.instrument import Facts, Families
from tycktill.terms import Municipalities, Reference

Breaks = Mapping[str, Mapping[str, str]]
"""By target and question the latest earlier round that asked something else."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What comparisons and text need that neither answers nor questionnaires hold; all of it goes into the release.

    `families` and `municipalities` give names; where one is missing its id or code stands instead. `references` are
    to compare with. `previous` are rows of earlier releases, with unbroken series only (`unbroken_rows`).
    `breaks` are those that are broken. `blank` is how many sheets have no answer at all. `facts` are of the rounds that
    the answers are of, and `unlike` of earlier ones that were held in another way than those before.
    """

    families: Families = field(default_factory=dict)
    municipalities: Municipalities = field(default_factory=dict)
    references: Sequence[Reference] = ()
    previous: Sequence[ProtectedValue] = ()
    blank: int = 0
    facts: Facts = field(default_factory=dict)
    breaks: Breaks = field(default_factory=dict)
    unlike: Facts = field(default_factory=dict)
