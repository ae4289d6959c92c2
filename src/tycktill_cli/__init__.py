"""The `tycktill` command: calls the method and the service from a shell and decides nothing itself."""

import os

# Read when NumPy is loaded, here and in processes started later. Protecting multiplies thousands of small matrices,
# for which threads of OpenBLAS only wait for each other: a third of all processor time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
