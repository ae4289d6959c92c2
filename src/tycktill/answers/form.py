"""A sheet as bytes, one form only: equal sheets give equal bytes, and no other bytes are read back."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from tycktill.answers.accepting import UNIT_BYTES
from tycktill.answers.sheet import Sheet
from tycktill.instrument import Instrument
from tycktill.terms import Fault, Gender, Refused

SHEET_BYTES = 480
"""So many hold any sheet of a usual questionnaire: all fit in sealed envelopes of one length."""

STEP_BYTES = 240
"""By so many more at a time, for a questionnaire of many questions, or of long ids."""

MOST_BYTES = 60_000
"""No sheet is larger."""

_LONGEST_ROUND, _LONGEST_MUNICIPALITY = "9" * 17, "9" * 4

_Form = tuple[Literal[1], str, str, str, str, Gender, tuple[tuple[str, int], ...]]
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(_Form)


def to_bytes(sheet: Sheet) -> bytes:
    """The sheet as MessagePack, led by the number of the form. Raises Refused above `MOST_BYTES`."""
    where = (sheet.round, sheet.instrument, sheet.municipality, sheet.unit)
    content = _encoder.encode((1, *where, sheet.gender, sheet.answers))
    if len(content) > MOST_BYTES:
        raise Refused([Fault(f"The sheet is larger than {MOST_BYTES} bytes", "Ask fewer questions")])
    return content


def sheet_room(instruments: Iterable[Instrument]) -> int:
    """So many bytes hold whichever sheet of these questionnaires, with all answered in a unit of the longest name."""
    longest = max((len(to_bytes(_largest_sheet(each))) for each in instruments), default=0)
    return SHEET_BYTES + -(-max(0, longest - SHEET_BYTES) // STEP_BYTES) * STEP_BYTES


def _largest_sheet(instrument: Instrument) -> Sheet:
    answers = tuple((each.id, max(instrument.scale_of(each).codes, key=abs)) for each in instrument.questions)
    where = (_LONGEST_ROUND, instrument.id, _LONGEST_MUNICIPALITY, "x" * UNIT_BYTES)
    return Sheet(*where, Gender.WOMAN, answers)


def from_bytes(content: bytes) -> Sheet:
    """The sheet that `to_bytes` made these bytes of. Raises Refused for any other bytes."""
    try:
        _, round, instrument, municipality, unit, gender, answers = _decoder.decode(content)
        sheet = Sheet(round, instrument, municipality, unit, gender, answers)
        if to_bytes(sheet) == content:
            return sheet
    except (msgspec.MsgspecError, UnicodeDecodeError):
        pass
    raise Refused([Fault("The bytes are not an answer sheet", "Check that they are whole and from this version")])
