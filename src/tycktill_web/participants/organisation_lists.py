"""Reads a list that the office writes, a municipality or a provider a row, and adds those that are not there yet."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from tycktill.files import AS_IT_STANDS, Meanings
from tycktill.terms import Municipalities
from tycktill_web.participants.actions import add_organisation, fit_name, hold_names
from tycktill_web.participants.errors import ListUnfit, NameTooLong, NameUnfit
from tycktill_web.participants.models import Organisation
from tycktill_web.participants.municipalities import named_municipalities

MOST_ROWS = 1_000
_BETWEEN = re.compile(r"[;\t]")
Kind = Organisation.Kind


class ListedOrganisation(NamedTuple):
    """An organisation of the list; `municipality` is the code of the one where it works, or that it is, and `place` its
    name."""

    kind: Organisation.Kind
    name: str
    municipality: str
    place: str


def new_among(text: str) -> Sequence[ListedOrganisation]:
    """Those of a list that are not there yet, in its order. Raises ListUnfit with every fault, each with its row."""
    rows = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(rows) > MOST_ROWS:
        raise ListUnfit([_("Listan har fler än 1 000 rader. Dela upp den.")])
    municipalities = named_municipalities()
    known: dict[str, Organisation | ListedOrganisation] = {}
    known |= {each.name.casefold(): each for each in Organisation.objects.all()}
    found: list[ListedOrganisation] = []
    faults: list[str] = []
    for number, line in rows:
        for each in _read_line(line, municipalities, known):
            if isinstance(each, ListedOrganisation):
                known[each.name.casefold()] = each
                found.append(each)
            else:
                faults.append(_("Rad %(row)s: %(fault)s") % {"row": number, "fault": each})
    if faults or not rows:
        raise ListUnfit(faults or [_("Listan är tom. Skriv en kommun på varje rad.")])
    return found


@transaction.atomic
def add_listed(text: str) -> int:
    """Add those that are not there yet; how many. Raises ListUnfit, and adds none then.

    Whoever sends the list again meanwhile waits, and adds nothing.
    """
    hold_names()
    new = new_among(text)
    for each in new:
        add_organisation(kind=each.kind, name=each.name, municipality=each.municipality)
    return len(new)


def _read_line(
    line: str, municipalities: Municipalities, known: Mapping[str, Organisation | ListedOrganisation]
) -> Iterator[ListedOrganisation | str]:
    """What a row says, or what is wrong with it; nothing where it is `known` by its name, in whatever case."""
    place, provider = ([*_BETWEEN.split(line, maxsplit=1), ""])[:2]
    code = Meanings({}, municipalities, AS_IT_STANDS).municipality(place)
    if not isinstance(code, str):
        yield _("”%(text)s” är ingen kommun. Skriv kommunens namn eller dess fyra siffror.") % {
            "text": place.strip()[:60]
        }
        return
    try:
        name = fit_name(provider) if provider.strip() else municipalities[code].name
    except (NameTooLong, NameUnfit) as error:
        yield str(error)
        return
    kind = Kind.PROVIDER if provider.strip() else Kind.MUNICIPALITY
    if kind is Kind.MUNICIPALITY and any((each.kind, each.municipality) == (kind, code) for each in known.values()):
        return
    same = known.get(name.casefold())
    if same is None:
        yield ListedOrganisation(kind, name, code, municipalities[code].name)
    elif (same.kind, same.municipality) != (kind, code):
        yield _("”%(name)s” finns redan, i en annan kommun eller som något annat. Skriv ett annat namn.") % {
            "name": name
        }
