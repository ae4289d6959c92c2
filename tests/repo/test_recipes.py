"""The recipes of CONTRIBUTING.md are true: every file that one names is there, and what a recipe makes is taken."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import copytree

from tests.repo.repository import ROOT, python

from tycktill.files import read_catalogue, read_questionnaires
from tycktill.instrument.kinds import KINDS
from tycktill.publication import FILES
from tycktill_cli.command import main
from tycktill_web.participants.models import Role
from tycktill_web.participants.sign_in import FIRST_PAGES

FOLDERS = {"src", "docs", "tests", "scripts", "bench"}
INSTRUMENTS = ROOT / "src/tycktill/reference/instruments"
QUESTION = """
[[questions]]
id = "bemotande"
meaning = 1
area = "{area}"
scale = "{scale}"
name.sv = "Bra bemött"
name.en = "Well received"
text.sv = "Hur blev du bemött?"
text.en = "How were you received?"
wording = "unofficial"
"""


def recipes(text: str) -> Mapping[str, str]:
    """What each recipe says, by its heading."""
    chapter = text.partition("## Recipes")[2].partition("\n## ")[0]
    parts = re.split(r"^### (.+)$", chapter, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def paths(text: str) -> Iterator[str]:
    """The files that a text names, a name of the reader's own as `*`."""
    for named in re.findall(r"`([^`\s]+)`", text):
        if named.partition("/")[0] in FOLDERS or named.endswith(".md"):
            yield re.sub(r"<[^>]+>", "*", named)


def missing(text: str, *, root: Path) -> list[str]:
    """The files that a text names and that are not there."""
    return [path for path in paths(text) if not any(root.glob(path))]


def contributing() -> str:
    """The page."""
    return (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_every_file_of_a_recipe_is_there() -> None:
    told = recipes(contributing())
    assert len(told) == 11
    assert all(list(paths(text)) for text in told.values())
    assert {name: missing(text, root=ROOT) for name, text in told.items()} == {name: [] for name in told}


def test_a_question_is_added_by_its_file_alone(tmp_path: Path) -> None:
    before = read_catalogue()[0]["ifo-unga"]
    first = before.questions[0]
    folder = copytree(INSTRUMENTS, tmp_path / "instruments")
    with (folder / "ifo-unga.toml").open("a", encoding="utf-8") as file:
        file.write(QUESTION.format(scale=first.scale, area=first.area))
    after = read_catalogue(folder)[0]["ifo-unga"]
    assert [question.id for question in after.questions] == [*(each.id for each in before.questions), "bemotande"]
    assert after.asked_of_all[-1].id == "bemotande"


def knows_kinds(tree: ast.Module) -> bool:
    """Whether a module asks of what kind a question is, or which questions it is counted as."""
    nodes, names = list(ast.walk(tree)), {*KINDS, "part_of"} - {"one"}
    return any(isinstance(each, ast.Constant) and each.value in names for each in nodes) or any(
        isinstance(each, ast.Attribute) and each.attr == "part_of" for each in nodes
    )


def test_the_recipe_of_a_kind_names_every_file_that_knows_of_kinds() -> None:
    knowing = {path.as_posix() for path, tree in python("src/") if knows_kinds(tree)}
    assert len(knowing) > 10
    assert not knowing - set(paths(recipes(contributing())["Add a kind of question"]))


def test_a_file_that_knows_of_kinds_is_seen() -> None:
    assert knows_kinds(ast.parse('question.get("kind") == "several"'))
    assert knows_kinds(ast.parse("question.part_of or question.id"))
    assert not knows_kinds(ast.parse("several = question.kind"))


def test_an_instrument_is_added_by_a_file_and_its_family(tmp_path: Path) -> None:
    text = (ROOT / "tests/instruments/tiny-yes-no.toml").read_text("utf-8")
    (tmp_path / "egen.toml").write_text(text.replace('id = "tiny-yes-no"', 'id = "egen"'), encoding="utf-8")
    (tmp_path / "families.toml").write_bytes((ROOT / "tests/instruments/families.toml").read_bytes())
    assert main(["instruments", "check", str(tmp_path / "egen.toml")]) == 0
    assert "egen" in read_questionnaires([tmp_path / "egen.toml"]).catalogue


def test_every_file_of_a_release_is_explained_to_readers() -> None:
    explained = (ROOT / "src/tycktill_web/pages/public/templates/public/file_words.html").read_text("utf-8")
    documented = (ROOT / "docs/method/release.md").read_text("utf-8")
    assert not [name for name in FILES if name not in explained or name not in documented]


def test_every_role_has_a_page_to_begin_its_day() -> None:
    assert {role for roles, _ in FIRST_PAGES for role in roles} == set(Role)


def test_a_file_that_is_not_there_is_seen() -> None:
    text = "## Recipes\n### Add a thing\n1. `src/<room>/py.typed`, `src/gone.py`, `Role`.\n## Else\n`src/no.py`\n"
    assert missing(recipes(text)["Add a thing"], root=ROOT) == ["src/gone.py"]
