"""From a file to articles: a reader for each format, chosen by the ending of the file's name.

A reader takes a piece and its bytes and gives articles; it imports its parser when it is first used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # index.sources asks this file which endings there are
    from index.model import Article
    from index.sources import Piece, Refusal

FORMATS = {  # ending → module of this folder with `read(piece, data)`; each ending may have .gz after it
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".sgm": "sgml",
    ".sgml": "sgml",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
}


def knows(path: str) -> bool:
    """Whether the ending of a file's name is one of a format."""
    return named(path)[1] in FORMATS


def has_lines(path: str) -> bool:
    """Whether a file has an article a line and can be read in pieces."""
    return FORMATS.get(named(path)[1]) == "jsonl"


def read(piece: Piece) -> Iterator[Article | Refusal]:
    """The articles of a piece, and a Refusal for each that cannot be read.

    `source`, `file_id` and, unless the reader said otherwise, `kind` are filled in here. Raises SourceError
    where the whole file cannot be read.
    """
    from index.model import Article
    from index.sources import content, shown

    name, ending = named(shown(piece.path))
    reader = import_module(f"index.formats.{FORMATS[ending]}")
    source = shown(piece.path)
    data = content(piece.path) if piece.lines is None else piece.lines
    for item in reader.read(piece, data):
        filled = not isinstance(item, Article) or item.source  # by the reader, which takes a tenth of the time
        yield item if filled else replace(item, source=source, file_id=name)


def named(path: str) -> tuple[str, str]:
    """A file's name without its known endings, and its format's ending in small letters.

    >>> named("/news/A.html.gz"), named("notes.md")
    (('A', '.html'), ('notes', '.md'))
    """
    name = Path(path).name
    if name.lower().endswith(".gz"):
        name = name[:-3]
    ending = Path(name).suffix
    return name.removesuffix(ending), ending.lower()
