"""Reads the questionnaires that a release is made by: those that come with the package, and an operator's own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from tycktill.files.catalogue import (
    FAMILIES,
    instrument_files,
    read_catalogue,
    read_families,
    read_families_file,
    read_instrument,
)
from tycktill.instrument import (
    Catalogue,
    Families,
    Family,
    Instrument,
    catalogue_faults,
    fingerprint,
    undescribed_families,
)
from tycktill.terms import Fault, Refused

_Thing = TypeVar("_Thing", Instrument, Family)

_GO_APART = "Give one of them another id"


@dataclass(frozen=True, slots=True)
class Questionnaires:
    """Instruments by id, the fingerprints of their files, and the families they belong to; `named` are the ids of those
    that stand in an operator's own files.
    """

    catalogue: Catalogue
    fingerprints: Mapping[str, str]
    families: Families
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Written:
    """What stands in an operator's files: instruments and families by id, and the file of each."""

    instruments: dict[str, Instrument] = field(default_factory=dict)
    families: dict[str, Family] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)


def read_questionnaires(paths: Sequence[Path] = ()) -> Questionnaires:
    """The questionnaires of the package, and those of each place: a folder of them, or the file of one.

    `families.toml` in the folder, or beside the file, describes their families. Where there is none, a family is called
    as its only instrument, or by its id, and its areas by theirs. Raises Refused with the faults of all files.
    """
    shipped, fingerprints = read_catalogue()
    national = read_families()
    written = _read_all(paths)
    own = {id_: each for id_, each in written.instruments.items() if not _is_shipped(written.files[id_], fingerprints)}
    used = {id_: family for id_, family in written.families.items() if id_ in {each.family for each in own.values()}}
    bare = [each for id_, each in own.items() if not (written.files[id_].parent / FAMILIES).exists()]
    families = {**undescribed_families(bare), **used, **national}
    faults = [*_ids_taken(own, shipped, national, written), *_faults_by_file({**own, **shipped}, families, written)]
    if faults:
        raise Refused(faults)
    prints = {id_: fingerprint(written.files[id_].read_bytes()) for id_ in own}
    return Questionnaires({**shipped, **own}, {**fingerprints, **prints}, families, tuple(written.instruments))


def _read_all(paths: Sequence[Path]) -> _Written:
    """What stands in all files. Raises Refused with the faults of all of them."""
    written = _Written()
    faults: list[Fault] = []
    for file in dict.fromkeys(file for path in paths for file in _files_of(path)):
        try:
            if file.name == FAMILIES:
                faults += _add_written(written, written.families, read_families_file(file), file)
            else:
                instrument = read_instrument(file)
                faults += _add_written(written, written.instruments, {instrument.id: instrument}, file)
        except Refused as refused:
            faults.extend(refused.faults)
    if faults:
        raise Refused(faults)
    return written


def _files_of(path: Path) -> Iterator[Path]:
    """The instruments of a place, then its families."""
    is_folder = path.is_dir()
    found = [path / file.name for file in instrument_files(path)] if is_folder else [path]
    if not found:
        raise Refused([Fault("There is no questionnaire", "Put one there, as `<id>.toml`", file=str(path))])
    yield from found
    families = (path if is_folder else path.parent) / FAMILIES
    if families.exists():
        yield families


def _add_written(written: _Written, to: dict[str, _Thing], found: Mapping[str, _Thing], file: Path) -> Iterator[Fault]:
    """Add what a file holds, or tell what another file says otherwise."""
    for id_, each in found.items():
        if to.setdefault(id_, each) != each:
            yield Fault(f"`{id_}` stands in {written.files[id_]} too, and says something else", _GO_APART, str(file))
        written.files.setdefault(id_, file)


def _is_shipped(file: Path, fingerprints: Mapping[str, str]) -> bool:
    """Whether this is a copy of a questionnaire that comes with the package."""
    return fingerprint(file.read_bytes()) in fingerprints.values()


def _ids_taken(own: Catalogue, shipped: Catalogue, national: Families, written: _Written) -> Iterator[Fault]:
    """Ids that mean something else already."""
    for id_, instrument in own.items():
        file = str(written.files[id_])
        if id_ in shipped:
            problem = f"`{id_}` comes with the package and is another questionnaire"
            yield Fault(problem, "Give yours another id, in the file and as its name", file=file, place="id")
        if instrument.family in national:
            problem = f"`{instrument.family}` is a national family, whose answers yours would be added to"
            yield Fault(problem, "Give yours a family of its own", file=file, place="family")


def _faults_by_file(catalogue: Catalogue, families: Families, written: _Written) -> Iterator[Fault]:
    """Where the questionnaires do not go together, told under the paths of their files."""
    paths = {f"{id_}.toml": str(file) for id_, file in written.files.items()}
    folders = {written.files[family].parent for family in written.families}
    beside = {Path(file.name).stem for folder in folders for file in instrument_files(folder)}
    for fault in catalogue_faults(catalogue, families, beside - catalogue.keys()):
        family = fault.place.split(".")[1] if fault.file == FAMILIES and fault.place else ""
        file = str(written.files[family]) if family in written.families else paths.get(fault.file or "", fault.file)
        yield replace(fault, file=file)
