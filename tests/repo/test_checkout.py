"""A checkout holds the same bytes everywhere, also where there are no links and lines end otherwise, as on Windows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.repo.repository import ROOT, SOURCE

LIKE_WINDOWS = ("-c", "core.symlinks=false", "-c", "core.autocrlf=true")
INSTRUMENTS = Path("src/tycktill/reference/instruments")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What git knows, written out as git does on Windows."""
    folder = tmp_path_factory.mktemp("checkout")
    write = ("git", *LIKE_WINDOWS, "checkout-index", "--all", f"--prefix={folder}/")
    subprocess.run(write, cwd=ROOT, check=True)
    return folder


def test_the_checkout_of_the_test_has_no_links(checkout: Path) -> None:
    assert not [path for path in checkout.rglob("*") if path.is_symlink()]
    assert (checkout / "instruments").read_text(encoding="utf-8") == INSTRUMENTS.as_posix()


def test_the_source_holds_no_link() -> None:
    assert not [path for path in SOURCE.rglob("*") if path.is_symlink()]


def test_the_link_at_the_root_leads_to_the_questionnaires() -> None:
    assert (ROOT / "instruments").resolve() == ROOT / INSTRUMENTS


def test_the_method_makes_the_same_release_there(checkout: Path, tmp_path: Path) -> None:
    made = [tabulate(source, tmp_path / name) for name, source in (("here", ROOT), ("there", checkout))]
    assert made[0] == made[1]
    assert set(made[0]) > {"results.csv", "manifest.json"}


def tabulate(root: Path, out: Path) -> dict[str, bytes]:
    """The files of Luleå's release as the source below `root` makes them."""
    lulea = root / "examples" / "lulea-2019"
    run = "import sys, tycktill; from tycktill_cli.command import main; print(tycktill.__file__); sys.exit(main())"
    answers, offered = (str(lulea / name) for name in ("svar.csv", "erbjudna.csv"))
    command = [sys.executable, "-c", run, "tabulate", answers, "--offered", offered, "--out", str(out)]
    environment = os.environ | {"PYTHONPATH": str(root / "src")}
    said = subprocess.check_output(command, cwd=out.parent, env=environment, text=True)
    assert said.startswith(str(root))
    return {path.name: path.read_bytes() for path in out.iterdir()}
