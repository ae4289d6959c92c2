"""A process that has loaded what others have written and nothing of the service, and forks for each that is started.

Run by `processes.py` with `python forking.py SOCKET NAME…`, the modules to load. What is started has its own
environment from before any of the service is loaded, and its own end: by itself, by an error, or killed.
"""

import os
import pickle
import runpy
import signal
import socket
import sys
from collections.abc import Sequence
from importlib import import_module

LARGEST = 1 << 20
"""Bytes of what is asked."""


def main(place: str, *names: str) -> Sequence[str]:
    """Load, then start what is asked for; in each process that was started, gives the words it was started with."""
    for name in names:
        import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(fileno=int(place)) as asking:
        while True:
            said, handles, _, _ = socket.recv_fds(asking, LARGEST, 3)
            if not said:
                return ()
            if os.fork() == 0:
                asking.close()
                words, environment = pickle.loads(said)  # noqa: S301  from our own tests
                return started(words, environment, *handles)
            for handle in handles:
                os.close(handle)


def started(words: Sequence[str], environment: dict[str, str], ended: int, out: int, told: int) -> Sequence[str]:
    """The words, in a process of their own; this one stays beside it and tells its number, and how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    child = os.fork()
    if child:
        os.close(out)
        os.close(told)
        os.write(ended, f"{child}\n".encode())
        _, status = os.waitpid(child, 0)
        os.write(ended, f"{os.waitstatus_to_exitcode(status)}\n".encode())
        os._exit(0)
    os.close(ended)
    for handle, stream in ((out, 1), (told, 2)):
        os.dup2(handle, stream)
        os.close(handle)
    os.environ.clear()
    os.environ.update(environment)
    return words


def run(words: Sequence[str]) -> None:
    """As `python WORD…` does, which is a file's name, or `-c` and a program."""
    if any(name.startswith("COVERAGE_PROCESS_") for name in os.environ):
        import_module("coverage").process_startup()
    if words[0] == "-c":
        sys.argv[:] = ["-c", *words[2:]]
        exec(compile(words[1], "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102  from our own tests
    else:
        sys.argv[:] = words
        runpy.run_path(words[0], run_name="__main__")


if __name__ == "__main__":
    asked = main(*sys.argv[1:])
    if asked:
        run(asked)
