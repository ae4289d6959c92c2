"""The process that sets one sheet: takes it on standard input and gives the PDF, and knows nothing else.

It is a process of its own because the typesetter is large and written in another language: what it takes of memory is
given back, what breaks it breaks nothing else, and a server's other cores set other sheets. Nothing is written to disk.
"""

import os
import sys
from importlib import resources

import typst

NOT_PRINTABLE = 3
"""The exit status of a sheet that is refused; why is told on standard error."""

_POLITENESS = 5


def main() -> int:
    """Set the sheet whose template is the first argument; `png` as a second gives its first page as a picture."""
    template, *form = sys.argv[1:]
    os.nice(_POLITENESS)  # whoever answers comes first
    try:
        drawn = _draw_document(_make_compiler(template, sys.stdin.buffer.read().decode()), *form)
    except typst.TypstError as error:
        sys.stderr.write(str(error))
        return NOT_PRINTABLE
    sys.stdout.buffer.write(drawn)
    return 0


def _make_compiler(template: str, sheet: str) -> typst.Compiler:
    fonts = resources.files("tycktill.reference") / "fonts"
    ours = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
    folder = resources.files("tycktill_web.printing") / "sheets"
    return typst.Compiler(str(folder / template), root=str(folder), font_paths=ours, sys_inputs={"sheet": sheet})


def _draw_document(document: typst.Compiler, form: str = "pdf", per_inch: str = "") -> bytes:
    """The document, or its first page as a picture."""
    if form == "png":
        drawn = document.compile(format="png", ppi=float(per_inch))
    else:
        drawn = document.compile(format="pdf", pdf_standards="ua-1")
    first = drawn[0] if isinstance(drawn, list) else drawn
    assert first is not None  # None where it is written to a file instead
    return first


if __name__ == "__main__":
    sys.exit(main())
