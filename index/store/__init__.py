"""The Whoosh index on disk: how the fields of schema.py are kept, and how a collection is opened.

Both halves of the Whoosh engine use this room and nothing else does, so that the storage can change behind it.
A field of kind text is two Whoosh fields, NAME (inflection classes) and NAME_exact (surface words); one of kind
names is NAME (its folded words, a gap between one name and the next) and NAME_value (each name folded, as a
whole); the names as they are shown lie in a column NAME_shown, joined by SEPARATOR. A day is the number YYYYMMDD.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from whoosh import columns, fields
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from index.errors import DamagedIndex
from index.schema import FIELDS, Collection
from index.tokens import tokens

SEPARATOR = "\x1f"  # the ASCII unit separator; no name contains it
NAME_GAP = 100  # positions between two names, so that no phrase runs from one into the next
NO_DAY = 0  # in the column of a document without a date

Keys = Iterable[tuple[int, str]]  # position and key of each token


class Keyed(fields.TEXT):  # type: ignore[misc]  # Whoosh has no types
    """A text field that is given its keys and positions instead of cutting text itself."""

    def __init__(self) -> None:
        super().__init__(phrase=True)

    def index(self, value: Keys, **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Whoosh's postings of one document: key, frequency, weight, encoded positions."""
        positions: defaultdict[str, list[int]] = defaultdict(list)
        for position, key in value:
            positions[key].append(position)
        for key, where in positions.items():
            yield key.encode(), len(where), float(len(where)), self.format.encode(where)


def whoosh_schema(collection: Collection) -> fields.Schema:
    """The Whoosh schema of a collection, made from FIELDS."""
    schema = fields.Schema(stored=fields.STORED())
    for field in FIELDS[collection]:
        if field.kind == "key":
            schema.add(field.name, fields.ID())
        elif field.kind == "text":
            schema.add(field.name, Keyed())
            schema.add(f"{field.name}_exact", Keyed())
        elif field.kind == "names":
            schema.add(field.name, Keyed())
            schema.add(f"{field.name}_value", Keyed())
            schema.add(f"{field.name}_shown", fields.COLUMN(columns.VarBytesColumn()))
        else:
            day = fields.NUMERIC(int, bits=32, signed=False, sortable=True, default=NO_DAY)
            schema.add(field.name, day)
    return schema


def open_collection(folder: Path, collection: Collection) -> FileIndex:
    """The published Whoosh index of a collection; raises DamagedIndex where Whoosh cannot read it."""
    try:
        return FileStorage(str(folder)).open_index(indexname=collection)
    except Exception as error:  # Whoosh raises whatever its pickles and structs do
        raise DamagedIndex(f"The index in {folder} cannot be read ({error}). Run: search-index build") from error


def value_key(name: str) -> str:
    """The folded form of a name as a whole, by which a facet value is looked up.

    >>> value_key("José  María O’Brien")
    "jose maria o'brien"
    """
    return " ".join(token.word for token in tokens(name)) or name.casefold()
