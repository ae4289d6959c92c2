"""Prints what a shell completes the command by: `tycktill completion bash`."""

import argparse

import shtab


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", *, of: argparse.ArgumentParser) -> None:
    """Add `completion` to the command that `of` is the parser of."""
    parser = commands.add_parser("completion", help="print what a shell completes this command by")
    parser.add_argument("shell", choices=shtab.SUPPORTED_SHELLS)
    parser.set_defaults(run=lambda parsed: complete(of, parsed.shell))


def complete(parser: argparse.ArgumentParser, shell: str) -> int:
    """Print the script that completes this parser's command in a shell."""
    print(shtab.complete(parser, shell))
    return 0
