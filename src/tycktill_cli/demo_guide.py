"""Writes out what a visitor of the demo needs to know."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tycktill_web.demo.guide import Guide

_ADDRESSES = {
    "client": "Answer as a client",
    "coordinator": "Coordinator, unit staff",
    "office": "National office",
    "public": "Published results",
}
_ROLES = {
    "office": "national office; two must sign a release",
    "coordinator": "coordinator of {municipality}",
    "staff": "staff at {unit}, {municipality}",
    "reader": "reader in {municipality}",
}


def write_out(guide: "Guide", *, address: str) -> Iterator[str]:
    """The guide as lines; `address` is where the service answers."""
    yield ""
    for audience, label in _ADDRESSES.items():
        yield f"{label:25}{address}{guide.paths[audience]}"
    yield f"{f'  of {guide.municipality}':25}{address}{guide.paths['results']}"
    yield ""
    yield f"Sign in at {address}{guide.paths['sign_in']} with the password {guide.password}"
    for login in guide.logins:
        yield f"  {login.email:25}{_ROLES[login.role].format(municipality=guide.municipality, unit=guide.unit)}"
    yield from _write_codes(guide, address)
    yield from _write_count(guide)


def _write_codes(guide: "Guide", address: str) -> Iterator[str]:
    yield ""
    if not guide.codes:
        yield "No round is open any more, so there are no codes. Remove the home folder to make the country anew."
        return
    yield f"Unused codes of {guide.open_round} in {guide.municipality}; each takes one answer"
    for code in guide.codes:
        yield f"  {code.code}  {address}{code.path}  {code.questionnaire}, {code.unit}"


def _write_count(guide: "Guide") -> Iterator[str]:
    yield ""
    if guide.key_file:
        yield f"To count {guide.uncounted_round} as the national office does, use its private key and the passphrase:"
        yield f"  {guide.key_file}"
        yield f"  {guide.passphrase_file}"
    yield "The demo keeps private keys beside the database. A real service never does: whoever has both reads answers."
