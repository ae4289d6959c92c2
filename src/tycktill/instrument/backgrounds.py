"""Checks the questions about the respondent."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tycktill.instrument.document import Background
from tycktill.instrument.scales import label_faults
from tycktill.terms import Fault, Gender

_GENDERS = (Gender.WOMAN, Gender.MAN, Gender.OTHER)


def background_faults(asked: Sequence[tuple[str, Background]], ids: Sequence[str]) -> Iterator[Fault]:
    """What is wrong with the well-shaped background questions `asked`; `ids` are those of all, well-shaped or not."""
    if "gender" not in ids:
        yield Fault("The question on gender is missing", "Add one with the codes K, M and A", place="background")
    for name, times in Counter(ids).items():
        if times > 1:
            yield Fault(f"`{name}` is asked {times} times", "Keep one", place=f"background[{name}]")
    for place, question in asked:
        codes = [option.code for option in question.options]
        if sorted(codes) != sorted(_GENDERS):
            remedy = "Offer K (woman), M (man) and A (other, or prefers not to say), each once"
            yield Fault(f"The codes are {', '.join(codes) or 'none'}", remedy, place=f"{place}.options")
        yield from label_faults(place, [option.text for option in question.options])
