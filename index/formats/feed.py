"""A feed, RSS or Atom: each entry that brings its text along is an article. Nothing is fetched."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser
from bs4 import BeautifulSoup

from index.decode import declared_charset, decode
from index.errors import SourceError
from index.formats.dates import published
from index.formats.fields import authors, language, line, link, names
from index.model import Article
from index.sources import Piece, Refusal, shown

LARGEST_FEED = 8 << 20  # characters
# A document type can define entities that swell without end or name files; feeds need none.
_DEFINITION = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml[^<>]{0,200}\?>")  # names the charset of bytes that are text by now
_BLOCKS = ("p", "div", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "pre")


def read(piece: Piece, data: bytes) -> Iterator[Article | Refusal]:
    """The articles of a feed; raises SourceError where it is none or defines entities of its own."""
    text = decode(data, declared_charset(data))
    if len(text) > LARGEST_FEED:
        raise SourceError(f"larger than {LARGEST_FEED >> 20} MiB as a feed")
    if _DEFINITION.search(_markup(text)):
        raise SourceError("it has a document type of its own (<!DOCTYPE or <!ENTITY), which feeds need not have")
    # Bytes in a stream, since feedparser takes a string that looks like an address for one and fetches it.
    found = feedparser.parse(io.BytesIO(_DECLARATION.sub("", text.lstrip(), count=1).encode("utf-8", "replace")))
    if not found.entries:
        raise SourceError("no entries of a feed in it; .xml files are read as RSS or Atom")
    for number, entry in enumerate(found.entries, 1):
        yield _article(found.feed, entry) or Refusal(f"{shown(piece.path)}#{number}", "this entry has no text")


def _article(channel: Any, entry: Any) -> Article | None:
    parts = [*(part.get("value", "") for part in entry.get("content", ())), entry.get("summary", "")]
    text = max(map(_text, parts), key=len)
    if not text:
        return None
    return Article(
        text=text,
        title=line(_text(entry.get("title", ""))),
        url=link(entry.get("link")),
        kind="feed",
        outlet=line(_text(channel.get("title", ""))) or None,
        authors=authors(_persons(entry)),
        published=published(entry.get("published")) or published(entry.get("updated")),
        language=language(entry.get("language")) or language(channel.get("language")),
        topics=tuple(dict.fromkeys(filter(None, (line(tag.get("term")) for tag in entry.get("tags", ()))))),
    )


def _persons(entry: Any) -> tuple[str, ...]:
    """Atom may name several; RSS gives an address with the name in brackets: desk@example.org (Anna Holm)."""
    several = names(entry.get("authors"))
    if len(several) > 1:
        return several
    address, bracket, name = line(entry.get("author")).partition(" (")
    return (name.removesuffix(")") if bracket and "@" in address else line(entry.get("author")),)


def _markup(text: str) -> str:
    """A document without the sections that are characters only."""
    first, *rest = text.split("<![CDATA[")
    return first + "".join(part.partition("]]>")[2] for part in rest)


def _text(markup: str) -> str:
    """The text of an entry's HTML, its blocks apart."""
    if "<" not in markup and "&" not in markup:
        return "\n\n".join(filter(None, map(line, markup.split("\n\n"))))
    soup = BeautifulSoup(markup, "lxml")
    for tag in soup(["script", "style", "figure"]):
        tag.decompose()
    for tag in soup("br"):
        tag.replace_with("\n")
    for tag in soup(_BLOCKS):
        tag.insert_before("\n\n")
        tag.insert_after("\n\n")
    return "\n\n".join(filter(None, map(line, re.split(r"\n\s*\n", soup.get_text()))))
