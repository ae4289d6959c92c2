"""What the cells of a table mean, or what is wrong with them and what to write instead."""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from tycktill.answers import is_in_use, unit_fault, unit_name
from tycktill.files.damage import has_lost_letters, is_damaged
from tycktill.files.dates import A_DATE, is_date
from tycktill.files.municipality_names import MunicipalityNames
from tycktill.files.options import Options
from tycktill.files.reading import Reading
from tycktill.files.refusing import personal_detail, quoted, quoted_name
from tycktill.files.several import CHOSEN, several_choices
from tycktill.files.totals import TotalNames
from tycktill.files.words import by_label, likeness, unshared_labels, whole_number
from tycktill.files.wrong import Meaning, Wrong
from tycktill.instrument import Catalogue, Instrument, Question
from tycktill.terms import Gender, Municipalities, is_round

_NEARLY = 0.75
"""How alike a misspelt name and the one proposed must be, from 0 to 1."""

_MOST_OFFERED = 1_000_000
"""About what Sweden's largest municipality has of inhabitants: more is a slip, such as a telephone number."""

_DATE = re.compile(r"(?:19|20)[0-9]{2}[-/.]?[0-9]{2}[-/.]?[0-9]{2}.*|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:19|20)[0-9]{2}.*")

_YEAR = re.compile(r"(?<!\d)(?:19|20)[0-9]{2}(?=\D|[0-9]{4}|$)")


_NUMBERED = re.compile(r"[(\[]?[0-9]{1,2}[.:)\]]? ?-? ?(?=[^\W\d_])| ?[(\[][0-9]{1,2}[)\]]$")
"""The number of an option beside its label, which alone says the gender."""

_BETWEEN = re.compile(r"\W*[/(),;=\[\]]\W*| - | eller |(?<=^[a-z]) ?[.:-] ?")
"""What stands between two words for one gender: `K (kvinna)`, `flicka/kvinna`, `annat, vill inte svara`."""

_TOTAL_OUT = (
    "Take the row out; where there are no units, leave the cell empty; write a firm's name with its form, as AB"
)

_ENCODING = Wrong(
    "The text has letters of another encoding", "Save the file anew from where it was made, as CSV UTF-8 or .xlsx"
)
_FAILED = Wrong("The cell shows an error such as #N/A or #DIV/0!", "Write its value, or empty it")


class Meanings:
    """Gives the meaning of a cell from its column and its text; an empty cell has the text "" or blanks only."""

    def __init__(self, catalogue: Catalogue, municipalities: Municipalities, reading: Reading) -> None:
        aliases = reading.aliases
        self._catalogue, self._latest = catalogue, reading.latest
        self._instrument_ids = _instrument_names(catalogue)
        self._several = several_choices(catalogue)
        self._ticks = frozenset(map(likeness, aliases.ticks))
        self.municipality_names = MunicipalityNames(municipalities, aliases)
        self._nothing = frozenset(map(likeness, aliases.nothing)) | {"", "-", "--"}
        self._failed = frozenset(map(likeness, aliases.failed))
        self._totals = TotalNames(aliases, self.municipality_names)
        self._doubtful = frozenset(map(likeness, aliases.doubtful))
        self._gender_words = {id_: _gender_words(each, aliases.gender) for id_, each in catalogue.items()}
        self._common_genders = _common_genders(aliases.gender)
        self._options = {
            (id_, name): Options(scale, aliases.answers)
            for id_, instrument in catalogue.items()
            for name, scale in instrument.scales.items()
        }

    def meaning_of(self, column: str, instrument: str, text: str) -> Meaning:
        """What `text` means in a column, where `instrument` is the text for the instrument in the same row.

        Every other name of a column than those below is a question's id. Where the instrument is wrong that is
        enough said: the answers in its row mean nothing.
        """
        if likeness(text) in self._failed:
            return _FAILED
        if is_damaged(text):
            return _ENCODING
        meant = self.instrument(instrument)
        return meant if column == "instrument" else self._in_column(column, meant, text)

    def _in_column(self, column: str, meant: str | Wrong, text: str) -> Meaning:
        known = meant if isinstance(meant, str) else None
        if column in ("round", "gender"):
            return self.round(text, known) if column == "round" else self.gender(text, known)
        alone = {"municipality": self.municipality, "unit": self.unit, "offered": self.offered}
        if column in alone:
            return alone[column](text)
        return None if known is None else self.answer(text, known, column)

    def is_nothing(self, text: str) -> bool:
        """Whether a cell is empty, or says only that nothing was there: NA, NULL, a dash."""
        return likeness(text) in self._nothing

    def is_doubtful(self, unit: str) -> bool:
        """Whether a unit's name is mostly left from a trial, or says that nobody knows."""
        return likeness(unit) in self._doubtful

    def instrument(self, text: str) -> str | Wrong:
        """The id of an instrument of the catalogue."""
        if likeness(text) in self._instrument_ids:
            return self._instrument_ids[likeness(text)]
        if self._totals.is_total(text):
            return self._refuse_total(text, "instrument")
        if self.is_nothing(text):
            return Wrong("The instrument is missing", "Write its id")
        near = _did_you_mean(text, self._instrument_ids)
        return Wrong(
            f"{quoted(text)} is not an instrument",
            near or "Write an id that `tycktill instruments list` shows, or give --instruments with your own",
        )

    def round(self, text: str, instrument: str | None) -> str | Wrong:
        """A round, in which the instrument was in use where that is known."""
        if self._totals.is_total(text):
            return self._refuse_total(text, "round")
        number = whole_number(text)
        round = likeness(text) if number is None else str(number)
        if not is_round(round):
            return self._no_round(text)
        if self._latest is not None and int(round[:4]) > self._latest:
            return Wrong(f"{quoted(text)} is a year that has not come", "Correct the year")
        if instrument is not None and not is_in_use(self._catalogue[instrument], round):
            years = _years_in_use(self._catalogue[instrument])
            return Wrong(f"{instrument} was not in use in {round} but {years}", "Correct the round or the instrument")
        return round

    def _no_round(self, text: str) -> Wrong:
        remedy = "Write the year, as 2024, or the year and a word, as 2024-host"
        if self.is_nothing(text):
            return Wrong("The round is missing", remedy)
        date, year = _DATE.fullmatch(likeness(text)), _YEAR.search(likeness(text))
        what = "a date and no round" if date else "not a round"
        return Wrong(f"{quoted(text)} is {what}", f"Is the round {year[0]}? {remedy}" if year else remedy)

    def municipality(self, text: str) -> str | Wrong:
        """The four digits of a municipality, from its code or its name."""
        code = self.municipality_names.code_of("" if self.is_nothing(text) else text)
        return (
            self._refuse_total(text, "municipality")
            if isinstance(code, Wrong) and self._totals.is_total(text)
            else code
        )

    def _refuse_total(self, text: str, column: str) -> Wrong:
        """A total's word where a row begins: the row adds up others."""
        return Wrong(f"{quoted(text)} is no {column} but a total of other rows", "Take the row out", of_row=True)

    def unit(self, text: str) -> str | Wrong:
        """The name of a unit; nothing where none is named."""
        return "" if self.is_nothing(text) else self._no_unit(text) or _without_point(unit_name(text))

    def _no_unit(self, text: str) -> Wrong | None:
        """What is wrong with what stands for a unit's name, if anything."""
        if self._totals.is_total(text):
            return Wrong(f"{quoted_name(text)} is no unit but a total of others", _TOTAL_OUT, of_row=True)
        if is_date(text):
            return Wrong(A_DATE[0].format(quoted_name(text)), A_DATE[1])
        if "\n" in text or "\r" in text:
            problem = "The unit's name has a line break, or a quotation mark lacks its pair"
            return Wrong(problem, "Write the name on one line, and two quotation marks or none around it")
        if personal_detail(text):
            return Wrong(f"{quoted(text)} stands for the unit's name", "Write the unit's name")
        if has_lost_letters(text):
            return _ENCODING
        fault = unit_fault(unit_name(text))
        return None if fault is None else Wrong(fault.problem, fault.remedy)

    def gender(self, text: str, instrument: str | None) -> str | Wrong:
        """K, M, A or nothing, from the letter, a word for it or an instrument's own label."""
        labels = self._common_genders if instrument is None else self._gender_words[instrument]
        if likeness(text) in labels:
            return labels[likeness(text)]
        if self.is_nothing(text):
            return Gender.UNKNOWN.value
        named = _NUMBERED.sub("", likeness(text), count=1)
        parts = [named] if named in labels else [part for part in _BETWEEN.split(named) if part]
        meant = {labels.get(part) for part in parts}
        if len(meant) == 1 and None not in meant:
            return str(meant.pop())
        return Wrong(f"{quoted(text)} is not a gender code", "Write K, M or A, or leave the cell empty")

    def answer(self, text: str, instrument: str, question: str) -> Meaning:
        """The code of an option, from the code or its label in any language; None for a skipped question. Of a question
        of several choices all that were made."""
        if not likeness(text):
            return None
        if (instrument, question) in self._several:
            return None if self.is_nothing(text) else self._several[instrument, question].chosen_in(text)
        asked = {each.id: each for each in self._catalogue[instrument].questions}
        if question not in asked:
            problem, remedy = f"{instrument} has no such question", "Empty the cell or correct the instrument"
            return None if self.is_nothing(text) else Wrong(problem, remedy)
        if self._is_ticked(instrument, asked[question], text):
            return CHOSEN
        code = self._options[instrument, asked[question].scale].code_of(text)
        return None if isinstance(code, Wrong) and self.is_nothing(text) else code

    def _is_ticked(self, instrument: str, question: Question, text: str) -> bool:
        """Whether one of several choices was made, by a cross or the choice's own words in its column."""
        if question.part_of is None:
            return False
        several = self._several[instrument, question.part_of]
        return likeness(text) in self._ticks or several.is_chosen(question.id, text)

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


def _instrument_names(catalogue: Catalogue) -> Mapping[str, str]:
    """Ids by how an instrument may be called: by its id, with spaces too, or by a name that no other has."""
    named = ((text, id_) for id_, each in catalogue.items() for text in each.name.values())
    ids = {like: id_ for id_ in catalogue for like in (likeness(id_), likeness(id_.replace("-", " ")))}
    return unshared_labels((likeness(text), id_) for text, id_ in named) | ids


def _common_genders(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """What words for gender mean where no questionnaire says otherwise; who would not say has said nothing."""
    codes = {
        likeness(word): code if code in set(Gender) else Gender.UNKNOWN.value
        for code, said in words.items()
        for word in said
    }
    return codes | {gender.value.casefold(): gender.value for gender in Gender if gender.value}


def _gender_words(instrument: Instrument, words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The same with the questionnaire's own labels before all, and its own option for who would not say."""
    own = by_label((option.code, option.text) for option in instrument.gender.options)
    parts = {part.strip(): code for label, code in own.items() for part in re.split(r"/| eller |, or ", label)}
    named = parts | own
    silent = next((named[like] for like in map(likeness, words.get("silent", ())) if like in named), "")
    unsaid = {likeness(word): silent for word in words.get("silent", ())}
    return _common_genders(words) | unsaid | named


def _without_point(name: str) -> str:
    """The unit `12` as a spreadsheet of fractions writes it, `12.0`."""
    return re.sub(r"^([0-9]+)\.0$", r"\1", name)


def _did_you_mean(text: str, known: Mapping[str, str]) -> str | None:
    """What is written nearly so: a letter or two amiss. Anything further off would put another name in its place."""
    near = get_close_matches(likeness(text), sorted(known), n=1, cutoff=_NEARLY)
    return f"If you mean {known[near[0]]}, write that" if near else None


def _years_in_use(instrument: Instrument) -> str:
    first, last = instrument.rounds.first, instrument.rounds.last
    return f"from {first} on" if last is None else f"from {first} to {last}"
