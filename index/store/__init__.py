"""The index on disk: segments of arrays, and what both halves of the Whoosh engine have to agree on.

    000007-0.segment        articles and their quotations, never changed once written
    000007-0.segment.dead   the numbers of its articles that are no longer part of the index

A text field keeps its postings by inflection class (`arrays` and `segment` say how), a field of names its distinct
values, a day the number YYYYMMDD.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from index.names import value_key as value_key
from index.schema import Collection
from index.store.arrays import Arrays
from index.store.segment import Segment

if TYPE_CHECKING:
    from index.store.reader import StoreIndex

SEGMENT = ".segment"
DEAD = ".dead"


def segments(folder: Path, names: Iterable[str]) -> list[Segment]:
    """The segments of a generation, of whose files these are the names; raises DamagedIndex."""
    present = set(names)
    return [_opened(folder / name, f"{name}{DEAD}" in present) for name in sorted(present) if name.endswith(SEGMENT)]


def _opened(path: Path, some_dead: bool) -> Segment:
    dead = Arrays(path.with_name(f"{path.name}{DEAD}"))["articles"] if some_dead else ()
    return Segment(path, dead)


def open(location: str | Path, collection: Collection = "articles") -> StoreIndex:
    """One collection of the index at a location as a whoosh.index.Index; raises EngineError."""
    from index.store.reader import StoreIndex  # Whoosh, which a search does without

    return StoreIndex(Path(location), collection)
