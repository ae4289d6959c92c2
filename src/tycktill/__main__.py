"""`python -m tycktill`: the `tycktill` command, where the folder of installed programs is not on the path."""

import sys
from importlib.metadata import distribution

# The method knows no command. Which one comes with it, the installed package says.
(command,) = distribution("tycktill").entry_points.select(group="console_scripts", name="tycktill")
if __name__ == "__main__":
    sys.exit(command.load()())
