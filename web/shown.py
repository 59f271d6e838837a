"""What a page shows of results and articles, as values for the templates: words to read and slices to mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from babel.dates import format_timedelta
from flask_babel import gettext
from markupsafe import Markup

from index.model import Article, Quote, Span
from search.query import Query
from search.results import Facet, FacetValue, Hit, Passage, Quotation, Results
from web import language
from web.urls import LINKED, SHORT

FIRST_VALUES = 8  # of a facet, seen at once
MORE_VALUES = 20  # behind "more": with them, a page of six facets stays below 60 kB
QUOTED = 500  # code points of a quotation in a list; the article has it whole
SNIPPET = 140  # code points of a quotation beside its article: two or three lines
WRAP = 90  # code points: no line of text broken by hand is longer
HITS = 500  # marks of an article that can be stepped through
ELLIPSIS = "…"

_LINE_END = re.compile(r"\n")
_GAP = re.compile(r"\n(?:\s*\n|[ \t\u00a0\u3000])\s*")


@dataclass(frozen=True, slots=True)
class Group:
    """The values of a facet under one heading, the first few apart from those behind "more"; whether that is all."""

    name: str
    title: str
    first: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text that is all in one quotation, or in none (None); `first` and `last` of that quotation."""

    text: Markup
    quote: int | None = None  # its number in Article.quotes
    first: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with what they say in an article: (number, quotation) in the order of the text."""

    speaker: str | None
    role: str | None
    quotes: tuple[tuple[int, Quote], ...]


def marked(text: str, marks: Iterable[Span]) -> Markup:
    """A text with its slices in <mark>, everything else escaped.

    >>> marked("a < b", [(0, 1)])
    Markup('<mark>a</mark> &lt; b')
    """
    pieces, at = [], 0
    for start, end in marks:
        pieces += [Markup.escape(text[at:start]), Markup("<mark>{}</mark>").format(text[start:end])]
        at = end
    return Markup("").join([*pieces, Markup.escape(text[at:])])


def brief(number: int) -> str:
    """A number in at most four characters.

    >>> brief(999), brief(1200), brief(23_456), brief(1_234_567)
    ('999', '1.2k', '23k', '1.2M')
    """
    for unit, size in (("M", 1_000_000), ("k", 1_000)):
        if number >= size:
            return f"{number / size:.1f}{unit}" if number < 10 * size else f"{number // size}{unit}"
    return str(number)


def age(time: timedelta) -> str:
    """How long ago something was.

    >>> age(timedelta(hours=30)), age(timedelta(seconds=40))
    ('1 day ago', '40 seconds ago')
    """
    return format_timedelta(-time, add_direction=True, locale=language.locale())


def instant(day: str | None) -> str | None:
    """The beginning of a day, as feeds want it; None for what is no whole day.

    >>> instant("2025-03-14"), instant("2025-03")
    ('2025-03-14T00:00:00Z', None)
    """
    return f"{day}T00:00:00Z" if day and re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None


def period(query: Query) -> str:
    """The time of a wider question."""
    return language.day(query.since) if query.since else str(gettext("Any time"))


def file(path: str) -> str:
    """The name of a file: where it lies on the server is nobody's business."""
    return path.rpartition("/")[2]


def named(speaker: str) -> bool:
    """Whether a speaker is called by a name: “the report” and “officials” are shown, but have no page."""
    return not speaker[:1].islower()


def value(name: str, value: str) -> str:
    """The value of a facet for people."""
    if name == "language":
        return str(language.locale().languages.get(value, value))
    return language.day(value) if name == "date" else value


def heading(title: str) -> str:
    """The title of a group of values, or the name of a facet, in the reader's language."""
    headings = {
        "Speaker": gettext("Speaker"),
        "Place": gettext("Place"),
        "Country": gettext("Country"),
        "City or region": gettext("City or region"),
        "Date": gettext("Date"),
        "Outlet": gettext("Outlet"),
        "Author": gettext("Author"),
        "Language": gettext("Language"),
        "Topic": gettext("Topic"),
        "Kind": gettext("Kind"),
    }
    return str(headings.get(title.capitalize(), title))


def understood(results: Results) -> list[tuple[str, str, Query | None]]:
    """What was understood, in parts: words, the mark that follows them, the question without them."""
    linked = len(results.query) <= LINKED
    return [
        (part.text[:-1], part.text[-1:], part.without) if part.without and linked else (part.text, "", None)
        for part in results.explained
    ]


def groups(results: Results) -> list[Group]:
    """The facets under their headings, countries apart from cities; those with nothing to choose are left out."""
    found: list[Group] = []
    if len(results.query) > LINKED:
        return found
    for facet in results.facets:
        for title, values in _headed(facet) if facet.name != "date" else ():  # the timeline has it
            chosen = [value for value in values if value.selected or value.excluded]
            if chosen or len(values) > 1 or any(value.count < results.total for value in values):
                values = chosen + [value for value in values if value not in chosen]
                cut = max(FIRST_VALUES, len(chosen))
                more = tuple(values[cut : cut + (MORE_VALUES if len(results.query) <= SHORT else 0)])
                whole = cut + len(more) >= len(values) and facet.total <= len(facet.values)
                found.append(Group(facet.name, title, tuple(values[:cut]), more, whole))
    return found


def told(hit: Hit) -> tuple[Passage, ...]:
    """The passages of a hit that its quotations, shown beside them, do not say already."""
    said = [" ".join(quote.quote.split()) for quote in hit.quotes]
    return tuple(
        passage
        for passage in hit.passages
        if not any(quote in passage.text or passage.text.strip(ELLIPSIS) in quote for quote in said)
    )


def shortened(quotation: Quotation) -> Markup:
    """The words of a quotation, marked, cut behind a word where they are many."""
    text = _cut(quotation.quote, QUOTED)
    return marked(text, [mark for mark in quotation.marks if mark[1] <= len(text.removesuffix(ELLIPSIS))])


def snippet(quote: Quote) -> str:
    """The beginning of a quotation, as a name for it."""
    return _cut(" ".join(quote.quote.split()), SNIPPET)


def title(article: Article, marks: Iterable[Span], total: int = 0) -> list[Run]:
    """The title of an article in runs; with the total of its hits, the marks can be stepped through."""
    return next(_runs(article, "title", marks, [(0, len(article.title))], 0, total), [])


def paragraphs(article: Article, marks: Iterable[Span], before: int = 0, total: int = 0) -> list[list[Run]]:
    """The text of an article in paragraphs, each in runs; `before` are the hits in the title.

    Blank and indented lines part paragraphs where no line is longer than a hand breaks it; else every line is one.
    """
    return list(_runs(article, "text", marks, _paragraphs(article.text), before, total))


def evidence(article: Article, quote: Quote) -> Markup:
    """The paragraphs that a quotation stands in, or the title, with its parts marked."""
    text = article.title if quote.field == "title" else article.text
    spans = [(0, len(text))] if quote.field == "title" else _paragraphs(text)
    around = [span for span in spans if span[0] < quote.end and quote.start < span[1]]
    start, end = min(around)[0], max(around)[1]
    parts = sorted(quote.spans or ((quote.start, quote.end),))
    return marked(text[start:end], [(max(low, start) - start, min(high, end) - start) for low, high in parts])


def voices(article: Article) -> list[Voice]:
    """Who speaks in an article, in the order in which they first do; those without a name last."""
    numbered = sorted(enumerate(article.quotes, 1), key=lambda pair: pair[1].speaker is None)
    said: dict[str | None, list[tuple[int, Quote]]] = {}
    for number, quote in numbered:
        said.setdefault(quote.speaker, []).append((number, quote))
    return [
        Voice(speaker, next((quote.role for _, quote in quotes if quote.role), None), tuple(quotes))
        for speaker, quotes in said.items()
    ]


def _paragraphs(text: str) -> list[Span]:
    wrapped = max(map(len, text.split("\n"))) <= WRAP and _GAP.search(text.strip())
    gaps = [match.span() for match in (_GAP if wrapped else _LINE_END).finditer(text)]
    starts, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if text[start:end].strip()]


def _cut(text: str, length: int) -> str:
    """A text, or as many of its words as fit into so many code points."""
    if len(text) <= length:
        return text
    blank = text.rfind(" ", length // 2, length)
    return text[: blank if blank > 0 else length] + ELLIPSIS


def _headed(facet: Facet) -> list[tuple[str, list[FacetValue]]]:
    if facet.name != "place":
        return [(facet.name.capitalize(), list(facet.values))]
    values = sorted(facet.values, key=lambda value: -value.count)  # else cities stand behind their country
    countries = [value for value in values if value.within is None]
    return [("Country", countries), ("City or region", [value for value in values if value.within])]


def _runs(
    article: Article, field: str, marks: Iterable[Span], spans: list[Span], before: int, total: int
) -> Iterator[list[Run]]:
    text = article.title if field == "title" else article.text
    inside, lit = _painted(article.quotes, field, len(text)), [0] * len(text)
    for hit, (start, end) in enumerate(marks, before + 1):
        lit[start:end] = [hit] * len(lit[start:end])
    begun: set[int] = set()
    met: set[int] = set()
    ends = {inside[at]: at for start, end in spans for at in range(start, end)}
    for start, end in spans:
        runs = []
        for number, group in groupby(range(start, end), key=inside.__getitem__):
            places = list(group)
            words = Markup("")
            for hit, same in groupby(places, key=lit.__getitem__):
                stretch = "".join(text[at] for at in same)
                stepped = 0 < hit <= min(total, HITS) and hit not in met
                words += _hit(stretch, hit, total) if stepped else marked(stretch, [(0, len(stretch))] if hit else [])
                met.add(hit)
            if number < 0:
                runs.append(Run(words))
            else:
                runs.append(Run(words, number, number not in begun, ends[number] == places[-1]))
                begun.add(number)
        yield runs


def _hit(words: str, number: int, total: int) -> Markup:
    """A mark that can be gone to, with the way to its neighbours, which the style shows once somebody is there."""
    way = Markup('<a href="#hit-{}" aria-label="{}">{}</a>')
    back = way.format(number - 1, gettext("Previous hit"), "‹") + " " if number > 1 else ""
    on = " " + way.format(number + 1, gettext("Next hit"), "›") if number < min(total, HITS) else ""
    place = gettext("%(number)s of %(last)s", number=language.number(number), last=language.number(total))
    return Markup('<mark id="hit-{}">{}<span class="steps"> {}{}{}</span></mark>').format(
        number, words, back, place, on
    )


def _painted(quotes: tuple[Quote, ...], field: str, length: int) -> list[int]:
    """For each code point the number of the quotation that it is in, the shorter one where two overlap; or -1."""
    inside = [-1] * length
    numbers = [number for number, quote in enumerate(quotes) if quote.field == field]
    for number in sorted(numbers, key=lambda number: quotes[number].start - quotes[number].end):
        for start, end in quotes[number].spans or ((quotes[number].start, quotes[number].end),):
            inside[start:end] = [number] * len(inside[start:end])
    return inside
