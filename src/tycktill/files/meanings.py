"""What the cells of a table mean, or what is wrong with them and what to write instead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from tycktill.answers import is_in_use, unit_fault, unit_name
from tycktill.files.refusing import quoted
from tycktill.files.words import by_label, likeness, whole_number
from tycktill.instrument import Catalogue, Instrument, Option, Scale, Texts, texts
from tycktill.terms import Gender, Municipalities, is_round


@dataclass(frozen=True, slots=True)
class Wrong:
    """A text that means nothing here: what is wrong and what to do."""

    problem: str
    remedy: str


_NEARLY = 0.75
"""How alike a misspelt name and the one proposed must be, from 0 to 1."""

_MOST_OFFERED = 1_000_000
"""About what Sweden's largest municipality has of inhabitants: more is a slip, such as a telephone number."""

Meaning = str | int | Wrong | None
"""What a cell says: an id, a name or a code; None for nothing."""

_GENDERS = {
    **dict.fromkeys(("k", "kvinna", "woman", "female"), Gender.WOMAN.value),
    **dict.fromkeys(("m", "man", "male"), Gender.MAN.value),
    **dict.fromkeys(("a", "annat", "annan", "other"), Gender.OTHER.value),
}


class Meanings:
    """Gives the meaning of a cell from its column and its text; an empty cell has the text "" or blanks only."""

    def __init__(self, catalogue: Catalogue, municipalities: Municipalities) -> None:
        self._catalogue = catalogue
        self._municipalities = municipalities
        self._instrument_ids = {likeness(id_): id_ for id_ in catalogue}
        self._municipality_names = by_label((each.code, {"": each.name}) for each in municipalities.values())
        self._municipality_codes = self._municipality_names | by_label(
            (each.code, {"": f"{each.code} {each.name}", "name first": f"{each.name} ({each.code})"})
            for each in municipalities.values()
        )
        self._genders = {id_: _GENDERS | _gender_labels(instrument) for id_, instrument in catalogue.items()}
        self._labels = {
            (id_, name): by_label(labels for option in scale.options for labels in _labels(option))
            for id_, instrument in catalogue.items()
            for name, scale in instrument.scales.items()
        }

    def of(self, column: str, instrument: str, text: str) -> Meaning:
        """What `text` means in a column, where `instrument` is the text for the instrument in the same row.

        Every other name of a column than those below is a question's id. Where the instrument is wrong that is
        enough said: the answers in its row mean nothing.
        """
        meant = self.instrument(instrument)
        known = meant if isinstance(meant, str) else None
        if column == "instrument":
            return meant
        if column in ("round", "gender"):
            return self.round(text, known) if column == "round" else self.gender(text, known)
        alone = {"municipality": self.municipality, "unit": self.unit, "offered": self.offered}
        if column in alone:
            return alone[column](text)
        return None if known is None else self.answer(text, known, column)

    def instrument(self, text: str) -> str | Wrong:
        """The id of an instrument of the catalogue."""
        if likeness(text) in self._instrument_ids:
            return self._instrument_ids[likeness(text)]
        if not likeness(text):
            return Wrong("The instrument is missing", "Write its id")
        near = _did_you_mean(text, self._instrument_ids)
        return Wrong(
            f"{quoted(text)} is not an instrument", near or "Write an id that `tycktill instruments list` shows"
        )

    def round(self, text: str, instrument: str | None) -> str | Wrong:
        """A round, in which the instrument was in use where that is known."""
        number = whole_number(text)
        round = likeness(text) if number is None else str(number)
        if not is_round(round):
            problem = f"{quoted(text)} is not a round" if likeness(text) else "The round is missing"
            return Wrong(problem, "Write the year, as 2024, or the year and a word, as 2024-host")
        if instrument is not None and not is_in_use(self._catalogue[instrument], round):
            years = _years(self._catalogue[instrument])
            return Wrong(f"{instrument} was not in use in {round} but {years}", "Correct the round or the instrument")
        return round

    def municipality(self, text: str) -> str | Wrong:
        """The four digits of a municipality, from its code (a spreadsheet drops a leading zero) or its name."""
        number = whole_number(text)
        code = self._municipality_codes.get(likeness(text)) if number is None else f"{number:04}"
        if code is not None and code in self._municipalities:
            return code
        if not likeness(text):
            return Wrong("The municipality is missing", "Write its code of four digits or its name")
        near = _did_you_mean(
            text, {name: f"{name.title()} ({code})" for name, code in self._municipality_names.items()}
        )
        return Wrong(f"{quoted(text)} is not a municipality", near or "Write its code of four digits or its name")

    def unit(self, text: str) -> str | Wrong:
        """The name of a unit."""
        name = unit_name(text)
        if not name:
            return Wrong("The unit is missing", "Write its name, the same in every row where there is only one")
        if "\n" in text or "\r" in text:
            problem = "The unit's name has a line break, or a quotation mark lacks its pair"
            return Wrong(problem, "Write the name on one line, and two quotation marks or none around it")
        fault = unit_fault(name)
        return name if fault is None else Wrong(fault.problem, fault.remedy)

    def gender(self, text: str, instrument: str | None) -> str | Wrong:
        """K, M, A or nothing, from the letter, a word for it or an instrument's own label."""
        if not likeness(text):
            return Gender.UNKNOWN.value
        labels = _GENDERS if instrument is None else self._genders[instrument]
        if likeness(text) in labels:
            return labels[likeness(text)]
        return Wrong(f"{quoted(text)} is not a gender code", "Write K, M or A, or leave the cell empty")

    def answer(self, text: str, instrument: str, question: str) -> int | Wrong | None:
        """The code of an option, from the code or its label in any language; None for a skipped question."""
        if not likeness(text):
            return None
        asked = {each.id: each for each in self._catalogue[instrument].questions}
        if question not in asked:
            return Wrong(f"{instrument} has no such question", "Empty the cell or correct the instrument")
        scale = self._catalogue[instrument].scale_of(asked[question])
        number = whole_number(text)
        code = self._labels[instrument, asked[question].scale].get(likeness(text)) if number is None else number
        if code in scale.codes:
            return code
        return Wrong(f"{quoted(text)} is not an answer to this question", f"Write {_options(scale)} or leave it empty")

    def offered(self, text: str) -> int | Wrong:
        """How many were offered: a whole number from 0, and not more than any unit meets."""
        number = whole_number(text)
        if number is None or number < 0:
            problem = f"{quoted(text)} is not a number of people" if likeness(text) else "The number offered is missing"
            return Wrong(problem, "Write how many were offered, a whole number from 0")
        if number > _MOST_OFFERED:
            remedy = f"Write how many were offered, at most {_MOST_OFFERED}"
            return Wrong(f"{quoted(text)} is more people than one unit meets", remedy)
        return number


def _labels(option: Option) -> Iterator[tuple[int, Texts]]:
    """The option's label alone, and after its code."""
    yield option.code, option.text
    yield option.code, {language: f"{option.code} {label}" for language, label in option.text.items()}


def _gender_labels(instrument: Instrument) -> dict[str, str]:
    options = (option for each in instrument.background if each.id == "gender" for option in each.options)
    return by_label((option.code, option.text) for option in options)


def _did_you_mean(text: str, known: Mapping[str, str]) -> str | None:
    """What is written nearly so: a letter or two amiss. Anything further off would put another name in its place."""
    near = get_close_matches(likeness(text), sorted(known), n=1, cutoff=_NEARLY)
    return f"If you mean {known[near[0]]}, write that" if near else None


def _years(instrument: Instrument) -> str:
    first, last = instrument.rounds.first, instrument.rounds.last
    return f"from {first} on" if last is None else f"from {first} to {last}"


def _options(scale: Scale) -> str:
    return ", ".join(f"{option.code} {texts(option.text, 'sv')}" for option in scale.options)
