"""Reads a folder of instruments: those that come with the package, or an operator's own."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from tycktill.files.aliases import ALIASES
from tycktill.instrument import (
    Catalogue,
    Facts,
    Families,
    Instrument,
    Library,
    Scale,
    catalogue_faults,
    fingerprint,
    library_scales,
    parse_facts,
    parse_families,
    parse_instrument,
    parse_toml,
)
from tycktill.terms import Fault, Refused

FAMILIES = "families.toml"
_BESIDE = (FAMILIES, ALIASES)


def read_catalogue(folder: Path | None = None) -> tuple[Catalogue, Mapping[str, str]]:
    """Every instrument in `folder` (default: those shipped), by id, and each one's fingerprint.

    An instrument's file is called `<id>.toml`; `families.toml` names the families.
    Raises Refused listing the faults of all files, and where files do not go together.
    """
    source = _folder_source(folder)
    instruments: dict[str, Instrument] = {}
    fingerprints: dict[str, str] = {}
    faults: list[Fault] = []
    for file in instrument_files(source):
        try:
            instrument = _read_instrument(file, file.name)
        except Refused as refused:
            faults.extend(refused.faults)
            continue
        instruments[instrument.id] = instrument
        fingerprints[instrument.id] = fingerprint(file.read_bytes())
    if not faults:
        faults.extend(catalogue_faults(instruments, read_families(folder)))
    if faults:
        raise Refused(faults)
    return instruments, fingerprints


def read_families(folder: Path | None = None) -> Families:
    """The families described in the folder's `families.toml`, by id. Raises Refused listing every fault."""
    file = _folder_source(folder) / FAMILIES
    return parse_families(text_of(file, file.name), file=file.name)


def read_families_file(file: Path) -> Families:
    """The families described in this one file. Raises Refused listing every fault."""
    return parse_families(text_of(file, str(file)), file=str(file))


def read_round_facts(file: Path) -> Facts:
    """What this one file says of rounds. Raises Refused listing every fault."""
    return parse_facts(text_of(file, str(file)), file=str(file))


def read_instrument(file: Path) -> Instrument:
    """The instrument in this one file. Raises Refused listing every fault, a wrong file name among them."""
    return _read_instrument(file, str(file))


def read_scales() -> Mapping[str, Scale]:
    """The scales that any questionnaire may name, by name."""
    return library_scales(read_library())


@cache
def read_library() -> Library:
    """The same as the tables that stand in the file."""
    file = resources.files("tycktill.reference") / "scales.toml"
    library: dict[str, Any] = parse_toml(file.read_text(encoding="utf-8"), file=file.name)
    return library


def _folder_source(folder: Path | None) -> Traversable:
    return resources.files("tycktill.reference") / "instruments" if folder is None else folder


def instrument_files(source: Traversable) -> Iterator[Traversable]:
    """The files of a folder that hold instruments, by name. Raises Refused where there is no such folder."""
    if not source.is_dir():
        raise Refused([Fault("There is no such folder", "Name a folder of instruments", file=str(source))])
    for file in sorted(source.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml") and file.name not in _BESIDE:
            yield file


def _read_instrument(file: Traversable, name: str) -> Instrument:
    """The instrument in the file that faults are told under `name`."""
    instrument = parse_instrument(text_of(file, name), file=name, library=read_library())
    if file.name != f"{instrument.id}.toml":
        remedy = f"Call the file {instrument.id}.toml"
        raise Refused([Fault(f"The instrument's id is `{instrument.id}`", remedy, file=name, place="id")])
    return instrument


def text_of(file: Traversable, name: str) -> str:
    """What stands in a file, which faults are told under `name`. Raises Refused where it cannot be read."""
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = f"The byte {error.start + 1} is not UTF-8"
        raise Refused([Fault(problem, "Save the file as UTF-8", file=name)]) from error
    except OSError as error:
        problem = f"The file cannot be read: {error.strerror}"
        raise Refused([Fault(problem, "Check the name and who may read it", file=name)]) from error
