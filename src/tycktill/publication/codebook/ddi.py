"""codebook.xml: the codebook in the form that data archives keep, DDI-Codebook 2.6."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Literal
from xml.etree import ElementTree

from tycktill.instrument import SOURCE_LANGUAGE, RoundFacts, text_in
from tycktill.publication.codebook.columns import COUNTED, MODES, RESULTS_COLUMNS, TABLES, VALUES
from tycktill.tables import CodebookRow, Manifest

CODEBOOK_XML = "codebook.xml"

_RESULTS = "F.results"
_SPACE = {"xmlns": "ddi:codebook:2_6", "version": "2.6", "xml:lang": "sv"}

_Element = ElementTree.Element


def write_ddi(manifest: Manifest, rows: Sequence[CodebookRow], rounds: Sequence[str], files: Collection[str]) -> bytes:
    """The codebook of a release with these rounds and files, indented, the same text for the same input."""
    book = _Element("codeBook", _SPACE)
    _add_study(book, manifest, rows, rounds)
    for name in TABLES:
        if name in files and name.endswith(".csv"):
            _add_file(book, name)
    described = _add_child(book, "dataDscr")
    of_questions = groupby(_option_rows(rows), key=lambda row: (row.instrument, row.question))
    asked = [(*key, list(options)) for key, options in of_questions]
    for instrument, group in groupby(asked, key=lambda each: each[0]):
        _add_group(described, instrument, [options for _, _, options in group])
    targets = {id_: manifest.names.target(id_) for id_ in manifest.names.targets}
    names = {"municipality": manifest.names.municipalities, "instrument": targets}
    for column in RESULTS_COLUMNS:
        _add_column(described, column, {**VALUES, **names})
    for instrument, question, options in asked:
        _add_question(described, _unique_id("V", instrument, question), options)
    ElementTree.indent(book)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n%s\n' % ElementTree.tostring(book, encoding="unicode").encode()


def _option_rows(rows: Iterable[CodebookRow]) -> list[CodebookRow]:
    return [row for row in rows if row.option]


def _add_child(parent: _Element, tag: str, text: str | None = None, **attributes: str) -> _Element:
    child = ElementTree.SubElement(parent, tag, attributes)
    child.text = text
    return child


def _unique_id(*parts: str) -> str:
    """A name that no other part of the document has."""
    return ".".join(parts)


def _add_study(book: _Element, manifest: Manifest, rows: Sequence[CodebookRow], rounds: Sequence[str]) -> None:
    study = _add_child(book, "stdyDscr")
    families = dict.fromkeys(row.family_name for row in rows)
    citation = _add_child(study, "citation")
    _add_child(_add_child(citation, "titlStmt"), "titl", f"{', '.join(families)} {', '.join(rounds)}".strip())
    _add_child(_add_child(citation, "prodStmt"), "software", "Tycktill")
    facts = {f"{family} {round_}": each for family, own in manifest.facts.items() for round_, each in own.items()}
    _add_distributors(citation, list(facts.values()))
    summary = _add_child(_add_child(study, "stdyInfo"), "sumDscr")
    for round_ in rounds:
        _add_child(summary, "timePrd", round_, event="single", date=round_[:4])
    for held, each in facts.items():
        for event, day in (("start", each.first_day), ("end", each.last_day)):
            if day:
                _add_child(summary, "collDate", f"{held} {day}", event=event, date=day)
    _add_child(summary, "nation", "Sverige", abbr="SE")
    for name in manifest.names.municipalities.values():
        _add_child(summary, "geogCover", name)
    _add_child(summary, "anlyUnit", "Svar på en enkät, sammanräknade per enhet, kommun och riket")
    for name, description in dict.fromkeys((row.instrument_name, row.instrument_description) for row in rows):
        _add_child(summary, "universe", f"{name}: {description}")
    for text in _said_in_rounds(facts.values(), "outside"):
        _add_child(summary, "universe", text, clusion="E")
    _add_collection(study, facts.values())


def _add_distributors(citation: _Element, facts: Sequence[RoundFacts]) -> None:
    """Who publishes the rounds, where to ask, and when they were published."""
    days = sorted({each.published for each in facts if each.published})
    people = {"distrbtr": [each.publisher for each in facts], "contact": [each.contact for each in facts]}
    named = [(tag, name) for tag, names in people.items() for name in dict.fromkeys(names) if name]
    if named or days:
        statement = _add_child(citation, "distStmt")
        for tag, name in named:
            _add_child(statement, tag, name)
        for day in days:
            _add_child(statement, "distDate", day, date=day)


def _add_collection(study: _Element, facts: Collection[RoundFacts]) -> None:
    """Who was offered the survey and in which ways it could be answered."""
    offered = _said_in_rounds(facts, "offered")
    modes = dict.fromkeys(MODES[mode]["sv"] for each in facts for mode in each.modes)
    counted = dict.fromkeys(COUNTED[each.counted]["sv"] for each in facts if each.counted)
    if offered or modes or counted:
        collection = _add_child(_add_child(study, "method"), "dataColl")
        for text in offered:
            _add_child(collection, "sampProc", text)
        for text in modes:
            _add_child(collection, "collMode", text)
        for text in counted:
            _add_child(collection, "collSitu", text)


def _said_in_rounds(facts: Iterable[RoundFacts], what: Literal["offered", "outside"]) -> Sequence[str]:
    """What the rounds say of this, in Swedish and each thing once."""
    said = (each.offered if what == "offered" else each.outside for each in facts)
    return list(dict.fromkeys(text_in(text, SOURCE_LANGUAGE) for text in said if text))


def _add_file(book: _Element, name: str) -> None:
    about = _add_child(_add_child(book, "fileDscr", ID=_unique_id("F", name.removesuffix(".csv"))), "fileTxt")
    _add_child(about, "fileName", name)
    _add_child(about, "fileCont", TABLES[name]["sv"])
    _add_child(about, "fileType", "text/csv", charset="UTF-8")


def _add_group(described: _Element, instrument: str, questions: Sequence[Sequence[CodebookRow]]) -> None:
    """A questionnaire: its questions together."""
    variables = " ".join(_unique_id("V", instrument, options[0].question) for options in questions)
    group = _add_child(
        described, "varGrp", ID=_unique_id("G", instrument), type="section", var=variables, name=instrument
    )
    _add_child(group, "labl", questions[0][0].instrument_name)
    _add_child(group, "concept", questions[0][0].family_name, vocab=questions[0][0].family)


def _add_column(described: _Element, column: str, values: Mapping[str, Mapping[str, str]]) -> None:
    """A column of results.csv."""
    variable = _add_child(described, "var", ID=_unique_id("C", column), name=column, files=_RESULTS)
    _add_child(variable, "labl", RESULTS_COLUMNS[column]["sv"])
    for value, label in values.get(column, {}).items():
        category = _add_child(variable, "catgry")
        _add_child(category, "catValu", value)
        _add_child(category, "labl", label)


def _add_question(described: _Element, id_: str, options: Sequence[CodebookRow]) -> None:
    """A question with its options; which of them are positive is a group of them."""
    asked = options[0]
    variable = _add_child(described, "var", ID=id_, name=asked.question, intrvl="discrete")
    _add_child(variable, "labl", asked.name)
    _add_child(_add_child(variable, "qstn", ID=_unique_id("Q", id_)), "qstnLit", asked.text)
    positive = " ".join(_unique_id("O", id_, row.option) for row in options if row.positive == "1")
    _add_child(
        _add_child(variable, "catgryGrp", ID=_unique_id("P", id_), catgry=positive), "labl", "Räknas som positivt svar"
    )
    for row in options:
        missing = "N" if row.counted == "1" else "Y"
        category = _add_child(variable, "catgry", ID=_unique_id("O", id_, row.option), missing=missing)
        _add_child(category, "catValu", row.option)
        _add_child(category, "labl", row.label)
    _add_child(variable, "concept", asked.area_name, vocab=asked.area)
    _add_child(variable, "notes", asked.meaning, type="meaning", subject="Stiger när frågan inte längre mäter detsamma")
    for kolada, subject in ((asked.kolada, "målgruppen"), (asked.kolada_family, "alla målgrupper tillsammans")):
        if kolada:
            _add_child(variable, "notes", kolada, type="kolada", subject=f"Nyckeltal i Kolada för {subject}")
