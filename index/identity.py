"""What an article and a quotation are called for good: ids that a second reading of the same article repeats."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from index.model import Article, Quote

_TRACKING = ("utm_", "fbclid", "gclid")  # parameters that say how a reader came, not what the page is
_PORTS = {"http": 80, "https": 443}


def identify(article: Article) -> Article:
    """The article with its id and those of its quotations; run it after the quotations are found.

    The article's: the given one, else 16 hex digits of SHA-256 of the canonical URL without what varies, else of
    outlet, day and title, else (no title or day known) of title and text. A quotation's: that, "-", 12 hex digits of
    SHA-256 of its words, and "-2", "-3" where the same words come again.
    """
    if article.id and not article.quotes:
        return article
    name = article.id or _digest(_key(article))[:16]
    return replace(article, id=name, quotes=tuple(_named(article.quotes, name)))


def same_page(url: str) -> str:
    """A URL without what varies between links to the same page.

    >>> same_page("HTTPS://Example.org:443/a?utm_source=x&page=2#top")
    'https://example.org/a?page=2'
    """
    try:
        parts = urlsplit(url.strip())
        return _same_page(parts)
    except ValueError:  # no valid port or host; it still is this article's URL
        return url.strip()


def _same_page(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    if parts.port and parts.port != _PORTS.get(parts.scheme):
        host = f"{host}:{parts.port}"
    query = parts.query
    if any(mark in query.lower() for mark in _TRACKING):
        pairs = parse_qsl(query, keep_blank_values=True)
        query = urlencode([pair for pair in pairs if not pair[0].lower().startswith(_TRACKING)])
    return SplitResult(parts.scheme, host, parts.path or "/", query, "").geturl()


def _key(article: Article) -> str:
    if article.url:
        return same_page(article.url)
    if article.title and article.day:
        return "\n".join((article.outlet or "", article.day, article.title))
    return f"{article.title}\n{article.text}"  # "Letters to the editor" of no known day may be many


def _named(quotes: tuple[Quote, ...], article: str) -> Iterator[Quote]:
    seen: Counter[str] = Counter()
    for quote in quotes:
        name = f"{article}-{_digest(quote.quote)[:12]}"
        seen[name] += 1
        yield replace(quote, id=name if seen[name] == 1 else f"{name}-{seen[name]}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
