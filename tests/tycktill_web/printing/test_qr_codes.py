"""A QR code that is summed is the one that would have been drawn."""

import segno
from hypothesis import given
from hypothesis import strategies as st

from tycktill.fieldwork import ALPHABET, LENGTH
from tycktill_web.printing.qr_codes import draw_links


def link(code: str) -> str:
    return f"https://tycktill.example/svara/k/{code}/"


def drawn_by_itself(address: str) -> set[str]:
    """The squares of the code as the library draws it, in whichever of its eight masks."""
    return {_path(segno.make_qr(address, error="m", mode="byte", mask=mask)) for mask in range(8)}


def _path(qr: segno.QRCode) -> str:
    rows = []
    for place, row in enumerate(qr.matrix):
        dark = "".join(map(str, row))
        start = 0
        while (start := dark.find("1", start)) >= 0:
            end = dark.find("0", start) if "0" in dark[start:] else len(dark)
            rows.append(f"M{start} {place}.5h{end - start}")
            start = end
    return "".join(rows)


@given(st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH))
def test_a_code_of_a_link_is_what_the_library_would_have_drawn(code: str) -> None:
    (drawing,) = draw_links([code], link)
    assert drawing.path in drawn_by_itself(link(code))
    assert drawing.size == len(segno.make_qr(link(code), error="m").matrix)
