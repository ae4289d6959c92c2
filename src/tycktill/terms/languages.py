"""The languages that a questionnaire may be written in."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its `code` (ISO 639), its `name` in itself, and whether it is written from right to left."""

    code: str
    name: str
    right_to_left: bool = False


_ALL = (
    Language("sv", "Svenska"),
    Language("en", "English"),
    Language("ar", "العربية", right_to_left=True),
    Language("bs", "Bosanski"),
    Language("ckb", "کوردیی ناوەندی", right_to_left=True),
    Language("de", "Deutsch"),
    Language("es", "Español"),
    Language("fa", "فارسی", right_to_left=True),
    Language("fi", "Suomi"),
    Language("fit", "Meänkieli"),
    Language("fr", "Français"),
    Language("kmr", "Kurmancî"),
    Language("pl", "Polski"),
    Language("prs", "دری", right_to_left=True),
    Language("ps", "پښتو", right_to_left=True),
    Language("rom", "Romani"),
    Language("ro", "Română"),
    Language("ru", "Русский"),
    Language("se", "Davvisámegiella"),
    Language("sma", "Åarjelsaemien"),
    Language("smj", "Julevsámegiella"),
    Language("so", "Soomaali"),
    Language("sq", "Shqip"),
    Language("sr", "Српски"),
    Language("th", "ไทย"),
    Language("ti", "ትግርኛ"),
    Language("tr", "Türkçe"),
    Language("uk", "Українська"),
    Language("vi", "Tiếng Việt"),
    Language("yi", "ייִדיש", right_to_left=True),
    Language("zh", "中文"),
)

LANGUAGES: Mapping[str, Language] = {language.code: language for language in _ALL}
"""Swedish, the national minority languages and those the surveys have been asked for in, by code."""
