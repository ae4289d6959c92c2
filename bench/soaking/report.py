"""Whether a soak went as it must, and its report."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bench.respondents import HAS_ANSWERED, Ended
from bench.soaking.holdings import Holdings
from bench.soaking.memory import MAY_GROW, Look, growth
from bench.soaking.upsets import ENDS_PROCESSES, Happened, Taken, faults_of

WARM = 400
"""Answers after which a new process has loaded and cached what it needs."""


class Soaked(NamedTuple):
    """All that came of a soak; `counted` and `restored` may be the words of a refusal."""

    engine: str
    clients: int
    workers: int
    seconds: float
    ended: Sequence[Ended]
    met: Mapping[str, int]
    happened: Sequence[Happened]
    looks: Sequence[Look]
    found: Holdings
    last: Taken | None
    restored: Holdings | str
    counted: int | str
    log: str

    @property
    def thanked(self) -> set[int]:
        """Whose answers must be there."""
        return {each.task.number for each in self.ended if each.end in HAS_ANSWERED}

    @property
    def quiet(self) -> list[Look]:
        """The looks at processes that nobody ended any more, when they had warmed up."""
        last = max(each.answered for each in self.happened if each.due.upset in ENDS_PROCESSES)
        return [each for each in self.looks if each.answered >= last + WARM]


def faults(soaked: Soaked) -> list[str]:
    """A sentence for all that is wrong; none where every promise was kept."""
    return [
        *_unfinished(soaked.ended),
        *_misplaced(soaked.found, soaked.thanked),
        *_miscounted(soaked),
        *_unrestored(soaked),
        *faults_of(soaked.happened),
        *_grown(soaked),
        *_complained(soaked),
    ]


def _unfinished(ended: Sequence[Ended]) -> Iterator[str]:
    for end, times in Counter(each.end for each in ended).items():
        if end not in HAS_ANSWERED:
            yield f"{times} respondents: {end}"


def _misplaced(found: Holdings, thanked: set[int]) -> Iterator[str]:
    kinds = {
        "lost": len(thanked - found.found.keys()),
        "doubled": sum(times > 1 for times in found.found.values()),
        "phantom": len(found.found.keys() - thanked) + found.strange,
    }
    yield from (f"{number} answers {kind}" for kind, number in kinds.items() if number)
    yield from (
        f"{unit}: {used} used codes and {found.answers.get(unit, 0)} answers"
        for unit, used in found.used.items()
        if used != found.answers.get(unit, 0)
    )


def _miscounted(soaked: Soaked) -> Iterator[str]:
    if soaked.counted != len(soaked.thanked):
        yield f"The office's count of {len(soaked.thanked)} answers: {soaked.counted}"


def _unrestored(soaked: Soaked) -> Iterator[str]:
    """A copy has all who were thanked when it was begun, and of the others those who were sending when it was done."""
    if soaked.last is None or isinstance(soaked.restored, str):
        yield f"Nothing was restored: {soaked.restored}"
        return
    number, most = len(soaked.restored.found), soaked.last.at_most + soaked.clients
    if not soaked.last.at_least <= number <= most:
        yield f"The copy holds {number} answers instead of {soaked.last.at_least} to {most}"
    yield from (f"In the copy: {fault}" for fault in _misplaced(soaked.restored, set(soaked.restored.found)))
    strangers = soaked.restored.found.keys() - soaked.thanked
    if strangers:
        yield f"In the copy: {len(strangers)} answers of people who were not thanked"


def _grown(soaked: Soaked) -> Iterator[str]:
    grown = growth(soaked.quiet)
    if len(soaked.quiet) > 2 and len(grown) != soaked.workers:
        yield f"{len(grown)} of {soaked.workers} processes lived on when nobody ended them"
    yield from (f"Process {worker} grew by {grew / 1e6:.1f} MB" for worker, grew in grown.items() if grew > MAY_GROW)


def _complained(soaked: Soaked) -> Iterator[str]:
    """What the service should not have said: a worker killed is told of, and is no fault."""
    for line in soaked.log.splitlines():
        if line.startswith(("ERROR", "Traceback")) and "SIGKILL" not in line:
            yield f"The service wrote: {line}"
    yield from (f"{times} times {what}" for what, times in soaked.met.items() if what.startswith("status"))


def tell(soaked: Soaked, wrong: Sequence[str]) -> None:
    """Print the report."""
    rate = len(soaked.ended) / soaked.seconds
    print(f"{soaked.engine}, {soaked.workers} workers, {soaked.clients} clients")
    print(f"{len(soaked.ended)} respondents in {soaked.seconds:.0f} s, {rate:.1f} a second:")
    for end, times in Counter(each.end for each in soaked.ended).most_common():
        print(f"{times:8} {end}")
    print("met by them:", ", ".join(f"{times} × {what}" for what, times in soaked.met.items()) or "nothing")
    for upset, several in _by_upset(soaked.happened).items():
        seconds = [each.seconds for each in several]
        print(f"{len(several):8} × {upset}, {sum(seconds) / len(several):.1f} s each, {max(seconds):.1f} s at most")
    _tell_memory(soaked)
    _tell_answers(soaked)
    print("\n".join(f"WRONG: {fault}" for fault in wrong) or "0 lost, 0 doubled, 0 phantom; exact in every unit.")


def _tell_memory(soaked: Soaked) -> None:
    print("memory of the workers, MB, when so many had answered:")
    for look in soaked.looks[:: max(1, len(soaked.looks) // 12)]:
        print(f"{look.answered:8}  {'  '.join(f'{size / 1e6:.1f}' for size in look.resident.values())}")
    stretch = soaked.quiet[-1].answered - soaked.quiet[0].answered if soaked.quiet else 0
    grown = ", ".join(f"{size / 1e6:+.2f} MB" for size in growth(soaked.quiet).values())
    print(f"grown over the last {stretch} answers, in which no process was ended: {grown or 'too few to tell'}")


def _tell_answers(soaked: Soaked) -> None:
    found = sum(soaked.found.found.values())
    print(f"found {found} answers of {len(soaked.thanked)} thanked; counted at the office: {soaked.counted}")
    if soaked.last and isinstance(soaked.restored, Holdings):
        kept = sum(soaked.restored.found.values())
        print(
            f"the last copy, begun after {soaked.last.at_least} and done after {soaked.last.at_most}: {kept} restored"
        )


def _by_upset(happened: Sequence[Happened]) -> Mapping[str, list[Happened]]:
    kinds = sorted({each.due.upset for each in happened})
    return {kind: [each for each in happened if each.due.upset == kind] for kind in kinds}
