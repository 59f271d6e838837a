"""Articles as JSON Lines: one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterator

from index.decode import decode
from index.errors import SourceError
from index.formats import named
from index.formats.json import article, parse
from index.model import Article
from index.sources import LARGEST_LINE, Piece, Refusal, shown


def read(piece: Piece, data: bytes) -> Iterator[Article | Refusal]:
    """The article of each line; a line that cannot be read is refused by its number, and the others go on."""
    source, (name, _) = shown(piece.path), named(shown(piece.path))
    for number, line in enumerate(data.split(b"\n"), piece.first):
        if not line.strip():
            continue
        try:
            if len(line) > LARGEST_LINE:
                raise SourceError(f"longer than {LARGEST_LINE >> 20} MiB")
            yield article(parse(decode(line)), source, name)
        except SourceError as error:
            yield Refusal(f"{shown(piece.path)}:{number}", str(error))
