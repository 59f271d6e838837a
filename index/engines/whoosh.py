"""The writing half of the Whoosh engine: documents into the two collections of a new generation."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from whoosh.filedb.filestore import FileStorage

from index import generations
from index.document import Document, Value
from index.errors import DamagedIndex, EngineError
from index.record import Record
from index.schema import FIELDS, Collection
from index.store import NAME_GAP, SEPARATOR, Keys, value_key, whoosh_schema
from index.tokens import inflection, tokens

MEMORY = 512  # megabytes of postings, of each collection, before Whoosh spills a sorted run to disk


class _Storage(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """A folder that can close what was made in it: Whoosh leaves files open where a write fails."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._made: list[Any] = []

    def create_file(self, name: str, **options: Any) -> Any:
        self._made.append(file := super().create_file(name, **options))
        return file

    def abandon(self) -> None:
        """Close every file made; what cannot be written any more is given up."""
        while self._made:
            with suppress(OSError):
                self._made.pop().file.close()


class WhooshWriter:
    """A run that writes a generation; see engines.Writer."""

    def __init__(self, location: Path) -> None:
        self.location = location
        self.previous: Record | None = None
        self._stack = ExitStack()
        self._folder: Path | None = None
        self._storage: _Storage | None = None
        self._started = time.monotonic()
        self._writers: dict[Collection, Any] = {}
        self._added: set[str] = set()
        self._again: dict[str, list[Document]] = {}

    def __enter__(self) -> Self:
        self._stack.enter_context(generations.locked(self.location))
        try:
            self.previous = generations.record(self.location, files=True)
        except EngineError:  # missing, stale or damaged: nothing to start from
            self.previous = None
        return self

    def __exit__(self, *raised: object) -> None:
        with suppress(OSError):  # from a full disk; what is raised says so
            self._cancel()
        if self._storage:
            self._storage.abandon()
        if self._folder:  # published, it has another name; a full disk is not left full
            shutil.rmtree(self._folder, ignore_errors=True)
        self._stack.close()
        if isinstance(error := raised[1], OSError):
            why = error.strerror or error
            raise EngineError(
                f"No index could be written in {self.location} ({why}); the one in service is as it was."
            ) from error

    def begin(self, *, empty: bool) -> None:
        """Start from nothing, or from links to the published files, which Whoosh never writes into again.

        Raises DamagedIndex where one of these is not what was written: it would be published as if it were.
        """
        if not empty and (problems := generations.check(self.location)):
            raise DamagedIndex(f"{problems[0]} Run: search-index build")
        self._folder = generations.start(self.location)
        self._storage = _Storage(self._folder)
        if empty:
            for collection in FIELDS:
                self._storage.create_index(whoosh_schema(collection), indexname=collection)
        else:
            for path in generations.current(self.location).iterdir():
                if path.name not in (generations.MANIFEST, generations.FILES) and not path.name.endswith("LOCK"):
                    os.link(path, self._folder / path.name)
        self._open()

    def remove(self, articles: Iterable[str]) -> None:
        """Take out published articles and their quotations."""
        for article in articles:
            self._writers["articles"].delete_by_term("id", article)
            self._writers["quotations"].delete_by_term("article", article)

    def add(self, documents: Iterable[Document]) -> None:
        """Add the documents of one article, itself first."""
        rows = list(documents)
        if rows[0].id in self._added:
            self._again[rows[0].id] = rows  # Whoosh cannot take out what it has not yet written
            return
        self._added.add(rows[0].id)
        for document in rows:
            self._writers[document.collection].add_document(**_native(document))

    def publish(self, record: Record) -> Record:
        """Write out both collections and make them current."""
        assert self._folder is not None
        self._commit()
        if self._again:
            self._open()
            self.remove(self._again)
            for rows in self._again.values():
                for document in rows:
                    self._writers[document.collection].add_document(**_native(document))
            self._commit()
        for lock in self._folder.glob("*LOCK"):
            lock.unlink()
        record = replace(record, seconds=round(time.monotonic() - self._started, 1))
        generations.publish(self._folder, record)
        return record

    def _open(self) -> None:
        assert self._storage is not None
        for collection in FIELDS:
            self._writers[collection] = self._storage.open_index(indexname=collection).writer(limitmb=MEMORY)

    def _commit(self) -> None:
        while self._writers:
            self._writers.popitem()[1].commit()

    def _cancel(self) -> None:
        while self._writers:
            self._writers.popitem()[1].cancel()


def _native(document: Document) -> dict[str, Any]:
    """The keyword arguments by which Whoosh takes a document."""
    row: dict[str, Any] = {"stored": document.stored}
    for field in FIELDS[document.collection]:
        if field.name in document.values:
            row |= _KINDS[field.kind](field.name, document.values[field.name], document.language)
    return row


def _key(name: str, value: Value, language: str | None) -> dict[str, Any]:
    return {name: value}


def _text(name: str, value: Value, language: str | None) -> dict[str, Any]:
    words = [token.word for token in tokens(str(value))]
    classes = [inflection(word, language) for word in words]
    return {name: enumerate(classes), f"{name}_exact": enumerate(words)}


def _names(name: str, value: Value, language: str | None) -> dict[str, Any]:
    return {
        name: _name_keys(value),
        f"{name}_value": [(0, key) for key in {value_key(one) for one in value}],
        f"{name}_shown": SEPARATOR.join(value).encode(),
    }


def _name_keys(names: Iterable[str]) -> Keys:
    position = 0
    for name in names:
        for token in tokens(name):
            yield position, token.word
            position += 1
        position += NAME_GAP


def _day(name: str, value: Value, language: str | None) -> dict[str, Any]:
    return {name: int(str(value)[:10].replace("-", ""))}


_KINDS = {"key": _key, "text": _text, "names": _names, "day": _day}
