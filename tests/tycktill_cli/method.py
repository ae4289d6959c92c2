"""A small release for each preset, recorded by its checksum beside the version of the method that made it.

To record them anew: `.venv/bin/python -m tests.tycktill_cli.method`
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import msgspec
from tests.tycktill_cli.lulea import ANSWERS, OFFERED, REFERENCE, counts

from tycktill.counting import BaseCount, Counts, tally
from tycktill.disclosure import PRESETS, protect
from tycktill.files import (
    Questionnaires,
    read_catalogue,
    read_families,
    read_municipalities,
    read_offers,
    read_references,
)
from tycktill.instrument import combined_groups, headline_families
from tycktill.publication import Release, compose
from tycktill.tables import MANIFEST, METHOD_VERSION, Setting, read_manifest, write_manifest

RECORDED = Path(__file__).parent / "recorded" / "method.json"
_ROOT = Path(__file__).parents[2]
_NEIGHBOURS = {"2580": 1, "2581": 2, "2582": 3}
"""Municipalities, each with every so many of Luleå's base cells."""


def made() -> Mapping[str, str]:
    """The method's version, a checksum of what is counted and read, and of the release of each preset."""
    releases = {preset: _checksum(_release(preset).files) for preset in sorted(PRESETS)}
    return {"version": METHOD_VERSION, "input": _checksum(_input()), **releases}


def recorded() -> Mapping[str, str]:
    """What was made when it was last recorded."""
    found: Mapping[str, str] = json.loads(RECORDED.read_text("utf-8"))
    return found


def record() -> None:
    """Write down what is made now."""
    RECORDED.write_text(json.dumps(made(), indent=2) + "\n", encoding="utf-8")


def _release(preset: str) -> Release:
    catalogue, fingerprints = read_catalogue()
    counted = Counts(tuple(sorted(_neighbours(), key=lambda base: base.cell)))
    municipalities = read_municipalities()
    offers = read_offers(OFFERED, catalogue=catalogue, municipalities=municipalities)
    families = read_families()
    tallies = tally(counted, catalogue, offers, combined_groups(families))
    protected = protect(tallies, PRESETS[preset], headlines=headline_families(families))
    known = Questionnaires(catalogue, fingerprints, families)
    references = read_references(REFERENCE, questionnaires=known, municipalities=municipalities)
    setting = Setting(families, municipalities, references)
    release = compose(protected, catalogue=catalogue, fingerprints=fingerprints, setting=setting)
    manifest = msgspec.structs.replace(read_manifest(release.files[MANIFEST]), method="")
    return Release({**release.files, MANIFEST: write_manifest(manifest)})


def _neighbours() -> Iterable[BaseCount]:
    for municipality, each in _NEIGHBOURS.items():
        for base in counts().base[::each]:
            yield replace(base, cell=replace(base.cell, municipality=municipality))


def _input() -> Mapping[str, bytes]:
    """Questionnaires, municipalities, answers: where these change the method need not have."""
    paths = [ANSWERS, OFFERED, REFERENCE, *(_ROOT / "src/tycktill/reference/instruments").glob("*.toml")]
    paths = [path for path in paths if path.name != "aliases.toml"]  # which makes no release another
    paths += [_ROOT / "src" / "tycktill" / "reference" / "municipalities.csv"]
    return {path.name: path.read_bytes() for path in paths}


def _checksum(files: Mapping[str, bytes]) -> str:
    sums = "".join(f"{name} {sha256(content).hexdigest()}\n" for name, content in sorted(files.items()))
    return sha256(sums.encode()).hexdigest()


if __name__ == "__main__":
    record()
