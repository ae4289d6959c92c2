"""The drafted news text as an attacker reads it: whose numbers stand where, and what is left that nobody expects."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tests.attacks.released import Files, Released, Row, read

NUMBER = r"\d[\d\u00a0]*"
_HARD = re.compile(r"\u00a0(?!\d)|(?<!\d)\u00a0")
"""A space that never ends a line, between a number and what it counts; between two figures it parts thousands."""

SHARE = r"(?:[Mm]inst |[Hh]ögst |[Mm]er än |[Mm]indre än )?\d+(?:–\d+)? (?:procent|%)"
_GROUPS = r"(?P<kind>målgrupperna|enheterna)(?: som visas)?"
_QUESTION = r"”(?P<question>[^”]+)”"
_NAMES = r"(?P<names>(?:”[^”]+”(?:, | och )?)+)"
POINTS = r"\d+(?:–\d+)?"
_SENTENCE = r"(?:[^.”]|”[^”]*”)*"
"""Up to the full stop: names of questions may have one."""

SENTENCES = {
    "participation": rf"(?:Minst (?P<least>{NUMBER})|(?P<offered>{NUMBER})) erbjöds att svara och"
    rf" (?P<answered>{NUMBER}) svarade,"
    rf" (?P<rate>{SHARE})\.",
    "answered": rf"(?P<answered>{NUMBER}) svarade\. Hur många som erbjöds att svara är inte känt",
    "nation_rate": r"(?:I riket svarade|Det är en (?:högre|lägre) andel än i riket, där)"
    rf" (?P<rate>{SHARE})(?: svarade)?\.",
    "earlier": rf"svar (?:än|som) (?P<round>[^.,]+), då (?P<answered>{NUMBER}) svarade"
    rf"(?:, (?P<rate>{SHARE}) av dem som erbjöds)?\.",
    "few": rf"Resultatet bygger på bara (?P<valid>{NUMBER}) svar\.",
    "genders": rf"(?P<women>{NUMBER}) kvinnor och (?P<men>{NUMBER}) män svarade\.",
    "summed_up": rf"På den frågan svarade (?P<valid>{NUMBER}) av (?P<answered>{NUMBER})\.",
    "overall": rf"(?P<own>{SHARE}) av dem som svarade",
    "all": rf"(?P<all>{SHARE}) av (?:alla svar|de svar som visas) är positiva|Av (?:alla svar på de|de svar som visas,"
    rf" på) \d+ frågor(?:na|,) är (?P<together>{SHARE}) positiva\.",
    "nearly": r"På (?P<some>\d+ av|alla) (?P<asked>\d+) frågor är mer än 90 procent av svaren positiva\.",
    "apart": rf"(?:Frågan är olika formulerad i målgrupperna \()?{_NAMES}"
    r"(?:\)| betyder inte samma sak i alla målgrupper)"
    r" och redovisas därför målgrupp för målgrupp:"
    rf" (?P<groups>{_SENTENCE})\.",
    "nation": rf"I riket är andelen (?P<nation>{SHARE})(?:, och (?P<expected>{SHARE}) om riket hade haft)?"
    rf"|Med samma målgrupper är andelen (?P<only>{SHARE}) i riket\.",
    "part": rf"[Jj]ämförelsen (?:gäller )?bara (?P<groups>[^.(]+?)"
    rf"(?: \((?P<answers>{NUMBER}) av (?P<of>{NUMBER}) svar\)(?:, där andelen är (?P<share>{SHARE})"
    rf"(?: här och (?P<nation>{SHARE}) i riket| nu och var (?P<then>{SHARE}) [^\s.]+)?"
    rf"|, där andelen (?:i riket är (?P<nation_only>{SHARE})|var (?P<then_only>{SHARE}) [^\s.]+))?)?\.",
    "before": rf"(?P<round>[^\s.]+) var andelen (?P<own>{SHARE})(?:, och (?P<expected>{SHARE}) om målgrupperna hade)?",
    "mean": rf"är (?:ungefär )?(?P<mean>{SHARE}) \({NUMBER} kommuner\)\.",
    "shared": r"(?P<number>\d+) frågor delar den (?P<how>högsta|lägsta) andelen(?: positiva svar)?"
    rf"(?: bland det som visas)?, (?P<own>{SHARE})\.",
    "end": r"(?P<how>Högst andel positiva svar|Bland frågorna med högst andel positiva svar|Lägst andel"
    r"|Bland frågorna med lägst andel)"
    rf"(?P<rest>(?:,? bland det som visas,| som visas)? (?:har|finns) {_SENTENCE})\.",
    "groups": rf"Bland {_GROUPS} har (?P<high>.+?) \((?P<most>{SHARE})\) (?P<how>högst andel|en av de högsta andelarna)"
    rf" på {_QUESTION}, och (?P<low>.+?) \((?P<least>{SHARE})\) (?P<low_how>lägst|den lägsta|en av de lägsta)\.",
    "widest": rf"(?:Längst ifrån varandra|Bland det som visas) är {_GROUPS}(?: längst ifrån varandra)? på {_NAMES}:"
    rf" (?P<high>.+?) \((?P<most>{SHARE})\) och"
    rf" (?P<low>.+?) \((?P<least>{SHARE})\)\.",
    "lowest_again": r"Den frågan (?:var lägst också (?P<round>[^\s]+)|är lägst för (?P<row>[a-zåäö]+) ?året i rad)\.",
    "everywhere": rf"Lägst i alla (?P<kind>målgrupper|enheter)(?P<some> där samtliga frågor visas)? är {_QUESTION}\.",
    "detectable": rf"Med det här antalet svar hade en (?P<what>skillnad|förändring) på ungefär (?P<points>{POINTS})"
    r" procentenhet(?:er)? troligen synts\.",
    "women": rf"På {_QUESTION} är andelen (?P<women>{SHARE}) bland kvinnorna och (?P<men>{SHARE}) bland männen\.",
    "alike": rf"På {_QUESTION} är andelen (?P<women>{SHARE}) bland både kvinnor och män\.",
    "orders": r"Siffran är (?P<order>högre än|lägre än|lika med|för osäker för en jämförelse med) rikets på"
    rf" (?P<some>\d+ av|alla|den enda)(?: (?P<asked>\d+))? fråg(?:or(?: som jämförs)?|a som jämförs)"
    rf"(?P<named>:{_SENTENCE})?\.(?: (?:Undantage[tn]|Den andra|De andra) är (?P<others>{_SENTENCE})\."
    r"| På de övriga är den (?P<counts>[^.]*)\.)?",
    "proven": r"Resultatet är (?P<how>bättre|sämre) än (?P<other>rikets|[^\s.]+) på"
    rf" (?P<where>{_SENTENCE})\.",
    "none_proven": r"(?:För alla målgrupper tillsammans|Bland de svar som jämförs) är ingen"
    r" (?P<what>skillnad mot|förändring sedan) (?P<other>[^\s.]+) statistiskt säkerställd\.",
    "highest": rf"På (?P<where>{_SENTENCE}) har [^.]*? den högsta siffran"
    r" av \d+ kommuner(?P<mix> räknat på samma målgrupper)?",
}
"""What is looked for, one after the other; whatever is found is struck out."""

_BULLET = r"^- \*\*(.+?):\*\*(.*)$"

_PLAIN_FACTS = (
    rf"Antalet svar är det (?:[^.]*?största|minsta) bland {NUMBER} kommuner(?:, och delas av [^.]+)?\.",
    r"Det är (?:ungefär )?\d+ gånger så många",
    r"Det är \d+:[ae] året i rad",
    r"\d+ av (?:de )?\d+ frågor",
    r"den \d+ [a-z]+(?: \d{4})?",
    r"inom ett spann bredare än \d+ procentenheter",
    r"(?:alla|de övriga|de) \d+ frågor(?:na)?(?: som visas)?",
    rf"(?:mellan plats {NUMBER} och )?plats {NUMBER} av {NUMBER} kommuner|högsta siffran av {NUMBER} kommuner",
)
"""Counts of questions and municipalities, and ranks: none of them is about answers (ranks: comparing.py)."""


class Found(NamedTuple):
    """A sentence of a known kind, with the texts in it that an attacker cares for."""

    kind: str
    words: Mapping[str, str]


@dataclass(frozen=True)
class Part:
    """What the text says of a target group or family in one municipality and round."""

    municipality: str
    round: str
    target: str
    text: str

    def read(self, released: Released, rows: Sequence[Row]) -> tuple[list[Found], str]:
        """All sentences of a known kind, and what is left of the text without them and without names."""
        found, left = [], self.text
        for kind, pattern in SENTENCES.items():
            found += [Found(kind, match.groupdict()) for match in re.finditer(pattern, left)]
            left = re.sub(pattern, " ", left)
        for row in table_rows(left):
            left = left.replace(row, " ")
        for pattern in (*_PLAIN_FACTS, *map(re.escape, _names(released, rows))):
            left = re.sub(pattern, " ", left)
        return found, left


def parts(files: Files) -> Iterator[list[Part]]:
    """Every part of the text, the bullets of target groups by themselves; with each target that is called so."""
    released = read(files)
    codes = {own: code for code, own in released.names.get("municipalities", {}).items()}
    targets: defaultdict[str, list[str]] = defaultdict(list)
    for id_, own in released.names.get("targets", {}).items():
        targets[own["sv"]].append(id_)
    whole = _HARD.sub(" ", files["text.sv.md"].decode())
    for section in re.split(r"^## ", whole, flags=re.MULTILINE)[1:]:
        heading, _, body = section.partition("\n")
        for part in re.split(r"^### ", body, flags=re.MULTILINE)[1:]:
            title, _, text = part.partition("\n")
            called, _, round_ = title.rpartition(" ")
            place = codes.get(heading, heading), round_
            without = re.sub(_BULLET, "", text, flags=re.MULTILINE)
            alone = (own for own in targets if f"gäller en enda målgrupp: {own}." in text)
            whole_of_it = next(alone, called)
            yield [Part(*place, target, without) for target in targets.get(whole_of_it, [whole_of_it])]
            for group, said in re.findall(_BULLET, text, flags=re.MULTILINE):
                yield [Part(*place, target, said) for target in targets.get(group, [group])]


def table_rows(text: str) -> list[str]:
    """The lines of the table, its heading first."""
    return [line for line in text.splitlines() if line.startswith("| ")]


def shares(text: str) -> list[str]:
    """Every share in a text."""
    return re.findall(SHARE, text)


def per_cent(written: str) -> tuple[int, int]:
    """From how few to how many per cent a share in words may mean."""
    first, *others = (int(number) for number in re.findall(r"\d+", written))
    how = written.lower().partition(str(first))[0].strip()
    ranges = {"minst": (first, 100), "högst": (0, first), "mer än": (100, 100), "mindre än": (0, 0)}
    return ranges.get(how, (first, others[0] if others else first))


def number(written: str) -> int:
    """A number in figures, thousands apart."""
    return int(written.replace("\u00a0", ""))


def _names(released: Released, rows: Sequence[Row]) -> list[str]:
    """Everything that is called something, the longest names first, and the rounds."""
    names = {row[column] for row in rows for column in ("unit", "municipality", "round")}
    names |= set(released.names.get("municipalities", {}).values())
    for facts in (own for rounds in released.facts.values() for own in rounds.values()):
        names |= {facts.get("publisher", ""), facts.get("contact", "")}
        names |= {facts.get(text, {}).get("sv", "") for text in ("offered", "outside")}
    by_target = [released.names.get("targets", {}), *released.names.get("questions", {}).values()]
    names |= {name["sv"] for own in by_target for name in own.values()}
    return sorted(filter(None, names), key=lambda own: (-len(own), own))
