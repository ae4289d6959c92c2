"""How far every municipality has come in a round: offered and answered, never an answer."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.progress import LiveRate, UnitProgress, progress
from tycktill_web.participants.access import admit
from tycktill_web.participants.models import Role
from tycktill_web.releases.alphabet import in_alphabet


class ListOrder(StrEnum):
    """What the list is sorted by, as it stands in the address."""

    NAME = "namn"
    RATE = "frekvens"
    ANSWERED = "svar"


@dataclass(frozen=True, slots=True)
class ResponseLine:
    """One municipality, or another provider."""

    name: str
    units: int
    rate: LiveRate


@dataclass(frozen=True, slots=True)
class MunicipalProgress:
    """Everybody, or those who were searched for, in order; and the sum of everybody."""

    lines: Sequence[ResponseLine]
    total: ResponseLine
    words: str
    order: ListOrder


def municipal_progress(round: Round, *, words: str, order: str, on: datetime.date) -> MunicipalProgress:
    """The live figures as they may be told on this day; unknown orders are by name."""
    told, wanted = progress(round, on=on), words.strip()
    chosen = ListOrder(order) if order in set(ListOrder) else ListOrder.NAME
    lines = [_line(each.organisation.name, each.rate, each.units) for each in told.organisations]
    found = [line for line in lines if wanted.casefold() in line.name.casefold()]
    return MunicipalProgress(_sorted(found, chosen), _line("", told.rate, told.units), wanted, chosen)


def _line(name: str, rate: LiveRate, units: Sequence[UnitProgress]) -> ResponseLine:
    return ResponseLine(name, len({unit.registration.unit_id for unit in units}), rate)


def _sorted(lines: Sequence[ResponseLine], order: ListOrder) -> Sequence[ResponseLine]:
    """Those that lag come first by rate and by answers: they are who one looks for."""
    by_name = sorted(lines, key=lambda line: in_alphabet(line.name))
    if order is ListOrder.RATE:
        return sorted(by_name, key=lambda line: -1 if line.rate.per_cent is None else line.rate.per_cent)
    if order is ListOrder.ANSWERED:
        return sorted(by_name, key=lambda line: line.rate.answered)
    return by_name


@admit(Role.OFFICE)
def status(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """Offered, answered and rate by municipality, to search and sort."""
    round_ = get_object_or_404(Round, family=family, label=label)
    asked = {"words": request.GET.get("kommun", ""), "order": request.GET.get("ordning", "")}
    shown = municipal_progress(round_, **asked, on=timezone.localdate())
    return render(request, "office/status.html", {"round": round_, "progress": shown})
