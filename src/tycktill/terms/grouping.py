"""Which instruments' results are combined: in families, and in groups that a family's file names."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

Targets = Mapping[str, tuple[str, ...]]
"""By instrument what its answers count in, smallest first: itself, groups of several instruments, its family."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """The family of each instrument, and the instruments of each group that is combined within a family.

    `local` are the families that have no nation. Two groups have no instrument in common, or one holds all of the
    other's: so what an instrument's answers count in is a line, from itself to its family.
    """

    families: Mapping[str, str]
    combined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    local: Collection[str] = ()

    def family(self, target: str) -> str:
        """The family of an instrument or a group; a family is its own."""
        first = self.combined.get(target, (target,))[0]
        return self.families.get(first, target)

    def instruments(self, target: str) -> tuple[str, ...]:
        """The instruments whose answers a target has."""
        if target in self.combined:
            return self.combined[target]
        return tuple(id_ for id_, family in self.families.items() if target in (id_, family))

    def targets(self, shown: Collection[str] | None = None) -> Targets:
        """By instrument what its answers count in; of groups and families only those that are `shown`, if given."""
        groups = sorted(self.combined, key=lambda id_: (len(self.combined[id_]), id_))
        found = {}
        for id_, family in self.families.items():
            wholes = dict.fromkeys((*(group for group in groups if id_ in self.combined[group]), family))
            found[id_] = (id_, *(each for each in wholes if each != id_ and (shown is None or each in shown)))
        return found
