"""Articles as JSON: one, a list of them, or {"articles": […]}; and what one JSON object says of an article."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from index.decode import decode
from index.errors import SourceError
from index.formats.dates import published
from index.formats.fields import authors, language, line, link, names, whole
from index.model import Article, Place
from index.sources import Piece, Refusal, shown

# What a value may be called; the first that is usable counts.
TEXT = ("text", "body", "articleBody")
TITLE = ("title", "headline")
DATE = ("published", "date", "datePublished")
OUTLET = ("outlet", "publisher", "source")
AUTHOR = ("authors", "author")
LANGUAGE = ("language", "inLanguage")

Found = TypeVar("Found")


def read(piece: Piece, data: bytes) -> Iterator[Article | Refusal]:
    """The articles of a JSON document; raises SourceError where it is none."""
    value = parse(decode(data))
    many = value.get("articles") if isinstance(value, dict) else value
    if not isinstance(many, list):
        yield article(value)
        return
    for number, item in enumerate(many, 1):
        try:
            yield article(item)
        except SourceError as error:
            yield Refusal(f"{shown(piece.path)}#{number}", str(error))


def parse(text: str) -> Any:
    """The value of a JSON text; numbers too large for use and NaN become None. Raises SourceError."""
    try:
        return _DECODER.decode(text)
    except RecursionError as error:
        raise SourceError("its JSON is nested too deeply") from error
    except ValueError as error:
        raise SourceError(f"this is not JSON ({error})") from error


def article(value: object, source: str = "", file_id: str = "") -> Article:
    """The article of one JSON object, its text to the letter; raises SourceError where it has none.

    Quotations and mentions that it brings along are not taken over: they are always found anew.
    """
    if not isinstance(value, dict):
        raise SourceError("not an article: a JSON object with a title and a text is needed")
    text = next((found for name in TEXT if isinstance(found := value.get(name), str) and found.strip()), None)
    if text is None:
        raise SourceError('it has no text; put the article\'s words under "text"')
    given = value.get("id")
    return Article(
        text=whole(text),
        title=_first(value, TITLE, line) or "",
        id=line(str(given)) if isinstance(given, str | int) and not isinstance(given, bool) else "",
        url=link(value.get("url")),
        source=source,
        file_id=file_id,
        kind="json",
        outlet=next(iter(_first(value, OUTLET, names) or ()), None),
        authors=_first(value, AUTHOR, lambda given: authors(names(given))) or (),
        published=_first(value, DATE, published),
        language=_first(value, LANGUAGE, language),
        captions=names(value.get("captions")),
        speakers=names(value.get("speakers")),
        people=names(value.get("people")),
        topics=names(value.get("topics")),
        places=tuple(Place(name, name) for name in names(value.get("places"))),
    )


def _first(value: dict[str, Any], keys: Sequence[str], read: Callable[[Any], Found | None]) -> Found | None:
    """What is read from the first of some keys that is usable."""
    for key in keys:
        given = value.get(key)
        if given is not None and (found := read(given)):
            return found
    return None


def _whole_number(digits: str) -> int | None:
    return int(digits) if len(digits) < 20 else None  # Python refuses to read some thousand digits


_DECODER = json.JSONDecoder(parse_int=_whole_number, parse_constant=lambda name: None, strict=False)
