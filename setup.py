"""Builds the compiled search beside the package, where there is a C compiler; all else is in pyproject.toml.

It uses nothing of Python's own headers, and is loaded by `tycktill.disclosure.search.compiled`. Without it the same is
worked out in Python, with the same bytes and much slower.
"""

from setuptools import Extension, setup

SOURCE = "src/tycktill/disclosure/search/core.c"

setup(ext_modules=[Extension("tycktill.disclosure.search._core", [SOURCE], extra_compile_args=["-O2"], optional=True)])
