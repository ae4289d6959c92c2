"""What a person should know of a release just made: how much came in, how much is shown, why the rest is not."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import add

from tycktill.counting import BaseCount, Counts
from tycktill.disclosure import Protected
from tycktill.fieldwork import Offer, Offered, ResponseRate
from tycktill.instrument import Catalogue
from tycktill.statistics import per_cent, per_cent_upwards
from tycktill.tables import is_stated
from tycktill.terms import Reason, Status
from tycktill_cli.instrument_text import without_results

_Where = tuple[str, str, str]
"""Questionnaire, municipality, unit."""

_REASONS = {
    Reason.FEW: "fewer than {threshold} valid answers",
    Reason.PROTECTS: "would give somebody's answer or another value away",
}


def summarise(counts: Counts, offers: Sequence[Offer], protected: Protected, catalogue: Catalogue) -> Iterator[str]:
    """The summary, line by line."""
    sheets = sum(base.answered for base in counts.base)
    rounds = sorted({base.cell.round for base in counts.base})
    yield f"{_count_text(sheets, 'answer sheet')}, {_list_names('round', rounds)}"
    yield from _response_lines(counts, offers)
    for round in rounds:
        national = (base.cell for base in counts.base if catalogue[base.cell.instrument].family not in protected.local)
        municipalities = {cell.municipality for cell in national if cell.round == round}
        if len(municipalities) == 1:
            only = municipalities.pop()
            yield f"Round {round} has one municipality, {only}: there the level `nation` means these answers alone"
    for instrument in sorted({base.cell.instrument for base in counts.base}):
        yield from (f"{instrument}: {sentence}" for sentence in without_results(catalogue[instrument]))
    shown = Counter(value.status for value in protected.values)
    counts_text = (
        f"{shown[Status.SHOWN]} shown, {shown[Status.BOUNDED]} as an interval, {shown[Status.WITHHELD]} withheld"
    )
    yield f"{len(protected.values)} values: {counts_text}"
    yield from _too_wide(protected)
    reasons = Counter(value.reason for value in protected.values)
    for reason, text in _REASONS.items():
        if reasons[reason]:
            yield f"  {reasons[reason]} {text.format(threshold=protected.policy.threshold)}"
    yield from map(str, protected.exposed)


def _too_wide(protected: Protected) -> Iterator[str]:
    widest = protected.policy.widest
    with_share = [value for value in protected.values if value.status is not Status.WITHHELD]
    wide = sum(not is_stated(value, widest) for value in with_share)
    if wide:
        yield f"  {wide} intervals wider than {per_cent(widest)} percentage points, which text and charts leave out"


def _count_text(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _list_names(what: str, names: Sequence[str]) -> str:
    return f"{what if len(names) == 1 else f'{what}s'} {', '.join(names)}"


def _response_lines(counts: Counts, offers: Sequence[Offer]) -> Iterator[str]:
    """The rate of each round: together rounds have none, as one may have offers and no answers yet."""
    if not offers:
        yield "Response rate unknown: give --offered to have it"
        return
    rounds = sorted({each.round for each in offers} | {base.cell.round for base in counts.base})
    for round in rounds:
        rate = _round_rate([base for base in counts.base if base.cell.round == round], offers, round)
        yield rate if len(rounds) == 1 else f"Round {round}: {rate[0].lower()}{rate[1:]}"


def _round_rate(bases: Sequence[BaseCount], offers: Sequence[Offer], round: str) -> str:
    there: Counter[_Where] = Counter()
    answered: Counter[_Where] = Counter()
    for each in offers:
        if each.round == round:
            there[each.instrument, each.municipality, each.unit] += each.offered
    for base in bases:
        answered[base.cell.instrument, base.cell.municipality, base.cell.unit] += base.answered
    parts = {where: Offered.of(there.get(where), answered[where]) for where in there.keys() | answered.keys()}
    offered, least = reduce(add, parts.values(), Offered(0)).columns(answered.total())
    if offered is not None:
        return f"{offered} offered, {per_cent(ResponseRate(offered, answered.total()).share or 0)} % answered"
    uncounted = sorted(where for where, each in parts.items() if not each.is_exact)
    lacking = [where for where in uncounted if where not in there]
    why, named = ("has no row for", lacking) if lacking else ("counts fewer than answered in", uncounted)
    more = f" and {len(named) - 1} more" if len(named) > 1 else ""
    most = (
        "Response rate unknown" if least is None else f"At most {per_cent_upwards(answered.total(), least)} % answered"
    )
    return f"{most}: --offered {why} {', '.join((round, *named[0]))}{more}"
