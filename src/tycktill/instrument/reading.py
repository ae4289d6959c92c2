"""From an instrument's TOML text to the instrument, or to every fault in it."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

import msgspec

from tycktill.instrument.document import Background, Instrument, Overall, Question, Scale
from tycktill.instrument.kinds import by_kind
from tycktill.instrument.languages import language_faults
from tycktill.instrument.library import Library, with_library
from tycktill.instrument.names import instrument_id_faults, kolada_faults, number_faults, round_faults
from tycktill.instrument.parts import Part, document_parts, well_shaped
from tycktill.instrument.questions import background_faults, condition_faults, overall_faults, question_faults
from tycktill.instrument.scales import scale_faults
from tycktill.instrument.shape import shape_faults
from tycktill.terms import Fault, Refused

T = TypeVar("T")

_TOML_PLACE = re.compile(r" \(at (.+)\)$")


def parse_instrument(text: str, *, file: str, library: Library | None = None) -> Instrument:
    """The instrument written in `text`; `file` is the name that faults are told under, and `library` has the scales
    that it may name without describing them.

    Raises Refused listing every fault with its place: a line where the TOML is wrong, else a path
    such as `questions[kontakt].scale`.
    """
    document = with_library(by_kind(parse_toml(text, file=file)), library or {})
    found = tuple(document_parts(document, Instrument))
    return accepted_document(found, _document_faults(found, library or {}), kind=Instrument, file=file)


_MOST_DOTS = 500
"""In a line: a key of thirty thousand parts takes the reader half a minute."""


def parse_toml(text: str, *, file: str) -> dict[str, object]:
    """The TOML document in `text`; Refused with the line where it is none."""
    if any(line.count(".") > _MOST_DOTS for line in text.split("\n")):
        raise Refused([Fault("The document is nested too deeply", "Write shorter lines", file=file)])
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        problem = _TOML_PLACE.sub("", str(error))
        remedy = "Write straight quotation marks there" if _is_curly(text, place and place[1]) else "Mend it there"
        fault = Fault(f"This is not TOML: {problem}", remedy, file=file, place=place and place[1])
        raise Refused([fault]) from error
    except RecursionError as error:
        raise Refused([Fault("The document is nested too deeply", "Close the brackets", file=file)]) from error


def _is_curly(text: str, place: str | None) -> bool:
    """Whether the line has quotation marks as a word processor makes them."""
    line = re.match(r"line (\d+)", place or "")
    lines = text.split("\n")
    return bool(line and set("“”„‘’") & set(lines[int(line[1]) - 1]))


def accepted_document(found: Sequence[Part], faults: Iterator[Fault], *, kind: type[T], file: str) -> T:
    """The whole document as a value when there are no faults; Refused with them, in order of place, when there are."""
    places = [part.place for part in found]

    def part_number(fault: Fault) -> int:
        return max(number for number, place in enumerate(places) if (fault.place or "").startswith(place))

    wrong = [replace(fault, file=file) for fault in sorted(faults, key=part_number)]
    if wrong:
        raise Refused(wrong)
    return msgspec.convert(found[0].value, kind)


def _document_faults(found: Sequence[Part], library: Library) -> Iterator[Fault]:
    for part in found:
        yield from shape_faults(part)
    for check in (instrument_id_faults, number_faults, round_faults, kolada_faults):
        yield from check(found)
    present = {part.place for part in found}
    if "languages" in present:
        yield from language_faults(found, _table_keys(found, "languages"))
    if "background" in present:
        yield from background_faults(list(well_shaped(found, Background)), _ids_of(found, Background))
    if "questions" in present:
        scales = [*_table_keys(found, "scales"), *library]
        yield from question_faults(list(well_shaped(found, Question)), _ids_of(found, Question), scales)
    for _, overall in well_shaped(found, Overall):
        yield from overall_faults(overall, _ids_of(found, Question), list(well_shaped(found, Question)))
    described = {place.removeprefix("scales."): scale for place, scale in well_shaped(found, Scale)}
    for name, scale in described.items():
        yield from scale_faults(f"scales.{name}", scale)
    yield from condition_faults(list(well_shaped(found, Question)), _ids_of(found, Question), described)


def _table_keys(found: Sequence[Part], place: str) -> list[str]:
    """The keys of the table at this place, well-shaped or not."""
    return [key for part in found if part.place == place and isinstance(part.value, dict) for key in part.value]


def _ids_of(found: Sequence[Part], kind: type) -> list[str]:
    """The ids of everything of this kind, well-shaped or not, in order."""
    values = [part.value for part in found if part.kind is kind]
    return [str(value["id"]) for value in values if isinstance(value, dict) and "id" in value]
