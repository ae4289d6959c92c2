"""Makes svar.csv and erbjudna.csv: answers constructed so that Luleå's published shares of 2019 come out of them.

How many answered what is written down below. Who answered what is drawn from a seed, and so is how it is written:
mostly as labels, here and there in lower case, shortened or as codes, as people do. Run it from the repository:

    .venv/bin/python examples/lulea-2019/make.py
"""

import csv
import io
from pathlib import Path
from random import Random

from tycktill.files import read_catalogue
from tycktill.instrument import Option, Scale

QUESTIONS = ("kontakt", "information", "forstaelse", "synpunkter", "paverka", "situation", "helhet")
BLANK = 0

# Unit, how many were offered, and how many women, men and others (or blank) answered.
SHEETS = {
    "ifo-ekonomiskt-bistand": ("Ekonomiskt bistånd", 96, (21, 20, 4)),
    "ifo-missbruk": ("Vuxna", 40, (7, 12, 1)),
    "ifo-vardnadshavare": ("Barn och unga", 26, (6, 2, 0)),
    "ifo-unga": ("Barn och unga", 14, (2, 2, 1)),
    "ifo-ensamkommande": ("Barn och unga", 8, (1, 1, 0)),
}

# Per question: positive and other answers, "har inte fått någon hjälp", "vet inte"; the rest are blank.
ANSWERS = {
    "ifo-ekonomiskt-bistand": (
        (37, 7, 0, 1),
        (42, 2, 0, 1),
        (37, 6, 0, 2),
        (36, 5, 0, 3),
        (22, 17, 4, 2),
        (31, 12, 0, 2),
        (38, 5, 0, 1),
    ),
    "ifo-missbruk": (
        (18, 2, 0, 0),
        (19, 1, 0, 0),
        (17, 2, 0, 1),
        (16, 2, 0, 2),
        (11, 6, 2, 1),
        (15, 4, 0, 1),
        (18, 2, 0, 0),
    ),
    "ifo-vardnadshavare": (
        (6, 2, 0, 0),
        (7, 1, 0, 0),
        (5, 2, 0, 0),
        (6, 1, 0, 1),
        (3, 3, 1, 0),
        (4, 3, 0, 1),
        (5, 3, 0, 0),
    ),
    "ifo-unga": (
        (3, 1, 0, 0),
        (4, 1, 0, 0),
        (3, 2, 0, 0),
        (3, 2, 0, 0),
        (2, 3, 0, 0),
        (2, 3, 0, 0),
        (3, 2, 0, 0),
    ),
    "ifo-ensamkommande": (
        (1, 1, 0, 0),
        (1, 0, 0, 0),
        (1, 0, 0, 1),
        (1, 0, 0, 1),
        (0, 1, 0, 0),
        (1, 0, 0, 1),
        (1, 0, 0, 0),
    ),
}


def make_tables() -> dict[str, bytes]:
    """Both files by name."""
    chance = Random("Luleå 2019")  # noqa: S311  no secret, only the same every time
    catalogue, _ = read_catalogue()
    answers = [["round", "instrument", "municipality", "unit", "gender", *QUESTIONS]]
    offers = [["round", "instrument", "municipality", "unit", "offered"]]
    for id_, (unit, offered, genders) in SHEETS.items():
        sheets = sum(genders)
        columns = [_genders(genders, chance)]
        for question, counts in zip(QUESTIONS, ANSWERS[id_], strict=True):
            scale = catalogue[id_].scale_of(catalogue[id_].question(question))
            columns.append([_written(code, scale, chance) for code in _codes(counts, scale, sheets, chance)])
        answers += [
            ["2019", id_, chance.choice(["Luleå", "2580"]), unit, *cells] for cells in zip(*columns, strict=True)
        ]
        offers.append(["2019", id_, "Luleå", unit, str(offered)])
    answers.append([""] * len(answers[0]))
    return {"svar.csv": _as_excel_saves(answers), "erbjudna.csv": _as_excel_saves(offers)}


def _codes(counts: tuple[int, int, int, int], scale: Scale, sheets: int, chance: Random) -> list[int]:
    """An option code for every sheet, or BLANK, in random order."""
    positive, other, no_help, dont_know = counts
    others = [code for code in scale.valid if code not in scale.positive]
    codes = [*chance.choices(scale.positive, k=positive), *chance.choices(others, k=other)]
    codes += [8] * no_help + [9] * dont_know
    codes += [BLANK] * (sheets - len(codes))
    chance.shuffle(codes)
    return codes


def _written(code: int, scale: Scale, chance: Random) -> str:
    if code == BLANK:
        return ""
    option = next(each for each in scale.options if each.code == code)
    return chance.choices([_label(option), _label(option).lower(), f"{_label(option)} ", str(code)], [80, 8, 4, 8])[0]


def _label(option: Option) -> str:
    return "Vet inte" if option.code == 9 else option.text["sv"]


def _genders(counts: tuple[int, int, int], chance: Random) -> list[str]:
    women, men, others = counts
    genders = [*chance.choices(["Kvinna", "K"], k=women), *chance.choices(["Man", "M"], k=men), *[""] * others]
    chance.shuffle(genders)
    return genders


def _as_excel_saves(rows: list[list[str]]) -> bytes:
    """What a Swedish Excel writes as "CSV UTF-8": a byte order mark, semicolons, carriage returns."""
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


if __name__ == "__main__":
    for name, content in make_tables().items():
        Path(__file__).with_name(name).write_bytes(content)
