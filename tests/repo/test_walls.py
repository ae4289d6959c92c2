"""Every wall between rooms refuses the trespass that it is there for."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.repo.repository import ROOT, SOURCE

TRESPASSES = {
    "storeys": [("tycktill_web.intake", "tycktill_cli")],
    "method-way": [
        ("tycktill.answers", "tycktill.fieldwork"),
        ("tycktill.fieldwork", "tycktill.answers"),
        ("tycktill.publication", "tycktill.files"),
        ("tycktill.findings", "tycktill.improvement"),
        ("tycktill.improvement", "tycktill.charts"),
        ("tycktill.disclosure", "tycktill.audit"),
        ("tycktill.terms", "tycktill.instrument"),
        ("tycktill.a_room_that_nobody_placed", "tycktill.terms"),
    ],
    "method-pure": [
        ("tycktill.disclosure", "random"),
        ("tycktill.publication", "datetime"),
        ("tycktill.files", "socket"),
        ("tycktill.terms", "django.utils.timezone"),
    ],
    "method-disk": [("tycktill.answers", "pathlib"), ("tycktill.publication", "os")],
    "service-storeys": [
        ("tycktill_web.fieldwork", "tycktill_web.vault.models"),
        ("tycktill_web.look", "tycktill_web.participants.models"),
        ("tycktill_web.instrument", "tycktill_web.fieldwork.models"),
        ("tycktill_web.results", "tycktill_web.releases.models"),
        ("tycktill_web.printing", "tycktill_web.fieldwork.models"),
        ("tycktill_web.a_room_that_nobody_placed", "tycktill_web.look"),
    ],
    "pages-apart": [
        ("tycktill_web.pages.public", "tycktill_web.pages.office"),
        ("tycktill_web.pages.desk", "tycktill_web.pages.respond"),
        ("tycktill_web.pages.faces", "tycktill_web.pages.respond"),
        ("tycktill_web.pages.rounds", "tycktill_web.pages.desk"),
        ("tycktill_web.pages.rounds", "tycktill_web.pages.office"),
        ("tycktill_web.pages.an_audience_that_nobody_placed", "tycktill_web.look"),
    ],
    "vault-door": [("tycktill_web.releases", "tycktill_web.vault.models")],
    "keyring-door": [("tycktill_web.releases", "tycktill_web.keyring.ratchet")],
    "journal-knows-nobody": [
        ("tycktill_web.journal", "tycktill.answers"),
        ("tycktill_web.journal", "tycktill_web.participants.models"),
    ],
    "respondents-unwritten": [
        ("tycktill_web.intake", "tycktill_web.journal.writing"),
        ("tycktill_web.pages.respond", "tycktill_web.journal.writing"),
        ("tycktill_web.pages.faces", "tycktill_web.journal.writing"),
    ],
    "counting-door": [("tycktill.publication", "tycktill.counting")],
    "results-door": [("tycktill_web.pages.desk", "tycktill_web.results")],
    "jobs-door": [
        ("tycktill_web.pages.public", "tycktill_web.jobs.queue"),
        ("tycktill_web.pages.respond", "tycktill_web.jobs"),
        ("tycktill_web.pages.faces", "tycktill_web.jobs"),
    ],
    "passing-door": [("tycktill_web.pages.office", "tycktill_web.jobs.passing")],
    "public-reads-releases": [
        ("tycktill_web.pages.public", "tycktill_web.results"),
        ("tycktill_web.pages.public", "tycktill.statistics"),
        ("tycktill_web.pages.public", "tycktill_web.pages.faces"),
    ],
    "audit-independent": [
        ("tycktill.audit", "tycktill.disclosure.protected"),
        ("tycktill.audit", "tycktill.reference"),
    ],
    "improvement-reads-releases": [
        ("tycktill.improvement", "tycktill.counting"),
        ("tycktill.improvement", "tycktill.disclosure.protecting"),
    ],
    "choice-blind": [
        ("tycktill.disclosure.telling", "tycktill.disclosure.answers"),
        ("tycktill.disclosure.search.search", "tycktill.statistics"),
        ("tycktill.disclosure.model", "tycktill.disclosure.protected"),
    ],
    "numbers-door": [
        ("tycktill_web.pages.public", "tycktill_web.releases.numbers"),
        ("tycktill_web.pages.desk", "tycktill_web.releases.numbers"),
    ],
    "typesetter-door": [("tycktill_web.pages.desk", "typst")],
    "acyclic": [("tycktill.terms.cells", "tycktill.terms.a"), ("tycktill.terms.a", "tycktill.terms.cells")],
}
TOGETHER = {"acyclic"}
"""Contracts that one import alone cannot break."""

CASES = [
    pytest.param(contract, imports, id=f"{contract}: {imports[0][0]} imports {imports[0][1]}")
    for contract, trespasses in TRESPASSES.items()
    for imports in ([trespasses] if contract in TOGETHER else [[one] for one in trespasses])
]


def contracts() -> dict[str, dict[str, Any]]:
    """The contracts in pyproject.toml by their ids."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the source that a test may trespass in."""
    folder = tmp_path_factory.mktemp("walls")
    shutil.copytree(SOURCE, folder / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", "static"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture
def trespass(copy: Path, imports: list[tuple[str, str]]) -> Iterator[Path]:
    """The copy with each importing module importing what it may not; as it was afterwards."""
    written = {place: _write_import(copy, place, imported) for place, imported in imports}
    yield copy
    for path, before in written.values():
        path.unlink() if before is None else path.write_text(before, encoding="utf-8")


def _write_import(copy: Path, importer: str, imported: str) -> tuple[Path, str | None]:
    """Add an import to a module, which is made if need be; its file and what stood there before."""
    stem = copy / "src" / importer.replace(".", "/")
    path = stem / "__init__.py" if stem.is_dir() else stem.with_suffix(".py")
    before = path.read_text(encoding="utf-8") if path.exists() else None
    path.write_text(f"{before or ''}\nimport {imported}\n", encoding="utf-8")
    return path, before


def lint_imports(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    """What import-linter says of one contract in a copy."""
    program = Path(sys.executable).with_name("lint-imports")
    command = (program, "--no-logo", "--no-cache", "--contract", contract)
    environment = os.environ | {"PYTHONPATH": str(folder / "src"), "COLUMNS": "200"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("contract", TRESPASSES)
def test_the_house_keeps_each_contract(copy: Path, contract: str) -> None:
    done = lint_imports(copy, contract)
    assert done.returncode == 0, done.stdout
    assert f"{contracts()[contract]['name']} KEPT" in done.stdout


@pytest.mark.parametrize(("contract", "imports"), CASES)
def test_a_trespass_is_refused(trespass: Path, contract: str, imports: list[tuple[str, str]]) -> None:
    done = lint_imports(trespass, contract)
    assert done.returncode == 1, done.stdout
    assert f"{contracts()[contract]['name']} BROKEN" in done.stdout
    assert all(importer.rpartition(".")[0] in done.stdout for importer, _ in imports)


def test_every_contract_has_a_trespass() -> None:
    assert contracts().keys() == TRESPASSES.keys()


def test_every_room_has_its_place_on_the_way() -> None:
    rooms = {path.parent.name for path in SOURCE.glob("*/*/__init__.py") if path.parts[-3] == "tycktill"}
    layers = contracts()["method-way"]["layers"]
    assert {room.strip() for layer in layers for room in layer.split("|")} == rooms
