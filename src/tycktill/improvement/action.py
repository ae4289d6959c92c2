"""An action as somebody writes it down before it begins: what is done, by whom, and which figure it is to move."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from tycktill.improvement.history import History, Indicator, Released
from tycktill.instrument import Day
from tycktill.instrument.document import Value, work_out
from tycktill.instrument.parts import Part, document_parts, well_shaped
from tycktill.instrument.reading import accepted_document, parse_toml
from tycktill.instrument.round_facts import day_faults, days_as_text
from tycktill.instrument.shape import shape_faults
from tycktill.terms import Fault, GenderGroup, Refused, is_round

_HASH = re.compile(r"[0-9a-f]{64}")


class ToMove(Value, frozen=True):
    """The figure that an action is to move, and the round from which: the last one before it begins."""

    target: str
    question: str
    municipality: str
    round: str
    unit: str = ""
    gender: Literal["T", "K", "M"] = "T"

    @property
    def indicator(self) -> Indicator:
        """Where it stands in releases."""
        return Indicator(self.target, self.question, self.municipality, self.unit, GenderGroup(self.gender))


class Action(Value, frozen=True):
    """What is done, and by whom. `chosen_for_the_figure`: whether it is done since the figure was what it was.

    `locked` is the checksum of the expectation, and `locked_on` the day from which it could not be changed.
    """

    what: str
    chosen_for_the_figure: bool
    indicator: ToMove
    owner: str = ""
    starts: Day | None = None
    ends: Day | None = None
    locked: str = ""
    locked_on: Day | None = None


work_out(Action)


def parse_action(text: str, *, file: str) -> Action:
    """The action written in `text`, a TOML document. Raises Refused listing every fault with its key."""
    found = tuple(document_parts(days_as_text(parse_toml(text, file=file)), Action))
    return accepted_document(found, _action_faults(found), kind=Action, file=file)


def _action_faults(found: Sequence[Part]) -> Iterator[Fault]:
    yield from day_faults(found)
    for part in found:
        yield from shape_faults(part)
        if isinstance(part.value, str):
            yield from _text_faults(part.place, part.value)
    for place, to_move in well_shaped(found, ToMove):
        if not is_round(to_move.round):
            yield Fault(f"`{to_move.round}` is no round", "Write its year, as 2024", place=f"{place}.round")
    for _, action in well_shaped(found, Action):
        if action.starts and action.ends and action.ends < action.starts:
            yield Fault("The action ends before it starts", "Correct one of the days", place="ends")


def _text_faults(place: str, text: str) -> Iterator[Fault]:
    if place == "what" and not text.strip():
        yield Fault("Nothing is said of what is done", "Write it in a sentence", place=place)
    if place == "locked" and not _HASH.fullmatch(text):
        remedy = "Copy all 64 signs that `tycktill follow` told, or take the key away"
        yield Fault("This is no checksum", remedy, place=place)


def check_action(action: Action, history: History, *, file: str) -> None:
    """Raises Refused where these rounds do not have the figure that the action is to move."""
    fault = _missing_figure(action.indicator, history)
    if fault is not None:
        raise Refused([replace(fault, file=file)])


def _missing_figure(to_move: ToMove, history: History) -> Fault | None:
    released, indicator = history.get(to_move.round), to_move.indicator
    if released is None:
        return _unknown_name("round", to_move.round, history.rounds)
    if released.row_of(indicator) is not None:
        return None
    asked = released.manifest.questions
    known = {
        "target": sorted(asked),
        "question": asked.get(indicator.target, ()),
        "municipality": _places_known(released, indicator, unit=False),
        "unit": ["", *_places_known(released, indicator, unit=True)],
    }
    for key, names in known.items():
        if getattr(indicator, key) not in names:
            return _unknown_name(key, getattr(indicator, key), [name for name in names if name])
    return _unknown_name("gender", indicator.gender, [str(GenderGroup.ALL)])


def _places_known(released: Released, indicator: Indicator, *, unit: bool) -> Sequence[str]:
    """The municipalities that have the indicator's target, or the municipality's units that have it."""
    cells = {row.cell for row in released.rows if row.cell.instrument == indicator.target}
    if unit:
        return sorted({cell.unit for cell in cells if cell.municipality == indicator.municipality})
    return sorted({cell.municipality for cell in cells} - {""})


def _unknown_name(key: str, written: str, known: Sequence[str]) -> Fault:
    some = ", ".join(known[:10]) + (", …" if len(known) > 10 else "")
    remedy = f"Write one of {some}" if known else "Give the release that has it"
    return Fault(f"The releases have no such {key}: `{written}`", remedy, place=f"indicator.{key}")
