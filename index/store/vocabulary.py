"""Sorted words: their UTF-8 bytes with a line end behind each, so that a pattern runs over all of them at once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from index.store.arrays import Array, Arrays, ArraysWriter, offsets

_LEAD = 8  # bytes of a word that are compared as one number first: a search takes 5 µs then, not 25
END = b"\n"  # in no word: tokens hold no blanks, and names are stored without


def encode(text: str) -> bytes:
    """UTF-8; half a surrogate pair, which a file may hold by mistake, is kept too."""
    return text.encode("utf-8", "surrogatepass")


def decode(data: bytes) -> str:
    """The text that `encode` gave this for."""
    return data.decode("utf-8", "surrogatepass")


class Vocabulary:
    """The words of a field by their numbers, in the order of their bytes. A word may stand in it more than once."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._blob = arrays.bytes(f"{name}.words")
        self.starts = arrays[f"{name}.starts"]
        self._leads = arrays[f"{name}.leads"]
        self._lead_numbers = self._leads.astype("=u8", copy=False).data  # for bisect, ten times as fast

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> bytes:
        if not 0 <= number < len(self):
            raise IndexError(number)
        return bytes(self._blob[self.starts[number] : self.starts[number + 1] - 1])

    def __iter__(self) -> Iterator[bytes]:
        return iter(bytes(self._blob).split(END)[:-1])

    def text(self, number: int) -> str:
        """A word as text."""
        return decode(self[number])

    def span(self, word: bytes) -> range:
        """The numbers of a word: none, one, or, where it stands more than once, several."""
        low, high = self._alike(word)
        first = last = bisect_left(self, word, low, high)
        while last < high and self[last] == word:
            last += 1
        return range(first, last)

    def known(self, words: Sequence[bytes]) -> list[bytes]:
        """Those of many words that may stand in it: of most others that is seen at once."""
        leads = np.fromiter(map(_lead, words), "<u8", len(words))
        there = self._leads.searchsorted(leads) < self._leads.searchsorted(leads, side="right")
        return [words[at] for at in np.flatnonzero(there).tolist()]

    def beginning(self, prefix: bytes) -> range:
        """The numbers of all words that begin so."""
        return range(self._place(prefix), self._place(prefix + b"\xff"))

    def _place(self, word: bytes) -> int:
        """The number of the first word that is not smaller."""
        return bisect_left(self, word, *self._alike(word))

    def _alike(self, word: bytes) -> tuple[int, int]:
        """From which number to which words have the lead of a word."""
        lead = _lead(word)
        low = bisect_left(self._lead_numbers, lead)
        return low, bisect_right(self._lead_numbers, lead, low)

    def matching(self, pattern: bytes) -> Array:
        """The numbers of all words that a regular expression of bytes, without line ends, matches as a whole."""
        found = [match.start() for match in re.finditer(b"^(?:" + pattern + b")$", self._blob, re.MULTILINE)]
        return np.searchsorted(self.starts, np.array(found, "<u8"))


def _lead(word: bytes) -> int:
    """The first eight bytes of a word as a number, by which words are in the same order, or equal."""
    return int.from_bytes(word[:_LEAD].ljust(_LEAD, b"\0"), "big")


def write(file: ArraysWriter, name: str, words: Iterable[bytes]) -> None:
    """Write sorted words as a vocabulary."""
    listed: Sequence[bytes] = list(words)
    blob = END.join([*listed, b""])
    file.put(f"{name}.words", np.frombuffer(blob, "|u1"))
    file.put(f"{name}.starts", offsets(np.fromiter(map(len, listed), np.int64, len(listed)) + 1))
    file.put(f"{name}.leads", np.array(listed, f"S{_LEAD}").view(">u8").astype("<u8"))  # as _lead, all at once
