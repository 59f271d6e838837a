"""The steps of extraction in order, each given what the former found."""

from __future__ import annotations

import dataclasses
from datetime import date

from index.extract import datelines, dates, languages, places
from index.extract.gazetteer import gazetteer
from index.extract.names import people_of
from index.extract.paragraphs import paragraphs
from index.extract.quotes import quotes_of
from index.extract.whereabouts import place_beside
from index.extract.words import words
from index.model import Article, Span

LOOKED_AT = 250_000  # characters: 40,000 words; what is longer is a table or a book, and would hold up a worker


def extracted(article: Article) -> Article:
    """See `index.extract.extract`."""
    text, today = article.text[:LOOKED_AT], date.today()
    language = article.language or languages.language_of(text)
    table = words(language)
    spans = paragraphs(text)
    dateline, zone = article.dateline, None
    found = datelines.dateline_of(text, spans, article.published or dates.day_or_year_in_path(article.source), today)
    if found:
        dateline, zone = found
    published = article.published or dates.published_of(
        text, article.captions, dateline.date if dateline else None, today, article.source
    )
    people = people_of(text, article.title, article.people, table)
    named = places.mentions_of(text, table, [person.name for each in people.by_last.values() for person in each], zone)
    quotes = quotes_of(text, _without(spans, zone), people, table, published)
    known = gazetteer()
    labelled = [(mention, known.label(entry)) for mention, entry in named]
    place = dateline.place if dateline else None
    return dataclasses.replace(
        article,
        language=language,
        published=published,
        dateline=dateline,
        mentions=tuple(mention for mention, _ in named),
        places=places.places_of(named, article.places),
        quotes=tuple(
            dataclasses.replace(quote, place=place_beside(text, quote, labelled, table) or place) for quote in quotes
        ),
    )


def _without(spans: list[Span], zone: Span | None) -> list[Span]:
    """The paragraphs without the dateline, which is no part of the sentence after it."""
    if zone is None:
        return spans
    return [
        (zone[1], end) if start == zone[0] else (start, end)
        for start, end in spans
        if end > zone[1] or start != zone[0]
    ]
