"""Figures, names and lists as a language writes them: what the sentences are filled in with."""

import re
from collections.abc import Sequence

from tycktill.findings.figures import ShareRange
from tycktill.findings.words.catalogue import Words
from tycktill.statistics import per_cent


def share_text(share: ShareRange, words: Words, *, sign: bool = False) -> str:
    """A share, or the two that it lies between: `84 procent`, `minst 92 procent`, `högst 8 %`, `70–75 procent`.

    No more is said than is known, for ends are rounded outwards (`per_cent_between`). What is known to be some or not
    all is never written as 0 or 100: `mer än 99 procent`, `mindre än 1 procent`. A line never ends between the number
    and its unit.
    """
    first, last = share.whole
    figures = words.figures
    if share.least < share.most == 1:
        return figures.at_least.format(share=_with_unit(str(first), words, sign=sign))
    if share.least < share.most and share.least == 0:
        return figures.at_most.format(share=_with_unit(str(last), words, sign=sign))
    if first != last:
        return _with_unit(f"{first}–{last}", words, sign=sign)
    if first == 100 and share.least < 1:
        return figures.more_than.format(share=_with_unit("99", words, sign=sign))
    if last == 0 and share.most > 0:
        return figures.less_than.format(share=_with_unit("1", words, sign=sign))
    return _with_unit(str(first), words, sign=sign)


def has_intervals(text: str, words: Words) -> bool:
    """Whether a text has a share that is told as at least, at most or between two."""
    figures = words.figures
    units = (figures.per_cent, figures.sign)
    ends = (
        end.format(share=each.format(number=r"\d+")) for end in (figures.at_least, figures.at_most) for each in units
    )
    between = (each.format(number=r"\d–\d+") for each in units)
    return re.search(rf"(?:{'|'.join((*ends, *between))})(?!\w)", text, re.IGNORECASE) is not None


def rate_text(rate: float, words: Words, *, sign: bool = False) -> str:
    """A share that is known, in whole per cent."""
    return share_text(ShareRange(rate, rate), words, sign=sign)


def day_text(day: str, words: Words, *, in_year: bool = False) -> str:
    """`2023-09-01` as `1 september 2023`, or as `1 september` where the year is told anyway."""
    year, month, number = day.split("-")
    form = words.figures.day_of_year if in_year else words.figures.day
    return form.format(day=int(number), month=words.figures.months[int(month) - 1], year=year)


def points_text(difference: float, words: Words, *, most: float = 0.0) -> str:
    """A difference of shares in whole percentage points, one at the least; or one from `difference` to `most`."""
    least, largest = max(per_cent(difference), 1), per_cent(most)
    if largest <= least == 1:
        return words.figures.one_point
    return words.figures.points.format(number=f"{least}–{largest}" if largest > least else least)


def _with_unit(number: str, words: Words, *, sign: bool) -> str:
    return (words.figures.sign if sign else words.figures.per_cent).format(number=number)


def number_text(number: int, words: Words) -> str:
    """A number in figures, thousands apart."""
    return f"{number:,}".replace(",", words.figures.thousands)


def small_number(number: int, words: Words) -> str:
    """A number in words where it is small."""
    return words.figures.small[number] if number < len(words.figures.small) else number_text(number, words)


def ordinal_prefix(rank: int, words: Words) -> str:
    """Before "största" or "largest": nothing for the first, then `näst `, `tredje `, `22:a `."""
    figures = words.figures
    if rank <= len(figures.ordinals):
        return figures.ordinals[rank - 1]
    last = 0 if rank % 100 in (11, 12, 13) else rank % 10
    ending = figures.other_ordinal.get(last, figures.other_ordinal[0])
    return ending.format(rank=number_text(rank, words))


def join_names(names: Sequence[str], words: Words) -> str:
    """`A`, `A och B`, `A, B och C`."""
    *first, last = names
    return words.figures.conjunction.format(first=", ".join(first), last=last) if first else last


def name_in_quotes(name: str, words: Words) -> str:
    """A question's name in a sentence."""
    return words.figures.quoted.format(name=name)


def escaped_name(name: str) -> str:
    """A name that somebody has typed, so that none of its characters is taken for a sign of Markdown."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", name)


def with_capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def of_questions(some: int, asked: int, words: Words) -> str:
    """`6 av 7 frågor`, `alla 7 frågor`, `den enda fråga som jämförs`."""
    if some == asked:
        return words.only_question if asked == 1 else words.all_questions.format(asked=asked)
    return words.some_questions.format(some=some, asked=asked)


def of_compared(some: int, compared: int, asked: int, words: Words) -> str:
    """`6 av 7 frågor`; `alla 6 frågor som jämförs` where others are asked too."""
    questions = of_questions(some, compared, words)
    return questions if compared in (1, asked) else words.of_compared.format(questions=questions)
