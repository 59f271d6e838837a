"""Which question an address asks, and which address asks a question: the query string is the whole state.

    /search?q=red+lines&speaker=Taras+Hnatenko&place=-Oslo,+Norway&since=2025-03&sort=newest&page=2

Every link of a page is made here. What stands at its default is left out; unknown names are ignored. Where the site
is not at the root of its host, ROOT stands before each path.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any
from urllib.parse import quote, urlencode

from index.errors import QueryError
from search.query import Query, Values

FILTERS = ("speaker", "place", "date", "outlet", "author", "language", "topic", "kind")
COUNTED = ("speaker", "place", "date", "outlet", "language", "topic")  # the facets of a page
DEFAULT = Query(facets=COUNTED)
LARGEST_PAGE = 100  # hits, for programs; a page for people has ten
DEEPEST = 10_000  # hits that can be paged through; who needs more asks the command
MOST_FILTERS = 50  # each is looked up in the index
LINKED = 400  # code points of a question up to which hits and facets are linked with it, for each link repeats it
SHORT = 150  # the same up to which a page has more links than it needs
FRAGMENT = 5  # words at either end of a long passage by which a browser finds it
LONGEST = 300  # code points of a name or a date; the longest names of institutions have some 200

FORMS = (  # in which an answer can be had, with their paths
    ("CSV", "/search.csv"),
    ("RIS", "/search.ris"),
    ("BibTeX", "/search.bib"),
    ("JSON Lines", "/search.jsonl"),
    ("JSON", "/search.json"),
    ("Atom", "/feed.atom"),
)
ROOT: ContextVar[str] = ContextVar("root", default="")  # of the request that is answered, such as "/news"

CHOICES: dict[str, dict[str, Any]] = {
    "sort": {value: value for value in ("best", "newest", "oldest")},
    "match": {value: value for value in ("all", "most", "any")},
    "quotes": {"1": True, "0": False},
    "group": {"1": True, "0": False},
}


def read(arguments: Iterable[tuple[str, str]]) -> Query:
    """The question of a query string, given as its pairs; raises QueryError. Of a name given twice the first counts.

    >>> read([("q", "flood"), ("speaker", "Holm"), ("page", "2")]).offset
    10
    """
    pairs = [(name, value) for name, value in arguments if value]
    first = dict(reversed(pairs))
    filters = tuple(dict.fromkeys((name, value) for name, value in pairs if name in FILTERS))
    if len(filters) > MOST_FILTERS:
        raise QueryError(f"There are more than {MOST_FILTERS} filters. Leave some out.")
    for name, value in [*filters, ("since", first.get("since", "")), ("until", first.get("until", ""))]:
        short(name, value)
    chosen = {name: _choice(name, first[name]) for name in CHOICES if name in first}
    limit = _number("limit", first.get("limit", str(DEFAULT.limit)), LARGEST_PAGE)
    page = _number("page", first.get("page", "1"), DEEPEST // limit)
    return dataclasses.replace(
        DEFAULT,
        text=first.get("q", "").strip(),
        filters=filters,
        since=first.get("since", ""),
        until=first.get("until", ""),
        like=first.get("like", ""),
        limit=limit,
        offset=(page - 1) * limit,
        **chosen,
    )


def short(name: str, value: str) -> str:
    """A value that is no longer than names are; raises QueryError."""
    if len(value) > LONGEST:
        raise QueryError(f"The value of {name} has more than {LONGEST} characters. Shorten it.")
    return value


def listing(query: Query, name: str, words: str = "") -> Query:
    """The question for a page of the values of a facet, under everything else that is asked."""
    values = Values(words, query.offset, query.limit)
    return dataclasses.replace(query, facets=(name,), values=values, limit=0, offset=0)


def address(query: Query, path: str = "/search") -> str:
    """The address that asks a question.

    >>> address(Query("red lines", filters=(("place", "Oslo, Norway"),), offset=10))
    '/search?q=red+lines&place=Oslo,+Norway&page=2'
    """
    pairs = state(query)
    if query.offset:
        pairs.append(("page", str(query.offset // query.limit + 1)))
    return at(path) + (f"?{urlencode(pairs, safe=',:', errors='replace')}" if pairs else "")


def at(path: str) -> str:
    """The address of a path of the site."""
    return ROOT.get() + path


def named(kind: str, name: str) -> str:
    """The path of what has a name: an article or a quotation by its id, a speaker, a place.

    >>> named("speaker", "Ana Holm")
    '/speaker/Ana%20Holm'
    """
    return f"/{kind}/{quote(name, safe=',', errors='replace')}"


def state(query: Query) -> list[tuple[str, str]]:
    """The pairs of a question's first page, for addresses and for the hidden fields of forms."""
    pairs = [
        ("q", query.text),
        *query.filters,
        ("since", query.since),
        ("until", query.until),
        ("like", query.like),
        ("sort", query.sort or ""),
        ("quotes", "1" if query.quotes else ""),
        ("group", "" if query.group else "0"),
        ("match", query.match if query.match != DEFAULT.match else ""),
        ("limit", str(query.limit) if query.limit != DEFAULT.limit else ""),
    ]
    return [(name, value) for name, value in pairs if value]


def article(id: str, query: Query | None = None, quotation: str = "") -> str:
    """The address of an article, with the question that led there unless it is long, and of a quotation in it."""
    asked = query if query and len(query.text) <= LINKED else DEFAULT
    return address(asked, named("article", id)) + (f"#{anchor(quotation)}" if quotation else "")


def values(name: str, query: Query, words: str = "", page: int = 1) -> str:
    """The address of a page of a facet's values, or of those with words that begin like the ones to find."""
    pairs = [*state(query), ("find", words), ("page", str(page) if page > 1 else "")]
    string = urlencode([pair for pair in pairs if pair[1]], safe=",:", errors="replace")
    return at(named("facet", name)) + (f"?{string}" if string else "")


def speaker(name: str, query: Query | None = None, other: str = "") -> str:
    """The address of a speaker's page, with a question and another speaker to compare with.

    >>> speaker("Ana Holm", Query("dams"), "Bo Lind")
    '/speaker/Ana%20Holm?q=dams&with=Bo+Lind'
    """
    path = address(query or DEFAULT, named("speaker", name))
    return path + (("&" if "?" in path else "?") + urlencode({"with": other}, errors="replace") if other else "")


def passage(url: str, text: str) -> str:
    """The address of a passage at its source, by a text fragment: browsers scroll there and mark it.

    >>> passage("https://wire.example/1", "No red lines, he said - none.")
    'https://wire.example/1#:~:text=No%20red%20lines%2C%20he%20said%20%2D%20none.'
    """
    words = text.split()
    ends = [words] if len(words) <= 2 * FRAGMENT else [words[:FRAGMENT], words[-FRAGMENT:]]
    return f"{url.partition('#')[0]}#:~:text={','.join(_fragment(' '.join(some)) for some in ends)}"


def _fragment(text: str) -> str:
    return quote(text, safe="", errors="replace").replace("-", "%2D")  # a minus parts the words around a passage


def data(id: str) -> str:
    """The address of an article as JSON."""
    return article(id) + ".json"


def anchor(quotation: str) -> str:
    """The name of a quotation's place in the page of its article, from its id."""
    return f"quote-{quote(quotation, safe='', errors='replace')}"


def choosing(query: Query, name: str, value: str) -> Query:
    """The question with a value of a facet, in place of the one above it and of those below it.

    Values of one facet are alternatives: a city beside its country, or a month beside its year, would change nothing.
    """
    for other in [other for of, other in query.filters if of == name]:
        if _within(name, value, other) or _within(name, other, value):
            query = query.without(name, other)
    return query.adding(name, value)


def plain(query: Query) -> Query:
    """The question without its filters and dates."""
    return changed(query, filters=(), since="", until="")


def only(name: str, value: str, quotes: bool = False) -> Query:
    """Everything under one filter."""
    return dataclasses.replace(DEFAULT, filters=((name, value),), quotes=quotes)


def asking(text: str) -> Query:
    """Everything with some words."""
    return dataclasses.replace(DEFAULT, text=text)


def like(id: str) -> Query:
    """Everything like an article."""
    return dataclasses.replace(DEFAULT, like=id)


def changed(query: Query, **fields: Any) -> Query:
    """The question asked otherwise (sort, quotes, match), from its first page on."""
    return dataclasses.replace(query, offset=0, **fields)


def turned(query: Query, page: int) -> Query:
    """The question at another page."""
    return dataclasses.replace(query, offset=(page - 1) * query.limit)


def _within(name: str, inner: str, outer: str) -> bool:
    separated = {"place": inner.endswith(f", {outer}"), "date": inner.startswith(f"{outer}-")}
    return separated.get(name, False)


def _choice(name: str, value: str) -> Any:
    if value not in CHOICES[name]:
        raise QueryError(f"“{_short(value)}” is no value of {name}. It may be {' or '.join(CHOICES[name])}.")
    return CHOICES[name][value]


def _number(name: str, value: str, most: int) -> int:
    if not (value.isascii() and value.isdigit()) or value.strip("0") == "":
        raise QueryError(f"“{_short(value)}” is no value of {name}. It is a number from 1 on.")
    if len(value) > 9 or int(value) > most:
        raise QueryError(f"{name.capitalize()} goes up to {most:,}. Narrow the question to see what lies beyond.")
    return int(value)


def _short(value: str) -> str:
    return value if len(value) <= 40 else value[:40] + "…"
