"""From what somebody answered to a sheet, or to everything wrong with it."""

import unicodedata
from collections.abc import Iterator, Mapping

from tycktill.answers.sheet import Sheet
from tycktill.instrument import Instrument, Question
from tycktill.terms import Fault, Gender, Refused, is_formula, is_round

UNIT_BYTES = 120
"""The longest name of a unit, in UTF-8: a whole sheet must fit in its sealed envelope."""


def accept(
    instrument: Instrument,
    *,
    round: str,
    municipality: str,
    unit: str,
    gender: Gender,
    answers: Mapping[str, int],
) -> Sheet:
    """The sheet of one respondent's `answers` (option codes by question id), in the instrument's order.

    An answer to a question that was not to be asked (its condition is not met) is left out, not refused: on
    paper people answer what they were to skip, and that answer means nothing.
    Raises Refused for a round the instrument was not in use in, an unknown question or an unknown code.
    """
    name = unit_name(unit)
    faults = (*_place_faults(instrument, round, name), *_answer_faults(instrument, answers))
    if faults:
        raise Refused(faults)
    return Sheet(round, instrument.id, municipality, name, gender, _codes_in_order(instrument, answers))


def unit_name(text: str) -> str:
    """The name of a unit in the one form it is stored and compared in: composed letters, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def unit_fault(name: str) -> Fault | None:
    """What is wrong with the name of a unit, if anything."""
    if not name:
        return Fault("The unit has no name", "Name the unit")
    if len(name.encode()) > UNIT_BYTES:
        return Fault(f"The unit's name is longer than {UNIT_BYTES} bytes", "Shorten it everywhere")
    return name_fault(name, of="unit")


def name_fault(name: str, *, of: str) -> Fault | None:
    """What makes the name of a unit, an organisation or a person unfit for a table, if anything.

    People open tables in a spreadsheet, where a cell that begins as a formula is one. It is refused here, at the
    door, so that no table has to change a name to be harmless.
    """
    if is_formula(name):
        problem = f"The {of}'s name begins with {name[0]}, which a spreadsheet takes for a formula"
        return Fault(problem, "Begin it with a letter or a digit everywhere")
    if not name.isprintable():
        return Fault(f"The {of}'s name has a character that cannot be seen", "Type the name anew everywhere")
    return None


def is_in_use(instrument: Instrument, round: str) -> bool:
    """Whether the instrument was in use in the year of this round; False for what is not a round."""
    first, last = instrument.rounds.first, instrument.rounds.last
    return is_round(round) and first <= int(round[:4]) and (last is None or int(round[:4]) <= last)


def _codes_in_order(instrument: Instrument, answers: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    asked: dict[str, int] = {}
    for question in instrument.questions:
        if question.id in answers and _is_asked(question, asked):
            asked[question.id] = int(answers[question.id])
    return tuple(asked.items())


def _is_asked(question: Question, earlier: Mapping[str, int]) -> bool:
    return question.when is None or earlier.get(question.when.question) in question.when.codes


def _place_faults(instrument: Instrument, round: str, unit: str) -> Iterator[Fault]:
    if not is_in_use(instrument, round):
        yield Fault(
            f'"{instrument.id}" was not in use in a round "{round}"',
            "Choose a round and a questionnaire that belong together",
        )
    named_wrong = unit_fault(unit)
    if named_wrong:
        yield named_wrong


def _answer_faults(instrument: Instrument, answers: Mapping[str, int]) -> Iterator[Fault]:
    scales = {question.id: instrument.scale_of(question) for question in instrument.questions}
    for question, code in answers.items():
        if question not in scales:
            yield Fault(f'"{instrument.id}" has no question "{question}"', "Leave it out", column=question)
        elif code not in scales[question].codes:
            codes = ", ".join(map(str, scales[question].codes))
            yield Fault(f"{code} is not an answer to this question", f"Choose one of {codes}", column=question)
