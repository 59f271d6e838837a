#!/usr/bin/env python3
"""Whether an index is whole and answers, whatever moment a run is killed at and however often a new one is published.

    python benchmarks/kill.py [ROUNDS] [--seed N]      kill so many runs, each at a random moment
    python benchmarks/kill.py [ROUNDS] --readers       publish so often while two threads and a process ask

Runs build, update and merge by turns. What each generation holds follows from its number, so that an answer that
mixes two of them is told from every whole one.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from index import generations
from index.document import documents
from index.engines.whoosh import WhooshWriter
from index.model import Article, Quote
from index.record import FileRecord, Held, Holding, Kind, Record
from search import engines
from search.find import find
from search.query import Query

ARTICLES = 8
STEPS = {"build": 1, "update": 1, "merge": 5}  # by how many numbers each goes on; so many articles change


def contents(number: int) -> dict[str, int]:
    """The articles of a generation, each with the number of the generation in which it changed last."""
    return {f"article-{at}": number - (number - at) % ARTICLES for at in range(ARTICLES)}


def run(location: Path, kind: str) -> None:
    """Publish the next generation, from nothing or from the one in service."""
    with WhooshWriter(location) as writer:
        former = int(writer.previous.created) if writer.previous else ARTICLES
        number = former + STEPS[kind]
        known = writer.previous.lists("files") if writer.previous and kind != "build" else ()
        there = {file.path: file.size for file in map(FileRecord.from_line, known)}
        writer.begin(empty=not there)
        changed = {id: edition for id, edition in contents(number).items() if there.get(id) != edition}
        writer.remove(changed)
        rows = []
        for id, edition in changed.items():
            text = f"“Edition {edition} is out,” said Ada Holm."
            quote = Quote("“Edition", 0, 8, speaker="Ada Holm", cue="said", id=f"{id}-1")
            article = Article(text, title=f"Edition {edition}", id=id, language="en", quotes=(quote,))
            rows.append(tuple(documents(article)))
        writer.add(writer.prepare(rows))
        lists: dict[Kind, list[str]] = {"files": [], "articles": [], "refused": []}
        for at, (id, edition) in enumerate(contents(number).items()):
            lists["files"].append(FileRecord(at, id, edition, 0, "").to_line())
            lists["articles"].append(Holding(at, id, Held("", 1)).to_line())
        record = Record(str(number), 0.0, (), ("en",), ARTICLES, ARTICLES, 0, lists=lambda kind: iter(lists[kind]))
        writer.publish(record)


def answer(location: Path) -> int:
    """The number of the generation that answers; raises AssertionError where the answer is that of none."""
    return number_of(engines.opened(str(location)).stored(contents(0)), location)


def number_of(rows: list[dict[str, object]], location: Path) -> int:
    """The number of the generation with these articles."""
    editions = {str(row["id"]): int(str(row["title"]).split()[1]) for row in rows}
    number = max(editions.values(), default=0)
    assert editions == contents(number), f"the answer from {location} is no generation's: {editions}"
    return number


def found(location: Path) -> int:
    """The number of the generation that answers a query, by its hits, its count and its facets."""
    results = find(Query("edition", limit=2 * ARTICLES, facets=("speaker",)), str(location))
    assert results.notices == (), results.notices
    assert (results.total, [value.count for value in results.facets[0].values]) == (ARTICLES, [ARTICLES])
    return number_of([{"id": hit.id, "title": hit.title} for hit in results.hits], location)


def whole(location: Path) -> int:
    """The number of the generation in service, of which every byte is as written and which answers; the lock is free.

    Raises MissingIndex where none is in service.
    """
    with generations.locked(location):
        in_service = generations.opened(location)
    assert generations.check(location) == []
    assert found(location) == answer(location) == int(in_service.record.created)
    return int(in_service.record.created)


def killed(location: Path, kind: str, seconds: float) -> bool:
    """Start a run in a process of its own and kill it after so many seconds; whether it came to its end before."""
    child = os.fork()
    if not child:
        try:
            run(location, kind)
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def kills(location: Path, rounds: int, chance: random.Random) -> tuple[int, int]:
    """Kill so many runs at random moments; how many had published by then, and how many had come to their end."""
    published = ended = 0
    began = time.perf_counter()
    for kind in STEPS:
        run(location, kind)
    span = time.perf_counter() - began  # seconds within which a run is killed; follows the pace of the machine
    before = whole(location)
    for _ in range(rounds):
        kind = chance.choice(list(STEPS))
        over = killed(location, kind, chance.uniform(0, span))
        span *= 0.9 if over else 1.03  # so that four of five are killed before their end
        now = whole(location)
        assert now in ((before + STEPS[kind],) if over else (before, before + STEPS[kind]))
        ended += over
        published += now != before
        before = now
    run(location, "update")
    assert not list(location.glob("*.new*")), "the next run clears what broken ones left"
    assert len(list(location.glob("0*"))) <= 2
    return published, ended


def readers(location: Path, publications: int) -> int:
    """Publish so often while two threads and a process ask; how many answers the threads and the process got."""
    run(location, "build")
    first, number = engines.opened(str(location)), whole(location)
    context = multiprocessing.get_context("fork")
    over, count = context.Event(), context.Value("q", 0)

    def ask() -> None:
        latest = 0
        while not over.is_set():
            for asked in (found, answer):
                now = asked(location)
                assert now >= latest, "an older generation answers after a newer one"
                latest = now
                with count:
                    count.value += 1

    process = context.Process(target=ask)
    process.start()
    errors: list[Exception] = []

    def thread() -> None:
        try:
            ask()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=thread) for _ in range(2)]
    for one in threads:
        one.start()
    try:
        for at in range(publications):
            run(location, list(STEPS)[at % len(STEPS)])
    finally:
        over.set()
        for one in (*threads, process):
            one.join()
    assert not errors, errors
    assert process.exitcode == 0, "the process that asked met an error"
    assert number_of(first.stored(contents(0)), location) == number, "what was open goes on answering"
    return int(count.value)


def main() -> None:
    """Print what was done; an AssertionError says what was not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rounds", type=int, nargs="?", help="2,000 kills, or 1,000 publications with --readers")
    parser.add_argument("--readers", action="store_true")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        location = Path(folder) / "index"
        if options.readers:
            publications = options.rounds or 1_000
            answers = readers(location, publications)
            print(f"{publications:,} publications, {answers:,} answers: no error, and none of two generations")
            return
        print(f"--seed {options.seed}", flush=True)
        rounds = options.rounds or 2_000
        published, ended = kills(location, rounds, random.Random(options.seed))
        print(f"{rounds:,} runs killed, {ended:,} of them after their end, {published:,} after they had published:")
        print("the index was whole and answered after each, and its lock was free")


if __name__ == "__main__":
    main()
