"""What a map says in words: of each place, and of its steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tycktill.tables import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class MapWords:
    """A language's words; as everywhere, what is called better or worse has been tested."""

    verdicts: Mapping[Judgement, str]
    few: str
    withheld: str
    lowest: str
    highest: str


SWEDISH_MAP = MapWords(
    verdicts={
        Judgement.BETTER: "{name}: {share}, bättre än riket",
        Judgement.WORSE: "{name}: {share}, sämre än riket",
        Judgement.NOT_SIGNIFICANT: "{name}: {share}, går inte att skilja från riket",
        Judgement.UNTESTED: "{name}: {share}, inte jämförd med riket",
    },
    few="{text}, få svar",
    withheld="{name}: {why}",
    lowest="under {share}",
    highest="{share} eller mer",
)

ENGLISH_MAP = MapWords(
    verdicts={
        Judgement.BETTER: "{name}: {share}, better than the nation",
        Judgement.WORSE: "{name}: {share}, worse than the nation",
        Judgement.NOT_SIGNIFICANT: "{name}: {share}, not significantly different from the nation",
        Judgement.UNTESTED: "{name}: {share}, not compared with the nation",
    },
    few="{text}, few answers",
    withheld="{name}: {why}",
    lowest="under {share}",
    highest="{share} or more",
)

MAPS: Mapping[str, MapWords] = MappingProxyType({"sv": SWEDISH_MAP, "en": ENGLISH_MAP, "sv-enkel": SWEDISH_MAP})
"""By language, as `LANGUAGES`."""
