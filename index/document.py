"""An article as the flat documents of an index: one for itself, one for each of its quotations."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.model import Article, Quote
from index.schema import ARTICLE_HEAD, QUOTATION_HEAD, Collection

Value = str | tuple[str, ...]

_encode = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), check_circular=False
).encode  # json.dumps makes one each time

_DETERMINERS = {
    "The",
    "A",
    "An",
    "One",
    "Some",
    "Many",
    "Most",
    "Several",
    "Other",
    "Two",
    "Three",
    "Both",
    "All",
    "This",
}


@dataclass(frozen=True, slots=True)
class Document:
    """Flat values by the names of schema.FIELDS; names are tuples, absent values are left out.

    `language` says how its text is inflected. `head` is the JSON of what a list of hits shows, `rest` that of what
    else is stored: together they are the article; a quotation has no rest, since its article has it all.
    """

    collection: Collection
    id: str
    values: dict[str, Value]
    language: str | None
    head: str
    rest: str = ""


def documents(article: Article) -> Iterator[Document]:
    """The documents of an article, itself first.

    What nobody in particular said without quotation marks ("fears of a flood") is left out: it answers no question
    of who said what.
    """
    said = tuple(quote for quote in article.quotes if quote.speaker or quote.type != "indirect")
    if len(said) < len(article.quotes):
        article = dataclasses.replace(article, quotes=said)
    dateline = article.dateline.place if article.dateline else None
    common: dict[str, Value | None] = {
        "outlet": _names([article.outlet]),
        "author": _names(article.authors),
        "language": _names([article.language]),
        "topic": _names(article.topics),
        "kind": _names([article.kind]),
    }
    values = common | {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "body": article.text,
        "speaker": _names([*speakers_of(article.quotes), *article.speakers]),
        "place": _places([place.label for place in article.places] + [dateline]),
        "dateline": _places([dateline]),
        "date": article.day,
    }
    plain = article.to_dict()
    head = {name: plain.pop(name) for name in ARTICLE_HEAD}
    head["speakers"] = _names([*(quote.speaker for quote in article.quotes), *article.speakers])
    yield Document("articles", article.id, _present(values), article.language, dumps(head), dumps(plain))
    for quote in article.quotes:
        values = common | {
            "id": quote.id,
            "article": article.id,
            "quote": quote.quote,
            "speaker": _names(speakers_of([quote])),
            "place": _places([quote.place]),
            "date": quote.date or article.day,
        }
        shown = {name: getattr(quote, name) for name in QUOTATION_HEAD}
        yield Document("quotations", quote.id, _present(values), article.language, dumps(shown))


def _names(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))


def speakers_of(quotes: Iterable[Quote]) -> Iterator[str]:
    """Those that are names: "the report", "Analysts" and "A spokesman" are shown, but nobody looks for them."""
    for quote in quotes:
        if quote.speaker and not quote.speaker[0].islower():
            first, *rest = quote.speaker.split()
            described = first in _DETERMINERS or quote.speaker_type == "group"
            named = any(word[0].isupper() for word in rest) or (first.isupper() and len(first) > 1)  # US officials
            if len(quote.speaker) > 1 and (named or not described):
                yield quote.speaker


def _places(labels: Iterable[str | None]) -> tuple[str, ...]:
    """Each label with its country above it: "Moscow, Russia" stands under "Russia" too."""
    return _names(value for label in labels if label for value in (label.rsplit(", ", 1)[-1], label))


def _present(values: dict[str, Value | None]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value}


def dumps(value: object) -> str:
    """Compact JSON, as it is stored and printed a line."""
    return _encode(value)
