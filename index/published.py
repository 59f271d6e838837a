"""What is published at a location, whichever engine serves it: a folder is Whoosh, an address OpenSearch."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from index import cluster, generations
from index.names import Names
from index.record import Record, Refused
from index.settings import is_address


def version(location: str) -> str:
    """What changes with each publication; "" while nothing is published. Raises EngineError."""
    if is_address(location):
        return cluster.version(location)
    mark = generations.mark(Path(location))
    return "-".join(map(str, mark)) if mark else ""


def record(location: str) -> Record:
    """What the index knows of its making, its names included; raises EngineError."""
    if is_address(location):
        return cluster.record(location)
    return generations.reading(Path(location), lambda one: replace(one.record, names=generations.names(one)))


def refused(location: str) -> list[Refused]:
    """What could not be read; raises EngineError."""
    if is_address(location):
        return cluster.refused(location)
    return generations.reading(Path(location), generations.refused)


def names(location: str) -> Names:
    """Which of its speakers are one; raises EngineError."""
    if is_address(location):
        return cluster.names(location)
    return generations.reading(Path(location), generations.names)


def check(location: str) -> list[str]:
    """What is not as it was published, a sentence each; raises EngineError."""
    return cluster.check(location) if is_address(location) else generations.check(Path(location))


def size(location: str) -> int:
    """The bytes that it takes; raises EngineError."""
    if is_address(location):
        return cluster.size(location)
    return sum(path.stat().st_size for path in generations.current(Path(location)).iterdir())
