"""A round is named by its year, with a suffix where a survey is held more than once a year: `2024`, `2024-host`."""

import re

_ROUND = re.compile(r"(19|20)[0-9]{2}(-[a-z0-9]{1,12})?")


def is_round(text: str) -> bool:
    """Whether `text` names a round."""
    return _ROUND.fullmatch(text) is not None
