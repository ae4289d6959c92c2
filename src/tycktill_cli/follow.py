"""Runs `tycktill follow`: what is to be expected of a figure without an action, and what came."""

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from tycktill.files import check_new_file, read_action, write_expectation
from tycktill.improvement import (
    SENTENCES,
    Action,
    Expectation,
    Followed,
    History,
    Released,
    Sentences,
    Unfollowed,
    Unforeseen,
    check_action,
    expect,
    expectation_sentences,
    follow,
    indicator_name,
    judged_together,
    lock_sentence,
    outcome_sentences,
)
from tycktill.publication import Release
from tycktill.tables import MANIFEST, RESULTS, parse_results, read_manifest
from tycktill.terms import Fault, Refused
from tycktill_cli.inputs import read_releases


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `follow` to the command."""
    parser = commands.add_parser("follow", help="tell what to expect without an action, and what came")
    parser.add_argument(
        "releases", type=Path, nargs="+", metavar="RELEASE_DIR", help="releases of the rounds, in any order"
    )
    parser.add_argument(
        "--action",
        type=Path,
        required=True,
        action="append",
        metavar="FILE.toml",
        help="what is done and which figure it is to move; of several all are judged together",
    )
    parser.add_argument(
        "--lock", type=Path, metavar="FILE.json", help="a file to make of the expectation of one action"
    )
    parser.add_argument(
        "--language", choices=sorted(SENTENCES), default="en", help="what to tell it in (default: %(default)s)"
    )
    parser.set_defaults(run=_run_follow)


def _run_follow(parsed: argparse.Namespace) -> int:
    files: Sequence[Path] = parsed.action
    if parsed.lock is not None:
        _check_lock(parsed.lock, files)
    actions = {str(file): read_action(file) for file in files}
    history = History(released_rounds(read_releases(parsed.releases)))
    for file, action in actions.items():
        check_action(action, history, file=file)
    expected = {file: _checked_expectation(action, history, file) for file, action in actions.items()}
    if parsed.lock is not None:
        (found,) = expected.values()
        if isinstance(found, Expectation):
            write_expectation(found, parsed.lock)
    print("\n".join(_action_lines(actions, expected, history, SENTENCES[parsed.language])))
    return 0


def released_rounds(releases: Iterable[Release]) -> Iterator[Released]:
    """Every round of these releases."""
    for release in releases:
        if RESULTS not in release.files:
            raise Refused([Fault("The release has no results.csv", "Take it from where it was published again")])
        manifest, rows = read_manifest(release.files[MANIFEST]), parse_results(release.files[RESULTS])
        for round in sorted({row.cell.round for row in rows}):
            yield Released(round, manifest, rows)


def _check_lock(path: Path, files: Sequence[Path]) -> None:
    if len(files) > 1:
        raise Refused([Fault("--lock is for one action", "Give one --action", file=str(path))])
    check_new_file(path)


def _checked_expectation(action: Action, history: History, file: str) -> Expectation | Unforeseen:
    """The expectation, if it is the one that was locked. Raises Refused where it is another."""
    to_move = action.indicator
    found = expect(history, to_move.indicator, to_move.round, was_chosen=action.chosen_for_the_figure)
    if isinstance(found, Expectation):
        found = replace(found, what=action.what, starts=action.starts or "")
    if action.locked and (not isinstance(found, Expectation) or found.sha256 != action.locked):
        problem = "The expectation of these releases is another than the one that was locked"
        remedy = f"Give the releases that were known then, up to {to_move.round}, and the action as it stood then"
        raise Refused([Fault(problem, remedy, file=file, place="locked")])
    return found


def _action_lines(
    actions: Mapping[str, Action],
    expected: Mapping[str, Expectation | Unforeseen],
    history: History,
    sentences: Sentences,
) -> Iterator[str]:
    known = {file: each for file, each in expected.items() if isinstance(each, Expectation)}
    came = {file: follow(history, each) for file, each in known.items()}
    outcomes = {file: each for file, each in came.items() if isinstance(each, Followed)}
    together: Mapping[str, Followed | Unfollowed] = {
        **came,
        **dict(zip(outcomes, judged_together([*outcomes.values()]), strict=True)),
    }
    for number, (file, action) in enumerate(actions.items()):
        yield from ([""] if number else [])
        yield from _of_action(action, expected[file], together.get(file), history, sentences)


def _of_action(
    action: Action,
    expected: Expectation | Unforeseen,
    came: Followed | Unfollowed | None,
    history: History,
    sentences: Sentences,
) -> Iterator[str]:
    baseline = history.get(action.indicator.round)
    assert baseline is not None, "checked before"
    yield f"{action.what} ({action.owner})" if action.owner else action.what
    yield f"{indicator_name(action.indicator.indicator, baseline.manifest.names, sentences)}, {baseline.round}"
    yield from expectation_sentences(expected, sentences)
    if isinstance(expected, Expectation) and not isinstance(came, Followed):
        yield f'locked = "{expected.sha256}"'
    if came is not None:
        yield from outcome_sentences(came, sentences)
    if isinstance(came, Followed):
        yield lock_sentence(
            action.locked_on or "" if action.locked else "", _first_answer_day(came, action, history), sentences
        )


def _first_answer_day(came: Followed, action: Action, history: History) -> str | None:
    """The day when answers began to be collected in the round that an action is judged by."""
    later = history.get(came.round)
    assert later is not None, "an outcome is of a round that is known"
    family = later.manifest.grouping.family(action.indicator.target)
    return later.manifest.facts_of(family, came.round).first_day
