"""Which files: what lies under the given paths, their bytes, and the pieces a file is read in."""

from __future__ import annotations

import gzip
import os
import re
import stat
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from index.errors import SourceError
from index.formats import has_lines, knows

# A worker may take 512 MB, and a JSON document takes about ten times its bytes when it is read as a whole.
LARGEST_FILE = 32 << 20
LARGEST_LINE = 8 << 20
PIECE = 64 << 10  # bytes: some dozens of articles, a few milliseconds of work
_SWELL = 200  # gzip shrinks news 3 to 10 times, repeated lines some 100 times, and zeros 1,000 times
_GZIP = b"\x1f\x8b"
_UNPRINTABLE = re.compile(r"[\0-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class File:
    """A file to read, with what tells whether it changed."""

    path: str  # absolute
    size: int  # bytes
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file, or an article in it, that could not be read, and why."""

    path: str  # with ":LINE" or "#N" where the trouble is one article of a file of many
    reason: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was met on the way and is in no format that can be read."""

    path: str


@dataclass(frozen=True, slots=True)
class Piece:
    """What one worker reads at a time: a whole file, or some lines of a JSON Lines file."""

    path: str
    lines: bytes | None = None  # None: the whole file, which the worker opens itself
    first: int = 1  # number of the first line


def walk(paths: Sequence[str], location: str | None = None) -> Iterator[File | Refusal | Skipped]:
    """The files under the given paths: depth first, by name, each once.

    Hidden files and folders (with a leading dot), `*.gold.json` (expected answers beside samples) and the
    folder `location`, where the index lies, are passed over. What cannot be read is a Refusal; so is a file
    given by its own path in an unknown format. Paths are absolute; a name that is not UTF-8 keeps its bytes
    as surrogates, see `shown`.
    """
    folders = {_place(Path(location).stat())} if location else set()
    absolute = [Path(path).absolute() for path in paths]
    given, met = frozenset(absolute), set()
    waiting = [iter(absolute)]
    while waiting:  # no recursion: folders may lie deeper in one another than Python's calls
        path = next(waiting[-1], None)
        if path is None:
            waiting.pop()
            continue
        if path in met:  # a file given beside its folder
            continue
        if path in given:
            met.add(path)
        found = _visited(path, folders, given=path in given)
        if isinstance(found, Iterator):
            waiting.append(found)
        else:
            yield found


def content(path: str) -> bytes:
    """The bytes of a file, unpacked if it is named .gz and is gzip.

    Raises SourceError where it cannot be read, is damaged, is packed twice, or is larger than LARGEST_FILE
    (of which no more is unpacked).
    """
    try:
        with _opened(path) as stream:
            data = stream.read(LARGEST_FILE + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(_reason(error)) from error
    if len(data) > LARGEST_FILE:
        raise SourceError(f"larger than {LARGEST_FILE >> 20} MiB; split it, or make it JSON Lines")
    if path.lower().endswith(".gz") and data.startswith(_GZIP):
        raise SourceError("packed with gzip more than once; unpack it first")
    return data


def pieces(file: File) -> Iterator[Piece]:
    """What workers read one at a time: JSON Lines in blocks of whole lines, any other file as one piece.

    Of a line longer than LARGEST_LINE one byte more than that is kept, for the reader to refuse it by its
    number. Raises SourceError where the file cannot be read or its gzip data are damaged, which may be
    after some pieces.
    """
    if not has_lines(file.path):
        yield Piece(file.path)
        return
    try:
        with _opened(file.path) as stream:
            yield from _blocks(file, stream)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(_reason(error)) from error


def split(piece: Piece) -> Iterator[Piece]:
    """Each line of a piece as a piece of its own; nothing for a whole file."""
    for number, line in enumerate((piece.lines or b"").split(b"\n"), piece.first):
        if line.strip():
            yield Piece(piece.path, line, number)


def shown(path: str) -> str:
    """A path that can be printed: bytes that are not UTF-8 and control characters are replaced."""
    text = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return _UNPRINTABLE.sub("\ufffd", text)


def _visited(path: Path, folders: set[tuple[int, int]], given: bool) -> File | Refusal | Skipped | Iterator[Path]:
    """What lies at a path; of a folder what is in it, and nothing when it is met again."""
    try:
        found = path.stat()
        if stat.S_ISREG(found.st_mode):
            return _file(path, found, given)
        if not stat.S_ISDIR(found.st_mode):
            return Refusal(shown(str(path)), "not a regular file (a pipe, a socket or a device)")
        if _place(found) in folders:  # a link back up, or a folder given twice
            return iter(())
        folders.add(_place(found))
        names = sorted(entry.name for entry in path.iterdir())  # of a million files not as many paths
    except OSError as error:
        return Refusal(shown(str(path)), _missing(path) or _reason(error))
    return (path / name for name in names if not name.startswith(".") and not name.endswith(".gold.json"))


def _place(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino


def _file(path: Path, found: os.stat_result, given: bool) -> File | Refusal | Skipped:
    if not knows(str(path)):
        reason = "not in a format that can be read; the name's ending tells (.html .txt .json .jsonl .xml .sgm)"
        return Refusal(shown(str(path)), reason) if given else Skipped(shown(str(path)))
    if not os.access(path, os.R_OK):
        return Refusal(shown(str(path)), "cannot be opened: permission denied")
    return File(str(path), found.st_size, found.st_mtime_ns)


def _missing(path: Path) -> str | None:
    if path.is_symlink() and not path.exists():
        return "a link that leads nowhere"
    return None if os.path.lexists(path) else "there is no such file or folder"


def _opened(path: str) -> BinaryIO:
    """The file, unpacked as it is read if it is gzip by its name and its first bytes."""
    stream = Path(path).open("rb")  # noqa: SIM115 the caller closes it
    if path.lower().endswith(".gz") and stream.peek(2).startswith(_GZIP):
        return cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    return stream


def _blocks(file: File, stream: BinaryIO) -> Iterator[Piece]:
    first, rest, left = 1, b"", _SWELL * file.size + LARGEST_FILE
    while block := stream.read(PIECE):
        rest += block
        end = rest.rfind(b"\n") + 1
        left -= len(block)
        if not end and len(rest) > LARGEST_LINE:
            rest, end = rest[: LARGEST_LINE + 1] + b"\n", LARGEST_LINE + 2
            while left > 0 and (more := stream.readline(PIECE)) and not more.endswith(b"\n"):
                left -= len(more)
        if left <= 0:
            raise SourceError(f"unpacks to more than {_SWELL} times its size, as no news does; unpack it first")
        if end:
            yield Piece(file.path, rest[:end], first)
            first += rest.count(b"\n", 0, end)
            rest = rest[end:]
    if rest:
        yield Piece(file.path, rest, first)


def _reason(error: Exception) -> str:
    if isinstance(error, EOFError):
        return "its gzip data end too early; fetch it again"
    if isinstance(error, zlib.error | gzip.BadGzipFile):
        return f"its gzip data are damaged ({error}); fetch it again"
    return f"cannot be opened: {(getattr(error, 'strerror', None) or str(error)).lower()}"
