"""How many gave a valid answer to each question in every base cell: what whoever handed questionnaires out may know."""

from collections.abc import Mapping
from typing import NamedTuple


class BaseKey(NamedTuple):
    """A base cell as a table can tell it: gender is `K`, `M`, or `rest` for a third gender and unknown together."""

    municipality: str
    unit: str
    instrument: str
    gender: str


ValidByBase = Mapping[BaseKey, int]
"""Valid answers to one question by base cell; nobody answered in those that are not named."""

Numbers = Mapping[tuple[str, str], ValidByBase]
"""Valid answers in all base cells, by round and question."""
