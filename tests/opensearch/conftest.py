"""What tests of an index on OpenSearch may ask for, and what they do alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from index import build as sharing
from index import cluster
from index.document import documents
from index.engines import writer
from index.model import Article
from index.record import Record
from search.find import find
from search.query import Query

ARTICLES = 8
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def each_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let builds write one file after the other, so that something can happen in between."""
    monkeypatch.setattr(sharing, "SHARES", 1_000_000)
    monkeypatch.setattr(sharing, "SMALLEST", 1)


@pytest.fixture
def name(opensearch: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """A name of an index that nobody else uses."""
    name = f"faults-{abs(hash(request.node.name))}"
    yield name
    cluster.request(f"{opensearch}/{name}", "DELETE", f"/{name}*")


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """Some articles to build from."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(ARTICLES):
        (folder / f"{number:02}.txt").write_text(f"Snow in town {number}\n\nSnow fell in town {number} on Monday.")
    return str(folder)


def write(location: str, count: int, *, publish: bool = True) -> None:
    """Publish a number of articles that say how many they are."""
    with writer(location) as run:
        run.begin(empty=True)
        for id in range(count):
            text = f"Snow fell in {count} towns."
            run.add(run.prepare([tuple(documents(Article(text, title=f"Snow {id}", id=str(id), language="en")))]))
        if publish:
            run.publish(Record("2024-05-15T10:00:00Z", 0.1, ("/x",), ("en",), count, 0, 0))


def indexes(location: str) -> list[str]:
    """The names of the indexes of a location, without that part which all have."""
    name = cluster.place(location).name
    found = cluster.request(location, "GET", f"/{name}*", filter_path="*.aliases")
    return sorted(index.removeprefix(name) for index in found)


def total(location: str) -> int:
    return find(Query("snow"), location).total


def said(capsys: Capture, command: Callable[[Sequence[str]], int], *arguments: str, code: int = 2) -> str:
    """The sentence with which a command fails."""
    capsys.readouterr()
    assert command(arguments) == code
    out, err = capsys.readouterr()
    assert not out and len(err.splitlines()) == 1, err
    return err
