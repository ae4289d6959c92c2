"""manifest.json: by which method and from which instruments a release was made, and the checksum of each file."""

import json
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from typing import Any

import msgspec

from tycktill.disclosure import Policy
from tycktill.instrument import Catalogue
from tycktill.publication.results import ResultRow
from tycktill.terms import Fault, Refused

MANIFEST = "manifest.json"
METHOD_VERSION = "1"
"""Rises when the same answers would give another release."""


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What manifest.json says. Checksums are SHA-256 in hexadecimal; `sha256` is the manifest's own, without it."""

    method: str
    policy: Policy
    families: Mapping[str, str]
    questions: Mapping[str, tuple[str, ...]]
    instruments: Mapping[str, str]
    files: Mapping[str, str]
    sha256: str = ""


def make_manifest(
    rows: Iterable[ResultRow],
    policy: Policy,
    catalogue: Catalogue,
    fingerprints: Mapping[str, str],
    files: Mapping[str, bytes],
) -> Manifest:
    """The manifest of these rows and files; raises KeyError for an instrument without a fingerprint."""
    asked: dict[str, set[str]] = {}
    for row in rows:
        asked.setdefault(row.cell.instrument, set()).add(row.question)
    instruments = [id_ for id_ in sorted(asked) if id_ in catalogue]
    return Manifest(
        method=METHOD_VERSION,
        policy=policy,
        families={id_: catalogue[id_].family for id_ in instruments},
        questions={target: _printed_order(target, asked[target], catalogue) for target in sorted(asked)},
        instruments={id_: fingerprints[id_] for id_ in instruments},
        files={name: sha256(content).hexdigest() for name, content in sorted(files.items())},
    )


def _printed_order(target: str, asked: Collection[str], catalogue: Catalogue) -> tuple[str, ...]:
    members = [instrument for id_, instrument in sorted(catalogue.items()) if target in (id_, instrument.family)]
    printed = (question.id for instrument in members for question in instrument.questions)
    return tuple(question for question in dict.fromkeys(printed) if question in asked)


def write_manifest(manifest: Manifest) -> bytes:
    """manifest.json with its own checksum filled in: sorted keys, two spaces, one line feed at the end."""
    content = {key: value for key, value in msgspec.to_builtins(manifest).items() if key != "sha256"}
    return _json(content | {"sha256": sha256(_json(content)).hexdigest()})


def _json(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def read_manifest(content: bytes) -> Manifest:
    """The manifest in these bytes. Raises Refused when they are none, or not as `write_manifest` writes it."""
    try:
        manifest = msgspec.json.decode(content, type=Manifest)
    except (msgspec.MsgspecError, ValueError) as error:
        raise Refused([Fault(f"The manifest cannot be read: {error}", _AGAIN, file=MANIFEST)]) from error
    if write_manifest(manifest) != content:
        raise Refused([Fault("The manifest has been changed: its own checksum is another", _AGAIN, file=MANIFEST)])
    return manifest


_AGAIN = "Take the release from where it was published again"
