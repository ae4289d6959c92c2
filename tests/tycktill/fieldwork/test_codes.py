"""A code typed nearly right is read right, and a code typed wrong is never another code."""

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tycktill.fieldwork import ALPHABET, LENGTH, group_code, make_code, parse_code
from tycktill.terms import Refused

CODES = st.randoms(use_true_random=False).map(lambda chance: make_code(chance.randrange))
PLACES = st.integers(0, LENGTH - 1)
TYPED_FOR = {"D": "d0OoQq", "2": "Zz", "5": "Ss", "6": "Gg", "8": "Bb", "V": "vUu", "K": "k", "7": "7"}


def test_the_alphabet_has_a_prime_number_of_characters_and_no_look_alikes() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 23
    assert not set(ALPHABET) & set("01AEIOULQZSGB")


def test_codes_are_drawn_from_all_there_are() -> None:
    chance = random.Random(7)
    codes = {make_code(chance.randrange) for _ in range(500)}
    assert len(codes) == 500
    assert {character for code in codes for character in code} == set(ALPHABET)


@given(code=CODES)
def test_a_code_parses_to_itself_and_as_it_is_printed(code: str) -> None:
    assert parse_code(code) == parse_code(group_code(code)) == code
    assert group_code(code) == f"{code[:5]}-{code[5:]}"


@given(code=CODES, choose=st.randoms(use_true_random=False))
def test_forgiven_forms_parse_to_the_same_code(code: str, choose: random.Random) -> None:
    typed = [choose.choice(TYPED_FOR.get(character, character + character.lower())) for character in code]
    for _ in range(4):
        typed.insert(choose.randrange(len(typed) + 1), choose.choice(" -–\u00a0\t\n\u200b"))
    assert parse_code("".join(typed)) == code


@given(code=CODES, place=PLACES, character=st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_refused(code: str, place: int, character: str) -> None:
    assume(code[place] != character)
    with pytest.raises(Refused, match="A character of the code is wrong"):
        parse_code(code[:place] + character + code[place + 1 :])


@given(code=CODES, places=st.tuples(PLACES, PLACES))
def test_every_two_characters_that_changed_places_are_refused(code: str, places: tuple[int, int]) -> None:
    one, other = places
    assume(code[one] != code[other])
    typed = list(code)
    typed[one], typed[other] = typed[other], typed[one]
    with pytest.raises(Refused):
        parse_code("".join(typed))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "A code has 10 characters, not 0"),
        ("23456 2345", "A code has 10 characters, not 9"),
        ("23456-23456-2", "A code has 10 characters, not 11"),
        ("23456-2345A", 'No code has the character "A"'),
        ("23456-2345ß", 'No code has the character "ß"'),
        ("23456-2345١", 'No code has the character "١"'),
    ],
)
def test_what_cannot_be_a_code_is_refused_with_the_reason(typed: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        parse_code(typed)


@given(text=st.text(max_size=14))
def test_any_text_is_a_code_or_refused(text: str) -> None:
    try:
        code = parse_code(text)
    except Refused:
        return
    assert parse_code(code) == code
    assert set(code) <= set(ALPHABET)
