"""The floors of branch coverage: how much of the code the tests must have been through."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

from coverage import Coverage

ROOT = Path(__file__).resolve().parents[2]
FLOORS = {"src/tycktill/": 95.0, "src/": 90.0}
"""Per cent of lines and branches taken together; a file counts under the first folder that holds it."""

COUNTED = ("covered_lines", "covered_branches", "num_statements", "num_branches")
Summary = Mapping[str, int]


def forget() -> None:
    """Remove what earlier runs measured."""
    for path in ROOT.glob(".coverage*"):
        path.unlink()


def check() -> int:
    """Print the coverage of each folder; 1 when one is below its floor, its least covered files named, else 0."""
    files = _measured()
    below = False
    for folder, share in shares(files).items():
        print(f"Coverage of {folder}: {share:.1f} %, at least {FLOORS[folder]:.0f} % is asked for.")
        if share < FLOORS[folder]:
            below = True
            for line in worst(files, folder):
                print(f"  {line}")
    return int(below)


def shares(files: Mapping[str, Summary]) -> dict[str, float]:
    """Per cent covered of each folder in FLOORS; nothing measured is nothing covered."""
    sums = {folder: dict.fromkeys(COUNTED, 0) for folder in FLOORS}
    for name, summary in files.items():
        for key in COUNTED:
            sums[_folder(name)][key] += summary[key]
    return {folder: _per_cent(total) for folder, total in sums.items()}


def worst(files: Mapping[str, Summary], folder: str) -> list[str]:
    """The ten files with most left uncovered."""
    own = [(_missing(summary), name) for name, summary in files.items() if _folder(name) == folder]
    return [f"{name}: {missing} lines and branches not covered" for missing, name in sorted(own, reverse=True)[:10]]


def _measured() -> dict[str, Summary]:
    """Of every file of the source, also of those that nothing ran; programs started elsewhere name others too."""
    source = [str(path) for path in sorted((ROOT / "src").rglob("*.py"))]
    coverage = Coverage(config_file=str(ROOT / "pyproject.toml"), data_file=str(ROOT / ".coverage"))
    coverage.load()
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        coverage.json_report(source, outfile=file.name)
        report = json.load(file)
    return {name: entry["summary"] for name, entry in report["files"].items()}


def _folder(name: str) -> str:
    return next(folder for folder in FLOORS if name.startswith(folder))


def _missing(summary: Summary) -> int:
    return summary["num_statements"] + summary["num_branches"] - summary["covered_lines"] - summary["covered_branches"]


def _per_cent(summary: Summary) -> float:
    all_of_it = summary["num_statements"] + summary["num_branches"]
    return 100 * (1 - _missing(summary) / all_of_it) if all_of_it else 0.0
