"""manifest.json: by which method and from which instruments a release was made, and the checksum of each file."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

import msgspec

from tycktill.disclosure import Policy, Protected, ProtectedValue
from tycktill.instrument import SOURCE_LANGUAGE, Catalogue, Facts, Instrument, Overall, RoundFacts, Rounds, joined_facts
from tycktill.tables.names import Names, instruments_of, names_of, overall_of
from tycktill.tables.setting import Setting
from tycktill.terms import Fault, Grouping, Refused, places_without_units

MANIFEST = "manifest.json"
METHOD_VERSION = "6"
"""Rises when the same answers would give another release; a test holds recorded releases against it."""


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What manifest.json says. Checksums are SHA-256 in hexadecimal; `sha256` is the manifest's own, without it.

    `meanings` gives the meaning number of each target's questions: a later release joins what has the same. `local` are
    the families that are no national survey, and have no nation; `without_units` the municipalities that name no units;
    both are left out where there are none. `breaks` gives, of each target's questions that earlier releases asked
    otherwise, the latest round that did; left out where there are none. `blank` is how many sheets have no answer
    at all and count as answered; left out where they are fewer than the policy's threshold. `overall` says which
    question sums a target up and how its share is told, where its questionnaires do; `pilots` are still being
    tried, `in_use` are the years in which each questionnaire is used, and `facts` what else is known of the rounds;
    of earlier rounds those that cannot be compared with the ones before.
    `together` are the instruments of each group that their family combines; left out where there are none.
    """

    method: str
    policy: Policy
    families: Mapping[str, str]
    questions: Mapping[str, tuple[str, ...]]
    meanings: Mapping[str, Mapping[str, int]]
    names: Names
    instruments: Mapping[str, str]
    files: Mapping[str, str]
    headlines: tuple[str, ...] = ()  # the manifests of earlier methods have none
    local: tuple[str, ...] = ()
    overall: Mapping[str, Overall] = {}
    pilots: tuple[str, ...] = ()
    in_use: Mapping[str, Rounds] = {}
    facts: Facts = {}
    without_units: tuple[str, ...] = ()
    blank: int = 0
    breaks: Mapping[str, Mapping[str, str]] = {}
    together: Mapping[str, tuple[str, ...]] = {}
    sha256: str = ""

    @property
    def grouping(self) -> Grouping:
        """Which instruments are combined."""
        return Grouping(self.families, self.together, self.local)

    def facts_of(self, family: str, round: str) -> RoundFacts:
        """What is known of a family's round beside its figures; nothing where the manifest says nothing."""
        return self.facts.get(family, {}).get(round, RoundFacts())


msgspec.json.Decoder(Manifest)
# Made while this module is imported, since threads that meet at the first use of a type crash in msgspec.


def make_manifest(
    rows: Sequence[ProtectedValue],
    protected: Protected,
    catalogue: Catalogue,
    fingerprints: Mapping[str, str],
    setting: Setting,
) -> Manifest:
    """The manifest of these rows, before any file is written; raises KeyError for an instrument without fingerprint."""
    asked: dict[str, set[str]] = {}
    for row in rows:
        asked.setdefault(row.cell.instrument, set()).add(row.question)
    answered = {(row.cell.instrument, row.cell.round) for row in rows}
    instruments = [id_ for id_ in sorted(asked) if id_ in catalogue]
    present = {id_: catalogue[id_] for id_ in instruments}
    grouping = Grouping({id_: catalogue[id_].family for id_ in instruments}, protected.combined)
    numbers = {
        target: question_meanings(instruments_of(target, grouping, present), asked[target]) for target in sorted(asked)
    }
    return Manifest(
        method=METHOD_VERSION,
        policy=protected.policy,
        headlines=protected.headlines,
        families=grouping.families,
        together=grouping.combined,
        questions={target: tuple(asked_there) for target, asked_there in numbers.items()},
        meanings=numbers,
        names=names_of(rows, grouping, present, setting.families, setting.municipalities),
        instruments={id_: fingerprints[id_] for id_ in instruments},
        files={},
        blank=setting.blank if setting.blank >= protected.policy.threshold else 0,
        overall={
            target: each for target in sorted(asked) if (each := overall_of(instruments_of(target, grouping, present)))
        },
        pilots=tuple(id_ for id_ in instruments if present[id_].pilot),
        in_use={id_: present[id_].rounds for id_ in instruments},
        facts=_facts_held({(catalogue[id_].family, round) for id_, round in answered if id_ in catalogue}, setting),
        local=protected.local,
        without_units=tuple(sorted(places_without_units(row.cell for row in rows))),
        breaks=setting.breaks,
    )


def _facts_held(held: Collection[tuple[str, str]], setting: Setting) -> Facts:
    """What is known of these families' rounds."""
    found: dict[str, dict[str, RoundFacts]] = {}
    for family, round in sorted(held):
        always = setting.families[family].facts if family in setting.families else RoundFacts()
        known = joined_facts(always, setting.facts.get(family, {}).get(round, RoundFacts()))
        if known != RoundFacts():
            found.setdefault(family, {})[round] = known
    for family in {family for family, _ in held} & setting.unlike.keys():
        found[family] = {**setting.unlike[family], **found.get(family, {})}
    return found


def question_meanings(instruments: Iterable[Instrument], asked: Collection[str]) -> Mapping[str, int]:
    """Those of the `asked` questions that these instruments have, in printed order, with their meaning numbers."""
    printed = [question for instrument in instruments for question in instrument.asked_of_all]
    return {question.id: question.meaning for question in printed if question.id in asked}


def with_files(manifest: Manifest, files: Mapping[str, bytes]) -> Manifest:
    """The manifest with the checksums of these files."""
    checksums = {name: sha256(content).hexdigest() for name, content in sorted(files.items())}
    return msgspec.structs.replace(manifest, files=checksums)


def write_manifest(manifest: Manifest) -> bytes:
    """manifest.json with its own checksum filled in: sorted keys, two spaces, one line feed at the end."""
    return _signed_content(msgspec.to_builtins(manifest))


def _signed_content(manifest: Mapping[str, Any]) -> bytes:
    content = {key: value for key, value in manifest.items() if key != "sha256"}
    return _json_bytes(content | {"sha256": sha256(_json_bytes(content)).hexdigest()})


def _json_bytes(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def read_manifest(content: bytes) -> Manifest:
    """The manifest in these bytes. Raises Refused when they are none, or not as `write_manifest` writes it.

    That of another method may tell more of its policy than this one knows; its own checksum holds all the same.
    """
    try:
        document = msgspec.json.decode(content)
        manifest = msgspec.convert(_as_now(document), Manifest)
    except (msgspec.MsgspecError, ValueError, AttributeError, TypeError) as error:
        raise Refused([Fault(f"The manifest cannot be read: {error}", _AGAIN, file=MANIFEST)]) from error
    is_ours = manifest.method == METHOD_VERSION
    if content != (write_manifest(manifest) if is_ours else _signed_content(document)):
        raise Refused([Fault("The manifest has been changed: its own checksum is another", _AGAIN, file=MANIFEST)])
    return manifest


def _as_now(document: Any) -> Any:
    """A manifest as this method has it: those of the first three had names in Swedish alone."""
    if not isinstance(document, dict) or document.get("method") not in ("1", "2", "3"):
        return document
    names = dict(document.get("names", {}))
    names["targets"] = _in_swedish(names.get("targets", {}))
    names["questions"] = {target: _in_swedish(own) for target, own in names.get("questions", {}).items()}
    return {**document, "names": names}


def _in_swedish(named: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    return {id_: {SOURCE_LANGUAGE: name} for id_, name in named.items()}


_AGAIN = "Take the release from where it was published again"
