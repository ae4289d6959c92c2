"""The machine's programs and .venv: `setup.py` for a developer, `setup.py service` to run the service alone."""

import sys

from scripts.steps import environment, system

match sys.argv[1:]:
    case []:
        system.install()
        environment.make("dev")
    case ["service"]:
        environment.make("service")
    case _:
        sys.exit("usage: scripts/setup [service]")
