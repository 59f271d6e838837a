"""A file of named arrays: written once, then mapped into memory and read where it lies.

    the arrays, each on a 64-byte boundary │ table of contents, JSON │ its digest, 16 bytes │ its length, 8 │ MAGIC

Numbers are little-endian. Nothing in such a file is code, and its sizes and offsets are checked before they are used.
"""

from __future__ import annotations

import hashlib
import json
import mmap
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.errors import DamagedIndex, unusable

Array: TypeAlias = NDArray[Any]

MAGIC = b"DATELINE"
TYPES = frozenset(("|u1", "<u2", "<u4", "<u8", "<i4"))
_BOUNDARY = 64
_COPIED = 1 << 20  # bytes at a time
_TAIL = 16 + 8 + len(MAGIC)


class ArraysWriter:
    """Writes such a file. An array is put whole, or grows part by part in a file of its own until it is finished."""

    def __init__(self, path: Path | BytesIO) -> None:
        """To a path, or into memory, where parts are kept in memory too."""
        self._folder = path.parent if isinstance(path, Path) else None
        self._file: IO[bytes] = path.open("wb") if isinstance(path, Path) else path
        self._contents: dict[str, tuple[str, int, int]] = {}  # type, offset, length
        self._growing: dict[str, tuple[str, IO[bytes]]] = {}

    def put(self, name: str, array: Array) -> None:
        """Write an array whole."""
        kind = array.dtype.str
        self._begin(name, kind, len(array))
        self._file.write(np.ascontiguousarray(array, kind).data.cast("B") if array.size else b"")

    def append(self, name: str, dtype: str, part: Array) -> None:
        """Write the next part of an array."""
        import tempfile  # with shutil some milliseconds, which reading does without

        if name not in self._growing:
            memory = self._folder is None
            part_file: IO[bytes] = BytesIO() if memory else tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115
            self._growing[name] = dtype, part_file  # closed by finish
        kind, file = self._growing[name]
        if part.size:
            file.write(np.ascontiguousarray(part, kind).data.cast("B"))

    def finish(self, *names: str) -> None:
        """Put the arrays that grew where they belong."""
        import shutil

        for name in names:
            kind, file = self._growing.pop(name)
            with file:
                self._begin(name, kind, file.tell() // np.dtype(kind).itemsize)
                file.seek(0)
                shutil.copyfileobj(file, self._file, _COPIED)

    def _begin(self, name: str, kind: str, length: int) -> None:
        assert kind in TYPES and name not in self._contents, (name, kind)
        self._file.write(bytes(-self._file.tell() % _BOUNDARY))
        self._contents[name] = (kind, self._file.tell(), length)

    def close(self) -> None:
        """Write the table of contents."""
        assert not self._growing
        contents = json.dumps(self._contents).encode()
        self._file.write(contents + _digest(contents) + len(contents).to_bytes(8, "little") + MAGIC)
        if self._folder:
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self.close()
            return
        for file in (self._file, *(file for _, file in self._growing.values())):
            with suppress(OSError):  # from a full disk; what is raised says so
                file.close()


class Arrays:
    """Such a file, mapped; `arrays["body.length"]` is a read-only array. Raises DamagedIndex for what is none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._contents = _contents(self._map)
        except (OSError, ValueError, TypeError, LookupError, RecursionError) as error:
            raise unusable(path, error) from error
        self._arrays: dict[str, Array] = {}

    def __getitem__(self, name: str) -> Array:
        array = self._arrays.get(name)
        if array is None:
            if name not in self._contents:
                raise DamagedIndex(f"{self.path} has no {name}. Run: search-index build")
            kind, offset, length = self._contents[name]
            array = self._arrays[name] = np.frombuffer(self._map, kind, length, offset)
        return array

    def bytes(self, name: str) -> memoryview:
        """The bytes of an array."""
        return self[name].data.cast("B")


def _contents(data: mmap.mmap) -> dict[str, tuple[str, int, int]]:
    """The table of contents of a file; raises what `Arrays` catches where it does not describe that file."""
    length = int.from_bytes(data[-len(MAGIC) - 8 : -len(MAGIC)], "little")
    if len(data) < _TAIL or data[-len(MAGIC) :] != MAGIC or length > len(data) - _TAIL:
        raise ValueError("it is no file of arrays")
    end = len(data) - _TAIL - length
    contents = data[end : end + length]
    if _digest(contents) != data[end + length : end + length + 16]:
        raise ValueError("its table of contents is not what was written")
    found = json.loads(contents)
    if not isinstance(found, dict):
        raise ValueError("its table of contents is none")
    free = 0  # where the next array may begin
    for kind, offset, count in sorted(found.values(), key=lambda row: row[1]):
        if not (type(offset) is type(count) is int and kind in TYPES and offset % _BOUNDARY == 0):
            raise ValueError("its table of contents is wrong")
        if not free <= offset <= offset + count * np.dtype(kind).itemsize <= end:
            raise ValueError("its table of contents leads elsewhere")
        free = offset + count * np.dtype(kind).itemsize
    return {name: (kind, offset, count) for name, (kind, offset, count) in found.items()}


def _digest(contents: bytes) -> bytes:
    return hashlib.blake2b(contents, digest_size=16).digest()


def smallest(most: int) -> str:
    """The type that holds numbers up to `most`."""
    return "|u1" if most < 1 << 8 else "<u2" if most < 1 << 16 else "<u4" if most < 1 << 32 else "<u8"


def offsets(counts: Any) -> Array:
    """Where each of several runs of these lengths begins, and where the last one ends."""
    starts = np.zeros(len(counts) + 1, "<u8")
    np.cumsum(counts, out=starts[1:])
    return starts.astype(smallest(int(starts[-1])))


def distinct(numbers: Array) -> Array:
    """The numbers in order, each once. (np.unique imports masked arrays, which takes a process 5 ms.)"""
    numbers = np.sort(numbers)
    return numbers[firsts(numbers)]


def ordered(numbers: Array) -> Array:
    """The places of numbers below 2 ** 32 in the order of the numbers, and of equal ones as they come.

    By 16 bits at a time, which numpy sorts in linear time: a third of what sorting 64 bits takes.
    """
    order = np.argsort(numbers.astype("<u2"), kind="stable")
    high = (numbers >> 16).astype("<u2")
    return order[np.argsort(high[order], kind="stable")] if high.any() else order


def firsts(numbers: Array) -> Array:
    """Of each of some numbers in order whether it is the first of its kind."""
    first = np.ones(len(numbers), bool)
    first[1:] = numbers[1:] != numbers[:-1]
    return first


def shared(some: Array, others: Array) -> tuple[Array, Array]:
    """Where the numbers that two arrays share stand in each. Both are in order and without repetition."""
    if len(some) > len(others):
        return shared(others, some)[::-1]
    if not len(some):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    at = others.searchsorted(some)
    there = (others.take(at, mode="clip") == some).nonzero()[0]  # take, for it costs half of what an index does
    return there, at.take(there)


def gaps(starts: Array) -> Array:
    """How long each of several runs is: what `offsets` was made from."""
    ends = starts.astype(np.int64)
    return np.asarray(ends[1:] - ends[:-1])


def ragged(starts: Array, counts: Array) -> Array:
    """The indices of several runs one behind the other: starts[0], starts[0] + 1, …, starts[1], …

    >>> ragged(np.array([5, 9]), np.array([2, 1])).tolist()
    [5, 6, 9]
    """
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    shift = np.asarray(starts, np.int64) - (ends - counts)
    kind = np.int32 if total + int(np.max(starts, initial=0)) < 1 << 31 else np.int64  # half the memory to go through
    return np.repeat(shift.astype(kind), counts) + np.arange(total, dtype=kind)
