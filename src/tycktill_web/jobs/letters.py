"""What is written to people by e-mail: one type a letter, with the facts to write it from and never its words.

The words are made by the worker that sends them, so they lie in no table, and neither does what opens an account.
"""

import re
from collections.abc import Mapping
from typing import ClassVar

import msgspec
from django.template.loader import render_to_string
from django.utils.functional import Promise

from tycktill_web.participants.models import Person


class Letter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something to write to one person.

    Its text is the template `letters/<name>.txt`, which gets what `context` gives, `person` and `letter`.
    """

    subject: ClassVar[Promise]
    """What stands above it; its `%(…)s` are filled from what `context` gives."""

    def context(self, to: Person) -> Mapping[str, object] | None:
        """What the words are made of; None where it need not be sent any more."""
        raise NotImplementedError


def name_of(letter: type[Letter]) -> str:
    """`ForgottenPassword` is `forgotten_password`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", letter.__name__).lower()


def letter_named(name: str) -> type[Letter] | None:
    """The letter of this name; None where this version has none."""
    return next((each for each in Letter.__subclasses__() if name_of(each) == name), None)


def write_letter(letter: Letter, to: Person) -> tuple[str, str] | None:
    """Subject and text, in the language that is active; None where it need not be sent any more."""
    context = letter.context(to) if to.is_active else None
    if context is None:
        return None
    text = render_to_string(f"letters/{name_of(type(letter))}.txt", {**context, "letter": letter, "person": to})
    return str(letter.subject) % context, text.strip() + "\n"
