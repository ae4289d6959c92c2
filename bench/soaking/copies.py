"""Copies that the service's own command takes while people answer, and the last of them brought back elsewhere."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from bench import real_service

KEPT = "3"

_MADE = re.compile(r"Passphrase[^:]*: (?P<passphrase>.+)\n.*\nPublic key: (?P<public>\S+)")
_WRITTEN = re.compile(r"Written: (.+) \(")
_SECRETS = {"TYCKTILL_SECRET_KEY": "s" * 50, "TYCKTILL_CODE_KEY": "c" * 50}
"""The same here and elsewhere, as an operator keeps them."""


class Copies(NamedTuple):
    """Where copies lie, where their private keys do, and what a service must know to take and to restore them."""

    folder: Path
    keys: Path
    variables: Mapping[str, str]

    def take(self, environment: Mapping[str, str]) -> Path:
        """A copy of the service in this environment. Raises CommandFailed."""
        told = real_service.manage(environment, "backup", self.folder, "--keep", KEPT)
        written = _WRITTEN.search(told)
        assert written, told
        return Path(written[1])

    def restore(self, copy: Path, environment: Mapping[str, str]) -> None:
        """Bring it back into the empty service of this environment. Raises CommandFailed."""
        keys = ("--backup-key", self.keys / "backup", "--recovery-key", self.keys / "recovery")
        real_service.manage(environment, "restore", copy, *keys)


def make_copies(place: Path) -> Copies:
    """The keys, and a folder for copies, in this place."""
    variables = dict(_SECRETS)
    with real_service.scratch() as elsewhere:
        for name in ("backup", "recovery"):
            made = _MADE.search(real_service.manage(elsewhere, "make_backup_key", place / name))
            assert made
            variables[f"TYCKTILL_{name.upper()}_KEY"] = made["public"]
            variables[f"TYCKTILL_{name.upper()}_PASSPHRASE"] = made["passphrase"]
    return Copies(place / "copies", place, variables)
