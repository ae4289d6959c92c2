"""The package as others install it: whole, and at work in an empty environment of every Python that is here."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from scripts.steps.pythons import pythons
from tests.repo.repository import ROOT, files
from tests.repo.test_docs import examples
from tests.tycktill_cli.lulea import files_in, run

from tycktill.files import read_catalogue

UV = str(Path(sys.executable).with_name("uv"))
PRODUCTION = {
    "TYCKTILL_PRODUCTION": "1",
    "TYCKTILL_HOSTS": "survey.example",
    "TYCKTILL_SECRET_KEY": "a secret of this test alone, and long enough to be taken for one",
    "TYCKTILL_CODE_KEY": "another secret of this test alone, and long enough to be taken for one",
}


@dataclass(frozen=True)
class Built:
    """What is handed out."""

    wheel: Path
    archive: Path


@dataclass(frozen=True)
class Installed:
    """An environment with the package in it, and a folder far from the repository to work in."""

    environment: Path
    folder: Path

    def add(self, built: Built, extra: str) -> None:
        """Install the package with what an extra asks for, in the versions that the service is run with."""
        pins = ROOT / "requirements" / "service.txt"
        wanted = f"tycktill{extra} @ {built.wheel.as_uri()}"
        command = [
            UV,
            "pip",
            "install",
            "--quiet",
            "--python",
            str(self.environment),
            "--constraint",
            str(pins),
            wanted,
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if "Failed to fetch" in done.stderr:
            pytest.skip("needs a registry of packages")
        assert done.returncode == 0, done.stderr

    def run(self, program: str, *arguments: str, **settings: str) -> str:
        """What a program of the environment says, with no help from this process's surroundings."""
        done = subprocess.run(
            [self.environment / "bin" / program, *arguments],
            cwd=self.folder,
            env={"PATH": os.defpath, "HOME": str(self.folder), "LANG": "C.UTF-8", **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Wheel and source archive, of nothing but what git knows; the wheel is built from the archive."""
    clean, out = tmp_path_factory.mktemp("clean"), tmp_path_factory.mktemp("built")
    for path in files():
        (clean / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, clean / path)
    subprocess.run([UV, "build", "--quiet", "--no-build-isolation", "--out-dir", out, clean], check=True)
    (wheel,), (archive,) = out.glob("*.whl"), out.glob("*.tar.gz")
    return Built(wheel, archive)


def _environment(python: str, factory: pytest.TempPathFactory) -> Installed:
    folder = factory.mktemp("installed")
    subprocess.run([UV, "venv", "--quiet", "--python", python, folder / "venv"], check=True)
    return Installed(folder / "venv", factory.mktemp("elsewhere"))


@pytest.fixture(scope="module", params=pythons(), ids=lambda path: path.parents[1].name)
def installed(request: pytest.FixtureRequest, built: Built, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The method alone, as an analyst installs it."""
    fresh = _environment(request.param, tmp_path_factory)
    fresh.add(built, "")
    return fresh


@pytest.fixture(params=pythons(), ids=lambda path: path.parents[1].name)
def served(request: pytest.FixtureRequest, built: Built, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The service, as an operator installs it."""
    fresh = _environment(request.param, tmp_path_factory)
    fresh.add(built, "[service]")
    return fresh


def sources() -> set[str]:
    """All files of the source as they are called in a package."""
    return {path.relative_to("src").as_posix() for path in files() if path.parts[0] == "src"}


def test_wheel_and_archive_hold_every_file_of_the_source(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as wheel, tarfile.open(built.archive) as archive:
        in_wheel, in_archive = set(wheel.namelist()), {name.partition("/src/")[2] for name in archive.getnames()}
    assert {"tycktill/reference/instruments/ifo-unga.toml", "tycktill_web/locale/en/LC_MESSAGES/django.mo"} < sources()
    assert sources() - in_wheel == set()
    assert sources() - in_archive == set()


def test_the_wheel_is_of_any_python_and_holds_the_compiled_search(built: Built) -> None:
    assert "-py3-none-" in built.wheel.name
    with zipfile.ZipFile(built.wheel) as wheel:
        assert "tycktill/disclosure/search/_core.so" in wheel.namelist()


def test_the_search_is_compiled_wherever_the_wheel_is_installed(installed: Installed) -> None:
    ask = "from tycktill.disclosure import IS_COMPILED; print(IS_COMPILED)"
    assert installed.run("python", "-c", ask) == "True\n"


def test_the_method_reads_its_questionnaires_from_a_wheel_that_nobody_unpacked(built: Built, tmp_path: Path) -> None:
    read = (
        "import tycktill.files as f; print(f.__file__, *f.read_catalogue()[1].values(), len(f.read_municipalities()))"
    )
    environment = os.environ | {"PYTHONPATH": str(built.wheel)}
    found = subprocess.check_output([sys.executable, "-c", read], cwd=tmp_path, env=environment, text=True).split()
    assert found[0].startswith(str(built.wheel))
    assert found[1:] == [*read_catalogue()[1].values(), "420"]


def test_the_examples_of_the_readme_come_true_without_the_service(installed: Installed, tmp_path: Path) -> None:
    assert installed.run("python", "-c", "from importlib.util import find_spec; print(find_spec('django'))") == "None\n"
    (installed.folder / "examples").symlink_to(ROOT / "examples")
    for arguments, said in examples((ROOT / "README.md").read_text("utf-8")):
        assert installed.run("tycktill", *arguments) == said
    lulea = ("tabulate", ROOT / "examples/lulea-2019/svar.csv", "--offered", ROOT / "examples/lulea-2019/erbjudna.csv")
    assert run(*lulea, "--out", tmp_path / "here").returncode == 0
    assert files_in(installed.folder / "lulea") == files_in(tmp_path / "here")


def test_the_command_is_there_in_both_ways_with_its_questionnaires(installed: Installed) -> None:
    listed = installed.run("tycktill", "instruments", "list")
    assert listed == run("instruments", "list").stdout
    assert len(listed.splitlines()) > 17
    assert installed.run("python", "-m", "tycktill", "instruments", "list") == listed
    assert installed.run("tycktill", "--version") == run("--version").stdout


def test_the_service_makes_its_tables_collects_its_styles_and_fills_a_country(served: Installed) -> None:
    (served.folder / "tycktill-home").mkdir(mode=0o700)
    assert "Applying vault.0001_squashed_0004_buffer... OK" in served.run("tycktill", "manage", "migrate", **PRODUCTION)
    assert "static files copied" in served.run("tycktill", "manage", "collectstatic", "--no-input", **PRODUCTION)
    shutil.rmtree(served.folder / "tycktill-home")
    assert "Sign in at" in served.run("tycktill", "demo", "--no-serve", TYCKTILL_DEMO_SIZE="small")
