"""A PDF as whoever opens it meets it: its words, its tags, its look, and what a phone reads on it."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp
from PIL import Image

MILLIMETRES = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the document's structure: what it is, its alternative text and what it is made of."""

    kind: str
    alternative: str
    parts: "tuple[Element, ...]"

    def all(self) -> "Iterator[Element]":
        """It and all that it is made of, in reading order."""
        yield self
        for part in self.parts:
            yield from part.all()


class Paper:
    """A PDF that was printed."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        with pypdfium2.PdfDocument(pdf) as document:
            self.title = str(document.get_metadata_value("Title"))
            self.language = _text(pdfium.FPDFCatalog_GetLanguage, document.raw)
            self.is_tagged = bool(pdfium.FPDFCatalog_IsTagged(document.raw))
            self.pages = tuple(_words(page) for page in document)
            self.sizes = tuple(_size(page) for page in document)
            self.pictures = tuple(_picture(page) for page in document)
            self.structure = tuple(_structure(page) for page in document)

    @property
    def words(self) -> str:
        """All text, in single blanks."""
        return " ".join(self.pages)

    @property
    def elements(self) -> Sequence[Element]:
        """All elements of all pages."""
        return [element for page in self.structure for top in page for element in top.all()]

    def links(self) -> Sequence[str]:
        """What a phone's camera reads in the QR codes, page by page."""
        return [found.text for picture in self.pictures for found in zxingcpp.read_barcodes(picture)]


def check_everybody_can_read(paper: Paper) -> None:
    """That it says it is PDF/UA-1, and that its title, language, headings and pictures bear it out."""
    assert b"<pdfuaid:part>1</pdfuaid:part>" in paper.pdf
    assert paper.is_tagged
    assert paper.title
    assert paper.language
    elements = paper.elements
    assert "H1" in {element.kind for element in elements}
    assert all(element.alternative for element in elements if element.kind == "Figure")


def _words(page: pypdfium2.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_bounded().replace("\ufffe", "-").split())


def _size(page: pypdfium2.PdfPage) -> tuple[int, int]:
    width, height = page.get_size()
    return round(width * MILLIMETRES), round(height * MILLIMETRES)


def _picture(page: pypdfium2.PdfPage) -> Image.Image:
    picture: Image.Image = page.render(scale=150 / 72).to_pil()
    return picture


def _structure(page: pypdfium2.PdfPage) -> tuple[Element, ...]:
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    try:
        count = pdfium.FPDF_StructTree_CountChildren(tree)
        return tuple(_element(pdfium.FPDF_StructTree_GetChildAtIndex(tree, place)) for place in range(count))
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _element(raw: object) -> Element:
    children = (
        pdfium.FPDF_StructElement_GetChildAtIndex(raw, place)
        for place in range(pdfium.FPDF_StructElement_CountChildren(raw))
    )
    return Element(
        _text(pdfium.FPDF_StructElement_GetType, raw),
        _text(pdfium.FPDF_StructElement_GetAltText, raw),
        tuple(_element(child) for child in children if child),
    )


def _text(ask: object, of: object) -> str:
    """What one of PDFium's functions says, which gives its text in UTF-16 to whoever has room for it."""
    assert callable(ask)
    size = ask(of, None, 0)
    room = ctypes.create_string_buffer(size)
    ask(of, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), size)
    return room.raw.decode("utf-16-le").rstrip("\0")
