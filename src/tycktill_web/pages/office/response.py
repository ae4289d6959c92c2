"""Where every municipality stands in a round, as a table, a map and squares: never an answer."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from tycktill.statistics import per_cent
from tycktill_web.fieldwork.models import Round
from tycktill_web.fieldwork.progress import LiveRate
from tycktill_web.fieldwork.stages import FieldworkProgress, lags_of, progress_of_organisations
from tycktill_web.pages.office.response_lines import ResponseLine
from tycktill_web.pages.office.response_map import ResponseMap, map_of
from tycktill_web.pages.office.response_rows import table_of
from tycktill_web.pages.office.response_sheet import sheet_of
from tycktill_web.participants.access import admit
from tycktill_web.participants.contacts import contacts_in
from tycktill_web.participants.models import Person, Role
from tycktill_web.releases.alphabet import in_alphabet
from tycktill_web.releases.maps import VIEWS, PlacesView, view_of
from tycktill_web.releases.published import Participation, rates_before


class ListOrder(StrEnum):
    """What the list is sorted by, as it stands in the address."""

    NAME = "namn"
    RATE = "frekvens"
    ANSWERED = "svar"
    COUNTED = "raknad"


@dataclass(frozen=True, slots=True)
class ListChoice:
    """What of the list is asked for: whose name has these words, in which order, whether only those that lag."""

    words: str = ""
    order: ListOrder = ListOrder.NAME
    lagging: bool = False

    @classmethod
    def of(cls, query: QueryDict) -> "ListChoice":
        """As an address says it; unknown orders are by name."""
        order = query.get("ordning", "")
        chosen = ListOrder(order) if order in set(ListOrder) else ListOrder.NAME
        return cls(query.get("kommun", "").strip(), chosen, bool(query.get("efter")))


@dataclass(frozen=True, slots=True)
class MunicipalProgress:
    """Those that were asked for, in order; how many lag, and the sum of everybody."""

    lines: Sequence[ResponseLine]
    rate: LiveRate
    units: int
    lagging: int


def municipal_progress(round: Round, asked: ListChoice, *, on: datetime.date) -> MunicipalProgress:
    """The live figures as they may be told on this day."""
    found, rate = progress_of_organisations(round, on=on)
    before, contacts = rates_before(round), contacts_in(round.key)
    lines = [
        _response_line(each, round, before.get(each.organisation.municipality), contacts.get(each.organisation.pk), on)
        for each in found
    ]
    chosen = [
        line for line in lines if asked.words.casefold() in line.name.casefold() and (line.lags or not asked.lagging)
    ]
    return MunicipalProgress(
        _sort_lines(chosen, asked.order),
        rate,
        sum(each.units for each in found),
        sum(bool(line.lags) for line in lines),
    )


def _response_line(
    progress: FieldworkProgress, round: Round, before: Participation | None, contact: Person | None, on: datetime.date
) -> ResponseLine:
    if progress.organisation.kind != progress.organisation.Kind.MUNICIPALITY:
        before = None  # the municipality's rate, and not that of a provider in it
    share = before.rate.share if before and before.rate else None
    was = per_cent(share) if share is not None else None
    return ResponseLine(progress, before, list(lags_of(progress, round, before=was, on=on)), contact)


def _sort_lines(lines: Iterable[ResponseLine], order: ListOrder) -> Sequence[ResponseLine]:
    """Those that lag come first by rate, by answers and by last day: they are who one looks for."""
    by_name = sorted(lines, key=lambda line: in_alphabet(line.name))
    if order is ListOrder.RATE:
        return sorted(by_name, key=lambda line: -1 if line.rate.per_cent is None else line.rate.per_cent)
    if order is ListOrder.ANSWERED:
        return sorted(by_name, key=lambda line: line.rate.answered)
    if order is ListOrder.COUNTED:
        return sorted(by_name, key=lambda line: line.progress.last_counted or datetime.date.min)
    return by_name


@admit(Role.OFFICE)
def status_page(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """Where each municipality stands, to search, sort and see on a map."""
    round_ = get_object_or_404(Round.objects.national(), family=family, label=label)
    asked, view = ListChoice.of(request.GET), view_of(request.GET.get("visa", ""))
    shown = municipal_progress(round_, asked, on=timezone.localdate())
    drawn = _map_if_asked(shown, view)
    context = {
        "round": round_,
        "progress": shown,
        "asked": asked,
        "view": view,
        "views": [
            (each, name, _view_address(request.GET, each)) for each, name in VIEWS if each is not PlacesView.FUNNEL
        ],
        "csv": request.GET.urlencode(),
        "map": drawn,
        "table": None if drawn else table_of(shown.lines),
    }
    return render(request, "office/status.html", context)


@admit(Role.OFFICE)
def status_csv(request: HttpRequest, family: str, label: str) -> HttpResponse:
    """The same as a table for a spreadsheet."""
    round_ = get_object_or_404(Round.objects.national(), family=family, label=label)
    shown = municipal_progress(round_, ListChoice.of(request.GET), on=timezone.localdate())
    return sheet_of(round_.key, shown.lines)


def _map_if_asked(shown: MunicipalProgress, view: PlacesView) -> ResponseMap | None:
    return None if view in (PlacesView.LIST, PlacesView.FUNNEL) else map_of(shown.lines, view)


def _view_address(query: QueryDict, view: PlacesView) -> str:
    """The same choice, shown otherwise."""
    other = query.copy()
    other["visa"] = view.value
    return f"?{other.urlencode()}"
