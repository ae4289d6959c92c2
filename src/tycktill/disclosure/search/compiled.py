"""The search in C, where it was built: the functions of `reference`, and the same bytes."""

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import lru_cache

import numpy as np

from tycktill.disclosure.model.table import Numbers
from tycktill.disclosure.search.arrays import (
    JointArrays,
    JointStateArrays,
    Limits,
    StateArrays,
    TableArrays,
    numbers_of,
)


def _fields(of: type) -> list[tuple[str, type]]:
    return [(each.name, ctypes.c_int32 if each.type is int else ctypes.c_void_p) for each in fields(of)]


def _structure(of: type) -> type[ctypes.Structure]:
    return type(f"_{of.__name__}", (ctypes.Structure,), {"_fields_": _fields(of)})


_STRUCTURES = {each: _structure(each) for each in (TableArrays, StateArrays, JointArrays, JointStateArrays)}


_CHANGING = {StateArrays: ("count", "drawn"), JointStateArrays: ("count",)}


def _library() -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(f"{__file__.removesuffix('compiled.py')}_core.so")
    except OSError:
        return None


_LIBRARY = _library()
IS_BUILT = _LIBRARY is not None


def begin(table: TableArrays, state: StateArrays, free: Numbers, shares: Numbers, seed: int) -> None:
    """Draw worlds from the prior, given what is told of the cells of the free base."""
    _call("begin", table, state, _pointer(free), len(free), _pointer(shares), len(shares), ctypes.c_uint64(seed))


def settle(table: TableArrays, state: StateArrays, seed: int) -> bool:
    """Bring the worlds within what is told; whether any could be."""
    return bool(_call("settle", table, state, ctypes.c_uint64(seed)))


def offer(table: TableArrays, state: StateArrays, cell: int, limits: Limits, seed: int) -> Sequence[tuple[int, int]]:
    """Proved intervals of a cell."""
    return _intervals("offer", table, state, cell, _whole_numbers(limits), ctypes.c_uint64(seed))


def narrow(table: TableArrays, state: StateArrays, cell: int, near: Numbers, seed: int) -> None:
    """Take in what is told of a cell now, and draw worlds anew."""
    pointer = _pointer(near) if len(near) else None
    _call("narrow", table, state, cell, pointer, len(near), ctypes.c_uint64(seed))


def is_safe(table: TableArrays, state: StateArrays, limits: Limits, seed: int) -> bool:
    """Whether what is told is proved safe."""
    return bool(_call("is_safe", table, state, _whole_numbers(limits), ctypes.c_uint64(seed)))


def spread(table: TableArrays, state: StateArrays, count: int, seed: int) -> None:
    """Keep worlds that lie near the first ones drawn."""
    _call("spread", table, state, count, ctypes.c_uint64(seed))


def follow(table: TableArrays, least: Numbers, most: Numbers, rounds: int) -> bool:
    """Narrow bounds of nodes by sums; False where they contradict each other."""
    return bool(_function("follow")(ctypes.byref(_struct(table)), _pointer(least), _pointer(most), rounds))


def joint_begin(joint: JointArrays, state: JointStateArrays, seed: int) -> bool:
    """Draw joint worlds within what is told of joint rows; whether any could be."""
    return bool(_call("joint_begin", joint, state, ctypes.c_uint64(seed)))


def joint_offer(joint: JointArrays, state: JointStateArrays, row: int, seed: int) -> Sequence[tuple[int, int]]:
    """Proved intervals of a joint row."""
    return _intervals("joint_offer", joint, state, row, ctypes.c_uint64(seed))


def joint_narrow(joint: JointArrays, state: JointStateArrays, row: int, seed: int) -> None:
    """Take in what is told of a joint row now, and draw joint worlds anew."""
    _call("joint_narrow", joint, state, row, ctypes.c_uint64(seed))


def joint_is_safe(joint: JointArrays, state: JointStateArrays, seed: int) -> bool:
    """Whether what is told of joint rows and in municipalities is proved safe."""
    return bool(_call("joint_is_safe", joint, state, ctypes.c_uint64(seed)))


@lru_cache(maxsize=4)
def _struct(of: TableArrays | StateArrays | JointArrays | JointStateArrays) -> ctypes.Structure:
    """The same for as long as the arrays are: they are never put in another's place."""
    return _STRUCTURES[type(of)](*map(_plain, numbers_of(of)))


def _intervals(
    name: str, own: TableArrays | JointArrays, state: StateArrays | JointStateArrays, *arguments: object
) -> Sequence[tuple[int, int]]:
    room = state.capacity + 1
    least, most = (ctypes.c_int32 * room)(), (ctypes.c_int32 * room)()
    count = _call(name, own, state, *arguments, least, most)
    return list(zip(least[:count], most[:count], strict=True))


def _call(name: str, own: TableArrays | JointArrays, state: StateArrays | JointStateArrays, *arguments: object) -> int:
    now = _struct(state)
    for each in _CHANGING[type(state)]:
        setattr(now, each, getattr(state, each))
    result: int = _function(name)(ctypes.byref(_struct(own)), ctypes.byref(now), *arguments)
    for each in _CHANGING[type(state)]:
        setattr(state, each, getattr(now, each))
    return result


def _function(name: str) -> Callable[..., int]:
    found: Callable[..., int] = getattr(_LIBRARY, name)
    return found


def _plain(value: int | Numbers) -> int | None:
    return value if isinstance(value, int) else _pointer(value).value


@lru_cache(maxsize=4)
def _whole_numbers(limits: Limits) -> ctypes.Array[ctypes.c_int32]:
    return (ctypes.c_int32 * len(limits))(*limits)


def _pointer(array: Numbers) -> ctypes.c_void_p:
    """Raises TypeError for an array that the search would misread."""
    if array.dtype != np.int32 or not array.flags.c_contiguous:
        raise TypeError("the search takes whole numbers of 32 bits, one after the other")
    return ctypes.c_void_p(array.ctypes.data)
