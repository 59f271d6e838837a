"""Nodes of a cluster that die or stand still while an index is written and read."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index import cluster, published
from index.build import build, update
from index.engines import opensearch as writing
from index.errors import EngineError
from search.find import every, find
from search.query import Query
from tests.opensearch.nodes import Cluster

pytestmark = pytest.mark.opensearch
FILES, EACH = 20, 50


@pytest.fixture
def nodes(opensearch_cluster: Cluster) -> Iterator[Cluster]:
    """Three nodes that are whole before and after."""
    assert opensearch_cluster.health(wait_for_status="green", timeout="60s")["status"] == "green"
    yield opensearch_cluster
    opensearch_cluster.start()
    assert opensearch_cluster.health(wait_for_status="green", timeout="60s")["status"] == "green"


@pytest.fixture
def location(nodes: Cluster, request: pytest.FixtureRequest) -> Iterator[str]:
    """The addresses of all nodes, and a name that nobody else uses."""
    name = f"outages-{abs(hash(request.node.name))}"
    location = f"http://{','.join(url.removeprefix('http://') for url in nodes.urls)}/{name}"
    yield location
    cluster.request(location, "DELETE", f"/{name}*")


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """Articles in many files."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for file in range(FILES):
        ids = range(file * EACH, (file + 1) * EACH)
        lines = [{"id": str(id), "title": f"Snow {id}", "text": f"Snow fell in town {id} on Monday."} for id in ids]
        (folder / f"{file:02}.jsonl").write_text("\n".join(map(json.dumps, lines)))
    return str(folder)


class Asking:
    """Questions asked all the time: how long each took, and what went wrong."""

    def __init__(self, location: str) -> None:
        self.location = location
        self.took: list[float] = []
        self.totals: set[int] = set()
        self.errors: list[EngineError] = []

    def ask(self) -> None:
        began = time.monotonic()
        try:
            self.totals.add(find(Query("snow"), self.location).total)
        except EngineError as error:
            self.errors.append(error)
        self.took.append(time.monotonic() - began)


@contextmanager
def asking(location: str) -> Iterator[Asking]:
    found, done = Asking(location), threading.Event()

    def ask() -> None:
        while not done.wait(0.02):
            found.ask()

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield found
    finally:
        done.set()
        thread.join()


def holder(nodes: Cluster, index: str) -> int:
    """The number of the node that holds the first copy of an index."""
    shards = nodes.ask(f"/_cat/shards/{index}?format=json&h=prirep,node")
    return next(int(one["node"].removeprefix("node-")) for one in shards if one["prirep"] == "p")


@pytest.mark.usefixtures("each_file_alone")
@pytest.mark.parametrize("whom", ["manager", "holder"])
def test_a_node_dies_while_a_build_runs(
    nodes: Cluster, location: str, folder: str, whom: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "BATCH", 20_000)
    name = cluster.place(location).name
    build(location, [f"{folder}/00.jsonl"], jobs=1)

    def kill(begun: int, files: int, articles: int) -> None:
        if articles == 5 * EACH:
            nodes.kill(nodes.manager() if whom == "manager" else holder(nodes, f"{name}-000002"))

    with asking(location) as asked:
        report = build(location, [folder], jobs=1, progress=kill)
        for _ in range(3):
            asked.ask()
    assert len(nodes.processes) == 2
    assert report.record.articles == FILES * EACH
    assert published.check(location) == []
    assert asked.totals == {EACH, FILES * EACH}
    assert not asked.errors
    assert max(asked.took) < 20
    assert len({hit.id for hit in every(Query("snow"), location)}) == FILES * EACH


def test_a_node_that_stands_still_is_said_and_never_means_fewer_hits(
    nodes: Cluster, location: str, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "SECONDS", 1)
    build(location, [f"{folder}/00.jsonl"], jobs=1)
    asked = Asking(location)
    still = min({0, 1, 2} - {nodes.manager()})
    os.kill(nodes.processes[still].pid, signal.SIGSTOP)
    try:
        for _ in range(6):
            asked.ask()
    finally:
        os.kill(nodes.processes[still].pid, signal.SIGCONT)
    # Where it holds a copy, no question may be answered until the cluster gives it up; none finds less.
    assert all("did not answer within 1 seconds" in str(error) for error in asked.errors)
    assert asked.totals <= {EACH}
    while nodes.health()["number_of_nodes"] < 3:
        time.sleep(0.1)
    asked.errors.clear()
    asked.ask()
    assert not asked.errors
    assert asked.totals == {EACH}


def test_what_is_lost_with_two_nodes_comes_back_with_them(
    nodes: Cluster, location: str, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "SECONDS", 3)
    build(location, [f"{folder}/00.jsonl"], jobs=1)
    index = cluster.generation(location).called
    shards = nodes.ask(f"/_cat/shards/{index}?format=json&h=node")
    for one in shards:
        nodes.kill(int(one["node"].removeprefix("node-")))
    for ask in (
        lambda: find(Query("snow"), location),
        lambda: list(every(Query("snow"), location)),
        lambda: build(location, [folder], jobs=1),
        lambda: published.check(location),
    ):
        with pytest.raises(cluster.Unavailable, match=r"is not available|cannot be reached|did not answer"):
            ask()
    nodes.start()
    nodes.health(wait_for_status="green", timeout="60s")
    assert find(Query("snow"), location).total == EACH
    assert update(location, [folder], jobs=1).record.articles == FILES * EACH
    assert find(Query("snow"), location).total == FILES * EACH
    assert published.check(location) == []
