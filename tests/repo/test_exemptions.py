"""An exemption from a rule names the rule and gives the reason, and there are no more of them than there were."""

import re
from collections.abc import Iterator

import pytest
from tests.repo.repository import texts

CEILING = 6
"""How many `type: ignore` there may be. Lower it when one goes; it is not to be raised."""

IGNORE = re.compile(r"#\s*type:\s*ignore(?P<code>\[[a-z, -]+\])?(?P<reason>\s+#\s+\w.{5,})?")
NOQA = re.compile(r"#\s*noqa(?P<code>:\s*[A-Z]+[0-9]+(,\s*[A-Z]+[0-9]+)*)?(?P<reason>\s+#?\s*\w.{5,})?")
COVER = re.compile(r"#\s*pragma:\s*no (cover|branch)(?P<code>)(?P<reason>\s+#?\s*\w.{5,})?")
HERE = "tests/repo/test_exemptions.py"


def exemptions(text: str) -> list[re.Match[str]]:
    """All exemptions in a file, of every kind."""
    return [match for pattern in (IGNORE, NOQA, COVER) for match in pattern.finditer(text)]


def faults(text: str) -> Iterator[str]:
    """Exemptions that do not say from what, or not why."""
    for match in exemptions(text):
        if match["code"] is None or match["reason"] is None:
            yield match[0]


def test_every_exemption_has_a_code_and_a_reason() -> None:
    assert not [f"{path}: {fault}" for path, text in texts(".py") if str(path) != HERE for fault in faults(text)]


def test_exemptions_from_types_do_not_grow_in_number() -> None:
    count = sum(len(IGNORE.findall(text)) for path, text in texts(".py") if str(path) != HERE)
    assert count <= CEILING


@pytest.mark.parametrize(
    "line",
    [
        "x = 1  # type: ignore",
        "x = 1  # type: ignore[assignment]",
        "x = 1  # type: ignore  # because it is so",
        "x = 1  # noqa",
        "x = 1  # noqa: S105",
        "x = 1  # pragma: no cover",
    ],
)
def test_an_unexplained_exemption_is_seen(line: str) -> None:
    assert list(faults(line))


def test_an_explained_exemption_is_granted() -> None:
    assert not list(faults("x = 1  # type: ignore[misc]  # the library has no types"))
    assert not list(faults("x = 1  # noqa: S105  not a password but its name"))
