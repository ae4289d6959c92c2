"""What was chosen in a base cell, left in the row that the query gave until somebody asks."""

from collections.abc import Iterator, Mapping

Places = Mapping[str, Mapping[int, int]]
"""Where in a row an option is counted: {question: {code: place}}."""


class Chosen(Mapping[str, Mapping[int, int]]):
    """How many chose each option, by question and code.

    A small dictionary for each question of each base cell costs more than counting a million sheets does. Row and
    places are shared, and a question's dictionary is made anew each time it is asked for.
    """

    __slots__ = ("_places", "_row")

    def __init__(self, row: tuple[int, ...], places: Places) -> None:
        """What `row` says at these places."""
        self._row = row
        self._places = places

    def __getitem__(self, question: str) -> Mapping[int, int]:
        return {code: self._row[place] for code, place in self._places[question].items()}

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __repr__(self) -> str:
        return repr(dict(self))
