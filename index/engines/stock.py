"""Writing through Whoosh's own interface: an IndexWriter whose documents are articles without quotations.

For programs that speak Whoosh. What the commands write comes from files; of what is written here they know nothing: an
update leaves it, a build from files drops it.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from whoosh import writing
from whoosh.fields import UnknownFieldError

from index import store
from index.document import Document, documents
from index.engines.whoosh import WhooshWriter
from index.model import Article, Dateline, Place
from index.record import Record
from index.schema import FIELDS
from index.store.reader import reader, schema

TOGETHER = 1_000  # articles that wait to be written as a segment

_NAMES = {field.name for field in FIELDS["articles"]}


class StockWriter(writing.IndexWriter):  # type: ignore[misc]
    """Adds to the index at a location, or makes one; holds its lock until `commit` or `cancel`. Raises EngineError."""

    def __init__(self, location: str | Path) -> None:
        with ExitStack() as stack:
            self._run = stack.enter_context(WhooshWriter(Path(location)))
            self._run.begin(empty=self._run.previous is None)
            self._until_done = stack.pop_all()
        created = datetime.now(UTC).isoformat(timespec="seconds")
        self._record = self._run.previous or Record(created, 0.0, (), (), 0, 0, 0)
        self._record = replace(self._record, created=created)
        self._added: set[str] = set()
        self._waiting: dict[str, tuple[Document, ...]] = {}  # articles that are not written yet
        self.schema = schema("articles", self._record.languages)
        exists = self._run.previous is not None
        self._reader = store.open(location).reader() if exists else reader([], "articles", self.schema)
        self._said = store.open(location, "quotations").reader() if exists else reader([], "quotations", self.schema)
        self._gone: set[int] = set()

    def reader(self, **options: object) -> Any:
        """A reader of what was published before."""
        return self._reader

    def add_document(self, **fields: Any) -> None:
        """Add an article: a value for any field of schema.FIELDS, `id` at least; one of the same id is replaced.

        Texts, keys and the language are strings, names may be several, a date is one or an ISO 8601 day.
        """
        if unknown := [name for name in fields if name not in _NAMES]:
            raise UnknownFieldError(f"No field named {unknown[0]!r} in {sorted(_NAMES)}")
        article = _article(fields)
        if not article.id:
            raise ValueError("an article needs an id")
        if article.id not in self._added:
            self.delete_by_term("id", article.id)
            self._added.add(article.id)
        elif article.id not in self._waiting:
            self._run.remove([article.id])
        if article.language and article.language not in self._record.languages:
            self._record = replace(self._record, languages=tuple(sorted({*self._record.languages, article.language})))
        self._waiting[article.id] = tuple(documents(article))
        if len(self._waiting) >= TOGETHER:
            self._write()

    def update_document(self, **fields: Any) -> None:
        """The same as add_document."""
        self.add_document(**fields)

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Take out a published article and its quotations."""
        if docnum in self._gone:
            return
        id = self._reader.stored_fields(docnum)["id"]
        said = self._said.doc_frequency("article", id) if self._said.doc_count_all() else 0
        self._run.remove([id])
        self._gone.add(docnum)
        self._record = replace(
            self._record, articles=self._record.articles - 1, quotations=self._record.quotations - said
        )

    def commit(self, **options: object) -> None:
        """Publish; every reader that is opened from now on sees it."""
        with self._until_done:
            self._write()
            self._run.publish(replace(self._record, articles=self._record.articles + len(self._added)))

    def _write(self) -> None:
        self._run.add(self._run.prepare(self._waiting.values()))
        self._waiting = {}

    def cancel(self) -> None:
        """Leave what was published before as it is, and free the lock."""
        self._until_done.close()


def _article(fields: dict[str, Any]) -> Article:
    def names(name: str) -> tuple[str, ...]:
        value = fields.get(name) or ()
        return (value,) if isinstance(value, str) else tuple(value)

    day = fields.get("date")
    return Article(
        fields.get("body") or "",
        title=fields.get("title") or "",
        id=fields.get("id") or "",
        url=fields.get("url"),
        kind=next(iter(names("kind")), ""),
        outlet=next(iter(names("outlet")), None),
        authors=names("author"),
        published=day.isoformat() if isinstance(day, date) else day and date.fromisoformat(day[:10]).isoformat(),
        language=next(iter(names("language")), None),
        speakers=names("speaker"),
        topics=names("topic"),
        dateline=next((Dateline(place, place) for place in names("dateline")), None),
        places=tuple(Place(label.split(",")[0], label) for label in names("place")),
    )
