#!/usr/bin/env python3
"""How fast an archive is built and asked, beside SQLite FTS5 in the same run.

    python benchmarks/archive.py ARTICLES.jsonl[.gz] | FOLDER [--jobs N]

Builds with everything extracted, asks 20 queries with facets, and starts `search` afresh as a process. The peer
indexes the titles and texts that Dateline read, without extraction and facets, so its ratios say what the storage
costs, not what is found.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from index import generations
from index.build import build, lines
from search.find import find
from search.query import Query

QUERIES = [
    "red lines", "oil", "oil price", '"crude oil"', "bank rate", "interest rates", "trade deficit", "dollar yen",
    "wheat exports", "grain", "president said", "merger agreement", "stock split", "gold mine", "coffee quota",
    "japan -dollar", "tin OR zinc", "speaker:baker", "place:france budget", "date:1987-03 strike",
]  # fmt: skip


def main() -> None:
    """Print the figures, one a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        location = f"{folder}/index"
        seconds, report = timed(lambda: build(location, [options.articles], jobs=options.jobs))
        count = report.record.articles
        size = sum(path.stat().st_size for path in generations.current(Path(location)).iterdir())
        print(f"articles {count:,}  quotations {report.record.quotations:,}  refused {len(report.refused)}")
        print(f"build, all extraction, {options.jobs} workers: {count / seconds:,.0f} articles/s ({seconds:.1f} s)")
        print(f"index: {size / count:,.0f} bytes an article")

        rows = [json.loads(line) for line in lines([options.articles], jobs=options.jobs) if isinstance(line, str)]
        peer = sqlite3.connect(f"{folder}/peer.db")
        peer.execute("CREATE VIRTUAL TABLE articles USING fts5(title, body, tokenize = 'porter unicode61')")
        insert = [(row["title"], row["text"]) for row in rows]
        peer_seconds, _ = timed(lambda: (peer.executemany("INSERT INTO articles VALUES (?, ?)", insert), peer.commit()))
        print(f"  SQLite FTS5, no extraction: {count / peer_seconds:,.0f} articles/s")

        find(Query("warm"), location)
        ours = [
            timed(lambda text=text: find(Query(text, facets=("speaker", "place", "date", "outlet")), location))[0]
            for text in QUERIES
        ]
        words = [text for text in QUERIES if text.replace(" ", "").isalpha()]
        theirs = [timed(lambda text=text: top(peer, text))[0] for text in words]
        print(f"query with all facets: median {1e3 * statistics.median(ours):.0f} ms, slowest {1e3 * max(ours):.0f} ms")
        print(f"  SQLite FTS5, top 10 and count: median {1e3 * statistics.median(theirs):.1f} ms")
        command = [sys.executable, "-m", "search", "red lines", "--index", location]
        cold = [timed(lambda: subprocess.run(command, capture_output=True))[0] for _ in range(5)]
        bare = [timed(lambda: subprocess.run([sys.executable, "-c", ""]))[0] for _ in range(5)]
        print(f"search 'red lines' as a process: {1e3 * statistics.median(cold):.0f} ms")
        print(f"  python alone: {1e3 * statistics.median(bare):.0f} ms")


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds a call takes, and what it gives."""
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def top(peer: sqlite3.Connection, words: str) -> None:
    """The ten best of the peer, and how many there are."""
    peer.execute("SELECT rowid FROM articles(?) ORDER BY rank LIMIT 10", [words]).fetchall()
    peer.execute("SELECT count(*) FROM articles(?)", [words]).fetchall()


if __name__ == "__main__":
    main()
