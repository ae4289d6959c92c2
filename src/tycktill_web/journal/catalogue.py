"""The catalogue of all that can be told, and how it is written and read.

`CATALOGUE` is not made where a fact has a type that is not of `facts`.
"""

from collections.abc import Mapping
from functools import reduce
from operator import or_

import msgspec

from tycktill_web.journal import account_events, after_events, events, paper_events, round_events, survey_events
from tycktill_web.journal.errors import NotAFact
from tycktill_web.journal.facts import Event, action_of, check_types, reads_as_code

EVENT_MODULES = (account_events, after_events, events, paper_events, round_events, survey_events)
"""The modules with the types of what can be told."""


def _events_by_action() -> Mapping[str, type[Event]]:
    for event in Event.__subclasses__():
        check_types(event)
    return {action_of(event): event for event in Event.__subclasses__()}


CATALOGUE: Mapping[str, type[Event]] = _events_by_action()
"""Every action, by what the journal calls it."""

_decoder: "msgspec.json.Decoder[Event]" = msgspec.json.Decoder(reduce(or_, CATALOGUE.values()))


UNSAID = "liknar-en-kod"
"""Stands for a name that somebody could answer by: one from before such were refused, or of a person."""


def write_event(event: Event) -> str:
    """The event as text, always the same, without what reads as a code. Raises NotAFact: a fact is not of its type."""
    facts = {field: getattr(event, field) for field in event.__struct_fields__}
    codes = [field for field, fact in facts.items() if isinstance(fact, str) and reads_as_code(fact)]
    written = msgspec.structs.replace(event, **dict.fromkeys(codes, UNSAID))
    text = msgspec.json.encode(written, order="deterministic").decode()
    try:
        read_event(text)
    except msgspec.ValidationError as error:
        raise NotAFact(event.action, str(error)) from None
    return text


def read_event(text: str) -> Event:
    """What was written."""
    return _decoder.decode(text)
