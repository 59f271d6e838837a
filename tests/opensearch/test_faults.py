"""What nodes and other runs do wrong: each is a sentence that says what to do, and changes nothing."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from index import cluster, published
from index.build import build
from index.cli import main as index_main
from index.document import documents
from index.engines import opensearch as writing
from index.engines import writer
from index.errors import BusyIndex, EngineError, MissingIndex
from index.model import Article
from index.record import Record
from search.cli import main as search_main
from search.engines import opensearch as reading
from search.find import article, every, find
from search.query import Query
from tests.opensearch.conftest import ARTICLES, Capture, indexes, said, total, write
from web import create_app

ROOT = Path(__file__).parents[2]


# What happens on a real node


@pytest.mark.opensearch
@pytest.mark.usefixtures("each_file_alone")
def test_disks_that_are_full_end_a_build(
    opensearch: str, name: str, folder: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    location = f"{opensearch}/{name}"
    write(location, 3)
    monkeypatch.setattr(writing, "BATCH", 1)

    def full(begun: int, files: int, articles: int) -> None:
        if articles == ARTICLES // 2:
            block(True)

    def block(value: bool | None) -> None:
        cluster.request(location, "PUT", f"/{name}*/_settings", {"index.blocks.read_only_allow_delete": value})

    with pytest.raises(EngineError, match=r"takes nothing in .* Its disks are probably full"):
        build(location, [folder], jobs=1, progress=full)
    assert indexes(location) == ["-000001", "-000001-record", "-lock"]
    assert total(location) == 3
    assert "Its disks are probably full" in said(capsys, index_main, "build", folder, "--index", location)
    block(None)
    cluster.request(location, "DELETE", f"/{name}-lock/_doc/lock")  # the process that had it has ended
    assert index_main(["build", folder, "--index", location, "--quiet"]) == 0
    assert total(location) == ARTICLES


@pytest.mark.opensearch
def test_a_cluster_that_is_read_only_is_said(opensearch: str, name: str, folder: str, capsys: Capture) -> None:
    location = f"{opensearch}/{name}"
    write(location, 3)
    there = indexes(location)
    setting = {"persistent": {"cluster.blocks.read_only": True}}
    cluster.request(location, "PUT", "/_cluster/settings", setting)
    try:
        sentence = said(capsys, index_main, "build", folder, "--index", location)
        assert "is set to take nothing in" in sentence and "cluster read-only" in sentence
        assert (indexes(location), total(location)) == (there, 3)
    finally:
        setting["persistent"]["cluster.blocks.read_only"] = None  # type: ignore[assignment]
        cluster.request(location, "PUT", "/_cluster/settings", setting)


@pytest.mark.opensearch
def test_a_missing_shard_is_an_error_and_never_fewer_hits(
    opensearch: str, name: str, folder: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_SHARDS", "2")
    location = f"{opensearch}/{name}"
    write(location, 30)
    index = cluster.generation(location).called
    most: dict[str, Any] = {"transient": {"cluster.routing.allocation.node_initial_primaries_recoveries": 0}}
    cluster.request(location, "PUT", "/_cluster/settings", most)  # or it would be there again at once
    (node,) = cluster.request(location, "GET", "/_nodes/_local/name")["nodes"]
    lose = {"cancel": {"index": index, "shard": 1, "node": node, "allow_primary": True}}
    cluster.request(location, "POST", "/_cluster/reroute", {"commands": [lose]})

    try:
        asked: list[Callable[[], object]] = [
            lambda: find(Query("snow"), location),
            lambda: find(Query("snow", facets=("outlet",)), location),
            lambda: find(Query("snow", like="1"), location),
            lambda: list(every(Query("snow"), location)),
            lambda: [article(location, str(id)) for id in range(30)],
        ]
        for ask in asked:
            with pytest.raises(cluster.Unavailable, match=r"Part of the index at .* is not available"):
                ask()
        pages = create_app({"INDEX": location}).test_client()
        assert pages.get("/search.json?q=snow").status_code == 503
        assert "is not available" in said(capsys, search_main, "snow", "--jsonl", "--index", location)
        assert published.check(location) == [f"1 shards of {index} are on no node."]
        monkeypatch.setattr(writing, "PLACED", 1)
        monkeypatch.setattr(writing, "PATIENCE", 0.1)
        with pytest.raises(EngineError, match="No node of OpenSearch takes a shard"), writer(location) as run:
            run.begin(empty=False)
    finally:
        most["transient"]["cluster.routing.allocation.node_initial_primaries_recoveries"] = None
        cluster.request(location, "PUT", "/_cluster/settings", most)
    write(location, 4)
    assert total(location) == 4


@pytest.mark.opensearch
def test_a_new_index_that_no_node_takes_is_said(
    opensearch: str, name: str, folder: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    location = f"{opensearch}/{name}"
    write(location, 3)
    monkeypatch.setattr(writing, "PLACED", 1)
    setting: dict[str, Any] = {"transient": {"cluster.routing.allocation.enable": "none"}}
    cluster.request(location, "PUT", "/_cluster/settings", setting)
    try:
        sentence = said(capsys, index_main, "build", folder, "--index", location)
        assert "No node of OpenSearch takes a shard of the new index; nothing is published." in sentence
    finally:
        setting["transient"]["cluster.routing.allocation.enable"] = None
        cluster.request(location, "PUT", "/_cluster/settings", setting)
    assert (indexes(location), total(location)) == (["-000001", "-000001-record", "-lock"], 3)


@pytest.mark.opensearch
def test_an_index_that_vanishes_while_it_is_open_is_said(
    opensearch: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "FRESH", 60.0)
    location = f"{opensearch}/{name}"
    write(location, 3)
    monkeypatch.setattr(reading, "BATCH", 1)
    hits = every(Query("snow"), location)
    next(hits)
    cluster.request(location, "DELETE", f"/{name}-0*")
    with pytest.raises(MissingIndex, match=r"There is no index at .* yet\. Build one"):
        find(Query("snow"), location)
    with pytest.raises(EngineError, match="is gone"):
        list(hits)


@pytest.mark.opensearch
@pytest.mark.usefixtures("each_file_alone")
def test_an_index_that_vanishes_while_it_is_written_is_not_made_again(
    opensearch: str, name: str, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    location = f"{opensearch}/{name}"
    write(location, 3)
    monkeypatch.setattr(writing, "BATCH", 1)

    def vanish(begun: int, files: int, articles: int) -> None:
        if articles == ARTICLES // 2:
            cluster.request(location, "DELETE", f"/{name}-000002")

    with pytest.raises(EngineError, match=f"{name}-000002, which was being written, is gone. Run it again."):
        build(location, [folder], jobs=1, progress=vanish)
    assert (indexes(location), total(location)) == (["-000001", "-000001-record", "-lock"], 3)


# Other runs

HOLDS = """
import sys
from tests.opensearch.test_faults import write, writer
with writer(sys.argv[1]) as run:
    run.begin(empty=True)
    run._write_record(__import__("index.record").record.Record("", 0.1, (), (), 0, 0, 0))
    print("writing", flush=True)
    sys.stdin.read()
"""


@pytest.mark.opensearch
def test_a_run_that_is_killed_is_in_nobodys_way(opensearch: str, name: str, folder: str, capsys: Capture) -> None:
    location = f"{opensearch}/{name}"
    write(location, 3)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, location], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as other:
        assert other.stdout and other.stdout.readline() == b"writing\n"
        there = indexes(location)
        assert there == ["-000001", "-000001-record", "-000002", "-000002-record", "-lock"]
        for command in ("build", "update"):
            began = time.monotonic()
            sentence = said(capsys, index_main, command, folder, "--index", location, code=75)
            assert time.monotonic() - began < 2
            assert "Another run is writing" in sentence
        assert (indexes(location), total(location)) == (there, 3)
        other.kill()
    assert index_main(["build", folder, "--index", location, "--quiet"]) == 0
    assert indexes(location) == ["-000001", "-000001-record", "-000003", "-000003-record", "-lock"]
    assert total(location) == ARTICLES


@pytest.mark.opensearch
def test_of_runs_that_begin_at_once_one_goes_on(opensearch: str, name: str) -> None:
    location = f"{opensearch}/{name}"
    at_once = threading.Barrier(4)

    def run() -> str:
        at_once.wait()
        try:
            with writer(location):
                at_once.wait()
                return "held"
        except BusyIndex:
            at_once.wait()
            return "busy"

    with ThreadPoolExecutor(4) as pool:
        outcomes = [future.result() for future in [pool.submit(run) for _ in range(4)]]
    assert sorted(outcomes) == ["busy", "busy", "busy", "held"]


@pytest.mark.opensearch
def test_a_run_that_lost_its_lock_publishes_nothing(opensearch: str, name: str) -> None:
    """It was stopped for so long that another one began: what that wrote stays."""
    location = f"{opensearch}/{name}"
    write(location, 3)
    with pytest.raises(BusyIndex, match="Another run"), writer(location) as run:
        run.begin(empty=True)
        for id in "ab":
            run.add(run.prepare([tuple(documents(Article("Rain.", title=id, id=id, language="en")))]))
        cluster.request(location, "DELETE", f"/{name}-lock/_doc/lock")
        with writer(location) as other:
            other.begin(empty=True)
            there = indexes(location)
            assert there == ["-000001", "-000001-record", "-000003", "-lock"]
            with pytest.raises(EngineError, match="-000002, which was being written, is gone"):
                run.publish(Record("2024-05-15T10:00:00Z", 0.1, ("/x",), ("en",), 2, 0, 0))
            run._lock.renew()  # type: ignore[attr-defined]
    assert total(location) == 3


@pytest.mark.opensearch
def test_readers_meet_no_publication(opensearch: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each generation has another number of articles, which they all say: so a mixture would show."""
    location = f"{opensearch}/{name}"
    monkeypatch.setattr(reading, "BATCH", 2)
    write(location, 12)
    export = every(Query("snow"), location)
    exported = [next(export)]
    errors: list[Exception] = []
    answers: list[tuple[int, int]] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            try:
                found = find(Query("snow", limit=50), location)
                answers.append((found.total, len(found.hits)))
                ids = [hit.id for hit in every(Query("snow"), location)]
                answers.append((len(set(ids)), len(ids)))
            except Exception as error:
                errors.append(error)

    with ThreadPoolExecutor(2) as pool:
        asking = [pool.submit(ask) for _ in range(2)]
        for count in range(1, 9):
            write(location, count)
        done.set()
        for one in asking:
            one.result()
    exported += export
    assert not errors
    assert len(answers) > 20 and {first for first, _ in answers} >= {2, 7}
    assert all(first == other for first, other in answers)
    assert len({hit.id for hit in exported}) == len(exported) == 12
    write(location, 1)  # nobody reads the others any more
    assert indexes(location) == ["-000009", "-000009-record", "-000010", "-000010-record", "-lock"]
