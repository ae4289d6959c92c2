"""A fingerprint names a questionnaire, not the system it was checked out on."""

from hypothesis import given
from hypothesis import strategies as st

from tycktill.instrument import fingerprint

LINES = st.lists(st.text(alphabet=st.characters(exclude_characters="\r\n\ufeff", codec="utf-8")), max_size=5)


@given(LINES)
def test_line_ends_and_byte_order_mark_do_not_count(lines: list[str]) -> None:
    plain = "\n".join(lines)
    assert fingerprint("\ufeff" + "\r\n".join(lines)) == fingerprint(plain) == fingerprint(plain.encode())


@given(LINES, LINES)
def test_other_words_have_another_fingerprint(one: list[str], other: list[str]) -> None:
    same = "\n".join(one) == "\n".join(other)
    assert (fingerprint("\n".join(one)) == fingerprint("\n".join(other))) == same


def test_a_fingerprint_is_sha_256() -> None:
    assert fingerprint("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
