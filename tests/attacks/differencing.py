"""Attack: two releases of one round laid side by side, to see whose answers came between."""

from tests.attacks.released import Files, Learned, name, read

FEW = 5


def by_differencing(before: Files, after: Files) -> Learned:
    """What the few who came or went between two releases answered, or that they did."""
    keys = ("round", "instrument", "level", "municipality", "unit", "gender", "question")
    earlier = {tuple(row[key] for key in keys): row for row in read(before).rows}
    learned = []
    for row in read(after).rows:
        other = earlier.get(tuple(row[key] for key in keys))
        for counted in ("answered", "valid"):
            if other and row[counted] and other[counted]:
                more = int(row[counted]) - int(other[counted])
                if 0 < abs(more) < FEW:
                    learned.append(f"{name(row)}: {more:+} {counted}")
        same_number = other and row["valid"] and row["valid"] == other["valid"]
        if same_number and other and (row["share_min"], row["share_max"]) != (other["share_min"], other["share_max"]):
            learned.append(f"{name(row)}: told in two ways")
    return learned
