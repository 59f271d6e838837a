"""The agency format of Reuters-21578: many <REUTERS> articles a file, their fields in elements of SGML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from index.decode import decode
from index.errors import SourceError
from index.formats.dates import day_in, published
from index.formats.fields import authors, line, whole
from index.model import Article, Place
from index.sources import Piece, Refusal, shown

_ARTICLE = re.compile(r"<REUTERS\b([^>]{0,500})>", re.IGNORECASE)
_NUMBER = re.compile(r"\bNEWID\s*=\s*\"(\w{1,20})\"", re.IGNORECASE)
_CLOCK = re.compile(r"\d\d:\d\d:\d\d")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SIGNATURES = ("REUTERS", "REUTER")  # end every story; no part of what it tells
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,200}>")


def read(piece: Piece, data: bytes) -> Iterator[Article | Refusal]:
    """The articles of a file; raises SourceError where there is none.

    The id is "reuters-" and the article's NEWID. The dateline stands before the body's first words, as the wire
    has it. A flash, which is a headline alone, has an empty text. What another agency wrote in this format is known
    by its missing signature, and has no outlet.
    """
    text = decode(data, "cp1252")
    starts = list(_ARTICLE.finditer(text))
    if not starts:
        raise SourceError("no <REUTERS> article in it; .sgm files are read as Reuters-21578")
    ends = [*(start.start() for start in starts[1:]), len(text)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        story = _story(start[1], text[start.end() : end].partition("</REUTERS>")[0])
        yield story or Refusal(f"{shown(piece.path)}#{number}", "it has neither a headline nor a text")


def _story(attributes: str, markup: str) -> Article | None:
    title, dateline, body = (_element(markup, name) for name in ("TITLE", "DATELINE", "BODY"))
    if body is None and title is None:  # unprocessed: everything is in TEXT, with no elements below
        body = _MARKUP.sub("", _element(markup, "TEXT") or "")
    signed = _plain(body or "").strip("\n")
    body = _unsigned(signed)
    start = _plain(dateline or "").strip()
    text = f"{start} {body.lstrip()}" if start and body and not body.lstrip().startswith(start) else body
    if not text.strip() and not title:
        return None
    number = _NUMBER.search(attributes)
    return Article(
        text=text,
        title=line(_plain(title or "")),
        id=f"reuters-{number[1]}" if number else "",
        kind="sgml",
        outlet=None if body and body == signed else "Reuters",
        authors=authors((line(_plain(_element(markup, "AUTHOR") or "")),)),
        published=_published(_element(markup, "DATE") or ""),
        people=_list(markup, "PEOPLE"),
        topics=_list(markup, "TOPICS"),
        places=tuple(Place(name, name) for name in _list(markup, "PLACES")),
    )


def _element(markup: str, name: str) -> str | None:
    """What stands between an element's tags, up to the end where it is not closed; None without the element."""
    start = re.search(rf"<{name}(?:\s[^<>]{{0,200}})?>", markup)
    return markup[start.end() :].partition(f"</{name}>")[0] if start else None


def _unsigned(body: str) -> str:
    end = body.rstrip()
    signature = next((name for name in _SIGNATURES if end.upper().endswith(name)), "")
    rest = end[: len(end) - len(signature)]
    return rest.rstrip() if signature and rest[-1:].isspace() else body


def _list(markup: str, name: str) -> tuple[str, ...]:
    """The values of an element that holds a list: <PLACES><D>usa</D><D>uk</D></PLACES>."""
    values = (line(_plain(part.rpartition("<D>")[2])) for part in (_element(markup, name) or "").split("</D>")[:-1])
    return tuple(dict.fromkeys(value for value in values if value))


def _plain(text: str) -> str:
    return whole(_CONTROLS.sub("", html.unescape(text)))


def _published(text: str) -> str | None:
    """26-FEB-1987 15:01:01.79 → 1987-02-26T15:01:01"""
    day, clock = day_in(text), _CLOCK.search(text)
    return published(f"{day}T{clock[0]}") if day and clock else day
