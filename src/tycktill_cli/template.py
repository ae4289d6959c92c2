"""Makes the workbook to fill in: `tycktill template`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tycktill.files import read_municipalities, read_questionnaires, write_template
from tycktill_cli.instruments import add_instruments

_MADE_UP = "9"
"""What the codes of the demo's municipalities begin with, and no real one's."""


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `template` to the command."""
    parser = commands.add_parser("template", help="make a workbook to fill answers in, for `tabulate` to read")
    parser.add_argument("ids", nargs="+", metavar="INSTRUMENT", help="an id that `tycktill instruments list` shows")
    add_instruments(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx", help="the file to make; it must be new")
    parser.set_defaults(run=lambda parsed: make_template(parsed.ids, parsed.instruments, out=parsed.out))


def make_template(ids: Sequence[str], paths: Sequence[Path], *, out: Path) -> int:
    """Write the workbook of these questionnaires. Raises Refused where it cannot be written."""
    catalogue = read_questionnaires(paths).catalogue
    unknown = [id_ for id_ in ids if id_ not in catalogue]
    if unknown:
        print(f"There is no instrument `{unknown[0]}`. Write one of {', '.join(catalogue)}.", file=sys.stderr)
        return 1
    if out.suffix.lower() != ".xlsx":
        print(f"{out}: The name does not end in .xlsx. Give it that ending.", file=sys.stderr)
        return 1
    real = {code: each for code, each in read_municipalities().items() if not code.startswith(_MADE_UP)}
    write_template([catalogue[id_] for id_ in dict.fromkeys(ids)], real, out)
    own = "".join(f" --instruments {path}" for path in paths)
    print(f"Written: {out}. When it is filled in: tycktill tabulate {out}{own} --out DIR")
    return 0
