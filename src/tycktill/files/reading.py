"""How a person wants a file read, where the file does not say so itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tycktill.files.aliases import Aliases, read_aliases


class Hidden(StrEnum):
    """What to do with rows and columns that a spreadsheet does not show."""

    REFUSE = "refuse"
    SKIP = "skip"
    COUNT = "count"


class Blank(StrEnum):
    """What to do with sheets that have no answer at all."""

    COUNT = "count"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Reading:
    """`sheets` are worksheets to read where a workbook has several tables; `given` has the text of whole columns that
    a file lacks, such as `round`; `aliases` are words that are understood beside a questionnaire's own; `latest` is the
    last year that a round can be of, where somebody has a clock."""

    sheets: tuple[str, ...] = ()
    hidden: Hidden = Hidden.REFUSE
    blank: Blank = Blank.COUNT
    given: Mapping[str, str] = field(default_factory=dict)
    aliases: Aliases = field(default_factory=read_aliases)
    latest: int | None = None


AS_IT_STANDS = Reading()
"""Nothing is asked for: what is not plain is refused."""
