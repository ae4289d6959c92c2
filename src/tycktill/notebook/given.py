"""Takes what a notebook hands over: paths as text or Path, releases or their folders, options by name."""

from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from os import PathLike
from pathlib import Path
from typing import TypeVar

from tycktill import files
from tycktill.publication import Release
from tycktill.terms import Fault, Refused

GivenPath = str | PathLike[str]
"""A file or a folder."""

GivenPaths = GivenPath | Iterable[GivenPath]
"""One, or several."""

Releases = Release | GivenPath | Iterable[Release | GivenPath]
"""One, or several, each as a value or as the folder it stands in."""

_Kind = TypeVar("_Kind", bound=StrEnum)


def path_of(given: GivenPath, argument: str) -> Path:
    """The path that an argument gives. Raises Refused where it is none."""
    if isinstance(given, str | PathLike):
        return Path(given)
    raise Refused([Fault(f"{argument} is no path", "Give the file or folder as text or as a Path")])


def file_of(given: GivenPath | None, argument: str) -> Path | None:
    """The path that an argument gives, if it gives one. Raises Refused where it is something else."""
    return None if given is None else path_of(given, argument)


def paths_of(given: GivenPaths, argument: str) -> Sequence[Path]:
    """The paths that an argument gives, one alone too. Raises Refused where they are none."""
    if isinstance(given, str | PathLike) or not isinstance(given, Iterable):
        return [path_of(given, argument)]  # a text is an iterable of letters
    return [path_of(given, argument) for given in given]


def release_of(release: Release | GivenPath, argument: str) -> Release:
    """The release itself, or the one in the folder. Raises Refused where there is none."""
    return release if isinstance(release, Release) else files.read_release(path_of(release, argument))


def releases_of(releases: Releases, argument: str) -> tuple[Release, ...]:
    """The releases that an argument gives, one alone too. Raises Refused where they are none."""
    if isinstance(releases, Release | str | PathLike) or not isinstance(releases, Iterable):
        return (release_of(releases, argument),)
    return tuple(release_of(each, argument) for each in releases)


def kind_of(kinds: type[_Kind], text: str, argument: str) -> _Kind:
    """The one of these kinds that is called so. Raises Refused where none is."""
    return kinds(one_of(list(map(str, kinds)), text, argument))


def one_of(known: Collection[str], text: str, argument: str) -> str:
    """The text, if it is one of those known. Raises Refused with them else."""
    if text in known:
        return text
    raise Refused([Fault(f"{argument} cannot be {text!r}", f"Give one of {', '.join(known)}")])
