"""What a person should know of a release just made: how much came in, how much is shown, why the rest is not."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tycktill.counting import BaseCount, Counts
from tycktill.disclosure import Protected
from tycktill.fieldwork import Offer, ResponseRate
from tycktill.instrument import Catalogue
from tycktill.statistics import per_cent
from tycktill.tables import is_stated
from tycktill.terms import Reason, Status
from tycktill_cli.instrument_text import without_results

_REASONS = {
    Reason.FEW: "fewer than {threshold} valid answers",
    Reason.PROTECTS: "would give somebody's answer or another value away",
}


def summarise(counts: Counts, offers: Sequence[Offer], protected: Protected, catalogue: Catalogue) -> Iterator[str]:
    """The summary, line by line."""
    sheets = sum(base.answered for base in counts.base)
    rounds = sorted({base.cell.round for base in counts.base})
    yield f"{_many(sheets, 'answer sheet')}, {_listed('round', rounds)}"
    yield from _response(counts, offers)
    for round in rounds:
        national = (base.cell for base in counts.base if catalogue[base.cell.instrument].family not in protected.local)
        municipalities = {cell.municipality for cell in national if cell.round == round}
        if len(municipalities) == 1:
            only = municipalities.pop()
            yield f"Round {round} has one municipality, {only}: there the level `nation` means these answers alone"
    for instrument in sorted({base.cell.instrument for base in counts.base}):
        yield from (f"{instrument}: {sentence}" for sentence in without_results(catalogue[instrument]))
    shown = Counter(value.status for value in protected.values)
    told = f"{shown[Status.SHOWN]} shown, {shown[Status.BOUNDED]} as an interval, {shown[Status.WITHHELD]} withheld"
    yield f"{len(protected.values)} values: {told}"
    yield from _too_wide(protected)
    reasons = Counter(value.reason for value in protected.values)
    for reason, text in _REASONS.items():
        if reasons[reason]:
            yield f"  {reasons[reason]} {text.format(threshold=protected.policy.threshold)}"
    yield from map(str, protected.exposed)


def _too_wide(protected: Protected) -> Iterator[str]:
    widest = protected.policy.widest
    told = [value for value in protected.values if value.status is not Status.WITHHELD]
    wide = sum(not is_stated(value, widest) for value in told)
    if wide:
        yield f"  {wide} intervals wider than {per_cent(widest)} percentage points, which text and charts leave out"


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _listed(what: str, names: Sequence[str]) -> str:
    return f"{what if len(names) == 1 else f'{what}s'} {', '.join(names)}"


def _response(counts: Counts, offers: Sequence[Offer]) -> Iterator[str]:
    """The rate of each round: together rounds have none, as one may have offers and no answers yet."""
    if not offers:
        yield "Response rate unknown: give --offered to have it"
        return
    rounds = sorted({each.round for each in offers} | {base.cell.round for base in counts.base})
    for round in rounds:
        rate = _rate([base for base in counts.base if base.cell.round == round], offers, round)
        yield rate if len(rounds) == 1 else f"Round {round}: {rate[0].lower()}{rate[1:]}"


def _rate(bases: Sequence[BaseCount], offers: Sequence[Offer], round: str) -> str:
    """Of one round."""
    there = [each for each in offers if each.round == round]
    offered = {(each.instrument, each.municipality, each.unit) for each in there}
    unknown = sorted({(each.cell.instrument, each.cell.municipality, each.cell.unit) for each in bases} - offered)
    if unknown:
        more = f" and {len(unknown) - 1} more" if len(unknown) > 1 else ""
        return f"Response rate unknown: --offered has no row for {', '.join((round, *unknown[0]))}{more}"
    rate = ResponseRate(sum(each.offered for each in there), sum(base.answered for base in bases))
    return f"{rate.offered} offered, {per_cent(rate.share or 0)} % answered"
