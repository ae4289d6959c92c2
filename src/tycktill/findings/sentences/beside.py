"""A question's share beside the nation's, and beside that of an earlier round."""

from collections.abc import Iterator, Mapping

from tycktill.findings.facts import Change, ComparedPart, Contrast, QuestionFinding
from tycktill.findings.wording import join_names, number_text, share_text, with_capital
from tycktill.findings.words.catalogue import Words
from tycktill.findings.words.overview import OVERVIEWS


def beside_nation(question: QuestionFinding, words: Words) -> Iterator[str]:
    """The nation's share of a question, with the same target groups where that is another, and what is proven."""
    contrast = question.against_nation
    if contrast is None:
        return
    nation, expected = (share_text(each, words) if each else "" for each in (contrast.share, contrast.expected))
    if is_of_one(contrast):
        yield from [words.nation_share.format(nation=nation)] if nation else ()
        yield _in_one_group(contrast, OVERVIEWS[words.language].nation_in_one, words)
    else:
        yield from _nation_share(nation, expected, words)
        yield from _compared_part(contrast, words)
    if contrast.verdict in words.beside_nation_proven:
        yield words.beside_nation_proven[contrast.verdict]


def _nation_share(nation: str, expected: str, words: Words) -> Iterator[str]:
    if nation and expected:
        yield words.same_mix_share.format(nation=nation, expected=expected)
    elif expected:
        yield words.expected_share.format(expected=expected)
    elif nation:
        yield words.nation_share.format(nation=nation)


def is_of_one(contrast: Contrast) -> bool:
    """Whether one of several target groups is all that is compared: then there is no mix that could be the same."""
    return contrast.part is not None and len(contrast.part.groups) == 1


def _in_one_group(contrast: Contrast, sentences: Mapping[bool, str], words: Words, **filled: str) -> str:
    """One's own share and the other's in the only target group that is compared."""
    part, beside = contrast.part, contrast.expected or contrast.share
    own = part and part.share
    shares = {"share": share_text(own, words) if own else "", "beside": share_text(beside, words) if beside else ""}
    return sentences[own is not None].format(**_part_numbers(part, words), **shares, **filled) if part else ""


def _compared_part(contrast: Contrast, words: Words) -> Iterator[str]:
    """Which target groups are compared, and how many answers, where these are not all."""
    part = contrast.part
    if part is None:
        return
    if part.share is None:
        yield words.compared_part_unstated.format(**_part_numbers(part, words))
    else:
        yield words.compared_part.format(**_part_numbers(part, words), share=share_text(part.share, words))


def _part_numbers(part: ComparedPart, words: Words) -> Mapping[str, str]:
    groups = join_names([words.text(name) for name in part.groups], words)
    return {"groups": groups, "answers": number_text(part.answers, words), "of": number_text(part.of, words)}


def _in_both_rounds(change: Change, words: Words) -> Iterator[str]:
    """What the municipalities of both rounds had then and have now, where that is not what all had."""
    part, own = change.part, OVERVIEWS[words.language]
    then, now = change.expected or change.share, part and part.share
    if part and then and now:
        filled = {"then": share_text(then, words), "now": share_text(now, words), "round": change.round}
        yield own.in_both_rounds.format(
            **filled, answers=number_text(part.answers, words), of=number_text(part.of, words)
        )
    else:
        yield own.of_both_rounds.format(round=change.round)


def beside_earlier(question: QuestionFinding, words: Words) -> Iterator[str]:
    """The share of an earlier round, with the target groups of this one where that is another, and what is proven."""
    change = question.change
    if change is None or change.share is None:
        return
    filled = {"round": change.round, "share": share_text(change.share, words)}
    in_one, own = is_of_one(change) and not change.is_of_both, OVERVIEWS[words.language]
    if change.expected and not change.is_of_both and not in_one:
        yield with_capital(words.earlier_same_mix_share.format(**filled, expected=share_text(change.expected, words)))
    else:
        yield with_capital(words.earlier_share.format(**filled))
    if in_one:
        yield _in_one_group(change, own.earlier_in_one, words, round=change.round)
    else:
        yield from _in_both_rounds(change, words) if change.is_of_both else _compared_part(change, words)
    if change.verdict in words.change_proven:
        yield words.change_proven[change.verdict].format(**filled)
