"""What to read first, in Swedish and English: las-mig.txt and readme.txt tell what is in the folder."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from tycktill.publication.codebook.columns import RESULTS_COLUMNS, TABLES
from tycktill.tables import Manifest

READMES = {"sv": "las-mig.txt", "en": "readme.txt"}
"""The files by language."""

_WORDS = {
    "sv": {
        "title": "Resultat av brukarundersökningar",
        "rounds": "Omgång: {}",
        "surveys": "Enkäter: {}",
        "collected": "Insamling {}: {} till {}",
        "published": "Publicerat {}: {}",
        "publisher": "Publiceras av: {}",
        "contact": "Kontakt: {}",
        "places": "Kommuner: {}",
        "local": "Egna undersökningar utan riket: {}",
        "files": "Filer",
        "columns": "Kolumner i results.csv",
        "reading": "Så läser du siffrorna",
        "read": (
            "En tom cell betyder ”visas inte”, aldrig noll. Resultat av färre än {} svar visas inte. Hur mycket mer som"
            " hålls tillbaka, och varför, säger policy i manifest.json. Där en andel bara är känd mellan två gränser"
            " står de i share_min och share_max. Tabellerna har decimalpunkt och komma mellan kolumnerna, i UTF-8."
        ),
        "proof": "Kontrollera mappen med: tycktill verify MAPP. Metodens version och regler står i manifest.json.",
        "others": "{} och {} till",
    },
    "en": {
        "title": "Results of user surveys",
        "rounds": "Round: {}",
        "surveys": "Questionnaires: {}",
        "collected": "Collected {}: {} to {}",
        "published": "Published {}: {}",
        "publisher": "Published by: {}",
        "contact": "Contact: {}",
        "places": "Municipalities: {}",
        "local": "Surveys of somebody's own, with no nation: {}",
        "files": "Files",
        "columns": "Columns of results.csv",
        "reading": "How to read the figures",
        "read": (
            "An empty cell means not told, never nought. Results of fewer than {} answers are not shown. How much else"
            " is kept back, and why, is said by policy in manifest.json. A share that is known between two ends only"
            " has them in share_min and share_max. Tables have decimal points and commas between columns, in UTF-8."
        ),
        "proof": "Prove the folder with: tycktill verify FOLDER. Method and rules stand in manifest.json.",
        "others": "{} and {} more",
    },
}
_MOST_NAMED = 12


def write_readmes(manifest: Manifest, rounds: Sequence[str], files: Collection[str]) -> Mapping[str, bytes]:
    """Both texts, about these rounds and these files."""
    return {
        name: ("\n".join(_readme_lines(manifest, rounds, files, language)) + "\n").encode()
        for language, name in READMES.items()
    }


def _readme_lines(manifest: Manifest, rounds: Sequence[str], files: Collection[str], language: str) -> Iterator[str]:
    words, names = _WORDS[language], manifest.names
    yield from (words["title"], "=" * len(words["title"]), "")
    yield words["rounds"].format(", ".join(rounds))
    yield words["surveys"].format(_first_names([names.target(id_, language) for id_ in manifest.families], words))
    yield from (f"- {names.target(id_, language)}: {names.description(id_, language)}" for id_ in names.descriptions)
    yield from _facts_lines(manifest, words, language)
    yield words["places"].format(
        _first_names([f"{name} ({code})" for code, name in names.municipalities.items()], words)
    )
    if manifest.local:
        yield words["local"].format(", ".join(manifest.local))
    yield from ("", words["files"], "-" * len(words["files"]))
    yield from (f"{name}: {TABLES[name][language]}" for name in TABLES if name in files)
    yield from ("", words["columns"], "-" * len(words["columns"]))
    yield from (f"{name}: {texts[language]}" for name, texts in RESULTS_COLUMNS.items())
    yield from ("", words["reading"], "-" * len(words["reading"]))
    yield words["read"].format(manifest.policy.threshold)
    yield from ("", words["proof"])


def _facts_lines(manifest: Manifest, words: Mapping[str, str], language: str) -> Iterator[str]:
    """When each round was held and published, who publishes them and where to ask."""
    held = [(family, round, each) for family, own in manifest.facts.items() for round, each in own.items()]
    for family, round, each in held:
        called = f"{manifest.names.target(family, language)} {round}"
        if each.first_day and each.last_day:
            yield words["collected"].format(called, each.first_day, each.last_day)
        if each.published:
            yield words["published"].format(called, each.published)
    for publisher in dict.fromkeys(each.publisher for _, _, each in held if each.publisher):
        yield words["publisher"].format(publisher)
    for contact in dict.fromkeys(each.contact for _, _, each in held if each.contact):
        yield words["contact"].format(contact)


def _first_names(names: Sequence[str], words: Mapping[str, str]) -> str:
    listed = ", ".join(names[:_MOST_NAMED])
    return listed if len(names) <= _MOST_NAMED else words["others"].format(listed, len(names) - _MOST_NAMED)
