"""What tests of an index on OpenSearch may ask for."""

import pytest

from index import build


@pytest.fixture
def each_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let builds write one file after the other, so that something can happen in between."""
    monkeypatch.setattr(build, "SHARES", 1_000_000)
    monkeypatch.setattr(build, "SMALLEST", 1)
