"""Takes what a notebook hands over: paths as text or Path, releases or their folders, options by name."""

from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from os import PathLike
from pathlib import Path
from typing import TypeVar

from tycktill import files
from tycktill.publication import Release
from tycktill.terms import Fault, Refused

Place = str | PathLike[str]
"""A file or a folder."""

Places = Place | Iterable[Place]
"""One, or several."""

Releases = Release | Place | Iterable[Release | Place]
"""One, or several, each as a value or as the folder it stands in."""

_Kind = TypeVar("_Kind", bound=StrEnum)


def path_of(place: Place, argument: str) -> Path:
    """The path that an argument gives. Raises Refused where it is none."""
    if isinstance(place, str | PathLike):
        return Path(place)
    raise Refused([Fault(f"{argument} is no path", "Give the file or folder as text or as a Path")])


def file_of(place: Place | None, argument: str) -> Path | None:
    """The path that an argument gives, if it gives one. Raises Refused where it is something else."""
    return None if place is None else path_of(place, argument)


def paths_of(places: Places, argument: str) -> Sequence[Path]:
    """The paths that an argument gives, one alone too. Raises Refused where they are none."""
    if isinstance(places, str | PathLike) or not isinstance(places, Iterable):
        return [path_of(places, argument)]  # a text is an iterable of letters
    return [path_of(place, argument) for place in places]


def release_of(release: Release | Place, argument: str) -> Release:
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
