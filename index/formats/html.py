"""A web page: its metadata, and its body without navigation, advertisements and captions."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from bs4 import BeautifulSoup
from htmldate import find_date
from lxml import etree, html

from index.decode import declared_charset, decode
from index.errors import SourceError
from index.formats.dates import published
from index.formats.fields import line
from index.formats.metadata import metadata
from index.model import Article
from index.sources import Piece, Refusal

LARGEST_PAGE = 8 << 20  # characters; news pages seen have up to 3 million
DEEPEST = 500  # open elements; news pages seen have up to 60
MOST_ATTRIBUTES = 1_000  # of one element; parsers compare each with all before it

# These have no end tag, or may go without.
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
_OPTIONAL = {"p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot"}
_UNCOUNTED = _VOID | _OPTIONAL
_MARKUP = re.compile(r"<(!--|/?[a-zA-Z][a-zA-Z0-9]*)")
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{4000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CAPTIONS = etree.XPath("//figcaption")
_LONGEST_CAPTION = 1_000

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what they discard is reported as a refusal
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read(piece: Piece, data: bytes) -> Iterator[Article | Refusal]:
    """The article of a page; raises SourceError where it has none or would bring a parser down."""
    text = decode(data, declared_charset(data))
    _refuse_monsters(text)
    tree = _tree(text)
    said = metadata(tree)
    body = _body(tree, text, said.title)
    if not body:
        raise SourceError("no article text was found in this page")
    yield Article(
        text=body,
        title=said.title,
        url=said.url,
        kind="html",
        outlet=said.outlet,
        authors=said.authors,
        published=said.published or _day(tree),
        language=said.language,
        captions=_captions(tree),
    )


def _refuse_monsters(text: str) -> None:
    if len(text) > LARGEST_PAGE:
        raise SourceError(f"larger than {LARGEST_PAGE >> 20} MiB as a page; no news page is")
    if _depth(text) > DEEPEST:
        raise SourceError(f"more than {DEEPEST} elements inside each other; no news page has them")
    for tag in _LONG_TAG.finditer(text):
        if len(_QUOTED.sub("", tag[0]).split()) > MOST_ATTRIBUTES:
            raise SourceError(f"an element with more than {MOST_ATTRIBUTES} attributes; no news page has one")


def _depth(text: str) -> int:
    """How many elements are open at once, at most; comments and scripts are passed over."""
    depth = deepest = at = 0
    while found := _MARKUP.search(text, at):
        name, at = found[1].lower(), found.end()
        if name == "!--":
            at = _after(text, "-->", at)
        elif name in ("script", "style"):
            at = _after(text, f"</{name}", at)
        elif name[0] == "/":
            depth -= depth > 0 and name[1:] not in _UNCOUNTED
        elif name not in _UNCOUNTED:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def _after(text: str, mark: str, at: int) -> int:
    end = text.find(mark, at)
    return end + len(mark) if end >= 0 else len(text)


def _tree(text: str) -> Any:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        return html.document_fromstring(_ILLEGAL.sub("", text).encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise SourceError("this page is empty, or its markup cannot be parsed") from error


def _body(tree: Any, text: str, title: str) -> str:
    found: Any = trafilatura.bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)
    lines = found.text.split("\n") if found and found.text else _paragraphs(text)
    blocks = [words for words in map(str.strip, lines) if words]
    if blocks and line(blocks[0]).casefold() == title.casefold():
        del blocks[0]
    return "\n\n".join(blocks)


def _paragraphs(text: str) -> list[str]:
    """The fallback: all paragraphs outside navigation."""
    soup = BeautifulSoup(text, "lxml")
    for tag in soup(["script", "style", "nav", "header", "footer", "aside", "form", "figure"]):
        tag.decompose()
    return [line(tag.get_text(" ")) for tag in soup.find_all("p")]


def _captions(tree: Any) -> tuple[str, ...]:
    found: Any = _CAPTIONS(tree)
    texts = (line("".join(caption.itertext())) for caption in found)
    return tuple(dict.fromkeys(text for text in texts if 0 < len(text) <= _LONGEST_CAPTION))


def _day(tree: Any) -> str | None:
    """The day by the page's markup and words, where its metadata do not say it."""
    return published(find_date(tree, original_date=True, extensive_search=False))
