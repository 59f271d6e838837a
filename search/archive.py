"""What there is to know of an archive besides its answers: how it stands, and by which names it knows a speaker."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from index import generations, settings
from index.names import name_key
from index.record import Record
from search import engines
from search.find import find
from search.query import Query
from search.results import Quotation


def version(location: str) -> str:
    """What changes with each publication; "" while nothing is published."""
    mark = generations.mark(settings.folder(location))
    return "-".join(map(str, mark)) if mark else ""


def state(location: str) -> Record:
    """What the index knows of its making, each file that was read or refused included; raises EngineError."""
    return _state(settings.folder(location), version(location))


@lru_cache(maxsize=2)  # of a large archive, reading the list of its files takes seconds
def _state(folder: Path, version: str) -> Record:
    return generations.record(folder, files=True)


def speaker(location: str, name: str) -> tuple[str, ...]:
    """Every name by which the archive knows a speaker, the one it shows first; none where it quotes nobody so called.

    Raises EngineError.
    """
    said = find(Query(filters=(("speaker", name),), quotes=True, limit=1), location)
    names = engines.opened(location).names
    known = [hit.speaker for hit in said.hits if isinstance(hit, Quotation) and hit.speaker]
    # A name that nobody has finds those with its words in them.
    return names.variants(known[0]) if known and name_key(known[0]) == name_key(names.means(name)) else ()
