#!/usr/bin/env python3
"""How fast the index answers and is written, beside compiled engines in the same run, on the same articles and queries.

    python benchmarks/engine.py ARTICLES.jsonl[.gz] [--articles N] [--queries N] [--seed N] [--engines NAMES]

The articles are made from the paragraphs of the given ones, drawn with a seed, so that none is a copy of another;
nothing is extracted. What is asked, of whom and how: docs/benchmarks.md. The peers (peers.py) that are not installed
are left out; stock Whoosh is asked only where it is named, since it takes minutes to build.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.fresh import percentiles, spent
from benchmarks.peers import FACETS, Asked, Fts5, Tantivy, Whoosh, Xapian, bytes_of
from index import build as building
from index import generations
from index.document import documents
from index.engines.whoosh import WhooshWriter
from index.model import Article, Place, Quote
from index.record import Record
from search.engines import whoosh
from search.find import find
from search.query import Query

NAMES = ("Ada", "Bo", "Cleo", "Dag", "Eva", "Finn", "Gro", "Hans", "Ida", "Jon")
SURNAMES = ("Aas", "Brandt", "Crewe", "Dahl", "Ek", "Falk", "Gran", "Holm", "Iversen", "Juul")
AT_ONCE = 4_000  # articles that are prepared together
STARTS = 20  # of a process, for one figure


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


def quoted(made: list[Article], seed: int) -> Iterator[Article]:
    """The articles, each with two runs of its words said by somebody."""
    draw = random.Random(seed)
    for article in made:
        words = list(re.finditer(r"\S+", article.text))
        said = []
        for _ in range(2):
            first = draw.randrange(len(words))
            start, end = words[first].start(), words[min(first + draw.randint(8, 25), len(words)) - 1].end()
            speaker = f"{draw.choice(NAMES)} {draw.choice(SURNAMES)}"
            said.append(Quote(article.text[start:end], start, end, spans=((start, end),), speaker=speaker))
        yield replace(article, quotes=tuple(said))


def quotation_questions(made: list[Article], count: int, seed: int) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Two words of a quotation; and the same side by side, with its speaker and the year of its date."""
    draw = random.Random(seed)
    while count:
        article = draw.choice(made)
        quote = draw.choice(article.quotes)
        pairs = re.findall(r"\b([a-z]{3,}) ([a-z]{3,})\b", quote.quote)
        if pairs:
            count -= 1
            one, two = draw.choice(pairs)
            year = (article.published or "")[:4]
            text = f'speaker:"{quote.speaker}" said:"{one} {two}"'
            yield (
                {"text": f"{one} {two}", "quotes": True},
                {"text": text, "since": year, "until": year, "quotes": True},
            )


class Ours:
    """Dateline."""

    name = "dateline"

    def __init__(self, folder: Path, name: str = "dateline") -> None:
        self.location = folder / name

    def build(self, made: list[Article]) -> None:
        with WhooshWriter(self.location) as writer:
            writer.begin(empty=True)
            for at in range(0, len(made), AT_ONCE):
                _add(writer, made[at : at + AT_ONCE])
            writer.publish(Record("2020-01-01T00:00:00Z", 0, (), ("en",), len(made), 0, 0))

    def size(self) -> int:
        return bytes_of(generations.current(self.location))

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
        building._process = unextracted  # type: ignore[assignment]
        building.build(str(self.location.with_name("lines")), [str(path)], jobs=2)


def _add(writer: WhooshWriter, some: list[Article]) -> None:
    """Add articles, prepared together as those of a share of the files are."""
    writer.add(writer.prepare(tuple(documents(article)) for article in some))


def unextracted(*given: Any) -> Any:
    building.extract = lambda article: article  # in the worker
    return _PROCESS(*given)


_PROCESS = building._process


def _row(article: Article) -> dict[str, Any]:
    """An article as a line of JSON, by names that both know."""
    row = {name: getattr(article, name) for name in ("id", "title", "outlet", "language")}
    places = [place.label for place in article.places]
    return row | {"body": article.text, "date": article.published, "topic": article.topics, "place": places}


def main() -> None:
    """Print the figures, an engine a line, and their ratios to tantivy."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--engines", default="dateline,tantivy,sqlite-fts5,xapian")
    options = parser.parse_args()
    opened = gzip.open if options.file.endswith(".gz") else open
    with opened(options.file, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["body"]]
    made = list(articles(rows, options.articles, options.seed))
    asked = queries(made, options.queries, options.seed)
    gc.freeze()  # or collecting what an engine leaves goes through all articles
    with tempfile.TemporaryDirectory() as folder:
        engines = list(installed(options.engines.split(","), Path(folder)))
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
                figures[engine.name] |= percentiles(name, each[engine.name])
        for engine in (engine for engine in engines if isinstance(engine, Ours)):
            figures[engine.name] |= alone(engine, Path(folder), made, asked, options.seed)
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
    print(f"{'':46}", *(f"{name:>14}" for name in names), "   dateline : tantivy")
    for figure, value in figures[names[0]].items():
        ratio = f"{value / figures['tantivy'][figure]:12.2f}" if figures.get("tantivy", {}).get(figure) else ""
        shown = (f"{figures[name][figure]:14,.2f}" if figure in figures[name] else f"{'':14}" for name in names)
        print(f"{figure:46}", *shown, ratio)
    for peer in names[1:]:
        pairs = list(zip(asked, totals[names[0]], totals[peer], strict=True))
        apart = [pair for pair in pairs if abs(pair[1] - pair[2]) > 0.02 * max(pair[1:])]
        others = "".join(f"; {one}: {ours}, {theirs}" for one, ours, theirs in apart[:5])
        print(f"counts within 2 % of those of {peer}: {len(pairs) - len(apart)} of {len(pairs)}{others}")


def installed(names: list[str], folder: Path) -> Iterator[Any]:
    """The engines of these names, but for those that are not installed, which is said."""
    for engine in (engine for engine in ENGINES if engine.name in names):
        try:
            yield engine(folder)
        except ImportError as error:
            print(f"{engine.name} is left out: {error}", file=sys.stderr)


def alone(ours: Ours, folder: Path, made: list[Article], asked: list[Asked], seed: int) -> dict[str, float]:
    """Figures of processes of their own."""
    fresh = _fresh(ours.location, [{"text": str(one), "facets": FACETS} for one in asked])
    figures = {name: fresh[name] for name in ("open, ms", "memory of its own, MB")}
    said = list(quoted(made, seed))
    quotations = Ours(folder, "quotations")
    quotations.build(said)
    plain, narrow = zip(*quotation_questions(said, len(asked), seed), strict=True)
    for kind, questions in (("quotations, words", plain), ("speaker + phrase + dates", narrow)):
        fresh = _fresh(quotations.location, questions)
        for name in ("first time, p50 ms", "first time, p95 ms", "again, p50 ms", "again, p95 ms"):
            figures[f"{kind}, {name}"] = fresh[name]
        if fresh["found"] < len(questions):
            print(f"{kind}: {fresh['found']} of {len(questions)} questions found something", file=sys.stderr)
    commands = {
        'search "red lines", a process, ms': ("-m", "search", "red lines", "--index", str(ours.location)),
        "import numpy, a process, ms": ("-c", "import numpy"),
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(STARTS):  # in turn
        for name, command in commands.items():
            before = _children()
            subprocess.run([sys.executable, *command], env=COMPILED, cwd=ROOT, stdout=subprocess.DEVNULL)
            times[name].append((_children() - before) * 1000)
    return figures | {name: statistics.median(several) for name, several in times.items()}


def _fresh(location: Path, questions: Sequence[dict[str, Any]]) -> dict[str, float]:
    command = [sys.executable, str(ROOT / "benchmarks/fresh.py"), str(location)]
    lines = "\n".join(map(json.dumps, questions))
    figures: dict[str, float] = json.loads(
        subprocess.run(command, input=lines, stdout=subprocess.PIPE, text=True, check=True, env=COMPILED).stdout
    )
    return figures


def _children() -> float:
    """Seconds of the processor that the processes this one has started and seen end took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak() -> float:
    """The largest memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


ROOT = Path(__file__).parents[1]
COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ENGINES: tuple[type[Any], ...] = (Ours, Tantivy, Fts5, Xapian, Whoosh)
CHANGES = (("add 100", 0, 100), ("update 100", 100, 100), ("delete 100", 100, 0))  # name, taken out, added
MODES = (  # name, with facets, with passages, with what is cached
    ("top 10", False, False, True),
    ("with facets", True, False, True),
    ("with passages", False, True, True),
    ("uncached", False, False, False),
)


if __name__ == "__main__":
    main()
