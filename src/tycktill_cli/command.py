"""The `tycktill` command: puts its parts together and hands over to the one that was asked for."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

from tycktill.terms import Refused
from tycktill_cli.terminal import show_help

_ENDING = "Ends with 0 when all is done, 1 when something is refused, found wrong or stopped, 2 when asked wrongly."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 done, 1 refused, found wrong or stopped. Wrong usage gives 2 or ends the process with it."""
    try:
        status = _run_parsed(arguments)
        sys.stdout.flush()
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 1
    except EOFError:
        print("Something is asked for, and nobody is there to answer: run it at a terminal.", file=sys.stderr)
        return 1
    except BrokenPipeError:
        _write_no_more()
        return 1
    return status


def _run_parsed(arguments: Sequence[str] | None) -> int:
    parsed = make_parser().parse_args(arguments)
    status: int = parsed.run(parsed)
    return status


def make_parser() -> argparse.ArgumentParser:
    """Each part adds a subcommand with a function `run`, from the parsed arguments to the exit status."""
    # What follows takes long enough to be stopped by hand.
    from tycktill_cli import follow, instruments, service, tabulate, template, verify

    parser = argparse.ArgumentParser(prog="tycktill", description="User surveys that expose nobody.", epilog=_ENDING)
    parser.add_argument("--version", action="version", version=f"tycktill {version('tycktill')}")
    show_help(parser)
    commands = parser.add_subparsers(metavar="COMMAND")
    for part in (tabulate, verify, follow, instruments, template, service):
        part.add_parser(commands)
    _add_completion(commands, of=parser)
    return parser


def _add_completion(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", *, of: argparse.ArgumentParser
) -> None:
    """Add `completion`, which prints what a shell completes the command by that `of` is the parser of."""
    import shtab

    parser = commands.add_parser("completion", help="print what a shell completes this command by")
    parser.add_argument("shell", choices=shtab.SUPPORTED_SHELLS)

    def print_completion(parsed: argparse.Namespace) -> int:
        print(shtab.complete(of, parsed.shell))
        return 0

    parser.set_defaults(run=print_completion)


def _write_no_more() -> None:
    """Who read the output has gone, as `head` does. What is still to be flushed at exit must not fail again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())


if __name__ == "__main__":
    sys.exit(main())
