"""The interface's words: Swedish stands in the code, every other language in src/tycktill_web/locale.

`translations.py update` writes anew what there is to translate, `translations.py check` refuses what is out of date.
"""

import gettext
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src"
PLACE = Path("tycktill_web/locale")
SETTINGS = "tycktill_web.site.settings"
OPTIONS = ("--no-location", "--no-obsolete", "--no-wrap")


def update(source: Path) -> list[Path]:
    """Extract all words under `source` into its .po files and compile them; the .po files."""
    files = sorted((source / PLACE).glob("*/LC_MESSAGES/django.po"))
    languages = [f"--locale={file.parent.parent.name}" for file in files]
    command = [sys.executable, "-m", "django", "makemessages", *languages, *OPTIONS]
    with tempfile.TemporaryDirectory() as home:
        place = {"PYTHONPATH": str(source), "TYCKTILL_HOME": home, "DJANGO_SETTINGS_MODULE": SETTINGS}
        folder = source / "tycktill_web"
        subprocess.run(command, cwd=folder, env=os.environ | place, stdout=subprocess.DEVNULL, check=True)
    for file in files:
        _drop_date(file)
        subprocess.run(["msgfmt", "--check-format", "-o", file.with_suffix(".mo"), file], check=True)
    return files


def faults(source: Path) -> list[str]:
    """What is out of date or not translated, one sentence each."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "src"
        shutil.copytree(source, fresh, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        files = update(fresh)
        found = [] if files else [f"{source / PLACE} holds no language"]
        for file in files:
            found += _faults_of(source / file.relative_to(fresh), fresh=file)
    return found


def _faults_of(committed: Path, *, fresh: Path) -> list[str]:
    name = f"{committed.parent.parent.name}/{committed.name}"
    found = []
    if committed.read_bytes() != fresh.read_bytes():
        found.append(f"{name} is not what the code and templates say now: run scripts/fix, then translate")
    if not _same_words(committed.with_suffix(".mo"), fresh.with_suffix(".mo")):
        found.append(f"{name}: the .mo file beside it is not made from it: run scripts/fix")
    for kind in ("untranslated", "only-fuzzy"):
        listed = subprocess.run(["msgattrib", f"--{kind}", fresh], capture_output=True, text=True, check=True).stdout
        words = [line for line in listed.splitlines() if line.startswith("msgid ") and line != 'msgid ""']
        found += [f"{name}: {kind.removeprefix('only-')}: {line}" for line in words]
    return found


def _same_words(one: Path, other: Path) -> bool:
    """Compiled by different releases of gettext, the bytes may differ and the words not."""
    return one.exists() and _catalogue(one) == _catalogue(other)


def _catalogue(compiled: Path) -> object:
    with compiled.open("rb") as file:
        return vars(gettext.GNUTranslations(file))["_catalog"]


def _drop_date(file: Path) -> None:
    """The date of extraction would change a file in which nothing else has."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if "POT-Creation-Date" not in line), encoding="utf-8")


def main(command: str) -> int:
    """The exit status."""
    if shutil.which("msgfmt") is None:
        print("gettext is not here: run scripts/setup.")
        return 1
    found = faults(SOURCE) if command == "check" else []
    if command == "update":
        update(SOURCE)
    print("\n".join(found), end="\n" if found else "")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
