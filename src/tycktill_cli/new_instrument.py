"""Asks what a questionnaire is to ask, and writes a first file of it: `tycktill instruments new`."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tycktill.files import read_instrument, read_questionnaires, read_scales
from tycktill.instrument import NOT_FOR_QUESTIONS, SOURCE_LANGUAGE, Scale, plain_id, text_in, unused_id
from tycktill.terms import Fault, Refused

Ask = Callable[[str], str]
"""Puts a question to whoever makes the questionnaire, and gives the line that was typed."""

_INFORMATION = """
[information]                    # what is told before the questions: read it through, and write what is so with you
purpose.sv = "Vi vill veta vad du tycker, för att se vad som är bra och vad som behöver bli bättre."
voluntary.sv = "Det är frivilligt att svara. Du får samma hjälp oavsett om och vad du svarar."
readers.sv = "Ingen får veta vad just du har svarat. Resultatet visas bara när minst fem personer har svarat."
contact.sv = "Har du frågor om enkäten? Fråga den som gav dig den."
wording = "unofficial"           # take this line away when you have read the texts

[[background]]
id = "gender"
text.sv = "Är du kvinna eller man?"
options = [
  { code = "K", text = { sv = "Kvinna" } },
  { code = "M", text = { sv = "Man" } },
  { code = "A", text = { sv = "Annat eller vill inte svara" } },
]
"""


@dataclass(frozen=True, slots=True)
class _Question:
    """A question as it was typed."""

    id: str
    name: str
    text: str
    scale: str


def new_instrument(folder: Path, ask: Ask = input) -> int:
    """Ask, write `<id>.toml` in the folder and print what to do with it. Raises Refused, with nothing written."""
    try:
        name = _ask_line(ask, "What is it called, as `Jobbcenter`? ")
        target_group = _ask_line(ask, "For whom, as `För dig som deltar i Jobbcenter`? ")
        id_ = _free_id(ask, name, folder)
        proposed = f"{id_}-alla"
        family = plain_id(_ask_line(ask, f"Id of its family, which others may share [{proposed}]: ", proposed), "-")
        year = _ask_year(ask)
        questions = list(_ask_questions(ask, read_scales()))
    except EOFError as error:
        raise Refused([Fault("The answers ended before all was asked", "Begin again; nothing is written")]) from error
    file = folder / f"{id_}.toml"
    _write_checked(file, _document_text(id_, family, {"name": name, "target_group": target_group}, year, questions))
    print(f"Written: {file}. Read it through; then")
    print(f"  tycktill instruments check {file}")
    print(f"  tycktill tabulate ANSWERS --instruments {file} --out DIR")
    return 0


def _ask_line(ask: Ask, question: str, default: str = "") -> str:
    """The line that is typed, or what stands for an empty one; asked anew where nothing does."""
    while True:
        line = " ".join(ask(question).split())
        if line and not line.isprintable():
            print("There is a character in it that cannot be seen.")
        elif line or default:
            return line or default


def _free_id(ask: Ask, name: str, folder: Path) -> str:
    """An id that no questionnaire has, which is its file's name too."""
    taken = {*read_questionnaires().catalogue, *read_questionnaires().families}
    proposed = plain_id(name, "-") or "egen-enkat"
    while True:
        id_ = plain_id(_ask_line(ask, f"Its id, which is its file's name [{proposed}]: ", proposed), "-")
        if id_ and id_ not in taken and not (folder / f"{id_}.toml").exists():
            return id_
        print(f"`{id_}` is taken." if id_ else "An id has letters a-z, digits and hyphens.")


def _ask_year(ask: Ask) -> str:
    now = str(datetime.now().astimezone().year)
    while True:
        year = _ask_line(ask, f"First year [{now}]: ", now)
        if re.fullmatch(r"(19|20)[0-9]{2}", year):
            return year
        print("A year has four digits.")


def _ask_questions(ask: Ask, scales: Mapping[str, Scale]) -> Iterator[_Question]:
    """The questions that are typed, until an empty line."""
    print("\nThe questions, one after another; an empty line ends them. The scales:")
    for name, options in scales.items():
        print(f"  {name}: {', '.join(text_in(option.text, SOURCE_LANGUAGE) for option in options.options)}")
    used: list[str] = []
    scale = next(iter(scales))
    text = _ask_line(ask, "\nQuestion 1: ")
    while text:
        name = _ask_line(ask, f"Its short name in tables [{_short_name(text)}]: ", _short_name(text))
        scale = _ask_scale(ask, scales, scale)
        used.append(unused_id(plain_id(name, "_"), (*used, *NOT_FOR_QUESTIONS)))
        yield _Question(used[-1], name, text, scale)
        text = " ".join(ask(f"\nQuestion {len(used) + 1}: ").split())


def _ask_scale(ask: Ask, scales: Mapping[str, Scale], last: str) -> str:
    while True:
        name = _ask_line(ask, f"Its scale [{last}]: ", last)
        if name in scales:
            return name
        print(f"There is no scale `{name}`: write one of {', '.join(scales)}.")


def _short_name(text: str) -> str:
    return text.rstrip("?. ")[:60].strip()


def _document_text(id_: str, family: str, named: Mapping[str, str], year: str, questions: Sequence[_Question]) -> str:
    head = [
        f"id = {json.dumps(id_)}",
        f"family = {json.dumps(family)}",
        "version = 1",
        *(f"{key}.sv = {_toml_text(text)}" for key, text in named.items()),
        f"rounds.first = {year}",
        "",
        "[languages]",
        'sv = { completeness = "complete", review = "reviewed" }',
    ]
    return "\n".join(head) + "\n" + _INFORMATION + "".join(map(_question_text, questions))


def _question_text(question: _Question) -> str:
    return (
        f'\n[[questions]]\nid = "{question.id}"\nmeaning = 1\narea = "alla"\nscale = "{question.scale}"\n'
        f"name.sv = {_toml_text(question.name)}\ntext.sv = {_toml_text(question.text)}\n"
    )


def _toml_text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _write_checked(file: Path, document: str) -> None:
    """Write the file and read it back. Raises Refused, with nothing written, where it is not sound or has no place."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as stream:
            stream.write(document)
    except OSError as error:
        problem = f"The file cannot be written: {error.strerror}"
        raise Refused([Fault(problem, "Choose another folder by --out", file=str(file))]) from error
    try:
        read_instrument(file)
        read_questionnaires([file])
    except Refused:
        file.unlink()
        raise
