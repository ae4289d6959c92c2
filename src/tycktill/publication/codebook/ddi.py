"""codebook.xml: the codebook in the form that data archives keep, DDI-Codebook 2.6."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from xml.etree import ElementTree

from tycktill.publication.codebook.columns import RESULTS_COLUMNS, TABLES, VALUES
from tycktill.tables import CodebookRow, Manifest

CODEBOOK_XML = "codebook.xml"

_RESULTS = "F.results"
_SPACE = {"xmlns": "ddi:codebook:2_6", "version": "2.6", "xml:lang": "sv"}

_Element = ElementTree.Element


def write_ddi(manifest: Manifest, rows: Sequence[CodebookRow], rounds: Sequence[str], files: Collection[str]) -> bytes:
    """The codebook of a release with these rounds and files, indented, the same text for the same input."""
    book = _Element("codeBook", _SPACE)
    _study(book, manifest, rows, rounds)
    for name in TABLES:
        if name in files and name.endswith(".csv"):
            _file(book, name)
    described = _child(book, "dataDscr")
    of_questions = groupby(_options(rows), key=lambda row: (row.instrument, row.question))
    asked = [(*key, list(options)) for key, options in of_questions]
    for instrument, group in groupby(asked, key=lambda each: each[0]):
        _group(described, instrument, [options for _, _, options in group])
    targets = {id_: manifest.names.target(id_) for id_ in manifest.names.targets}
    names = {"municipality": manifest.names.municipalities, "instrument": targets}
    for column in RESULTS_COLUMNS:
        _column(described, column, {**VALUES, **names})
    for instrument, question, options in asked:
        _question(described, _id("V", instrument, question), options)
    ElementTree.indent(book)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n%s\n' % ElementTree.tostring(book, encoding="unicode").encode()


def _options(rows: Iterable[CodebookRow]) -> list[CodebookRow]:
    return [row for row in rows if row.option]


def _child(parent: _Element, tag: str, text: str | None = None, **attributes: str) -> _Element:
    child = ElementTree.SubElement(parent, tag, attributes)
    child.text = text
    return child


def _id(*parts: str) -> str:
    """A name that no other part of the document has."""
    return ".".join(parts)


def _study(book: _Element, manifest: Manifest, rows: Sequence[CodebookRow], rounds: Sequence[str]) -> None:
    study = _child(book, "stdyDscr")
    families = dict.fromkeys(row.family_name for row in rows)
    citation = _child(study, "citation")
    _child(_child(citation, "titlStmt"), "titl", f"{', '.join(families)} {', '.join(rounds)}".strip())
    _child(_child(citation, "prodStmt"), "software", "Tycktill")
    summary = _child(_child(study, "stdyInfo"), "sumDscr")
    for round_ in rounds:
        _child(summary, "timePrd", round_, event="single", date=round_[:4])
    _child(summary, "nation", "Sverige", abbr="SE")
    for name in manifest.names.municipalities.values():
        _child(summary, "geogCover", name)
    _child(summary, "anlyUnit", "Svar på en enkät, sammanräknade per enhet, kommun och riket")
    for name in dict.fromkeys(row.instrument_name for row in rows):
        _child(summary, "universe", name)


def _file(book: _Element, name: str) -> None:
    told = _child(_child(book, "fileDscr", ID=_id("F", name.removesuffix(".csv"))), "fileTxt")
    _child(told, "fileName", name)
    _child(told, "fileCont", TABLES[name]["sv"])
    _child(told, "fileType", "text/csv", charset="UTF-8")


def _group(described: _Element, instrument: str, questions: Sequence[Sequence[CodebookRow]]) -> None:
    """A questionnaire: its questions together."""
    variables = " ".join(_id("V", instrument, options[0].question) for options in questions)
    group = _child(described, "varGrp", ID=_id("G", instrument), type="section", var=variables, name=instrument)
    _child(group, "labl", questions[0][0].instrument_name)
    _child(group, "concept", questions[0][0].family_name, vocab=questions[0][0].family)


def _column(described: _Element, column: str, values: Mapping[str, Mapping[str, str]]) -> None:
    """A column of results.csv."""
    variable = _child(described, "var", ID=_id("C", column), name=column, files=_RESULTS)
    _child(variable, "labl", RESULTS_COLUMNS[column]["sv"])
    for value, label in values.get(column, {}).items():
        category = _child(variable, "catgry")
        _child(category, "catValu", value)
        _child(category, "labl", label)


def _question(described: _Element, id_: str, options: Sequence[CodebookRow]) -> None:
    """A question with its options; which of them are positive is a group of them."""
    asked = options[0]
    variable = _child(described, "var", ID=id_, name=asked.question, intrvl="discrete")
    _child(variable, "labl", asked.name)
    _child(_child(variable, "qstn", ID=_id("Q", id_)), "qstnLit", asked.text)
    positive = " ".join(_id("O", id_, row.option) for row in options if row.positive == "1")
    _child(_child(variable, "catgryGrp", ID=_id("P", id_), catgry=positive), "labl", "Räknas som positivt svar")
    for row in options:
        missing = "N" if row.counted == "1" else "Y"
        category = _child(variable, "catgry", ID=_id("O", id_, row.option), missing=missing)
        _child(category, "catValu", row.option)
        _child(category, "labl", row.label)
    _child(variable, "concept", asked.area_name, vocab=asked.area)
    _child(variable, "notes", asked.meaning, type="meaning", subject="Stiger när frågan inte längre mäter detsamma")
    for kolada, subject in ((asked.kolada, "målgruppen"), (asked.kolada_family, "alla målgrupper tillsammans")):
        if kolada:
            _child(variable, "notes", kolada, type="kolada", subject=f"Nyckeltal i Kolada för {subject}")
