"""The sentences by language, each saying the same of the same facts."""

from tycktill.improvement.words.catalogue import Sentences
from tycktill.improvement.words.english import ENGLISH
from tycktill.improvement.words.swedish import SWEDISH

SENTENCES = {each.words.language: each for each in (SWEDISH, ENGLISH)}
"""By language."""

__all__ = ["SENTENCES", "Sentences"]
