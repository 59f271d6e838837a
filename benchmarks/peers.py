"""The engines that Dateline is measured beside, each asked for the same answers: titles, the exact count, three facets
and months, snippets. All stem English and weigh titles double."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from index.model import Article

FACETS = ("place", "topic", "outlet", "date")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query in parts: words that are all required, a phrase or alternatives; and a word that is excluded."""

    kind: str
    words: tuple[str, ...]

    def text(self, excluding: str = " NOT ") -> str:
        """The query as peers write it, with their word for what is excluded."""
        if self.kind == "phrase":
            return f'"{" ".join(self.words)}"'
        return {"all": " AND ", "or": " OR ", "not": excluding}[self.kind].join(self.words)

    def __str__(self) -> str:
        joined = {"phrase": f'"{" ".join(self.words)}"', "or": " OR ".join(self.words)}
        plain = " ".join(self.words)
        return joined.get(self.kind, f"{' '.join(self.words[:-1])} -{self.words[-1]}" if self.kind == "not" else plain)


class Tantivy:
    """tantivy-py: stemmed text, stored titles and texts, fast fields, one thread for searching."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        import tantivy

        self.tantivy = tantivy
        self.folder = folder / "tantivy"
        self.folder.mkdir()
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("title", stored=True, tokenizer_name="en_stem")
        builder.add_text_field("body", stored=True, tokenizer_name="en_stem")
        for name in ("place", "topic", "outlet"):
            builder.add_text_field(name, stored=False, fast=True, tokenizer_name="raw")
        builder.add_date_field("date", fast=True, indexed=True)
        self.schema = builder.build()
        self.index = tantivy.Index(self.schema, path=str(self.folder))

    def build(self, made: list[Article]) -> None:
        writer = self.index.writer()
        for article in made:
            writer.add_document(self.native(article))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def build_from(self, path: Path) -> None:
        """Build from JSON Lines, on its defaults."""
        index = self.tantivy.Index(self.schema, path=tempfile.mkdtemp(dir=self.folder.parent))
        writer = index.writer()
        with path.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                row["date"] = datetime.fromisoformat(row["date"])
                del row["language"]
                writer.add_document(self.tantivy.Document(**row))
        writer.commit()
        writer.wait_merging_threads()

    def native(self, article: Article) -> Any:
        return self.tantivy.Document(
            id=article.id,
            title=article.title,
            body=article.text,
            place=[place.label for place in article.places],
            topic=list(article.topics),
            outlet=article.outlet,
            date=datetime.fromisoformat(article.published or ""),
        )

    def change(self, remove: list[str], add: list[Article]) -> None:
        """Take out and add articles, and answer from what is left."""
        writer = self.index.writer()
        for id in remove:
            writer.delete_documents_by_term("id", id)
        for article in add:
            writer.add_document(self.native(article))
        writer.commit()
        self.index.reload()
        self.searcher = self.index.searcher()
        self.ask(Asked("all", ("oil",)), False, False)

    def size(self) -> int:
        return bytes_of(self.folder)

    def ask(self, asked: Asked, facets: bool, passages: bool) -> int:
        tantivy = self.tantivy
        query = self.index.parse_query(asked.text(" -"), ["title", "body"], field_boosts={"title": 2.0})
        found = self.searcher.search(query, 10, count=True)
        for _, address in found.hits:
            document = self.searcher.doc(address)
            _ = document["title"]
        if facets:
            wanted = {name: {"terms": {"field": name, "size": 50}} for name in ("place", "topic", "outlet")}
            wanted["date"] = {"date_histogram": {"field": "date", "fixed_interval": "30d"}}
            self.searcher.aggregate(query, wanted)
        if passages:
            snippets = tantivy.SnippetGenerator.create(self.searcher, query, self.schema, "body")
            snippets.set_max_num_chars(300)
            for _, address in found.hits:
                snippets.snippet_from_doc(self.searcher.doc(address)).to_html()
        return int(found.count)

    def forget(self) -> None:
        """Nothing is cached but by the system."""


class Fts5:
    """SQLite FTS5, with its facets in tables of their own."""

    name = "sqlite-fts5"

    def __init__(self, folder: Path) -> None:
        self.path = folder / "fts5.db"
        self.base = sqlite3.connect(self.path)

    def build(self, made: list[Article]) -> None:
        self.base.execute("CREATE VIRTUAL TABLE news USING fts5(title, body, tokenize = 'porter unicode61')")
        self.base.execute("CREATE TABLE facet (article INTEGER, name TEXT, value TEXT)")
        self.base.executemany("INSERT INTO news VALUES (?, ?)", ((article.title, article.text) for article in made))
        self.base.executemany(
            "INSERT INTO facet VALUES (?, ?, ?)", (row for at, a in enumerate(made, 1) for row in _facets(at, a))
        )
        self.base.execute("CREATE INDEX by_article ON facet (article)")
        self.base.commit()

    def size(self) -> int:
        return self.path.stat().st_size

    def ask(self, asked: Asked, facets: bool, passages: bool) -> int:
        text = asked.text()
        column = "snippet(news, 1, '[', ']', '…', 40)" if passages else "1"
        self.base.execute(
            f"SELECT title, {column} FROM news WHERE news MATCH ? ORDER BY bm25(news, 2.0, 1.0) LIMIT 10", [text]
        ).fetchall()
        if facets:
            self.base.execute(
                "SELECT name, value, count(*) FROM facet"
                " WHERE article IN (SELECT rowid FROM news WHERE news MATCH ?) GROUP BY 1, 2",
                [text],
            ).fetchall()
        return int(self.base.execute("SELECT count(*) FROM news WHERE news MATCH ?", [text]).fetchone()[0])

    def change(self, remove: list[str], add: list[Article]) -> None:
        """Take out and add articles, and answer from what is left."""
        for id in remove:
            self.base.execute("DELETE FROM news WHERE rowid = ?", [int(id[1:]) + 1])
        self.base.executemany("INSERT INTO news VALUES (?, ?)", ((article.title, article.text) for article in add))
        self.base.commit()
        self.ask(Asked("all", ("oil",)), False, False)

    def forget(self) -> None:
        """Nothing is cached but by the system."""


class Xapian:
    """Xapian, with its facets in values, those of an article joined: they are counted so, and split."""

    name = "xapian"

    def __init__(self, folder: Path) -> None:
        import xapian

        self.xapian = xapian
        self.folder = folder / "xapian"
        self.writer = xapian.WritableDatabase(str(self.folder), xapian.DB_CREATE)
        self.terms = xapian.TermGenerator()
        self.stemmer = xapian.Stem("en")
        self.terms.set_stemmer(self.stemmer)
        self.parser = xapian.QueryParser()
        self.parser.set_stemmer(self.stemmer)

    def build(self, made: list[Article]) -> None:
        for article in made:
            self.writer.add_document(self.native(article))
        self.writer.commit()
        self.base = self.xapian.Database(str(self.folder))
        self.parser.set_database(self.base)

    def native(self, article: Article) -> Any:
        document = self.xapian.Document()
        document.add_boolean_term(f"Q{article.id}")
        document.set_data(f"{article.title}\0{article.text}")
        self.terms.set_document(document)
        self.terms.set_termpos(0)
        self.terms.index_text(article.title, 2)
        self.terms.increase_termpos()
        self.terms.index_text(article.text)
        values: dict[str, list[str]] = {name: [] for name in FACETS}
        for _, name, value in _facets(0, article):
            values[name].append(value)
        for slot, several in enumerate(values.values()):
            document.add_value(slot, "\0".join(several))
        return document

    def size(self) -> int:
        return bytes_of(self.folder)

    def ask(self, asked: Asked, facets: bool, passages: bool) -> int:
        enquire = self.xapian.Enquire(self.base)
        enquire.set_query(self.parser.parse_query(asked.text()))
        spies = [self.xapian.ValueCountMatchSpy(slot) for slot in range(len(FACETS) if facets else 0)]
        for spy in spies:
            enquire.add_matchspy(spy)
        found = enquire.get_mset(0, 10, self.base.get_doccount())  # looks at all, so that the count is exact
        for hit in found:
            _title, text = hit.document.get_data().decode().split("\0", 1)
            if passages:
                found.snippet(text, 300, self.stemmer)
        for spy in spies:
            counts: Counter[str] = Counter()
            for several in spy.values():
                for value in several.term.decode().split("\0"):
                    counts[value] += several.termfreq
        return int(found.get_matches_estimated())

    def change(self, remove: list[str], add: list[Article]) -> None:
        """Take out and add articles, and answer from what is left."""
        for id in remove:
            self.writer.delete_document(f"Q{id}")
        for article in add:
            self.writer.add_document(self.native(article))
        self.writer.commit()
        self.base.reopen()
        self.ask(Asked("all", ("oil",)), False, False)

    def forget(self) -> None:
        """Nothing is cached but by the system."""


class Whoosh:
    """Stock Whoosh with its own files, on its defaults."""

    name = "whoosh"

    def __init__(self, folder: Path) -> None:
        from whoosh import fields, index, qparser, sorting
        from whoosh.analysis import StemmingAnalyzer

        self.folder = folder / "whoosh"
        self.folder.mkdir()
        text = fields.TEXT(stored=True, analyzer=StemmingAnalyzer(stoplist=None, minsize=1))
        listed = fields.KEYWORD(commas=True)
        native = {"id": fields.ID(unique=True), "title": text, "body": text} | dict.fromkeys(FACETS, listed)
        self.index = index.create_in(self.folder, fields.Schema(**native))
        self.parser = qparser.MultifieldParser(["title", "body"], self.index.schema, fieldboosts={"title": 2.0})
        self.facets = sorting.Facets()
        for name in FACETS:
            self.facets.add_field(name, allow_overlap=True, maptype=sorting.Count)

    def build(self, made: list[Article]) -> None:
        self.change([], made)

    def size(self) -> int:
        return bytes_of(self.folder)

    def ask(self, asked: Asked, facets: bool, passages: bool) -> int:
        query = self.parser.parse(asked.text())
        found = self.searcher.search(query, limit=10, groupedby=self.facets if facets else None)
        for hit in found:
            _ = hit["title"]
            if passages:
                hit.highlights("body")
        for name in FACETS if facets else ():
            found.groups(name)
        return len(found)

    def change(self, remove: list[str], add: list[Article]) -> None:
        """Take out and add articles, and answer from what is left."""
        writer = self.index.writer()
        for id in remove:
            writer.delete_by_term("id", id)
        for article in add:
            values: dict[str, list[str]] = {name: [] for name in FACETS}
            for _, name, value in _facets(0, article):
                values[name].append(value)
            listed = {name: ",".join(several) for name, several in values.items()}
            writer.add_document(id=article.id, title=article.title, body=article.text, **listed)
        writer.commit()
        self.searcher = self.index.searcher()
        self.ask(Asked("all", ("oil",)), False, False)

    def forget(self) -> None:
        """What it keeps of a query it keeps within a searcher, for filters, which are not asked for here."""


def _facets(number: int, article: Article) -> Iterator[tuple[int, str, str]]:
    yield from ((number, "place", place.label) for place in article.places)
    yield from ((number, "topic", topic) for topic in article.topics)
    yield number, "outlet", article.outlet or ""
    yield number, "date", (article.published or "")[:7]


def bytes_of(folder: Path) -> int:
    """The bytes of the files of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
