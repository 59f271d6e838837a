"""What was asked for last, kept for the next time: lists of documents, and pages of hits, each within its own bounds.

They are kept apart, so that the lists of a large archive, of which a few fill the room there is, push no pages out.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Values by their keys, of `most` bytes together; those go that were not asked for longest."""

    def __init__(self, most: int, size: Callable[[Value], int]) -> None:
        self.most = most
        self.size = size  # bytes of a value
        self._values: OrderedDict[object, Value] = OrderedDict()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: object) -> Value | None:
        """What was kept under a key."""
        found = self._values.get(key)
        if found is not None:
            self._values.move_to_end(key)
        return found

    def keep(self, key: object, value: Value) -> None:
        """Keep something for the next time it is asked for."""
        if key in self._values:
            self._bytes -= self.size(self._values.pop(key))
        self._values[key] = value
        self._bytes += self.size(value)
        while self._bytes > self.most:
            self._bytes -= self.size(self._values.popitem(last=False)[1])

    def clear(self) -> None:
        """Let go of all."""
        self._values.clear()
        self._bytes = 0
