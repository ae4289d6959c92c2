"""A language on a list has its words everywhere: each that is missing is told by the file that lacks it."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from django.conf import settings
from django.conf.locale import LANG_INFO
from tests.repo.repository import ROOT

from tycktill.findings import TEXTS, words
from tycktill.improvement import SENTENCES
from tycktill.terms import LANGUAGES

SOURCE = "sv"
INTERFACE = [code for code, _ in settings.LANGUAGES]


def findings_catalogues() -> Mapping[str, Mapping[str, Any]]:
    """What findings are told in, by file: each mapping of languages to words that a module there has of its own."""
    modules = [import_module(f"{words.__name__}.{each.name}") for each in iter_modules(words.__path__)]
    found: dict[str, Mapping[str, Any]] = {"src/tycktill/findings/words/__init__.py": words.LANGUAGES}
    for module in modules:
        for value in vars(module).values():
            if isinstance(value, Mapping) and SOURCE in value:
                found[f"src/{module.__name__.replace('.', '/')}.py"] = value
    return found


def missing_words(language: str) -> Iterator[str]:
    """The files that tell findings and have no words in a language."""
    for file, catalogue in findings_catalogues().items():
        if language not in catalogue:
            yield f"Findings are told in {language}, but {file} has no words in it"


def missing_of_interface(language: str, *, root: Path = ROOT) -> Iterator[str]:
    """What a language of the interface, which respondents' pages are in too, lacks."""
    so = f"{language} is a language of the interface, but"
    catalogue = [f"src/tycktill_web/locale/{language}/LC_MESSAGES/django.po"] if language != SOURCE else []
    for file in (f"src/tycktill_web/look/formats/{language}/formats.py", *catalogue):
        if not (root / file).exists():
            yield f"{so} {file} is not there"
    if language not in LANG_INFO:
        yield f"{so} Django has no name for it: see LANG_INFO, and give it one in src/tycktill_web/site/settings.py"
    if language not in LANGUAGES:
        yield f"{so} no questionnaire can be in it: src/tycktill/terms/languages.py does not have it"
    if language not in {each.language for each in TEXTS.values()}:
        yield f"{so} a release has no text in it: TEXTS of src/tycktill/findings/text.py"
    if language not in SENTENCES:
        yield f"{so} src/tycktill/improvement/words/__init__.py has no sentences in it"
    yield from missing_words(language)


def unlike_keys(own: object, source: object, path: str) -> Iterator[str]:
    """Words that one language has for other cases than the source; by numbers each language counts in its own way."""
    if isinstance(own, Mapping) and isinstance(source, Mapping):
        if own.keys() != source.keys() and not all(type(key) is int for key in source):
            yield f"{path} has words for other cases than Swedish: {sorted(map(str, own.keys() ^ source.keys()))}"
        for key in own.keys() & source.keys():
            yield from unlike_keys(own[key], source[key], f"{path}[{key}]")
    elif is_dataclass(own) and is_dataclass(source):
        for each in fields(source):
            yield from unlike_keys(getattr(own, each.name), getattr(source, each.name), f"{path}.{each.name}")


@pytest.mark.parametrize("language", INTERFACE)
def test_a_language_of_the_interface_has_every_catalogue(language: str) -> None:
    assert not list(missing_of_interface(language))


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_language_of_findings_has_every_catalogue(language: str) -> None:
    assert words.LANGUAGES[language].language == language
    assert not list(missing_words(language))


@pytest.mark.parametrize("language", [each for each in words.LANGUAGES if each != SOURCE])
def test_a_language_of_findings_has_words_for_every_case(language: str) -> None:
    every = {**findings_catalogues(), "src/tycktill/improvement/words/__init__.py": SENTENCES}
    told = ((file, catalogue) for file, catalogue in every.items() if language in catalogue)
    assert not [
        fault for file, catalogue in told for fault in unlike_keys(catalogue[language], catalogue[SOURCE], file)
    ]


def test_a_language_that_is_only_listed_is_told_of_each_file_that_lacks_it() -> None:
    told = list(missing_of_interface("xx"))
    files = [
        "src/tycktill_web/look/formats/xx/formats.py",
        "src/tycktill_web/locale/xx/LC_MESSAGES/django.po",
        "src/tycktill_web/site/settings.py",
        "src/tycktill/terms/languages.py",
        "src/tycktill/findings/text.py",
        "src/tycktill/improvement/words/__init__.py",
        *findings_catalogues(),
    ]
    assert {
        f"src/tycktill/findings/words/{name}.py"
        for name in ("__init__", "overview", "offered", "genders", "maps", "compared")
    } == set(findings_catalogues())
    assert len(told) == len(files)
    assert all(file in sentence for file, sentence in zip(files, told, strict=True))


def test_a_case_that_one_language_has_no_words_for_is_seen() -> None:
    assert list(unlike_keys({"a": {"b": ""}}, {"a": {"b": "", "c": ""}}, "file")) == [
        "file[a] has words for other cases than Swedish: ['c']"
    ]
