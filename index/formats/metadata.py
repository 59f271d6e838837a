"""What a page says about its article in its head, its JSON-LD and its headline and byline elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import chain, islice
from typing import Any

from bs4 import BeautifulSoup, Tag
from lxml import etree

from index.formats import jsonld
from index.formats.dates import published
from index.formats.fields import authors, language, line, link, names
from index.formats.headlines import headline

# Names of <meta> (name, property, itemprop), the better first.
_TITLE = ("og:title", "twitter:title", "headline", "dc.title", "dcterms.title", "sailthru.title", "parsely-title")
_DATE = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.date", "dcterms.created", "dcterms.issued", "parsely-pub-date", "sailthru.date", "pubdate",
    "publishdate", "publish-date", "publication_date", "article.published", "datecreated", "dc.date.created",
    "og:published_time", "cxenseparse:recs:publishtime",
)  # fmt: skip
_AUTHOR = ("author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "parsely-author",
           "sailthru.author", "byl", "cxenseparse:author", "twitter:data1")  # fmt: skip
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "twitter:site")
_LANGUAGE = ("content-language", "og:locale", "dc.language", "inlanguage", "language")
_META = frozenset((*_TITLE, *_DATE, *_AUTHOR, *_OUTLET, *_LANGUAGE, "og:url", "twitter:label1"))
_NAMING = ("property", "name", "itemprop", "http-equiv")

# All that is looked at; the rest of the page is never made into a soup.
_ELEMENTS = ("title", "meta", "link", "h1", "h2", "time", "script")
_BYLINES = etree.XPath(
    "//@class[contains(., 'author') or contains(., 'byline') or contains(., 'autor')]/.."
    " | //@itemprop[. = 'author' or . = 'datePublished']/.."
    " | //a[contains(@rel, 'author') or contains(@href, '/author/') or contains(@href, '/autor/')]"
)
_ASIDE = {"form", "footer", "head", "nav"}  # hold no byline of the article
_WHOLE = {"body", "html", "article", "main", "input"}
_MOST_ELEMENTS = 400
_MOST_BYLINES = 12  # the article's own stands above those of others
_MOST_LINKS = 6  # authors of one article; a box with more links is a list of something else
_LONGEST_BYLINE = 200  # characters; a longer element named so holds more than names
_WRITTEN = re.compile(r"author|byline|autor", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about its article; what it does not say is empty."""

    title: str = ""
    url: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None


def metadata(tree: Any) -> Metadata:
    """The metadata of a page by its lxml tree."""
    soup, scripts = _reduced(tree)
    said = jsonld.article(scripts)
    meta = _meta(soup)
    outlet = _first(name for name in (*_texts(meta, _OUTLET), *names(said.get("publisher"))) if not link(name))
    stated = [unescape(line(said.get("headline"))), *_texts(meta, _TITLE), _text(soup.title)]
    dates = list(_dates(soup, meta, said))
    return Metadata(
        title=headline(_headings(soup, "h1"), _headings(soup, "h2"), stated, outlet),
        url=_first(filter(None, map(link, _links(soup, meta, said)))),
        outlet=outlet.removeprefix("@") if outlet else None,
        authors=_authors(soup, meta, said, outlet),
        published=_first(filter(None, map(published, dates))),
        language=_first(
            filter(None, map(language, [tree.get("lang"), *_texts(meta, _LANGUAGE), said.get("inLanguage")]))
        ),
    )


def _reduced(tree: Any) -> tuple[BeautifulSoup, list[str]]:
    """The elements that are looked at as a soup of their own, and the texts of JSON-LD."""
    scripts: list[str] = []
    parts: list[str] = []
    bylines: Any = _BYLINES(tree)
    for element in islice(chain(filter(_wanted, tree.iter(_ELEMENTS)), _own(bylines)), _MOST_ELEMENTS):
        if element.tag == "script":
            scripts.append(element.text or "")
        else:
            parts.append(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
    return BeautifulSoup("".join(parts), "lxml"), scripts


def _wanted(element: Any) -> bool:
    match element.tag:
        case "meta":
            return any((element.get(key) or "").lower() in _META for key in _NAMING)
        case "link":
            return bool(element.get("rel") == "canonical")
        case "script":
            return "ld+json" in (element.get("type") or "")
    return True


def _own(bylines: Iterable[Any]) -> Iterator[Any]:
    """The first elements that may hold the article's byline: no comments, no footer."""
    found = (element for element in bylines if element.tag not in _WHOLE and not any(map(_is_aside, _upwards(element))))
    return islice(found, _MOST_BYLINES)


def _upwards(element: Any) -> Iterator[Any]:
    yield element
    yield from element.iterancestors()


def _is_aside(element: Any) -> bool:
    return element.tag in _ASIDE or "comment" in f"{element.get('class')} {element.get('id')}"


def _meta(soup: BeautifulSoup) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag in soup.find_all("meta"):
        for key in _NAMING:
            name = tag.get(key)
            if isinstance(name, str):
                found.setdefault(name.lower(), []).append(unescape(str(tag.get("content") or "")))
    return found


def _texts(meta: dict[str, list[str]], wanted: Iterable[str]) -> Iterator[str]:
    return (text for name in wanted for text in map(line, meta.get(name, ())) if text)


def _headings(soup: BeautifulSoup, level: str) -> list[str]:
    return [_text(tag) for tag in soup.find_all(level, limit=20)]


def _links(soup: BeautifulSoup, meta: dict[str, list[str]], said: jsonld.Node) -> Iterator[object]:
    for tag in soup.find_all("link"):
        yield tag.get("href")
    yield from meta.get("og:url", ())
    yield said.get("url")


def _authors(soup: BeautifulSoup, meta: dict[str, list[str]], said: jsonld.Node, outlet: str | None) -> tuple[str, ...]:
    """Those of the first step that names anyone but the outlet."""
    steps: tuple[Callable[[], Iterable[str]], ...] = (
        lambda: names(said.get("author")),
        lambda: _texts(meta, _AUTHOR),
        lambda: _bylines(soup, itemprop="author"),
        lambda: _bylines(soup, class_=_WRITTEN),
        lambda: _bylines(soup, rel="author"),
        lambda: _bylines(soup, href=_WRITTEN),
    )
    own = (outlet or "").casefold().removeprefix("@")
    for step in steps:
        found = tuple(name for name in authors(tuple(step())) if name.casefold() != own)
        if found:
            return found
    return ()


def _bylines(soup: BeautifulSoup, **wanted: Any) -> Iterator[str]:
    """The names in the first element of a kind that holds any, by its links where it has some."""
    for tag in soup.find_all(True, **wanted):
        inner = [text for part in tag.find_all(["a", "meta"]) if (text := _text(part) or line(part.get("content")))]
        if len(inner) > _MOST_LINKS:
            continue
        for texts in (inner, [_text(tag) or line(tag.get("content"))]):
            found = [text for text in texts if len(text) <= _LONGEST_BYLINE and authors((text,))]
            if found:
                yield from found
                return


def _dates(soup: BeautifulSoup, meta: dict[str, list[str]], said: jsonld.Node) -> Iterator[object]:
    yield said.get("datePublished")
    yield from _texts(meta, _DATE)
    yield said.get("dateCreated")
    for tag in soup.find_all(attrs={"itemprop": "datePublished"}):
        yield tag.get("datetime") or tag.get("content") or _text(tag)
    for tag in soup.find_all("time"):
        yield tag.get("datetime")


def _text(tag: Tag | None) -> str:
    return line(tag.get_text(" ")) if tag is not None else ""


def _first(values: Iterable[str]) -> str | None:
    return next(iter(values), None)
