"""What is told of a round beside its figures: when it was held, who was offered the survey, who publishes it."""

import re
from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Literal, NewType

import msgspec

from tycktill.instrument.document import Texts, Value, work_out
from tycktill.instrument.languages import text_faults
from tycktill.instrument.parts import Part, document_parts, well_shaped
from tycktill.instrument.reading import accepted_document, parse_toml
from tycktill.instrument.shape import shape_faults
from tycktill.instrument.texts import SOURCE_LANGUAGE
from tycktill.terms import LANGUAGES, Fault, Refused, is_round

Day = NewType("Day", str)
"""A day as `2024-09-01`."""

Counted = Literal["by_hand", "by_codes", "by_hand_or_codes", "from_register"]
"""How many were offered: counted by staff, by codes handed out, by either as each unit does, or as many as a register
has."""

Mode = Literal["web", "tablet", "paper", "post", "interview"]
"""A way to answer: on one's own device, on one of the unit's, on paper there or by post, or asked by somebody."""


class RoundFacts(Value, frozen=True, omit_defaults=True):
    """What is known of a round; each may be unknown.

    `offered` says who was offered the survey, `at_visits` whether it was handed out at visits, `outside` whom or what
    it does not cover, `published` when its result was made public, `contact` where to ask. `unlike_earlier` says that
    it cannot be compared with earlier rounds, though it asked the same, and why: answers were collected otherwise.
    """

    first_day: Day | None = None
    last_day: Day | None = None
    published: Day | None = None
    offered: Texts | None = None
    counted: Counted | None = None
    voluntary: bool | None = None
    modes: tuple[Mode, ...] = ()
    at_visits: bool | None = None
    pilot: bool | None = None
    outside: Texts | None = None
    publisher: str | None = None
    contact: str | None = None
    unlike_earlier: Texts | None = None


_DAYS = {"first_day": 1, "last_day": 1, "published": 20}
"""Days in their order, and how many years after the round's they may be."""

_DAY = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])-([0-9]{2})")

_ONE_WORDED = ("publisher", "contact")
"""What is a name in every language."""

Facts = Mapping[str, Mapping[str, RoundFacts]]
"""By family and round."""


class _Document(Value, frozen=True):
    rounds: Facts


work_out(_Document)


def parse_facts(text: str, *, file: str) -> Facts:
    """The facts written in `text`, a TOML document with a table for each family and round: `[rounds.ifo.2019]`.

    Raises Refused listing every fault with its place, as `parse_instrument` does.
    """
    found = tuple(document_parts(days_as_text(parse_toml(text, file=file)), _Document))
    return accepted_document(found, _facts_faults(found), kind=_Document, file=file).rounds


def days_as_text(value: Any) -> Any:
    """The document with its dates, which TOML has a type for, as they are written."""
    if isinstance(value, dict):
        return {key: days_as_text(inner) for key, inner in value.items()}
    return str(value) if hasattr(value, "isoformat") else value


def check_rounds_of(facts: Facts, held: Collection[tuple[str, str]], *, file: str) -> None:
    """Raises Refused where facts are of another family or round than these, which the answers are of."""
    known = ", ".join(f"[rounds.{family}.{round}]" for family, round in sorted(held))
    faults = [
        Fault("The answers are of no such round", f"Write one of {known}", file=file, place=f"rounds.{family}.{round}")
        for family, own in facts.items()
        for round in own
        if (family, round) not in held
    ]
    if faults:
        raise Refused(faults)


def joined_facts(always: RoundFacts, here: RoundFacts) -> RoundFacts:
    """What holds in every round, but for what is said of this one."""
    said = {name: value for name in here.__struct_fields__ if (value := getattr(here, name)) not in (None, ())}
    return msgspec.structs.replace(always, **said)


def unlike_rounds(facts: Facts) -> Facts:
    """The rounds that cannot be compared with earlier ones, with the reason alone: what later releases tell of them."""
    found = {
        family: {
            round: RoundFacts(unlike_earlier=each.unlike_earlier) for round, each in own.items() if each.unlike_earlier
        }
        for family, own in facts.items()
    }
    return {family: own for family, own in found.items() if own}


def series_start(facts: Facts, family: str, *, until: str) -> tuple[str, Texts]:
    """The latest round of a family up to this one that cannot be compared with earlier ones, and why; empty where all
    can."""
    started = {round: each.unlike_earlier for round, each in facts.get(family, {}).items() if round <= until}
    first = max((round for round, why in started.items() if why), default="")
    return first, started.get(first) or {}


def _facts_faults(found: Sequence[Part]) -> Iterator[Fault]:
    for part in found:
        yield from shape_faults(part)
    yield from text_faults(found, declared=LANGUAGES, complete=[SOURCE_LANGUAGE])
    yield from day_faults(found)
    for place, facts in well_shaped(found, RoundFacts):
        label = place.split(".", 2)[-1]
        if is_round(label):
            yield from fact_faults(place, facts, round=label)
        else:
            yield Fault(f"`{label}` is no round", "Call it as in the file of answers: 2019", place=place)


def day_faults(found: Iterable[Part]) -> Iterator[Fault]:
    """Days that no calendar has."""
    for part in found:
        if part.kind is Day and isinstance(part.value, str) and not _is_day(part.value):
            yield Fault(f"`{part.value}` is no day", "Write it as 2024-09-01", place=part.place)


def _is_day(text: str) -> bool:
    match = _DAY.fullmatch(text)
    return match is not None and 1 <= int(match[3]) <= monthrange(int(match[1]), int(match[2]))[1]


def fact_faults(place: str, facts: RoundFacts, *, round: str | None = None) -> Iterator[Fault]:
    """What is wrong with well-shaped facts of a round, which is called so; or of every round."""
    days = {name: day for name in _DAYS if (day := getattr(facts, name)) is not None and _is_day(day)}
    yield from _order_faults(place, days, round) if round else _day_of_all(place, days)
    if not round and facts.unlike_earlier is not None:
        yield Fault("A break is of one round and not of all", "Take it away", place=f"{place}.unlike_earlier")
    for name, text in _texts_of(facts):
        if text != text.strip() or not text.isprintable():
            yield Fault("There is a line break or a blank at an end", "Write it on one line", place=f"{place}.{name}")
        elif not text and name in _ONE_WORDED:
            yield Fault("The text is empty", "Write it, or take the key away", place=f"{place}.{name}")


def _day_of_all(place: str, days: Mapping[str, Day]) -> Iterator[Fault]:
    for name in days:
        yield Fault("A day is of one round and not of all", "Take it away", place=f"{place}.{name}")


def _order_faults(place: str, days: Mapping[str, Day], round: str) -> Iterator[Fault]:
    for name, day in days.items():
        if not -1 <= int(day[:4]) - int(round[:4]) <= _DAYS[name]:
            problem = f"{day} lies too far from the round's year, {round[:4]}"
            yield Fault(problem, "Change the day or the round", place=f"{place}.{name}")
    for (before, day), (after, other) in pairwise(days.items()):
        if other < day:
            yield Fault(f"`{after}` comes before `{before}`", "Change one of them", place=f"{place}.{after}")


def _texts_of(facts: RoundFacts) -> Iterator[tuple[str, str]]:
    """Each text by its place in the facts."""
    for name in _ONE_WORDED:
        if (text := getattr(facts, name)) is not None:
            yield name, text
    for kind in ("offered", "outside", "unlike_earlier"):
        yield from ((f"{kind}.{language}", text) for language, text in (getattr(facts, kind) or {}).items())
