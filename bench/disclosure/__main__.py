"""Runs the measurement; a file of its own, so that processes which do questions load nothing of it."""

import sys

from bench.disclosure import main

main(sys.argv[1:])
