"""Reads a page as a browser without script does: its form, and what a press on a button would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Protocol

from django.test import Client

Attributes = dict[str, str | None]


class Seen(Protocol):
    """What the test client gives back, as far as it is read here."""

    content: bytes
    status_code: int
    request: dict[str, Any]


@dataclass
class Form(HTMLParser):
    """The page's form `step`: its fields in the order of the page, wherever they stand on it."""

    method: str = ""
    action: str = ""
    fields: list[tuple[str, str]] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    buttons: list[Attributes] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "form":
            self.method, self.action = attributes["method"] or "", attributes["action"] or ""
        if tag == "button":
            self.buttons.append(attributes)
        if tag == "input":
            self._note(attributes["name"] or "", attributes.get("value") or "", attributes)

    def _note(self, name: str, value: str, attributes: Attributes) -> None:
        if attributes.get("type") != "radio":
            self.fields.append((name, value))
            return
        self.choices.setdefault(name, []).append(value)
        if "checked" in attributes:
            self.chosen[name] = value


def read_form(html: str) -> Form:
    """The form on a page."""
    form = Form()
    form.feed(html)
    return form


@dataclass
class Respondent:
    """Somebody with a browser without script; `html` is the page before them."""

    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))
    html: str = ""
    status: int = 0
    address: str = ""

    def open(self, address: str) -> "Respondent":
        """Go to an address."""
        return self._see(self.client.get(address, follow=True))

    def send(self, address: str, **fields: str) -> "Respondent":
        """Post these fields; underscores in names stand for hyphens."""
        return self._see(self.client.post(address, {k.replace("_", "-"): v for k, v in fields.items()}, follow=True))

    def press(self, text: str = "", **answers: str) -> "Respondent":
        """Choose these answers, then press the button that goes there or has this value; else the first seen."""
        form = read_form(self.html)
        button = next(each for each in form.buttons if "hidden" not in each and _is_meant(each, text))
        chosen = form.chosen | {f"fraga-{k}" if f"fraga-{k}" in form.choices else k: v for k, v in answers.items()}
        assert all(value in form.choices.get(name, [value]) for name, value in chosen.items())
        pressed = [(button["name"], button["value"])] if button.get("name") else []
        fields = {name or "": value or "" for name, value in [*form.fields, *chosen.items(), *pressed]}
        address = button.get("formaction") or form.action
        send = self.client.post if form.method == "post" else self.client.get
        return self._see(send(address, fields, follow=True))

    def _see(self, response: Seen) -> "Respondent":
        self.html = response.content.decode()
        self.status = response.status_code
        self.address = str(response.request["PATH_INFO"])
        return self

    def sees(self, *texts: str) -> bool:
        """Whether all these stand on the page."""
        return all(text in self.html for text in texts)


def _is_meant(button: Attributes, text: str) -> bool:
    where = (button.get("formaction") or "").partition("#")
    if not text:
        return not where[0]
    return text in (where[0], button.get("value"), f"#{where[2]}")
