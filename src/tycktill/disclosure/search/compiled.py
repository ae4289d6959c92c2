"""The search in C, where it was built: the functions of `reference`, and the same bytes."""

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import lru_cache

import numpy as np

from tycktill.disclosure.model.table import Numbers
from tycktill.disclosure.search.arrays import StateArrays, TableArrays, numbers_of


def _fields(of: type) -> list[tuple[str, type]]:
    return [(each.name, ctypes.c_int32 if each.type is int else ctypes.c_void_p) for each in fields(of)]


class _Table(ctypes.Structure):
    _fields_ = _fields(TableArrays)


class _State(ctypes.Structure):
    _fields_ = _fields(StateArrays)


def _library() -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(f"{__file__.removesuffix('compiled.py')}_core.so")
    except OSError:
        return None


_LIBRARY = _library()
IS_BUILT = _LIBRARY is not None


def totals(table: TableArrays, state: StateArrays) -> None:
    """Add the worlds up by cell."""
    _call("totals", table, state)


def begin(table: TableArrays, state: StateArrays, free: Numbers, shares: Numbers, seed: int) -> None:
    """Draw worlds from the prior, given what is told of the cells of the free base."""
    _call("begin", table, state, _pointer(free), len(free), _pointer(shares), len(shares), ctypes.c_uint64(seed))


def settle(table: TableArrays, state: StateArrays, seed: int) -> bool:
    """Bring the worlds within what is told; whether any could be."""
    return bool(_call("settle", table, state, ctypes.c_uint64(seed)))


def offer(table: TableArrays, state: StateArrays, cell: int, limits: Numbers, seed: int) -> Sequence[tuple[int, int]]:
    """Proved intervals of a cell."""
    least, most = np.zeros((2, state.capacity + 1), np.int32)
    count = _call("offer", table, state, cell, _pointer(limits), ctypes.c_uint64(seed), _pointer(least), _pointer(most))
    return list(zip(least[:count].tolist(), most[:count].tolist(), strict=True))


def narrow(table: TableArrays, state: StateArrays, cell: int, near: Numbers, seed: int) -> None:
    """Take in what is told of a cell now, and draw worlds anew."""
    pointer = _pointer(near) if len(near) else None
    _call("narrow", table, state, cell, pointer, len(near), ctypes.c_uint64(seed))


def mark_proof(table: TableArrays, state: StateArrays) -> Numbers:
    """By world, drawn or found, 1 where it is proof: the first, and one for each target in which that is otherwise."""
    marks = np.zeros(state.count, np.int32)
    _call("mark_proof", table, state, state.count, _pointer(marks))
    return marks


def is_safe(table: TableArrays, state: StateArrays, limits: Numbers, seed: int) -> bool:
    """Whether what is told is proved safe."""
    return bool(_call("is_safe", table, state, _pointer(limits), ctypes.c_uint64(seed)))


def follow(table: TableArrays, least: Numbers, most: Numbers, rounds: int) -> bool:
    """Narrow bounds of nodes by sums; False where they contradict each other."""
    own = _struct(table)
    return bool(_function("follow")(ctypes.byref(own), _pointer(least), _pointer(most), rounds))


@lru_cache(maxsize=2)
def _struct(table: TableArrays) -> _Table:
    return _Table(*map(_plain, numbers_of(table)))


def _call(name: str, table: TableArrays, state: StateArrays, *arguments: object) -> int:
    own, now = _struct(table), _State(*map(_plain, numbers_of(state)))
    result: int = _function(name)(ctypes.byref(own), ctypes.byref(now), *arguments)
    state.count, state.drawn = now.count, now.drawn
    return result


def _function(name: str) -> Callable[..., int]:
    found: Callable[..., int] = getattr(_LIBRARY, name)
    return found


def _plain(value: int | Numbers) -> int | None:
    return value if isinstance(value, int) else _pointer(value).value


def _pointer(array: Numbers) -> ctypes.c_void_p:
    """Raises TypeError for an array that the search would misread."""
    if array.dtype != np.int32 or not array.flags.c_contiguous:
        raise TypeError("the search takes whole numbers of 32 bits, one after the other")
    return ctypes.c_void_p(array.ctypes.data)
