#!/usr/bin/env python3
"""What OpenSearch answers beside a folder, on the same articles, and how long both take.

    python benchmarks/opensearch.py ARTICLES.jsonl[.gz] ADDRESS [--queries N] [--seed N] [--bare] [--keep NAME]

ADDRESS is where indexes may be made: `python -m tests.opensearch.nodes start` starts a node and prints its own. The
articles are read twice, into a folder and to the server, without looking for quotations where --bare is given; --keep
NAME keeps both indexes and takes them the next time. Queries are made from words that stand in the articles, by a seed,
of every kind that the language knows. Says of each that finds or counts otherwise what, of each whose order differs by
how much, and at the end the milliseconds of both, with those beyond what the server says that it took itself.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.engine import unextracted
from benchmarks.fresh import percentiles
from index import build as building
from index import cluster
from index.errors import MissingIndex
from index.tokens import written_words
from search import engines
from search.engines import opensearch
from search.find import every, find
from search.query import Query

TIE = 0.01  # of a score: what is nearer may change places
FIRST = 10  # hits whose order is compared
FACETS = ("speaker", "place", "date", "outlet", "language")


def queries(texts: Sequence[str], names: Sequence[str], count: int, seed: int) -> Iterator[str]:
    """So many queries of every kind, from words that stand in some texts."""
    draw = random.Random(seed)

    def words(wanted: int) -> list[str]:
        """Words that stand one behind the other."""
        while True:
            found = written_words(draw.choice(texts))
            at = draw.randrange(max(len(found) - wanted, 1))
            if len(found) > wanted and all(word.isalpha() and len(word) > 2 for word in found[at : at + wanted]):
                return found[at : at + wanted]

    def word() -> str:
        return words(1)[0]

    def name() -> str:
        return draw.choice(draw.choice(names).split())

    kinds: list[Callable[[], str]] = [
        word,
        lambda: " ".join(words(2)),
        lambda: f"{word()} {word()}",
        lambda: " ".join(words(3)),
        lambda: " ".join(words(5)),
        lambda: f'"{word()}"',
        lambda: f'"{" ".join(words(2))}"',
        lambda: f'"{" ".join(words(3))}"',
        lambda: "-".join(words(2)),
        lambda: f"{word()} OR {word()}",
        lambda: f"{word()} -{word()}",
        lambda: f"({word()} OR {word()}) {word()}",
        lambda: f"{word()[:4]}*",
        lambda: f"{word()[:3]}?{word()[-2:]}",
        lambda: f"*{word()[-4:]}",
        lambda: f"{word()}~",
        lambda: "{} w/5 {}".format(*words(2)),
        lambda: f"{word()} w/8 {word()}",
        lambda: "{0} pre/3 {2}".format(*words(3)),
        lambda: "{0} w/3 {1} w/3 {3}".format(*words(4)),
        lambda: f"{word()} w/p {word()}",
        lambda: '"{0} {1}" w/10 {3}'.format(*words(4)),
        lambda: f"atleast3/{word()}",
        lambda: f"title:{word()}",
        lambda: f"speaker:{name()}",
        lambda: f"speaker:{name()} said:{word()}",
        lambda: f"said:{word()} said:{word()}",
        lambda: f"{word()} speaker:{name()} -title:{word()}",
        lambda: f"{word()} place:*",
        lambda: f"atleast/2({' '.join(words(3))})",
        lambda: f"{word()} date:1987-0{draw.randrange(1, 10)}",
        lambda: f"{word()} since:1987-{draw.randrange(3, 6):02}-{draw.randrange(1, 29):02}",
    ]
    for number in range(count):
        yield kinds[number % len(kinds)]()


def main() -> None:
    """Print what differs, and the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("address")
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bare", action="store_true", help="do not look for quotations")
    parser.add_argument("--keep", metavar="NAME", help="keep both indexes, or take those that were kept under it")
    options = parser.parse_args()
    if options.bare:
        building._process = unextracted  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as temporary:
        name = options.keep or "dateline-benchmark"
        folder = str(Path(tempfile.gettempdir() if options.keep else temporary) / name)
        address = f"{options.address.rstrip('/')}/{name}"
        try:
            for location in (folder, address):
                if not options.keep or not opened(location):
                    start = time.perf_counter()
                    record = building.build(location, [options.articles], jobs=2).record
                    rate = record.articles / (time.perf_counter() - start)
                    print(f"{location}: {record.articles:,} articles, {rate:,.0f} a second")
            compare(folder, address, options.queries, options.seed)
        finally:
            if not options.keep:
                cluster.request(address, "DELETE", f"/{name}*")


def opened(location: str) -> bool:
    """Whether there is an index."""
    try:
        return bool(engines.opened(location))
    except MissingIndex:
        return False


def compare(folder: str, address: str, count: int, seed: int) -> None:
    """Ask both, and print what differs."""
    hits = list(islice(every(Query(sort="newest"), folder), 4_000))
    draw = random.Random(seed)
    rows = engines.opened(folder).stored([hit.id for hit in draw.sample(hits, min(len(hits), 500))])
    speakers = [one.value for one in find(Query(limit=0, facets=("speaker",)), folder).facets[0].values]
    asked = list(queries([row["text"] for row in rows], speakers or ["Nobody"], count, seed))
    unlike = order = counted = 0
    for text in asked:
        query = Query(text, limit=FIRST, facets=FACETS, passages=False, group=False)
        mine, theirs = find(query, folder), find(query, address)
        if mine.total != theirs.total or ids(query, folder) != ids(query, address):
            unlike += 1
            print(f"finds {mine.total} and {theirs.total}: {text}")
            continue
        if apart := differing(mine.facets, theirs.facets):
            counted += 1
            print(f"counts otherwise: {text}: {apart}")
        if share := worst(mine.hits, theirs.hits):
            order += 1
            print(f"in another order, {share:.1%} apart: {text}")
    print(f"{count} queries: {unlike} find otherwise, {counted} count otherwise, {order} are in another order")
    for what, change in (
        ("ten hits", {}),
        ("with facets", {"facets": FACETS}),
        ("with passages", {"passages": True}),
        ("as pages ask", {"passages": True, "facets": FACETS, "group": True}),
    ):
        plain = [replace(Query(text, passages=False, group=False), **change) for text in asked]
        print(what, timed(plain, folder), timed(plain, address), sep="\n  ")


def ids(query: Query, location: str) -> set[str]:
    """The ids of all hits."""
    return {hit.id for hit in every(query, location)}


def differing(mine: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
    """The first values of facets that are not the same; how many there are in all is an estimate of OpenSearch."""
    return [
        (one.name, sorted(set(one.values) ^ set(other.values))[:4])
        for one, other in zip(mine, theirs, strict=True)
        if one.values != other.values
    ]


def worst(mine: Sequence[Any], theirs: Sequence[Any]) -> float:
    """By how much of its score the hit that is most out of place differs from the one in its place; 0: all are ties."""
    scores = {hit.id: hit.score for hit in mine}
    found = 0.0
    for one, other in zip(mine, theirs, strict=True):
        if one.id != other.id:
            score = scores.get(other.id, mine[-1].score)
            found = max(found, abs(one.score - score) / max(one.score, score, 1e-9))
    return found if found > TIE else 0.0


def timed(questions: Sequence[Query], location: str) -> str:
    """The milliseconds of some questions, the first time each is asked; of a server, those beyond its own."""
    took: list[float] = []
    served: list[float] = []
    request = cluster.request

    def counting(*given: Any, **more: Any) -> Any:
        answer = request(*given, **more)
        if isinstance(answer, dict) and "took" in answer:
            served[-1] += answer["took"]
        return answer

    opensearch._open.clear()
    engines.opened(location)
    cluster.request = counting
    try:
        for question in questions:
            served.append(0.0)
            start = time.perf_counter()
            find(question, location)
            took.append((time.perf_counter() - start) * 1000)
    finally:
        cluster.request = request
    figures = percentiles("all", took)
    if any(served):
        beyond = statistics.median(one - other for one, other in zip(took, served, strict=True))
        figures |= {"beyond what the server took, p50 ms": beyond}
    return "; ".join(f"{name} {figure:.2f}" for name, figure in figures.items())


if __name__ == "__main__":
    main()
