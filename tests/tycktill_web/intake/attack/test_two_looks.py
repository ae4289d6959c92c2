"""Two copies of a database, one answer apart, in the hands of somebody who has ever more of the keys."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from tests.tycktill_web import builders
from tests.tycktill_web.intake.attack.crowd import by_the_door
from tests.tycktill_web.intake.attack.opened_keyring import in_buffer, in_rows, unused_codes

from tycktill_web.fieldwork.code_tags import code_fingerprint
from tycktill_web.fieldwork.models import Code, UnusedCodes
from tycktill_web.vault.mixing import FULL, POOL, mix_round_answers
from tycktill_web.vault.models import AnswerBuffer, SealedAnswer

pytestmark = pytest.mark.django_db(transaction=True)
RESPONDENTS = 2 * FULL


@dataclass(frozen=True, slots=True)
class Look:
    """What the tables hold at one moment, and where the keyring of that moment was copied to."""

    bits: bytes
    buffer: bytes
    rows: Sequence[bytes]
    keyring: Path

    def unused(self) -> frozenset[bytes] | None:
        """The unused codes, with the keyring that is in place now."""
        places = {bytes(code): place for code, place in Code.objects.values_list("fingerprint", "place")}
        return unused_codes(self.bits, places)

    def answers(self) -> set[bytes]:
        """The sealed answers, as far as the keyring that is in place now unwraps them."""
        return {*in_rows(self.rows), *in_buffer(self.buffer)}


def look(folder: Path) -> Look:
    """Copy everything."""
    keyring = folder / str(len(list(folder.iterdir())))
    shutil.copytree(settings.KEYRING, keyring)
    rows = [bytes(each) for each in SealedAnswer.objects.values_list("ciphertext", flat=True)]
    return Look(bytes(UnusedCodes.objects.get().bits), bytes(AnswerBuffer.objects.get().answers), rows, keyring)


@pytest.fixture
def looks(tmp_path: Path) -> tuple[list[Look], list[bytes]]:
    """A copy after each answer; and the codes in the order in which they were used, the first before the first copy."""
    codes = builders.open_survey().codes(RESPONDENTS)
    taken = []
    for code, answers in zip(codes, builders.different_answers(RESPONDENTS), strict=True):
        by_the_door(code, answers)
        taken.append(look(tmp_path))
    return taken, [code_fingerprint(code) for code in codes]


def with_keyring(of: Look) -> None:
    """Put the keyring of a look in place."""
    settings.KEYRING = of.keyring


def pieces(*contents: bytes) -> set[bytes]:
    """All that bytes could be known again by, but for the numbers of keys at their beginning."""
    return {content[start : start + 8] for content in contents for start in range(8, len(content) - 8)}


def test_whoever_lacks_the_keyring_opens_nothing_and_knows_nothing_again(
    looks: tuple[list[Look], list[bytes]], tmp_path: Path
) -> None:
    """Backups, replicas, logs; and the office's private key, which the inner seals would need."""
    taken, _ = looks
    settings.KEYRING = tmp_path / "none"
    for before, after in pairwise(taken):
        assert after.unused() is None
        assert not after.answers()
        assert not pieces(before.bits) & pieces(after.bits)
        assert not pieces(before.buffer) & pieces(after.buffer)


def test_no_copy_from_before_mixing_has_a_byte_in_common_with_one_from_after(
    looks: tuple[list[Look], list[bytes]], tmp_path: Path
) -> None:
    before = looks[0][-1]
    mix_round_answers("ifo-2024")
    after = look(tmp_path)
    assert not pieces(*before.rows, before.buffer) & pieces(*after.rows, after.buffer)
    with_keyring(after)
    assert not before.answers()


def test_with_the_second_looks_keyring_the_code_is_not_known_and_its_answer_is_one_of_a_pool(
    looks: tuple[list[Look], list[bytes]],
) -> None:
    """Whoever takes a backup, and later the whole server with its keys, and has the office's private key."""
    taken, _ = looks
    for before, after in list(pairwise(taken))[POOL:]:
        with_keyring(after)
        assert before.unused() is None
        assert len(after.answers() - before.answers()) >= POOL


def test_with_both_keyrings_and_the_private_key_everything_is_known(looks: tuple[list[Look], list[bytes]]) -> None:
    """Operator and office together, at both moments: no design that keeps answers can hold against them."""
    taken, codes = looks
    for number, (before, after) in enumerate(pairwise(taken), start=1):
        with_keyring(before)
        were_unused, were_there = before.unused(), before.answers()
        with_keyring(after)
        now = after.unused()
        assert were_unused is not None
        assert now is not None
        assert were_unused - now == {codes[number]}
        assert len(after.answers() - were_there) == 1
