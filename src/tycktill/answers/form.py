"""A sheet as bytes, one form only: equal sheets give equal bytes, and no other bytes are read back."""

from typing import Literal

import msgspec

from tycktill.answers.sheet import Sheet
from tycktill.terms import Fault, Gender, Refused

SHEET_BYTES = 480
"""No sheet is larger, so that each fits in a sealed envelope of one length."""

_Form = tuple[Literal[1], str, str, str, str, Gender, tuple[tuple[str, int], ...]]
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(_Form)


def to_bytes(sheet: Sheet) -> bytes:
    """The sheet as MessagePack, led by the number of the form. Raises Refused above `SHEET_BYTES`."""
    place = (sheet.round, sheet.instrument, sheet.municipality, sheet.unit)
    content = _encoder.encode((1, *place, sheet.gender, sheet.answers))
    if len(content) > SHEET_BYTES:
        raise Refused([Fault(f"The sheet is larger than {SHEET_BYTES} bytes", "Shorten the unit's name")])
    return content


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
