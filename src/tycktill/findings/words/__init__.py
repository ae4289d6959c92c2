"""The sentences by language, each saying the same of the same findings."""

from tycktill.findings.words.catalogue import Words
from tycktill.findings.words.easy_swedish import EASY_SWEDISH
from tycktill.findings.words.english import ENGLISH
from tycktill.findings.words.numbers import Figures
from tycktill.findings.words.swedish import SWEDISH

LANGUAGES = {words.language: words for words in (SWEDISH, ENGLISH, EASY_SWEDISH)}
"""Every language that findings are told in, by its code."""

__all__ = ["EASY_SWEDISH", "ENGLISH", "LANGUAGES", "SWEDISH", "Figures", "Words"]
