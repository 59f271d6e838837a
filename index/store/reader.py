"""The index as Whoosh sees it: an IndexReader over segments, for a stock Searcher with any of Whoosh's queries.

A text field NAME holds inflection classes, as its analyzer gives them for the languages of the index; NAME_exact
holds the words themselves, for prefixes, wildcards and fuzzy words. A field of names NAME holds their words, NAME_value
each as a whole. A date is the term YYYYMMDD, so that a range of terms is a range of days. What is stored is the
document's own JSON. Nothing here is written; the query path of `search` does without this file.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from math import inf
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
from whoosh import analysis, index, reading
from whoosh.fields import ID, TEXT, FieldType, Schema
from whoosh.matching import LeafMatcher, ReadTooFar

from index import generations, tokens
from index.schema import FIELDS, Collection
from index.store import segments, value_key
from index.store.arrays import Array
from index.store.segment import Segment
from index.store.terms import EXACT, VALUE, fields

KEPT = 64  # terms whose postings a reader keeps at hand: Whoosh asks for those of a query several times


class StoreIndex(index.Index):  # type: ignore[misc]
    """One collection of the index at a location, to be read; see `store.open`."""

    def __init__(self, location: Path, collection: Collection) -> None:
        self.location = location
        self.collection: Collection = collection
        self.schema = schema(collection, generations.record(location).languages)

    def reader(self, reuse: object = None) -> Any:
        """A reader of the generation in service."""
        return generations.reading(self.location, self._reader)

    def _reader(self, generation: generations.Generation) -> Any:
        opened = segments(generation.folder, generation.digests)
        return reader(opened, self.collection, self.schema, int(generation.folder.name))

    def latest_generation(self) -> int:
        return int(generations.current(self.location).name)

    def last_modified(self) -> float:
        return (self.location / "CURRENT").stat().st_mtime

    def is_empty(self) -> bool:
        return not self.doc_count_all()


def schema(collection: Collection, languages: Sequence[str] = ()) -> Any:
    """The fields as Whoosh describes them; words are analysed as texts in these languages."""
    found: dict[str, Any] = {}
    for field in FIELDS[collection]:
        if field.kind == "text":
            # Of several languages each word has several classes; a phrase of them is one for NAME_exact then.
            several = "or" if len(languages) > 1 else "phrase"
            found[field.name] = TEXT(_Words(tuple(languages) or (None,)), multitoken_query=several)
            found[field.name + EXACT] = TEXT(_Words(), multitoken_query="phrase")
        elif field.kind == "names":
            found[field.name] = TEXT(_Words(), multitoken_query="phrase")
            found[field.name].scorable = False  # a name is had or not
            found[field.name + VALUE] = ID(analyzer=_Whole())
        else:
            found[field.name] = ID(unique=field.name == "id")
    return Schema(**found)


class _Words(analysis.Analyzer):  # type: ignore[misc]
    """The words of a text as they are kept: folded, and in some languages as their inflection classes."""

    def __init__(self, languages: tuple[str | None, ...] = ()) -> None:
        self.languages = languages

    def __call__(self, value: str, *, tokenize: bool = True, start_pos: int = 0, **how: Any) -> Iterator[Any]:
        if not tokenize:  # a pattern
            yield analysis.Token(text=tokens.fold(value), **how)
            return
        for at, (word, start, end) in enumerate(tokens.tokens(value), start_pos):
            for text in tokens.inflections(word, self.languages) if self.languages else (word,):
                yield analysis.Token(text=text, original=value[start:end], pos=at, startchar=start, endchar=end, **how)


class _Whole(analysis.Analyzer):  # type: ignore[misc]
    """A name as a whole, folded."""

    def __call__(self, value: str, **how: Any) -> Iterator[Any]:
        yield analysis.Token(text=value_key(value), pos=0, startchar=0, endchar=len(value), **how)


def reader(several: Sequence[Segment], collection: Collection, schema: Any, generation: int = -1) -> Any:
    """The reader of one collection of some segments."""
    readers = [SegmentReader(segment, collection, schema, generation) for segment in several]
    if len(readers) == 1:
        return readers[0]
    return reading.MultiReader(readers, generation) if readers else reading.EmptyReader(schema)


class Postings(NamedTuple):
    """The documents of a term that are still there, how often it stands in each, and the positions of all."""

    documents: Array
    frequencies: Array
    ends: Array  # of the positions of each document
    positions: Array
    figures: tuple[int, ...]  # as TermInfo takes them


class SegmentReader(reading.IndexReader):  # type: ignore[misc]
    """Reads one collection of a segment; all figures but `doc_count_all` are of what is still there."""

    def __init__(self, segment: Segment, collection: Collection, schema: Any, generation: int) -> None:
        self.schema = schema
        self._generation = generation
        self._part = segment.parts[collection]
        self._fields = fields(segment, collection)
        self._found = lru_cache(KEPT)(self._find)  # of the same field and bytes
        self._lengths = cache(self._length)

    def _find(self, field: str, text: bytes) -> Postings | None:
        occurrences = self._fields[field].find(text) if field in self._fields else None
        if occurrences is None:
            return None
        kept = ~self._part.gone[occurrences.documents]
        documents, frequencies = np.unique(occurrences.documents[kept], return_counts=True)
        figures: tuple[Any, ...] = (0, 0, 0, 0, 0, 0)
        if len(documents):
            lengths = self._lengths(field)[documents]
            spread = (lengths.min(), lengths.max(), frequencies.max(), documents[0], documents[-1])
            figures = (frequencies.sum(), len(documents), *spread)
        ends, positions = np.cumsum(frequencies), occurrences.positions[kept]
        return Postings(documents, frequencies, ends, positions, tuple(map(int, figures)))

    def _length(self, field: str) -> Array:
        """The number of words of each document, 0 of those that are gone."""
        text = self._part.text.get(field.removesuffix(EXACT))
        return np.zeros(len(self._part), "<u4") if text is None else text.lengths * ~self._part.gone

    def __contains__(self, term: tuple[str, str | bytes]) -> bool:
        return term[0] in self._fields and self._found(term[0], self._bytes(*term)) is not None

    def _bytes(self, field: str, text: str | bytes) -> bytes:
        given: bytes = self._text_to_bytes(field, text)
        return given

    def _postings(self, field: str, text: str | bytes) -> Postings:
        found = self._found(field, self._bytes(field, text))
        if found is None:
            raise reading.TermNotFound(f"{field}:{text!r}")
        return found

    # Terms

    def indexed_field_names(self) -> Iterator[str]:
        return iter(self._fields)

    def all_terms(self) -> Iterator[tuple[str, bytes]]:
        for field in sorted(self._fields):
            yield from self.terms_from(field, b"")

    def terms_from(self, fieldname: str, prefix: str | bytes) -> Iterator[tuple[str, bytes]]:
        words = self._fields[fieldname].words
        first = bisect_left(words, self._bytes(fieldname, prefix))
        for word, _ in groupby(words[at] for at in range(first, len(words))):
            yield fieldname, word

    def term_info(self, fieldname: str, text: str | bytes) -> Any:
        return reading.TermInfo(*self._postings(fieldname, text).figures)

    def frequency(self, fieldname: str, text: str | bytes) -> int:
        return self._postings(fieldname, text).figures[0] if (fieldname, text) in self else 0

    def doc_frequency(self, fieldname: str, text: str | bytes) -> int:
        return self._postings(fieldname, text).figures[1] if (fieldname, text) in self else 0

    def first_id(self, fieldname: str, text: str | bytes) -> int:
        documents = self._postings(fieldname, text).documents
        if not len(documents):
            raise reading.TermNotFound(f"{fieldname}:{text!r}")
        return int(documents[0])

    def postings(self, fieldname: str, text: str | bytes, scorer: Any = None) -> ArrayMatcher:
        found = self._postings(fieldname, text)
        return ArrayMatcher((fieldname, self._bytes(fieldname, text)), found, scorer, self.schema[fieldname])

    # Documents

    def generation(self) -> int:
        return self._generation

    def has_deletions(self) -> bool:
        return bool(self._part.gone.any())

    def is_deleted(self, docnum: int) -> bool:
        return docnum < len(self._part) and bool(self._part.gone[docnum])  # Whoosh asks for one too many

    def doc_count_all(self) -> int:
        return len(self._part)

    def doc_count(self) -> int:
        return len(self._part) - int(self._part.gone.sum())

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        head, rest = self._part.head(docnum), self._part.rest(docnum)
        return {**json.loads(head), **json.loads(rest or "{}")}

    def field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).sum(dtype=np.int64))

    def min_field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname)[~self._part.gone].min(initial=0))

    def max_field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).max(initial=0))

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return int(self._lengths(fieldname)[docnum]) or default

    def has_vector(self, docnum: int, fieldname: str) -> bool:
        return False


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]
    """Walks the postings of a term.

    It claims no block quality, by which Whoosh's collectors skip documents: they lose better ones on the way.
    """

    def __init__(self, term: tuple[str, bytes], found: Postings, scorer: Any, field: FieldType, at: int = 0) -> None:
        self._term = term
        self.found = found
        self.scorer = scorer
        self.field = field
        self.format = field.format
        self.at = at
        self.ids: list[int] = found.documents.tolist()  # each is asked for several times
        self.count = len(self.ids)

    def is_active(self) -> bool:
        return self.at < self.count

    def reset(self) -> None:
        self.at = 0

    def copy(self) -> Self:
        return self.__class__(self._term, self.found, self.scorer, self.field, self.at)

    def id(self) -> int:
        return self.ids[self.at]

    def all_ids(self) -> Iterator[int]:
        yield from self.ids[self.at :]

    def next(self) -> bool:
        if self.at >= self.count:
            raise ReadTooFar
        self.at += 1
        return False

    def skip_to(self, id: int) -> None:
        if self.at >= self.count:
            raise ReadTooFar
        self.at = bisect_left(self.ids, id, self.at)

    def weight(self) -> float:
        return float(self.found.frequencies[self.at]) if self.field.scorable else 1.0

    def value(self) -> bytes:
        value: bytes = self.format.encode(self._positions())
        return value

    def value_as(self, astype: str) -> Any:
        return self._positions() if astype == "positions" else super().value_as(astype)

    def _positions(self) -> list[int]:
        end = int(self.found.ends[self.at])
        positions: list[int] = self.found.positions[end - int(self.found.frequencies[self.at]) : end].tolist()
        return positions

    def supports_block_quality(self) -> bool:
        return False

    def max_quality(self) -> float:
        return inf
