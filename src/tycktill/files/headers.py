"""What the columns of a table may be called: ids, Swedish words, and what a questionnaire prints."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tycktill.files.aliases import Aliases
from tycktill.files.several import several_choices
from tycktill.files.words import likeness, unshared_labels
from tycktill.instrument import Catalogue

_NUMBER = re.compile(r"(?:(?:fraga|question|nr|[fq])[ .]?)?[0-9]{1,2}(?:[.:)]| -|(?= )) ?")
_BESIDE = (("[", "]"), ("(", ")"), ("- ", ""), (": ", ""), ("/ ", ""))
"""How survey tools write a choice beside its question: `Vad fick du? [Praktik]`."""

_LONGEST_NAME = 4
"""Words of what a column that a survey tool adds is called beside its code: more are a question."""

_ASIDE = re.compile(r" ?\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Headers:
    """Columns by the likeness of their names, the names that survey tools add, and whether questions are among them."""

    columns: Mapping[str, str]
    tools: frozenset[str]
    has_questions: bool = False

    def column_named(self, text: str) -> str | None:
        """The column that a header names, also with the number that a questionnaire prints before it."""
        name = folded_header(text)
        return self.columns.get(name) or self.columns.get(_NUMBER.sub("", name, count=1)) or self._led_by_id(text)

    def is_name(self, text: str) -> bool:
        return self.column_named(text) is not None

    def is_tool(self, text: str) -> bool:
        """Whether a survey tool adds a column of this name, also with words for it: `submitdate. Inskickat datum`."""
        code, _, wording = text.partition(". ")
        is_named = folded_header(code) in self.tools and "?" not in wording and len(wording.split()) <= _LONGEST_NAME
        return folded_header(text) in self.tools or is_named

    def _led_by_id(self, text: str) -> str | None:
        """Of a header such as `kontakt. Hur lätt är det …?`: id and wording, which must name one column."""
        first, sign, rest = (part.strip() for part in re.sub(r"[.:\[]", "\0", text, count=1).partition("\0"))
        column = self.columns.get(folded_header(first)) if sign and rest else None
        return column if column and self.columns.get(folded_header(rest.rstrip("]"))) == column else None


def known_headers(columns: Iterable[str], aliases: Aliases, catalogue: Catalogue, *, questions: bool) -> Headers:
    """The names of these columns, and with `questions` the names and wordings that questionnaires print of them."""
    known = tuple(columns)
    words = {column: (column, *aliases.columns.get(column, ())) for column in known}
    named = {folded_header(word): column for column in known for word in words[column]}
    printed = unshared_labels(_printed_names(catalogue)) if questions else {}
    own = {name: column for name, column in printed.items() if column in words}
    return Headers(own | named, frozenset(map(folded_header, aliases.tools)) - own.keys() - named.keys(), questions)


def folded_header(text: str) -> str:
    """Likeness of headers: forgiving of accents too, and of a line instead of a space."""
    plain = "".join(each for each in unicodedata.normalize("NFD", likeness(text)) if not unicodedata.combining(each))
    return " ".join(re.sub(r"[_\-]", " ", plain).split()).rstrip(" ?:*")


def _printed_names(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for (_, id_), several in several_choices(catalogue).items():
        yield from ((folded_header(text), id_) for text in several.wordings)
        yield from (
            (folded_header(f"{said} {left}{name}{right}"), part)
            for said, name, part in several.said
            for left, right in _BESIDE
        )
    for instrument in catalogue.values():
        for text in instrument.gender.text.values():
            yield folded_header(text), "gender"
        for question in instrument.questions:
            for text in (*question.name.values(), *question.text.values()):
                yield folded_header(text), question.id
                yield folded_header(_ASIDE.sub("", text)), question.id
