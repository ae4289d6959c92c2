"""Builds the compiled search beside the package, where there is a C compiler; all else is in pyproject.toml.

It uses nothing of Python's own headers and is loaded by `tycktill.disclosure.search.compiled`, so that one file serves
every Python. Without it `reference` works out the same, with the same bytes and much slower.
"""

from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_ext import build_ext

SEARCH = Path("src/tycktill/disclosure/search")
CORE = Extension(
    "tycktill.disclosure.search._core",
    [str(SEARCH / "core.c")],
    depends=sorted(map(str, SEARCH.glob("*.h"))),
    extra_compile_args=["-O3"],
    optional=True,
)


class BuildCore(build_ext):
    """Names the file without a version of Python."""

    def get_ext_filename(self, fullname: str) -> str:
        """Where the compiled search lies."""
        return f"{fullname.replace('.', '/')}.so"


class WheelOfEveryPython(bdist_wheel):
    """A wheel of one kind of machine and any Python 3."""

    def get_tag(self) -> tuple[str, str, str]:
        """Its name's last parts."""
        return "py3", "none", super().get_tag()[2]


setup(ext_modules=[CORE], cmdclass={"build_ext": BuildCore, "bdist_wheel": WheelOfEveryPython})
