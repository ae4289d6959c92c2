"""What is read of the journal: lines with their sentence, newest first, of one organisation or of all, filtered."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, QuerySet
from django.http import QueryDict
from django.utils.formats import date_format, localize
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from tycktill_web.journal.catalogue import CATALOGUE, read_event
from tycktill_web.journal.facts import Event, action_of
from tycktill_web.journal.models import JournalEntry

PER_PAGE = 50

_FACT = re.compile(r"\(?%\(\w+\)s\)?")
_DETAILS = re.compile("[:;]")

_Event = TypeVar("_Event", bound=Event)


@dataclass(frozen=True)
class JournalLine:
    """An entry as a page tells it."""

    entry: JournalEntry
    labels: Mapping[str, str]

    @cached_property
    def event(self) -> Event:
        """What was done."""
        return self.entry.event

    @property
    def round(self) -> str:
        """What the round is called; its key where it is there no more."""
        return self.labels.get(self.entry.round, self.entry.round)

    @property
    def sentence(self) -> str:
        """What was done, in the page's language."""
        return sentence_of(self.event, self.labels)

    @property
    def who(self) -> str:
        """The person's name then, or the account that ran it."""
        return self.entry.who or self.entry.get_kind_display()

    @property
    def role(self) -> str:
        """As whom; empty for a command."""
        return self.labels.get(self.entry.role, self.entry.role)

    @property
    def at(self) -> datetime.datetime:
        """When."""
        return localtime(self.entry.at)

    @property
    def has_hour(self) -> bool:
        """Whether more than the day is told."""
        return not self.event.to_the_day


def sentence_of(event: Event, labels: Mapping[str, str]) -> str:
    """The event's sentence with its facts; `labels` are what ids of ours, such as a role's, are called on pages."""
    facts = {name: _fact_text(getattr(event, name), labels) for name in event.__struct_fields__}
    return (str(event.sentence) % facts).strip()


def _fact_text(fact: Any, labels: Mapping[str, str]) -> str:
    match fact:
        case None:
            return _("ingen bestämd tid")
        case bool():
            return _("ja") if fact else _("nej")
        case datetime.datetime():
            return date_format(localtime(fact), "j F Y H.i")
        case datetime.date():
            return date_format(fact, "j F Y")
        case str():
            return labels.get(fact, fact)
        case _:
            return str(localize(fact))


@dataclass(frozen=True, slots=True)
class JournalChoice:
    """What a reader asks for; what is not there chooses nothing."""

    person: str = ""
    action: str = ""
    round: str = ""

    @classmethod
    def of(cls, asked: QueryDict) -> "JournalChoice":
        """As an address says it."""
        return cls(asked.get("person", ""), asked.get("handelse", ""), asked.get("omgang", ""))

    def chosen_among(self, entries: "QuerySet[JournalEntry]") -> "QuerySet[JournalEntry]":
        """Those that are asked for."""
        if self.person:
            entries = entries.filter(person=int(self.person)) if self.person.isdecimal() else entries.none()
        if self.action:
            entries = entries.filter(action=self.action)
        return entries.filter(round=self.round) if self.round else entries


@dataclass(frozen=True, slots=True)
class JournalPage:
    """A page of lines, and what can be chosen."""

    page: Page[JournalEntry]
    choice: JournalChoice
    people: Sequence[tuple[str, str]]
    actions: Sequence[tuple[str, str]]
    rounds: Sequence[tuple[str, str]]
    lines: Sequence[JournalLine]
    address: str
    """The same choice, as it stands in an address before the page's number."""

    @property
    def is_filtered(self) -> bool:
        """Whether something is left out."""
        return self.choice != JournalChoice()


def entries_of(organisations: Iterable[int]) -> "QuerySet[JournalEntry]":
    """What concerns these organisations, or was done for them."""
    return JournalEntry.objects.filter(organisation__in=organisations)


def entries_of_kind(kind: type[_Event], *, round: str) -> Iterator[tuple[JournalEntry, _Event]]:
    """Each time that something of this kind was done in a round, with its facts, the latest first."""
    for entry in JournalEntry.objects.filter(action=action_of(kind), round=round):
        event = entry.event
        assert isinstance(event, kind)
        yield entry, event


def facts_counted(*kinds: type[Event], round: str) -> Iterator[tuple[int, Event, int]]:
    """Facts of these kinds that were told of an organisation in a round, and how many times over. One statement."""
    actions = [action_of(kind) for kind in kinds]
    entries = JournalEntry.objects.filter(action__in=actions, round=round, organisation__isnull=False).order_by()
    for organisation, facts, times in entries.values_list("organisation", "facts").annotate(Count("pk")):
        yield organisation, read_event(facts), times


def read_page(entries: "QuerySet[JournalEntry]", asked: QueryDict, labels: Mapping[str, str]) -> JournalPage:
    choice = JournalChoice.of(asked)
    page = Paginator(choice.chosen_among(entries), PER_PAGE).get_page(asked.get("sida"))
    kept = asked.copy()
    kept.pop("sida", None)
    return JournalPage(
        page=page,
        choice=choice,
        people=_people_in(entries),
        actions=sorted(((each, action_name(each)) for each in _distinct_values(entries, "action")), key=itemgetter(1)),
        rounds=[
            (key, labels.get(key, key))
            for key in sorted(filter(None, _distinct_values(entries, "round")), reverse=True)
        ],
        lines=[JournalLine(entry, labels) for entry in page],
        address=f"{kept.urlencode()}&" if kept else "",
    )


def _people_in(entries: "QuerySet[JournalEntry]") -> Sequence[tuple[str, str]]:
    """Everybody who has done something, by the name that sorts last of those they have had."""
    named = entries.filter(person__isnull=False).order_by().values_list("person").annotate(Max("who"))
    return sorted(((str(person), name) for person, name in named), key=itemgetter(1))


def _distinct_values(entries: "QuerySet[JournalEntry]", column: str) -> Iterable[str]:
    return entries.order_by().values_list(column, flat=True).distinct()


def action_name(action: str) -> str:
    """The sentence of an action with its facts left out, up to where details begin: what kind of thing it is."""
    if action not in CATALOGUE:
        return action
    sentence = _FACT.sub("…", str(CATALOGUE[action].sentence))
    return _DETAILS.split(sentence, maxsplit=1)[0].replace("… …", "…")
