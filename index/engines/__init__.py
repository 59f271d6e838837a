"""Where documents go: the writing half of each engine, chosen by the index's location."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol, Self

from index.document import Document
from index.record import Record
from index.settings import is_address


class Writer(Protocol):
    """A run that writes beside the published index; used by build.py as a context manager.

    It holds the index's lock from the beginning (BusyIndex where another run has it). Leaving it without
    `publish` leaves what was published before untouched. Any method may raise EngineError.
    """

    previous: Record | None
    """What the last run published; None where there is no index, or one of another version."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def begin(self, *, empty: bool) -> None:
        """Start from nothing, or from all that is published. Called once, before anything is written."""

    def remove(self, articles: Iterable[str]) -> None:
        """Take out articles and their quotations, published or added, by the article's id."""

    @staticmethod
    def prepare(articles: Iterable[Sequence[Document]]) -> Any:
        """Many articles as `add` takes them, of each its documents, itself first; the processes that read call this."""

    def add(self, prepared: Any, without: Collection[int] = ()) -> None:
        """Add articles but for those of some places among them. None may be there already, or twice."""

    def settle(self) -> None:
        """Write out what was added. Done before other work that needs memory; nothing is added or removed after it."""

    def publish(self, record: Record) -> Record:
        """Make everything written visible at once, or nothing; gives the record with the seconds the run took."""


def writer(location: str) -> Writer:
    """The writer for a location: a folder is Whoosh, an address OpenSearch; raises SettingsError for a bad address."""
    if is_address(location):
        from index.engines.opensearch import OpenSearchWriter

        return OpenSearchWriter(location)
    from index.engines.whoosh import WhooshWriter

    return WhooshWriter(Path(location))
