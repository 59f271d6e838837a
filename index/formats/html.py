"""A web page: its metadata, and its body without navigation, advertisements and captions."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import trafilatura
from bs4 import BeautifulSoup
from htmldate import find_date
from lxml import etree, html

from index.decode import declared_charset, decode
from index.errors import SourceError
from index.formats.bylines import signed
from index.formats.dates import day_in, day_in_path, impossible_months, published
from index.formats.fields import line
from index.formats.metadata import Metadata, metadata
from index.formats.monsters import refuse_monsters
from index.model import Article
from index.sources import Piece, Refusal

_CONTROLS = bytes({*range(32)} - set(b"\t\n\r"))  # illegal in XML, as are U+FFFE, U+FFFF and lone surrogates
_HEAD = 4  # blocks in which the headline and the byline may be repeated
_ROWS = re.compile(r"^\|.*$", re.MULTILINE)
_CAPTIONS = etree.XPath("//figcaption")
_BELOW = etree.XPath("following::text()[not(parent::script or parent::style)]")
_BELOW_HEADLINE = 40  # pieces of text
_LONGEST_DAYLINE = 60  # characters
_LONGEST_DAY = 40  # characters; "Published: Wednesday, September 30, 2020" has 39
_LONGEST_CAPTION = 1_000

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what they discard is reported as a refusal
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read(piece: Piece, data: bytes) -> Iterator[Article | Refusal]:
    """The article of a page; raises SourceError where it has none or would bring a parser down."""
    text = decode(data, declared_charset(data))
    refuse_monsters(text)
    tree = _tree(text)
    said = metadata(tree)
    below = () if said.authors and said.published else _below_headline(tree, said.title)
    authors = said.authors or signed(below)
    day = said.published or _day(tree, text, said, below)
    body = _body(tree, text, said.title, authors, dated=bool(day))
    if not body:
        raise SourceError("no article text was found in this page")
    yield Article(
        text=body,
        title=said.title,
        url=said.url,
        kind="html",
        outlet=said.outlet,
        authors=authors,
        published=day,
        language=said.language,
        captions=_captions(tree),
    )


def _tree(text: str) -> Any:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    data = text.encode(errors="ignore").translate(None, _CONTROLS)
    for illegal in ("\ufffe", "\uffff"):
        data = data.replace(illegal.encode(), b"")
    try:
        return html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise SourceError("this page is empty, or its markup cannot be parsed") from error


def _body(tree: Any, text: str, headline: str, authors: tuple[str, ...], dated: bool) -> str:
    found = _extracted(tree) or "\n".join(_paragraphs(text))
    blocks = [words for words in map(str.strip, found.split("\n")) if words]
    title = headline.casefold()
    start = next((number for number, block in enumerate(blocks[:_HEAD], 1) if line(block).casefold() == title), 0)
    while start < min(_HEAD, len(blocks) - 1) and _is_byline(blocks[start], authors, dated):
        start += 1
    return "\n\n".join(blocks[start:])


def _extracted(tree: Any) -> str:
    """The body by trafilatura; a page whose words stand in tables is laid out by them."""
    for tables in (True, False):
        found: Any = trafilatura.bare_extraction(
            tree, fast=True, include_comments=False, include_tables=tables, with_metadata=False
        )
        text = str(found.text or "") if found else ""
        if not tables or sum(map(len, _ROWS.findall(text))) * 2 < len(text) or not text:
            break
    return text


def _is_byline(block: str, authors: tuple[str, ...], dated: bool) -> bool:
    """Whether a short line says nothing but who wrote the article or when, which is known already."""
    if len(block) > _LONGEST_DAYLINE or block[-1] in '.!?”"':
        return False
    return any(name in block for name in authors) or (
        dated and len(block) <= _LONGEST_DAY and day_in(block) is not None
    )


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


def _below_headline(tree: Any, title: str) -> tuple[str, ...]:
    """The first short pieces of text below the headline, where the byline and the day stand."""
    wanted = title.casefold()
    start = next(
        (tag for tag in tree.iter("h1", "h2") if wanted and wanted in line(tag.text_content()).casefold()), None
    )
    if start is None:
        return ()
    found: Any = _BELOW(start)
    pieces = islice(filter(None, map(str.strip, found)), _BELOW_HEADLINE)
    return tuple(piece for piece in pieces if len(piece) <= _LONGEST_DAYLINE)


def _day(tree: Any, text: str, said: Metadata, below: tuple[str, ...]) -> str | None:
    """The day by what stands below the headline, by the page's address, or by its markup.

    htmldate makes the first of the month of a day that does not exist; such a month is unknown.
    """
    if day := next(filter(None, map(day_in, below)), None) or day_in_path(said.url or ""):
        return day
    day = published(find_date(tree, original_date=True, extensive_search=False))
    return None if day and day[8:] == "01" and day[:7] in impossible_months(text) else day
