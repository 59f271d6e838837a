#!/usr/bin/env python3
"""How fast the index answers and is written, beside compiled engines in the same run, on the same articles and queries.

    python benchmarks/engine.py ARTICLES.jsonl[.gz] [--articles N] [--queries N] [--seed N]

The articles are made from the paragraphs of the given ones, drawn with a seed, so that none is a copy of another;
nothing is extracted. The queries are words, phrases, alternatives and exclusions drawn from the articles. Each engine
is asked for the ten best with their titles and for the exact count; the same with three facets and months; the same
with passages; the same with nothing cached. Before that both build from a file of JSON Lines, Dateline with two
workers, its commands' way but for extraction. Peers: SQLite FTS5, and tantivy (pip install tantivy).
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import random
import re
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from index import build as building
from index import generations
from index.document import documents
from index.engines.whoosh import WhooshWriter
from index.model import Article, Place
from index.record import Record
from search.engines import whoosh
from search.find import find
from search.query import Query

FACETS = ("place", "topic", "outlet", "date")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query in parts: words that are all required, a phrase or alternatives; and a word that is excluded."""

    kind: str
    words: tuple[str, ...]

    def __str__(self) -> str:
        joined = {"phrase": f'"{" ".join(self.words)}"', "or": " OR ".join(self.words)}
        plain = " ".join(self.words)
        return joined.get(self.kind, f"{' '.join(self.words[:-1])} -{self.words[-1]}" if self.kind == "not" else plain)


def articles(rows: list[dict[str, Any]], count: int, seed: int) -> Iterator[Article]:
    """So many articles, each of the paragraphs of two to four others."""
    draw = random.Random(seed)
    paragraphs = [re.split(r"\n+", row["body"]) for row in rows]
    for number in range(count):
        row = rows[number % len(rows)]
        length = max(1, len(paragraphs[number % len(rows)]))
        text = "\n\n".join(draw.choice(draw.choice(paragraphs)) for _ in range(length))
        yield Article(
            text,
            title=row["title"],
            id=f"a{number}",
            published=f"{draw.randint(1990, 2020)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
            language="en",
            outlet=f"Outlet {draw.randint(1, 40)}",
            topics=tuple(row["topics"]),
            places=tuple(Place(place, place, count=1) for place in row["places"]),
        )


def queries(made: list[Article], count: int, seed: int) -> list[Asked]:
    """Mixed queries over words of all frequencies."""
    draw = random.Random(seed)
    sample = [re.findall(r"[a-z]{3,}", article.text.lower()) for article in draw.sample(made, min(3000, len(made)))]
    sample = [words for words in sample if len(words) > 8]
    frequent = [word for word, _ in Counter(word for words in sample for word in words).most_common(4000)]
    asked: list[Asked] = []
    for number in range(count):
        words = draw.choice(sample)
        at = draw.randrange(len(words) - 4)
        kind = ("all", "all", "all", "phrase", "or", "not")[number % 6]
        if kind == "all":
            length = draw.choice((1, 2, 2, 3))
            picked = draw.sample(words, length)
        elif kind == "phrase":
            picked = words[at : at + draw.choice((2, 2, 3))]
        else:
            picked = [draw.choice(frequent) for _ in range(2)]
        asked.append(Asked(kind, tuple(picked)))
    return asked


class Ours:
    """Dateline."""

    name = "dateline"

    def __init__(self, folder: Path) -> None:
        self.location = folder / "dateline"

    def build(self, made: list[Article]) -> None:
        with WhooshWriter(self.location) as writer:
            writer.begin(empty=True)
            for at in range(0, len(made), 64):
                _add(writer, made[at : at + 64])
            writer.publish(Record("2020-01-01T00:00:00Z", 0, (), ("en",), len(made), 0, 0))

    def size(self) -> int:
        return _size(generations.current(self.location))

    def ask(self, asked: Asked, facets: bool, passages: bool) -> int:
        question = Query(str(asked), facets=FACETS if facets else (), passages=passages)
        return find(question, str(self.location)).total

    def change(self, remove: list[str], add: list[Article]) -> None:
        """Take out and add articles, and answer from what is left."""
        with WhooshWriter(self.location) as writer:
            writer.begin(empty=False)
            writer.remove(remove)
            _add(writer, add)
            writer.publish(Record("2020-01-01T00:00:00Z", 0, (), ("en",), 0, 0, 0))
        self.ask(Asked("all", ("oil",)), False, False)

    def forget(self) -> None:
        """Drop what is cached."""
        for collection in whoosh.reader(self.location).collections.values():
            collection.forget()

    def build_from(self, path: Path) -> None:
        """Build from JSON Lines as `search-index build --jobs 2` does, but for extraction."""
        building._process = _unextracted  # type: ignore[assignment]
        building.build(str(self.location.with_name("lines")), [str(path)], jobs=2)


def _add(writer: WhooshWriter, some: list[Article]) -> None:
    """Add articles, prepared together as those of a piece of a file are."""
    rows = [tuple(documents(article)) for article in some]
    prepared = iter(writer.prepare(chain.from_iterable(rows)))
    for row in rows:
        writer.add(islice(prepared, len(row)))


def _unextracted(*given: Any) -> Any:
    building.extract = lambda article: article  # in the worker
    return _PROCESS(*given)


_PROCESS = building._process


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
        return _size(self.folder)

    def ask(self, asked: Asked, facets: bool, passages: bool) -> int:
        tantivy = self.tantivy
        words = asked.words
        text = {
            "all": " AND ".join(words),
            "phrase": f'"{" ".join(words)}"',
            "or": " OR ".join(words),
            "not": f"+{words[0]} -{words[-1]}",
        }[asked.kind]
        query = self.index.parse_query(text, ["title", "body"], field_boosts={"title": 2.0})
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
        words = [f'"{word}"' for word in asked.words]
        text = {
            "all": " AND ".join(words),
            "phrase": f'"{" ".join(asked.words)}"',
            "or": " OR ".join(words),
            "not": f"{words[0]} NOT {words[-1]}",
        }[asked.kind]
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


def _facets(number: int, article: Article) -> Iterator[tuple[int, str, str]]:
    yield from ((number, "place", place.label) for place in article.places)
    yield from ((number, "topic", topic) for topic in article.topics)
    yield number, "outlet", article.outlet or ""
    yield number, "date", (article.published or "")[:7]


def _row(article: Article) -> dict[str, Any]:
    """An article as a line of JSON, by names that both know."""
    row = {name: getattr(article, name) for name in ("id", "title", "outlet", "language")}
    places = [place.label for place in article.places]
    return row | {"body": article.text, "date": article.published, "topic": article.topics, "place": places}


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def spent(call: Callable[[], Any]) -> float:
    """Milliseconds of this thread's processor that a call takes: the machine may be busy with others."""
    start = time.thread_time()
    call()
    return (time.thread_time() - start) * 1000


def main() -> None:
    """Print the figures, an engine a line, and their ratios to tantivy."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--engines", default="dateline,tantivy,sqlite-fts5")
    options = parser.parse_args()
    opened = gzip.open if options.file.endswith(".gz") else open
    with opened(options.file, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["body"]]
    made = list(articles(rows, options.articles, options.seed))
    asked = queries(made, options.queries, options.seed)
    gc.freeze()  # or collecting what an engine leaves goes through all articles
    with tempfile.TemporaryDirectory() as folder:
        engines = [engine(Path(folder)) for engine in ENGINES if engine.name in options.engines.split(",")]
        figures: dict[str, dict[str, float]] = {}
        for engine in engines:
            memory, wall, processor = _peak(), time.perf_counter(), time.process_time()
            engine.build(made)
            figures[engine.name] = {
                "articles/s": len(made) / (time.perf_counter() - wall),
                "articles/s of a core": len(made) / (time.process_time() - processor),
                "bytes an article": engine.size() / len(made),
                "memory over before, MB": max(_peak() - memory, 0),
            }
        one, lines = Path(folder, "one.jsonl"), Path(folder, "articles.jsonl")
        for path, some in ((one, made[:1]), (lines, made)):
            path.write_text("".join(f"{json.dumps(_row(article))}\n" for article in some), encoding="utf-8")
        for engine in (engine for engine in engines if isinstance(engine, Ours | Tantivy)):
            engine.build_from(one)  # starts the processes, which takes a second or two once
            wall = time.perf_counter()
            engine.build_from(lines)
            figures[engine.name]["from JSON Lines, /s"] = len(made) / (time.perf_counter() - wall)
        totals = {engine.name: [engine.ask(one, False, False) for one in asked] for engine in engines}  # and warm
        for name, facets, passages, cached in MODES:
            each: dict[str, list[float]] = {engine.name: [] for engine in engines}
            for one in asked:  # in turn, so that all have the same machine
                for engine in engines:
                    if not cached:
                        engine.forget()
                    each[engine.name].append(spent(partial(engine.ask, one, facets, passages)))
            for engine in engines:
                figures[engine.name][f"{name}, p50 ms"] = statistics.median(each[engine.name])
                figures[engine.name][f"{name}, p95 ms"] = sorted(each[engine.name])[int(len(asked) * 0.95)]
        more = [
            replace(article, id=f"b{number}") for number, article in enumerate(articles(rows, 300, options.seed + 1))
        ]
        for at, (name, remove, add) in enumerate(CHANGES):
            for engine in engines:
                gone = [article.id for article in made[100 * at : 100 * at + remove]]
                start = time.perf_counter()
                engine.change(gone, more[100 * at : 100 * at + add])
                figures[engine.name][f"{name}, ms"] = (time.perf_counter() - start) * 1000
    names = [engine.name for engine in engines]
    print(f"{'':24}", *(f"{name:>14}" for name in names), "   dateline : tantivy")
    for figure, value in figures[names[0]].items():
        ratio = f"{value / figures['tantivy'][figure]:12.2f}" if figures.get("tantivy", {}).get(figure) else ""
        print(f"{figure:24}", *(f"{figures[name].get(figure, 0):14,.2f}" for name in names), ratio)
    if "tantivy" in totals:
        pairs = list(zip(asked, totals[names[0]], totals["tantivy"], strict=True))
        apart = [pair for pair in pairs if abs(pair[1] - pair[2]) > 0.02 * max(pair[1:])]
        print(f"counts within 2 % of tantivy's: {len(pairs) - len(apart)} of {len(pairs)}; the first others:")
        for one, ours, theirs in apart[:5]:
            print(f"  {one}: {ours}, {theirs}")


def _peak() -> float:
    """The largest memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


ENGINES: tuple[type[Any], ...] = (Ours, Tantivy, Fts5)
CHANGES = (("add 100", 0, 100), ("update 100", 100, 100), ("delete 100", 100, 0))  # name, taken out, added
MODES = (  # name, with facets, with passages, with what is cached
    ("top 10", False, False, True),
    ("with facets", True, False, True),
    ("with passages", False, True, True),
    ("uncached", False, False, False),
)


if __name__ == "__main__":
    main()
