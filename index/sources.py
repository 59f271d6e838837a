"""Which files: what lies under the given paths, and the pieces a file is read in.

A placeholder of contracts until the walk is written.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """A file to read, with what tells whether it changed."""

    path: str  # absolute
    size: int  # bytes
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file, or an article in it, that could not be read, and why."""

    path: str  # with ":LINE" where the trouble is one line of a file of many articles
    reason: str


@dataclass(frozen=True, slots=True)
class Piece:
    """What one worker reads at a time: a whole file, or some lines of a JSON Lines file."""

    path: str
    lines: bytes | None = None  # None: the whole file, which the worker opens itself
    first: int = 1  # number of the first line
