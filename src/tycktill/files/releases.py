"""Writes a release as a folder, whole or not at all, and reads it back."""

import os
import tempfile
from pathlib import Path

from tycktill.files.refusing import refuse_file
from tycktill.publication.release import Release


def write_release(release: Release, folder: Path) -> None:
    """The files of a release in a new folder. Raises Refused when there is something already, or no way to write.

    They are written beside and then given their name in one step: nobody finds half a release.
    """
    check_new_folder(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
            whole = Path(beside, "release")
            whole.mkdir()
            for name, content in release.files.items():
                (whole / name).write_bytes(content)
            if folder.exists():
                folder.rmdir()
            whole.replace(folder)
    except OSError as error:
        raise refuse_file(
            folder, f"The release cannot be written: {error.strerror}", "Choose another folder"
        ) from error


def check_new_folder(folder: Path) -> None:
    """Raises Refused when a release cannot be written to this folder: something is there, or nothing can be."""
    if folder.name in ("", ".."):
        raise refuse_file(folder, "This folder stands already", "Name a new folder to make, as ./release")
    try:
        if folder.is_symlink() or (folder.exists() and not (folder.is_dir() and not any(folder.iterdir()))):
            is_folder = folder.is_dir() and not folder.is_symlink()
            problem = "The folder is not empty" if is_folder else "There is a file or link of this name"
            raise refuse_file(folder, problem, "Choose a new folder, or move this one away first")
        above = next(parent for parent in folder.absolute().parents if parent.exists())
    except OSError as error:
        raise refuse_file(
            folder, f"The release cannot be written: {error.strerror}", "Choose another folder"
        ) from error
    if not above.is_dir():
        raise refuse_file(folder, f'"{above}" is a file and holds no folders', "Choose another folder")
    if not os.access(above, os.W_OK | os.X_OK):
        raise refuse_file(folder, f'Nothing may be written in "{above}"', "Choose another folder")


def excel_folder(folder: Path) -> Path:
    """Where a release's tables for Excel go, beside it. Raises Refused where that cannot be written."""
    beside = folder.with_name(f"{folder.name}-excel")
    check_new_folder(beside)
    return beside


def read_release(folder: Path) -> Release:
    """Every file in a release folder. Raises Refused when it is no folder of files."""
    try:
        if not folder.is_dir():
            raise refuse_file(folder, "There is no such folder", "Give the folder that `tycktill tabulate` wrote")
        inside = sorted(folder.iterdir())
        strangers = [path.name for path in inside if path.is_symlink() or not path.is_file()]
        if strangers:
            raise refuse_file(folder, f'A release has files only, but here is "{strangers[0]}"', "Remove it")
        return Release({path.name: path.read_bytes() for path in inside})
    except OSError as error:
        raise refuse_file(folder, f"The folder cannot be read: {error.strerror}", "Check who may read it") from error
