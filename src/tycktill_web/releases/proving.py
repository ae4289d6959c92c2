"""Proves a release against whoever knows how many answered, and that the rule chose what it tells."""

import os
from concurrent.futures import ThreadPoolExecutor

from tycktill.publication import check_manifest, parse_numbers, prove_release, read_earlier, replay_release
from tycktill.tables import MANIFEST, read_manifest
from tycktill.terms import Fault
from tycktill_web.fieldwork.questionnaires import catalogue_of
from tycktill_web.releases.models import PublicRelease
from tycktill_web.releases.numbers import file_of_numbers
from tycktill_web.releases.published import Before


def prove_kept(release: PublicRelease) -> tuple[Fault, ...]:
    """Everything wrong with a release: the audit's faults or, where there are none, what the rule would tell otherwise.

    It is asked beside what was public when it was counted. Raises NumbersGone and NumbersUnreadable.
    """
    numbers = parse_numbers(file_of_numbers(release), file="numbers")
    own = release.round.releases.readable().filter(number__lt=release.number)
    files, *before = Before([release, *own]).releases()
    faults = check_manifest(files)
    if faults:
        return faults
    policy = read_manifest(files.files[MANIFEST]).policy
    public = read_earlier(before, {release.round.label}, catalogue_of(release.round), policy).public
    with ThreadPoolExecutor(os.cpu_count()) as questions:
        return prove_release(files, numbers=numbers, public=public).faults or replay_release(
            files, numbers, public=public, each=questions.map
        )
