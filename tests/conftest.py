"""What every test may ask for."""

from pathlib import Path

import pytest

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
