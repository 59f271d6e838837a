"""What a page says about its article in its head, its JSON-LD and its headline and byline elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag
from lxml import etree

from index.formats import jsonld
from index.formats.dates import published
from index.formats.fields import authors, language, line, link, names

# Names of <meta> (name, property, itemprop), the better first.
_TITLE = ("og:title", "twitter:title", "headline", "dc.title", "dcterms.title", "sailthru.title", "parsely-title")
_DATE = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.date", "dcterms.created", "dcterms.issued", "parsely-pub-date", "sailthru.date", "pubdate",
    "publishdate", "publish-date", "publication_date", "article.published", "datecreated", "dc.date.created",
    "og:published_time", "cxenseparse:recs:publishtime", "last-modified", "article:modified_time",
)  # fmt: skip
_AUTHOR = ("author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "parsely-author",
           "sailthru.author", "byl", "citation_author", "cxenseparse:author")  # fmt: skip
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "cre", "twitter:site")
_LANGUAGE = ("content-language", "og:locale", "dc.language", "inlanguage", "language")
_META = frozenset((*_TITLE, *_DATE, *_AUTHOR, *_OUTLET, *_LANGUAGE, "og:url"))

# All that is looked at; the rest of the page is never made into a soup.
_REDUCED = etree.XPath(
    "//title | //meta | //link[@rel='canonical'] | //h1 | //time | //script[contains(@type, 'ld+json')]"
    " | //*[@itemprop='headline' or @itemprop='datePublished' or @itemprop='author'] | //a[@rel='author']"
    " | //*[not(self::body or self::html)][contains(@class, 'byline') or contains(@class, 'author')]"
)
_MOST_ELEMENTS = 400
_LONGEST_BYLINE = 300  # characters; a longer element named so holds more than names
_SUFFIX = re.compile(r"\s+[|–—\-•·:»]+\s+")


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
    scripts: list[str] = []
    parts: list[str] = []
    found: Any = _REDUCED(tree)
    for element in found[:_MOST_ELEMENTS]:
        if element.tag == "script":
            scripts.append(element.text or "")
        elif element.tag != "meta" or any((element.get(key) or "").lower() in _META for key in _NAMING):
            parts.append(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
    soup = BeautifulSoup("".join(parts), "lxml")
    said = jsonld.article(scripts)
    meta = _meta(soup)
    outlet = _first(_texts(meta, _OUTLET)) or _first(names(said.get("publisher")))
    return Metadata(
        title=_title(soup, meta, said, outlet),
        url=_first(filter(None, map(link, _links(soup, meta, said)))),
        outlet=outlet.removeprefix("@") if outlet else None,
        authors=_authors(soup, meta, said),
        published=_first(filter(None, map(published, _dates(soup, meta, said)))),
        language=_first(
            filter(None, map(language, [tree.get("lang"), *_texts(meta, _LANGUAGE), said.get("inLanguage")]))
        ),
    )


_NAMING = ("property", "name", "itemprop", "http-equiv")


def _meta(soup: BeautifulSoup) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag in soup.find_all("meta"):
        for key in _NAMING:
            name = tag.get(key)
            if isinstance(name, str):
                found.setdefault(name.lower(), []).append(str(tag.get("content") or ""))
    return found


def _texts(meta: dict[str, list[str]], wanted: Iterable[str]) -> Iterator[str]:
    return (text for name in wanted for text in map(line, meta.get(name, ())) if text)


def _title(soup: BeautifulSoup, meta: dict[str, list[str]], said: jsonld.Node, outlet: str | None) -> str:
    headings = [text for tag in soup.find_all("h1") if (text := _text(tag))]
    page = _text(soup.title)
    candidates = [line(said.get("headline")), *_texts(meta, _TITLE), *headings, page]
    return next((tidy for text in candidates if text and (tidy := _without_outlet(text, outlet))), "")


def _without_outlet(title: str, outlet: str | None) -> str:
    """The headline without " | Outlet" after it."""
    parts = _SUFFIX.split(title)
    if len(parts) > 1 and outlet and parts[-1].casefold() == outlet.casefold():
        return title[: title.rindex(parts[-1])].rstrip(" |–—-•·:»")
    return title.split(" | ")[0]


def _links(soup: BeautifulSoup, meta: dict[str, list[str]], said: jsonld.Node) -> Iterator[object]:
    for tag in soup.find_all("link"):
        yield tag.get("href")
    yield from meta.get("og:url", ())
    yield said.get("url")


def _authors(soup: BeautifulSoup, meta: dict[str, list[str]], said: jsonld.Node) -> tuple[str, ...]:
    steps: tuple[Iterable[str], ...] = (
        names(said.get("author")),
        _texts(meta, _AUTHOR),
        (_text(tag) for tag in soup.find_all(attrs={"itemprop": "author"})),
        (_text(tag) for tag in soup.find_all("a", attrs={"rel": "author"})),
        (_text(tag) for tag in soup.find_all(class_=re.compile("byline|author"))),
    )
    return next(
        (found for step in steps if (found := authors(tuple(text for text in step if len(text) < _LONGEST_BYLINE)))), ()
    )


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
