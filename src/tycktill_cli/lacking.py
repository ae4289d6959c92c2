"""What happens when a command is given without the part that says what to do."""

import argparse
import sys


def show_help(parser: argparse.ArgumentParser) -> None:
    """Let the parser's command, given alone, show its help on stderr and end with 2, as wrong usage does."""

    def run(parsed: argparse.Namespace) -> int:
        parser.print_help(sys.stderr)
        return 2

    parser.set_defaults(run=run)
