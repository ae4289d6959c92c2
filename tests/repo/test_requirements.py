"""Every dependency says why it is there, and is pinned with hashes in the requirement files."""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from typing import Any

from tests.repo.repository import ROOT, python

BEGINS = ("dependencies = [", "[project.optional-dependencies]", "[dependency-groups]")
ENTRY = re.compile(r'^\s*(\w+ = \[)?"(?P<name>[a-z0-9-]+)[^"]*"\]?,?(?P<reason>\s+#\s+\w.{9,})?$')
NAME = r"(?P<name>[a-z0-9-]+)(\[[a-z, ]+\])?"
PIN = re.compile(rf"^{NAME}==(?P<version>\S+)(?P<rest>.*?)(?=^[a-z]|\Z)", re.MULTILINE | re.DOTALL)

LOADED_BY = {"psycopg": "django.db.backends.postgresql"}
"""What is imported by another package alone, and the name in our source that makes it."""


def project() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def name_of(requirement: str) -> str:
    """A requirement's package, without extras and versions."""
    found = re.match(r"[a-z0-9-]+", requirement)
    assert found
    return found[0]


def asked_for() -> dict[str, set[str]]:
    """The direct dependencies that each requirement file must hold."""
    settings = project()
    extras = settings["project"]["optional-dependencies"]
    groups = settings["dependency-groups"]
    service = {*settings["project"]["dependencies"], *extras["service"], *extras["postgres"]}
    dev = {entry for entry in groups["dev"] if isinstance(entry, str)} | {*extras["duckdb"], *extras["spark"]}
    return {
        "service": {name_of(entry) for entry in service | set(groups["build"])},
        "compiler": set(groups["compiler"]),
        "dev": {name_of(entry) for entry in service | set(groups["build"]) | dev},
    }


def run_with() -> set[str]:
    """The direct dependencies of those who use the package, with every extra."""
    settings = project()["project"]
    extras = settings["optional-dependencies"].values()
    return {name_of(entry) for entries in [settings["dependencies"], *extras] for entry in entries}


def unused(requirements: Iterable[str], trees: Iterable[ast.Module]) -> set[str]:
    """Requirements that no source imports, nor names in a setting for another package to load."""
    named = {name for tree in trees for name in names_in(tree)}
    imported = {name.partition(".")[0] for name in named}
    provided = {
        one.lower().replace("_", "-")
        for module, ones in packages_distributions().items()
        if module in imported
        for one in ones
    }
    return {each for each in requirements if each not in provided and LOADED_BY.get(each) not in named}


def names_in(tree: ast.Module) -> Iterator[str]:
    """Modules that a source imports, and texts that could be the name of one."""
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from (each.name for each in node.names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module
            case ast.Constant(value=str(text)):
                yield text


def pins(text: str) -> dict[str, set[str]]:
    """Each pinned package with its versions, of which there may be one per Python."""
    found: dict[str, set[str]] = {}
    for match in PIN.finditer(text):
        found.setdefault(match["name"], set()).add(match["version"])
    return found


def unhashed(text: str) -> set[str]:
    """Pinned packages without a hash."""
    return {match["name"] for match in PIN.finditer(text) if "--hash=sha256:" not in match["rest"]}


def unexplained(text: str) -> Iterator[str]:
    """Direct dependencies in a pyproject.toml that do not say why they are there."""
    inside = False
    for line in text.splitlines():
        inside = line.startswith(BEGINS) or (inside and not line.startswith(("[", "]")))
        entry = ENTRY.match(line) if inside else None
        if entry and not entry["reason"]:
            yield entry["name"]


def requirements(which: str) -> str:
    """A requirement file's text."""
    return (ROOT / "requirements" / f"{which}.txt").read_text(encoding="utf-8")


def test_every_dependency_says_why() -> None:
    assert not list(unexplained((ROOT / "pyproject.toml").read_text(encoding="utf-8")))


def test_every_dependency_is_pinned() -> None:
    missing = {which: names - pins(requirements(which)).keys() for which, names in asked_for().items()}
    assert missing == {"service": set(), "compiler": set(), "dev": set()}


def test_everything_that_is_installed_is_used() -> None:
    assert run_with() >= {"polars", "segno", "psycopg", "pyspark"}
    assert unused(run_with(), [tree for _, tree in python("src/")]) == set()


def test_a_package_that_nothing_imports_is_seen() -> None:
    trees = [ast.parse("import segno\nfrom django.urls import path\nAPPS = ['whitenoise.middleware']\n'see numpy'")]
    assert unused(["segno", "django", "whitenoise", "numpy", "psycopg"], trees) == {"numpy", "psycopg"}


def test_every_pin_has_a_hash() -> None:
    assert not set().union(*(unhashed(requirements(which)) for which in ("service", "dev", "compiler")))


def test_developers_run_what_the_service_runs() -> None:
    service, dev = pins(requirements("service")), pins(requirements("dev"))
    assert service == {name: dev[name] for name in service}


def test_a_package_without_hash_is_seen() -> None:
    text = "one==1.0 \\\n    --hash=sha256:ab\n    # via x\ntwo==2.0\n    # via x\n"
    assert unhashed(text) == {"two"}
    assert pins(text) == {"one": {"1.0"}, "two": {"2.0"}}


def test_a_dependency_without_reason_is_seen() -> None:
    text = (
        'dependencies = [\n    "one",  # counts the answers\n    "two",\n]\n'
        '[project.optional-dependencies]\npostgres = ["three[binary]~=3.0"]\n[tool]\nnames = ["four"]\n'
    )
    assert list(unexplained(text)) == ["two", "three"]
