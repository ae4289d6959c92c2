"""Pages in which no line ends within an interval (`70–75`) or between a number and its unit (`84 %`).

The words are the method's and stay as they are: a page says the same, sign by sign, as the file that one downloads. So
what is copied can be searched for, which it could not with a sign in it that nobody sees.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates, Template
from django.utils.safestring import SafeString, mark_safe

_LEFT = re.compile(r"(<(?P<name>title|option|textarea|script|style|svg)\b.*?</(?P=name)\s*>)", re.DOTALL)
"""Elements that hold text alone, or whose lines are not broken."""

_IN_TEXT = r"(?=[^<>]*(?:<|\Z))"
"""Nothing but text until the next tag begins: not within a tag."""

# Each begins with a sign that is looked for quickly; a page is long. Before a dash no line ends anyhow.
_INTERVAL = re.compile(rf"–(?<=\d–)\d+{_IN_TEXT}", re.ASCII)
_BEFORE_UNIT = re.compile(rf" (?<=\d )(?=%|procent|per cent){_IN_TEXT}", re.ASCII)


class UnbrokenTemplates(DjangoTemplates):
    """Django's templates, of which pages come out unbroken."""

    def get_template(self, template_name: str) -> Template:
        """The template of a page, or another one as it is."""
        found = super().get_template(template_name)
        return _Page(found.template, self) if template_name.endswith(".html") else found


class _Page(Template):
    def render(self, context: Mapping[str, Any] | None = None, request: HttpRequest | None = None) -> SafeString:
        return unbroken_page(super().render(dict(context or {}), request))


def unbroken_page(page: str) -> SafeString:
    """A page's HTML, with intervals and units held together; attributes and what a form holds are as they were."""
    parts = _LEFT.split(page)
    parts[::3] = map(_hold_together, parts[::3])  # between them come the elements, and their names
    del parts[2::3]
    return mark_safe("".join(parts))  # noqa: S308  as safe as it was: numbers alone get an element around them


def _hold_together(text: str) -> str:
    return _INTERVAL.sub(r"<one-line>\g<0></one-line>", _BEFORE_UNIT.sub("\N{NO-BREAK SPACE}", text))
