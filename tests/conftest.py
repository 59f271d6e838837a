"""What every test may ask for."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.opensearch import nodes

ROOT = Path(__file__).parents[1]


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


@pytest.fixture(scope="session")
def seeds_index(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The location of an index of the sample articles."""
    from index.build import build

    location = str(tmp_path_factory.mktemp("seeds") / "index")
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


@pytest.fixture(scope="module")
def opensearch_cluster(opensearch_jars: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[nodes.Cluster]:
    """Three OpenSearch nodes, to kill and to start again."""
    folder = tmp_path_factory.mktemp("opensearch")
    with nodes.Cluster(folder, 3, jars=opensearch_jars, java_options=nodes.LIGHT) as cluster:
        yield cluster
