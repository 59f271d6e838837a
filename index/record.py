"""What a published index knows of its own making: its figures, and the files it was read from."""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple, Self

from index.names import Names


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


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file that was read, or refused, with what tells whether it changed since."""

    path: str
    size: int
    mtime_ns: int
    digest: str  # of its bytes; "" where it could not be read
    articles: dict[str, Held] = field(default_factory=dict)  # by id
    refused: tuple[tuple[str, str], ...] = ()  # (path or path:line, reason)

    def to_row(self) -> list[Any]:
        """Its values in order, for a line of JSON."""
        return [self.path, self.size, self.mtime_ns, self.digest, self.articles, self.refused]

    @classmethod
    def from_row(cls, row: list[Any]) -> Self:
        """The record whose `to_row` gave these; raises ValueError or TypeError for what is none."""
        path, size, mtime_ns, digest, articles, refused = row
        held = {
            id: Held(published, quotations, language, tuple(Sighting(*one) for one in speakers), tuple(corrected))
            for id, (published, quotations, language, speakers, corrected) in articles.items()
        }
        return cls(path, size, mtime_ns, digest, held, tuple((where, reason) for where, reason in refused))


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
    files: tuple[FileRecord, ...] = ()
    names: Names = field(default_factory=Names)  # which of its speakers are one

    @property
    def refused(self) -> list[tuple[str, str]]:
        """(path, reason) of everything that could not be read."""
        return [refusal for record in self.files for refusal in record.refused]

    def to_dict(self) -> dict[str, Any]:
        """Its figures as plain values for JSON, without the files and names."""
        return {f.name: getattr(self, f.name) for f in dataclasses.fields(self) if f.name not in ("files", "names")}

    @classmethod
    def from_dict(cls, values: dict[str, Any], files: tuple[FileRecord, ...] = ()) -> Self:
        """The record whose `to_dict` gave these; raises LookupError or TypeError for what is none."""
        lists = {key: tuple(values[key]) for key in ("paths", "languages", "corrections")}
        record = cls(**(values | lists), files=files)
        figures = (record.articles, record.quotations, record.skipped)
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
