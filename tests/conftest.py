"""What every test may ask for."""

import os
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import cluster
from search.engines import opensearch as reading
from tests.opensearch import nodes

ROOT = Path(__file__).parents[1]


def heed_interrupts() -> None:
    """Let a process that is begun end with Ctrl-C, also where whoever runs the tests ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of sample articles."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of measuring data that may lie beside the project."""
    folder = ROOT.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("no measuring data beside the project")
    return folder


At = Callable[[Path], str]


@pytest.fixture(scope="session", params=["whoosh", pytest.param("opensearch", marks=pytest.mark.opensearch)])
def at(request: pytest.FixtureRequest) -> At:
    """The location of an index of either engine, for what would be its folder; a test that asks for it runs on both."""
    if request.param == "whoosh":
        return str
    address = request.getfixturevalue("opensearch")
    return lambda folder: f"{address}/{_name(folder)}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what cannot be asked of an index that is no folder."""
    items[:] = [
        item
        for item in items
        if not (
            item.get_closest_marker("folder")
            and isinstance(item, pytest.Function)
            and getattr(item, "callspec", None)
            and item.callspec.params.get("at") == "opensearch"
        )
    ]


def _name(folder: Path) -> str:
    """What an index of OpenSearch is called in place of a folder; those below it begin so."""
    return re.sub(r"[^a-z0-9]+", "-", str(folder).lower()).strip("-")[-150:]


@pytest.fixture(autouse=True)
def _tidy(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take the indexes of a test from the server, and let no reader believe that what it knows is still in service."""
    served = "at" in request.fixturenames and request.getfixturevalue("at") is not str
    address = request.getfixturevalue("opensearch") if served else ""
    name = _name(request.getfixturevalue("tmp_path")) if served and "tmp_path" in request.fixturenames else ""
    monkeypatch.setattr(reading, "FRESH", 0.0)
    yield
    if name:
        cluster.request(f"{address}/all", "DELETE", f"/{name}*")


@pytest.fixture(scope="session")
def seeds_index(seeds: Path, at: At, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The location of an index of the sample articles."""
    from index.build import build

    location = at(tmp_path_factory.mktemp("seeds") / "index")
    build(location, [str(seeds)], jobs=2)
    return location


@pytest.fixture(scope="session")
def opensearch_jars() -> Path:
    """What an OpenSearch node is made of."""
    try:
        return nodes.install()
    except nodes.Missing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def opensearch(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of one OpenSearch node, which all tests share: each names its indexes as no other does.

    $DATELINE_TEST_OPENSEARCH names one that runs already; that saves a start while tests are being written.
    """
    if running := os.environ.get("DATELINE_TEST_OPENSEARCH"):
        yield running.rstrip("/")
        return
    jars = request.getfixturevalue("opensearch_jars")
    with nodes.Cluster(tmp_path_factory.mktemp("opensearch"), jars=jars, java_options=nodes.LIGHT) as cluster:
        yield cluster.url


@pytest.fixture(scope="session")
def opensearch_cluster(opensearch_jars: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[nodes.Cluster]:
    """Three OpenSearch nodes, to kill and to start again: who killed some starts them, and waits until all is green."""
    folder = tmp_path_factory.mktemp("opensearch")
    with nodes.Cluster(folder, 3, jars=opensearch_jars, java_options=nodes.LIGHT) as cluster:
        yield cluster
