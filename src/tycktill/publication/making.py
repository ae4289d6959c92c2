"""Makes a release of counted answers: for the command, the notebook and the service by the same steps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tycktill.disclosure import Each, Policy, Protected, Tallies, protect
from tycktill.instrument import Catalogue, Facts, Families, headline_families
from tycktill.publication.composing import compose
from tycktill.publication.earlier import Earlier, read_earlier, shares_elsewhere
from tycktill.publication.release import Release
from tycktill.tables import Setting
from tycktill.terms import Cell, Municipalities, Reference, Refused


@dataclass(frozen=True, slots=True)
class Sources:
    """What a release is made of beside the answers: questionnaires, names, rules, and what has been told already.

    `fingerprints` gives the SHA-256 of each questionnaire's file, `releases` are earlier ones of any round, `facts`
    are of this one.
    """

    catalogue: Catalogue
    fingerprints: Mapping[str, str]
    families: Families
    municipalities: Municipalities
    policy: Policy
    references: Sequence[Reference] = ()
    releases: Sequence[Release] = ()
    facts: Facts = field(default_factory=dict)


def protect_beside(tallies: Tallies, sources: Sources, *, each: Each = map) -> tuple[Protected, Earlier]:
    """What may leave beside all that is public already, and that. `each` may protect questions side by side.

    Raises Refused where earlier releases of the round are of other answers or rules, or tell too much beside these.
    """
    past = _earlier_of((row.cell for row in tallies.rows), sources)
    sizes = {(row.cell, row.question): row.valid for row in tallies.rows}
    public = replace(past.public, elsewhere=shares_elsewhere(sources.references, sizes, tallies.grouping))
    named = headline_families(sources.families)
    protected = protect(tallies, sources.policy, headlines=named, public=public, each=each)
    if protected.exposed and past.public.releases:
        raise Refused(protected.exposed)  # what others have told too much of is no fault of this release
    return protected, replace(past, public=public)


def beside_earlier_rounds(past: Earlier, protected: Protected, sources: Sources) -> Earlier:
    """`past` with what changes are made from by the releases that `sources` have now: those of earlier rounds have no
    say in what is protected, and may come when all is. Raises Refused where one cannot be read."""
    return replace(_earlier_of((each.cell for each in protected.values), sources), public=past.public)


def _earlier_of(cells: Iterable[Cell], sources: Sources) -> Earlier:
    rounds = {cell.round for cell in cells}
    return read_earlier(sources.releases, rounds, sources.catalogue, sources.policy, sources.facts)


def compose_beside(protected: Protected, past: Earlier, sources: Sources, *, blank: int) -> Release:
    """The release of what `protect_beside` gave; `blank` is how many sheets have no answer at all."""
    beside = (sources.references, past.previous, blank, sources.facts, past.breaks, past.unlike)
    setting = Setting(sources.families, sources.municipalities, *beside)
    return compose(protected, catalogue=sources.catalogue, fingerprints=sources.fingerprints, setting=setting)
