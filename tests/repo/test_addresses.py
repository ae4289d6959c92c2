"""No file names the place where packages come from: that is the choice of the one who installs."""

import re

import pytest
from tests.repo.repository import texts

# A bracket in each, so that this file does not name them either.
REGISTRIES = re.compile(
    r"pyp[i]\.org|python[h]osted\.org|npm[j]s\.(org|com)|deb\.[d]ebian\.org|(archive|ports)\.[u]buntu\.com"
    r"|(extra-)?index[-]url\s*=|find[-]links|playwright\.[a]zureedge"
)


def test_no_file_names_a_registry() -> None:
    found = [(str(path), match[0]) for path, text in texts() for match in REGISTRIES.finditer(text)]
    assert not found


@pytest.mark.parametrize("host", ["https://{}pi.org/simple", "https://files.{}thonhosted.org"])
def test_a_registry_is_recognised(host: str) -> None:
    assert REGISTRIES.search(host.format("py"))
