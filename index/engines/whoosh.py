"""The writing half of the Whoosh engine: documents into the segments of a new generation."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Self

from index import generations
from index.document import Document
from index.errors import DamagedIndex, DatelineError, EngineError, MissingIndex, StaleIndex
from index.record import Record
from index.store import DEAD, SEGMENT, segments
from index.store.arrays import Arrays, ArraysWriter
from index.store.invert import MOST_TOKENS, Inverter
from index.store.merge import merge
from index.store.prepare import prepared
from index.store.segment import Segment
from index.store.tiers import to_merge

FAN = 32  # segments of one size that a run merges into a larger one while it goes on
TOGETHER = 256  # articles whose words are cut at once


class Prepared(NamedTuple):
    """A segment, as bytes, and how many articles it has."""

    segment: bytes
    articles: int


class WhooshWriter:
    """A run that writes a generation; see engines.Writer."""

    def __init__(self, location: Path) -> None:
        self.location = location
        self.previous: Record | None = None
        self._stack = ExitStack()
        self._started = time.monotonic()
        self._folder: Path | None = None
        self._kept: dict[str, str] = {}  # files of the generation in service that stay, and their digests
        self._segments: list[Segment] = []  # of the generation in the making
        self._sizes: list[int] = []  # of the segments of this run, how many segments each was made of
        self._numbered = 0  # names given to segments
        self._settled = False  # whether all that was added is merged

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            stack.enter_context(generations.locked(self.location))
            with suppress(MissingIndex, StaleIndex, DamagedIndex):  # then there is nothing to start from
                self.previous = generations.record(self.location, lists=True)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *raised: object) -> None:
        with self._stack, suppress(OSError, EngineError):  # what is left the next run clears away
            generations.clear(self.location)
        error = raised[1]
        if isinstance(error, OSError):
            why = error.strerror or error
            raise EngineError(
                f"No index could be written in {self.location} ({why}); the one in service is as it was."
            ) from error
        if self._kept and isinstance(error, Exception) and not isinstance(error, DatelineError):
            for problem in generations.check(self.location):
                raise DamagedIndex(f"{problem} Run: search-index build") from error  # damaged arrays lead anywhere

    def begin(self, *, empty: bool) -> None:
        """Start from nothing, or from links to the published segments, which are never written into again."""
        self._folder = generations.start(self.location)
        if empty:
            return
        current = generations.opened(self.location)
        for name, known in current.digests.items():
            if SEGMENT in name:
                if name.endswith(DEAD):
                    generations.certain(current.folder / name, known)
                os.link(current.folder / name, self._folder / name)
                self._kept[name] = known
        self._segments = segments(self._folder, self._kept)

    def remove(self, articles: Iterable[str]) -> None:
        """Take out articles and their quotations."""
        ids = list(articles)
        for segment in self._segments:
            key = segment.parts["articles"].keys["id"]
            segment.bury([number for id in ids for number in key.find(id)])

    @staticmethod
    def prepare(articles: Iterable[Sequence[Document]]) -> list[Prepared]:
        """Articles as `add` takes them: whole segments, each of a bounded number of words."""
        found, inverter, waiting = [], Inverter(), iter(articles)
        while some := list(islice(waiting, TOGETHER)):
            together = iter(prepared(document for documents in some for document in documents))
            for documents in some:
                inverter.add(islice(together, len(documents)))
                if inverter.tokens >= MOST_TOKENS:
                    found.append(_segment(inverter))
                    inverter = Inverter()
        return [*found, _segment(inverter)] if inverter.articles or not found else found

    def add(self, prepared: Iterable[Prepared], without: Collection[int] = ()) -> None:
        """Add segments, but for some of their articles."""
        first = 0
        for segment, count in prepared:
            dead = sorted(number - first for number in without if first <= number < first + count)
            first += count
            if len(dead) == count and self._segments:
                continue
            path = self._path()
            path.write_bytes(segment)
            self._segments.append(Segment(path, dead))
            self._sizes.append(1)
            while self._sizes[-FAN:] == [self._sizes[-1]] * FAN:
                self._merge(range(len(self._segments) - FAN, len(self._segments)))
                self._sizes[-FAN:] = [self._sizes[-1] * FAN]

    def publish(self, record: Record) -> Record:
        """Make what was written current."""
        assert self._folder is not None
        self.settle()
        record = replace(record, seconds=round(time.monotonic() - self._started, 1))
        generations.publish(self._folder, record, self._kept)
        return record

    def settle(self) -> None:
        """Merge what should be one segment."""
        if self._settled:
            return
        if not self._segments:
            self.add(self.prepare([]))
        self._merge(range(len(self._segments) - len(self._sizes), len(self._segments)))
        gone = [len(segment.dead) for segment in self._segments]
        alive = [len(segment.parts["articles"]) - dead for segment, dead in zip(self._segments, gone, strict=True)]
        self._merge(to_merge(alive, gone), rewrite=True)
        for segment in self._segments:
            self._write_dead(segment)
        self._settled = True

    def _merge(self, numbers: Collection[int], *, rewrite: bool = False) -> None:
        """Put one segment in the place of some, where they are several, or in that of one to be rid of what is dead."""
        assert self._folder is not None
        some = [self._segments[number] for number in numbers]
        if len(some) < 2 and not (some and rewrite):
            return
        for name in [segment.path.name for segment in some if segment.path.name in self._kept]:
            generations.certain(self._folder / name, self._kept[name])
        merge(some, path := self._path())
        self._segments = [segment for segment in self._segments if segment not in some]
        for segment in some:
            for old in (segment.path, _dead(segment.path)):
                self._kept.pop(old.name, None)
                old.unlink(missing_ok=True)
        self._segments.append(Segment(path))

    def _write_dead(self, segment: Segment) -> None:
        """Write which articles of a segment are dead, where that is not written yet."""
        path = _dead(segment.path)
        before = len(Arrays(path)["articles"]) if path.exists() else 0
        if len(segment.dead) > before:
            self._kept.pop(path.name, None)
            path.unlink(missing_ok=True)  # a link: the generation in service keeps its own
            with ArraysWriter(path) as file:
                file.put("articles", segment.dead.astype("<u4"))

    def _path(self) -> Path:
        """The path of a new segment; names sort in the order they were given."""
        assert self._folder is not None
        self._numbered += 1
        return self._folder / f"{self._folder.stem}-{self._numbered:04}{SEGMENT}"


def _segment(inverter: Inverter) -> Prepared:
    inverter.write(file := BytesIO())
    return Prepared(file.getvalue(), inverter.articles)


def _dead(path: Path) -> Path:
    return path.with_name(f"{path.name}{DEAD}")
