"""Attacks on rows by themselves: groups that answered alike, and figures that tell more than they say."""

from tests.attacks.released import Files, Learned, name, read, table

from tycktill.publication import PREVIOUS
from tycktill.statistics import file_share, wilson


def by_unanimity(files: Files) -> Learned:
    """Groups of whom all, all but one, one or none are positive, told outright: one of them would know the others."""
    released = read(files)
    width = released.policy["end_width"]
    learned = []
    for row in released.rows:
        if row["share"] and released.policy["preset"] != "official":
            valid = int(row["valid"])
            positive = round(float(row["share"]) * valid)
            if min(positive, valid - positive) <= width:
                learned.append(f"{name(row)}: {positive} of {valid} are positive")
    return learned


def by_rounding(files: Files) -> Learned:
    """Classes whose interval, with its four decimals, goes with some of the class's numbers and not with others."""
    return [
        f"{name(row)}: the interval tells the number within the class"
        for row in (*read(files).rows, *table(files, PREVIOUS))
        if row["status"] == "bounded" and not _is_of_class(row)
    ]


def _is_of_class(row: dict[str, str]) -> bool:
    valid, offered = int(row["valid"]), int(row["offered"]) if row["offered"] else None
    numbers = range(int(row["positive_min"]), int(row["positive_max"]) + 1)
    limits = [wilson(positive, valid, offered) for positive in numbers]
    widest = file_share(min(low for low, _ in limits)), file_share(max(high for _, high in limits))
    return widest == (float(row["low"]), float(row["high"]))
