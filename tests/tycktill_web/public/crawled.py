"""Every address that a reader can come to from the start page, and the lines of figures that their pages have."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from urllib.parse import parse_qs, urlsplit

from django.test import Client
from tests.tycktill_web.pages import tagless

_OURS = re.compile(r"/(resultat|fraga|jamfor|kommuner)[/.?].*")
_WORDS = re.compile(r"/(andringar|andringar\.atom|sitemap\.xml|robots\.txt|sa-laser-du|anvandning|integritet)?/?")

_WAY = 4
"""Slashes of an address such as `/resultat/ifo/2024/`, which leads on to municipalities."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page's table: what it is about, where that leads, and its cells by the heads of their columns."""

    caption: str
    about: str
    link: str
    cells: Mapping[str, str]


def crawl(
    client: Client, start: str = "/", *, follows: Callable[[str], bool] = lambda address: True
) -> Iterator[tuple[str, bytes]]:
    """Each address once that is to be followed, with what it answers; whatever is not answered with a page or a file is
    an error of ours."""
    waiting, seen = [start], {start}
    while waiting:
        address = waiting.pop()
        response = client.get(address, follow=True)
        assert response.status_code == 200, address
        content = bytes(response.content)
        yield address, content
        if response["Content-Type"].startswith("text/html"):
            for found in _links(content.decode()):
                if found not in seen:
                    seen.add(found)
                    if follows(found):
                        waiting.append(found)


def of_address(address: str) -> tuple[list[str], Mapping[str, list[str]]]:
    parts = urlsplit(address)
    return [each for each in parts.path.split("/") if each], parse_qs(parts.query)


def pages(crawled: Iterable[tuple[str, bytes]], kind: str) -> Iterator[tuple[str, list[str], str]]:
    """Of this kind: the address, its parts and what it shows."""
    for address, content in crawled:
        path, _ = of_address(address)
        if path[:1] == [kind] and content.lstrip()[:9].lower() == b"<!doctype":
            yield address, path, content.decode()


def one_of(every: int) -> Callable[[str], bool]:
    """Follows one address of so many, drawn from the address itself so that they are the same each time; rounds and
    questions, from which all others are reached, always."""

    def follows(address: str) -> bool:
        is_way = "?" not in address and address.count("/") <= _WAY
        return is_way or int.from_bytes(sha256(address.encode()).digest()[:4]) % every == 0

    return follows


def _links(page: str) -> Iterator[str]:
    """Its links to results and to the pages about them, in Swedish; a picture of one target group is made as that of
    them all."""
    for written in re.findall(r'href="(/[^"]*)"', page):
        address = unescape(written).partition("#")[0]
        is_ours = _OURS.fullmatch(address) or _WORDS.fullmatch(address)
        if is_ours and "sprak=" not in address and not ("visa=" in address and "malgrupp=" in address):
            yield address


def lines_of(page: str) -> Iterator[Line]:
    """The lines of all its tables."""
    for table in re.findall(r"<table\b.*?</table>", page, re.DOTALL):
        caption = plain("".join(re.findall(r"<caption[^>]*>(.*?)</caption>", table, re.DOTALL)))
        head, _, body = table.partition("<tbody")
        heads = [plain(each) for each in re.findall(r"<th\b[^>]*>(.*?)</th>", head, re.DOTALL)]
        for row in re.findall(r'<tr role="row"[^>]*>(.*?)</tr>', body, re.DOTALL):
            yield _line(caption, heads, row)


def _line(caption: str, heads: list[str], row: str) -> Line:
    first = re.search(r"<th\b[^>]*>(.*?)</th>", row, re.DOTALL)
    about = first[1] if first else ""
    link = re.search(r'href="([^"]*)"', about)
    cells: dict[str, str] = {}
    for attributes, cell in re.findall(r"<td\b([^>]*)>(.*?)</td>", row, re.DOTALL):
        wide = re.search(r'colspan="(\d)"', attributes)
        cells[heads[len(cells) + 1]] = plain(cell)
        for _ in range(int(wide[1]) - 1 if wide else 0):
            cells[heads[len(cells) + 1]] = ""
    name = re.sub(r'<span class="(?:asked|verdict)">.*?</span>', " ", about, flags=re.DOTALL)
    return Line(caption, plain(name), unescape(link[1]) if link else "", cells)


def plain(markup: str) -> str:
    """Its words, without pictures."""
    return tagless(markup)
