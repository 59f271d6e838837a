"""The nodes that other tests ask: they answer, come back when killed, and never outlive who started them."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from opensearchpy import OpenSearch

from tests.conftest import heed_interrupts
from tests.opensearch import nodes
from tests.opensearch.nodes import Cluster

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.opensearch


def gone(process: int) -> bool:
    """Whether a process has ended."""
    try:
        return ") Z " in Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_a_node_answers_the_client(opensearch: str) -> None:
    with OpenSearch(opensearch) as client:
        client.index(index="test-nodes", body={"title": "No red lines"}, id="1", refresh=True)
        found = client.search(index="test-nodes", body={"query": {"match": {"title": "red"}}})
        assert [hit["_id"] for hit in found["hits"]["hits"]] == ["1"]
        client.indices.delete(index="test-nodes")


def test_a_killed_node_comes_back_with_what_it_had(opensearch_cluster: Cluster) -> None:
    assert opensearch_cluster.health(wait_for_status="green")["number_of_nodes"] == 3
    killed = opensearch_cluster.manager()
    with OpenSearch(opensearch_cluster.urls) as client:
        shards = {"number_of_shards": 3, "number_of_replicas": 1}
        client.indices.create(index="kept", body={"settings": shards})
        client.index(index="kept", body={"title": "No red lines"}, id="1", refresh=True)
        opensearch_cluster.health(wait_for_status="green", timeout="60s")  # before that a copy may be still to come

        opensearch_cluster.kill(killed)
        health = opensearch_cluster.health(wait_for_nodes="2", wait_for_status="yellow")  # copies have taken over
        assert health["number_of_nodes"] == 2
        assert opensearch_cluster.manager() != killed
        assert client.count(index="kept")["count"] == 1

        opensearch_cluster.start(killed)
        health = opensearch_cluster.health(wait_for_status="green", timeout="60s")
        assert (health["number_of_nodes"], health["status"]) == (3, "green")
        assert opensearch_cluster.ask("/kept/_doc/1", killed)["_source"] == {"title": "No red lines"}


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_OPENSEARCH_CACHE", str(tmp_path))
    monkeypatch.setattr(nodes, "OLDEST_JAVA", 999)
    nodes.jdk.cache_clear()
    with pytest.raises(nodes.Missing, match="JDK of 999 or newer"):
        nodes.install()
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("opensearch_jars")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_node_ends_with_the_command_that_started_it(end: signal.Signals) -> None:
    command = [sys.executable, "-m", "tests.opensearch.nodes", "start"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, preexec_fn=heed_interrupts) as starter:
        assert starter.stdout
        address = starter.stdout.readline().strip()
        with urllib.request.urlopen(f"{address}/_nodes/_local/process", timeout=10) as answer:
            (node,) = json.load(answer)["nodes"].values()
        assert not gone(node["process"]["id"])
        os.kill(starter.pid, end)
    deadline = time.monotonic() + 20
    while not gone(node["process"]["id"]):
        assert time.monotonic() < deadline
        time.sleep(0.05)
