"""Editions as instruments: read by the one reader, held against their checksum, once a process."""

from functools import lru_cache

from tycktill.files import read_library
from tycktill.instrument import Instrument, fingerprint, parse_instrument
from tycktill_web.instrument.errors import EditionFixed
from tycktill_web.instrument.models import Edition

KEPT = 200
"""Editions that a process remembers."""


@lru_cache(KEPT)
def instrument_of(checksum: str) -> Instrument:
    """The questionnaire of an edition, by the checksum that is its name: one statement a process.

    Raises EditionFixed where somebody has changed the row after all.
    """
    text = Edition.objects.values_list("text", flat=True).get(pk=checksum)
    if fingerprint(text) != checksum:
        raise EditionFixed
    return parse_instrument(text, file="edition.toml", library=read_library())
