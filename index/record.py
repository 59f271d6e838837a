"""What a published index knows of its own making: its figures, and the files it was read from."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple, Self, get_args

from index.names import Names

Kind = Literal["files", "articles", "refused"]
Lists = Callable[[Kind], Iterator[str]]  # the lines of one kind, as they are asked for: there may be millions
KINDS: tuple[Kind, ...] = get_args(Kind)

_dumps = json.JSONEncoder(separators=(",", ":")).encode  # json.dumps makes one each time


class Sighting(NamedTuple):
    """A speaker of an article: the name, what it is the name of, and what is said of its bearer."""

    name: str
    kind: Literal["person", "other", ""] = ""  # "": nothing tells
    role: str = ""


class Held(NamedTuple):
    """What is remembered of an article that a file holds."""

    published: str
    quotations: int
    language: str | None = None
    speakers: tuple[Sighting, ...] = ()
    corrected: tuple[str, ...] = ()  # ids of its quotations that the user corrected or took out


class FileRecord(NamedTuple):
    """A file that was read, or refused, with what tells whether it changed since."""

    number: int  # by which its articles and what was refused of it are known
    path: str
    size: int
    mtime_ns: int
    digest: str  # of its bytes; "" where it could not be read

    def to_line(self) -> str:
        """Its values in order, as JSON."""
        return _dumps(self)

    @classmethod
    def from_line(cls, line: str) -> Self:
        """The record whose `to_line` gave this; raises ValueError or TypeError for what is none."""
        return cls(*json.loads(line))


class Holding(NamedTuple):
    """An article that a file holds."""

    file: int  # its number
    id: str
    held: Held

    def to_line(self) -> str:
        """Its values in order, as JSON."""
        return _dumps((self.file, self.id, *self.held))

    @classmethod
    def from_line(cls, line: str) -> Self:
        """The one whose `to_line` gave this; raises ValueError or TypeError for what is none."""
        file, id, published, quotations, language, speakers, corrected = json.loads(line)
        seen = tuple(Sighting(*one) for one in speakers)
        return cls(file, id, Held(published, quotations, language, seen, tuple(corrected)))


class Refused(NamedTuple):
    """What could not be read of a file, or nothing of it."""

    file: int  # its number
    path: str  # or path:line
    reason: str

    def to_line(self) -> str:
        """Its values in order, as JSON."""
        return _dumps(self)

    @classmethod
    def from_line(cls, line: str) -> Self:
        """The one whose `to_line` gave this; raises ValueError or TypeError for what is none."""
        return cls(*json.loads(line))


def nothing(kind: Kind) -> Iterator[str]:
    """The lists of a record of no files."""
    return iter(())


@dataclass(frozen=True, slots=True)
class Record:
    """One published run."""

    created: str  # ISO 8601, UTC
    seconds: float
    paths: tuple[str, ...]  # what it was told to read, absolute
    languages: tuple[str, ...]  # of its articles, ISO 639-1; a query's words are inflected in these
    articles: int
    quotations: int
    skipped: int  # files of kinds that hold no articles
    corrections: tuple[str, ...] = ()  # the user's, a line each
    files: int = 0  # read or refused
    refused: int = 0  # files, and articles in files
    names: Names = field(default_factory=Names)  # which of its speakers are one
    lists: Lists = field(default=nothing, compare=False, repr=False)  # each file, article and refusal, a line each

    def to_dict(self) -> dict[str, Any]:
        """Its figures as plain values for JSON, without the names and lists."""
        return {f.name: getattr(self, f.name) for f in dataclasses.fields(self) if f.name not in ("names", "lists")}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """The record whose `to_dict` gave these; raises LookupError or TypeError for what is none."""
        lists = {key: tuple(values[key]) for key in ("paths", "languages", "corrections")}
        record = cls(**(values | lists))
        figures = (record.articles, record.quotations, record.skipped, record.files, record.refused)
        words = (record.created, *record.paths, *record.languages, *record.corrections)
        if not (
            all(type(figure) is int for figure in figures)
            and all(isinstance(word, str) for word in words)
            and isinstance(record.seconds, int | float)
        ):
            raise TypeError("it is no record of a run")
        return record


def digest(path: Path) -> str:
    """The BLAKE2b digest (RFC 7693) of a file's bytes, 256 bits in hex; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=32)).hexdigest()
