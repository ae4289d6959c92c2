"""The municipalities of the made-up country, and the units in which each meets its clients."""

from dataclasses import dataclass

import numpy as np

from tycktill.terms import Municipality
from tycktill_web.demo.random_streams import random_stream

_SKEW = 1.05
"""Standard deviation of the logarithm of size: half of the municipalities are then below 0.6 of the mean."""

_ONE_OFFICE, _SECTION = 0.3, 1.6
"""Below the first, in mean municipalities, one office does everything; each `_SECTION` above gives another section."""

_PARTS = ("Norr", "Söder", "Öster", "Väster", "Centrum")
_HOUSES = ("Björken", "Eken", "Linden", "Rönnen", "Tallen", "Granen", "Aspen")

_IFO_UNITS = {
    "ifo-ekonomiskt-bistand": "Försörjningsstöd",
    "ifo-missbruk": "Vuxenheten",
    "ifo-unga": "Barn och unga",
    "ifo-vardnadshavare": "Barn och unga",
}
_OTHER_UNITS = {
    "oppenvard-unga": "Öppenvården",
    "oppenvard-vardnadshavare": "Öppenvården",
    "fo-gruppbostad": "Gruppbostaden",
    "fo-servicebostad": "Servicebostaden",
    "fo-boende-sol": "Boendet",
    "fo-boendestod": "Boendestödet",
    "fo-daglig-verksamhet": "Dagliga verksamheten",
    "fo-sysselsattning": "Sysselsättningen",
    "fo-personlig-assistans": "Personlig assistans",
}
_ONE_PLACE = ("fo-boendestod", "fo-sysselsattning", "fo-personlig-assistans")

SHARES = {
    "ifo-ekonomiskt-bistand": 0.52,
    "ifo-missbruk": 0.14,
    "ifo-unga": 0.11,
    "ifo-vardnadshavare": 0.23,
    "oppenvard-unga": 0.4,
    "oppenvard-vardnadshavare": 0.6,
    "fo-gruppbostad": 0.2,
    "fo-servicebostad": 0.14,
    "fo-boende-sol": 0.06,
    "fo-boendestod": 0.18,
    "fo-daglig-verksamhet": 0.32,
    "fo-sysselsattning": 0.06,
    "fo-personlig-assistans": 0.04,
}
"""Each target group's part of its family's answers."""


@dataclass(frozen=True, slots=True)
class Service:
    """A unit's work with one target group; `weight` is its part of the country's clients in that group."""

    municipality: str
    unit: str
    instrument: str
    weight: float


def draw_sizes(count: int, seed: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Sizes of so many municipalities, in means: a few large, most small."""
    normal = random_stream(seed, "sizes").standard_normal(count)
    sizes = np.exp(_SKEW * normal)
    return np.asarray(sizes / sizes.mean(), dtype=np.float64)


def build_services(municipalities: tuple[Municipality, ...], seed: int) -> tuple[Service, ...]:
    """All units of all municipalities with the target groups each meets."""
    sizes = draw_sizes(len(municipalities), seed)
    return tuple(
        service
        for municipality, size in zip(municipalities, sizes.tolist(), strict=True)
        for instrument in SHARES
        for service in _services_of(municipality.code, instrument, size, part=size / len(municipalities))
    )


def _services_of(municipality: str, instrument: str, size: float, *, part: float) -> list[Service]:
    names = unit_names(instrument, size)
    parts = [1 / (1 + index) for index in range(len(names))]  # the first section meets most, the last least
    return [
        Service(municipality, name, instrument, part * own / sum(parts)) for name, own in zip(names, parts, strict=True)
    ]


def unit_names(instrument: str, size: float) -> list[str]:
    """What the units for a target group are called in a municipality of this size (in mean municipalities)."""
    sections = min(1 + int(size / _SECTION), len(_PARTS))
    if instrument in _IFO_UNITS:
        if size < _ONE_OFFICE:
            return ["Individ- och familjeomsorgen"]
        return _number_names(_IFO_UNITS[instrument], _PARTS, sections)
    houses = 1 if instrument in _ONE_PLACE or instrument.startswith("oppenvard") else min(1 + int(size * 2), 6)
    return _number_names(_OTHER_UNITS[instrument], _HOUSES, houses)


def _number_names(name: str, endings: tuple[str, ...], count: int) -> list[str]:
    return [name] if count == 1 else [f"{name} {ending}" for ending in endings[:count]]
