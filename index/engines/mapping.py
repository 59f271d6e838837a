"""What OpenSearch is told of documents, and of an index of them: fields, analysers, similarity; see index/schema.py."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice, pairwise
from typing import Any, NamedTuple

import numpy as np

from index import cluster, schema
from index.cluster import FIRST, FORMAT, LAST, ONLY
from index.document import Document, dumps
from index.names import value_key
from index.store.prepare import CLASS, Cut, cut
from index.store.signatures import hashes, signatures
from index.store.vocabulary import encode
from index.tokens import folded_words

LONGEST_WORD = 8_000  # characters: Lucene refuses a document with a term of more than 32,766 bytes
GAP = 100  # positions between one name of a document and the next, so that no phrase reaches over
INSIDE = "_"  # in NAME_paragraphs, a word at neither end of one

_HOST = re.compile(r"https?://(?:[^/?#@]*@)?([^/?#:]+)", re.I)


class Prepared(NamedTuple):
    """What OpenSearch takes of a document: JSON without its number, which is given when it is added."""

    id: str  # in the index
    article: str  # by whose id it is routed, so that an article and its quotations are on one shard
    source: bytes


def prepared(articles: Sequence[Sequence[Document]]) -> Iterator[list[Prepared]]:
    """What OpenSearch takes of some articles, of each its documents."""
    documents = list(chain.from_iterable(articles))
    cuts, terms = cut(documents)
    rows = list(zip(documents, cuts, strict=True))
    known = _known(terms)
    signed = _signed([texts for document, texts in rows if document.collection == "articles"], known)
    left = iter(rows)
    for some in articles:
        head, found = some[0].head, []
        for document, texts in islice(left, len(some)):
            source = _source(document)
            for name, text in texts.items():
                source |= _text(name, text, known)
            if document.collection == "articles":
                stored = f'"head":{head},"rest":{document.rest}'
                source |= next(signed)
            else:
                stored = f'"head":{document.head},"about":{head}'
            encoded = f"{dumps(source)[:-1]},{stored}}}".encode("utf-8", "replace")
            found.append(Prepared(cluster.id_of(document.collection, document.id), source["article"], encoded))
        yield found


def _source(document: Document) -> dict[str, Any]:
    """The fields of a document, without its texts."""
    values = document.values
    article = document.id if document.collection == "articles" else str(values["article"])
    source: dict[str, Any] = {"collection": document.collection, "article": article, "relation": "article"}
    if document.collection == "quotations":
        source["relation"] = {"name": "quotation", "parent": cluster.id_of("articles", article)}
    for field in schema.FIELDS[document.collection]:
        value = values.get(field.name)
        if not value or field.kind == "text":
            continue
        if field.kind == "names":
            source[field.name] = list(map(_name, value))
            source[f"{field.name}_value"] = value
            source[f"{field.name}_key"] = list(map(_key, value))
        else:
            source[field.name] = value
    source["site"] = _sites(str(values.get("url", "")))
    return source


class _Terms:
    """All terms that the process knows, taken apart."""

    def __init__(self, terms: list[str]) -> None:
        self.terms = terms
        self.words: list[str] = []
        self.classes: list[str] = []
        self.hashes = np.empty(0, np.uint64)  # of the words


_TERMS = _Terms([])


def _known(terms: list[str]) -> _Terms:
    """Those of `terms` that are new are taken apart, and all are given."""
    global _TERMS
    if _TERMS.terms is not terms:  # the process has forgotten the former
        _TERMS = _Terms(terms)
    new = [term.split(CLASS) for term in terms[len(_TERMS.words) :]]
    _TERMS.words += [word for word, _ in new]
    _TERMS.classes += [key for _, key in new]
    _TERMS.hashes = np.concatenate((_TERMS.hashes, hashes(encode(word) for word, _ in new)))
    return _TERMS


@lru_cache(maxsize=1 << 14)  # outlets and languages come again with each article
def _name(name: str) -> str:
    """The words of a name, one a line."""
    return "\n".join(folded_words(name))


_key = lru_cache(maxsize=1 << 14)(value_key)


def _text(name: str, text: Cut, known: _Terms) -> dict[str, str]:
    """The fields of a text: each is a list of tokens, one a line."""
    places = memoryview(text.words).cast("I").tolist()
    marks = []
    for first, end in pairwise([0, *text.paragraphs, len(places)]):
        inside = [INSIDE] * (end - first - 2)
        marks += [FIRST, *inside, LAST] if end - first > 1 else [ONLY] * (end - first)
    return {
        name: "\n".join(map(known.classes.__getitem__, places)),
        f"{name}_exact": "\n".join(map(known.words.__getitem__, places)),
        f"{name}_paragraphs": "\n".join(marks),
    }


def _sites(url: str) -> list[str]:
    """The host of a web address (RFC 3986) and the domains that it is in."""
    found = _HOST.match(url)
    labels = found[1].lower().split(".") if found else []
    return [".".join(labels[at:]) for at in range(len(labels))]


def _signed(articles: Sequence[dict[str, Cut]], known: _Terms) -> Iterator[dict[str, Any]]:
    """Of each article, by the words of its texts, what its near copies are known by; of a short one nothing."""
    columns = []
    for name in (field.name for field in schema.FIELDS["articles"] if field.kind == "text"):
        texts = [article[name].words if name in article else b"" for article in articles]
        lengths = np.fromiter(map(len, texts), np.int64, len(texts)) // 4
        columns.append((known.hashes[np.frombuffer(b"".join(texts), "<u4")], lengths))
    signed, keys = signatures(columns)
    for at in range(len(articles)):
        if signed[:, at].any():
            near = [f"{order}:{key}" for order, key in enumerate(keys[:, at].tolist())]
            yield {"near": near, "signature": "".join(f"{number:016x}" for number in signed[:, at].tolist())}
        else:
            yield {}


def described(shards: int) -> dict[str, Any]:
    """The settings and the mapping of a generation."""
    text = {"type": "text", "analyzer": "lines"}
    word = {"type": "keyword", "ignore_above": LONGEST_WORD}
    stored = {"type": "object", "enabled": False}
    fields: dict[str, Any] = {
        "collection": {"type": "keyword"},
        "relation": {"type": "join", "relations": {"article": "quotation"}},
        "number": {"type": "long"},  # in the order in which they came: of equal hits the first comes first
        "article": word,
        "site": word,
        "near": {"type": "keyword", "doc_values": False},
        "signature": {"type": "keyword", "index": False, "doc_values": False},
        "head": stored,
        "rest": stored,
        "about": stored,  # of a quotation, the head of its article
    }
    excluded = ["*_exact", "*_paragraphs", "*_key"]
    similarities = {}
    for field in chain.from_iterable(schema.FIELDS.values()):
        if field.kind == "text":
            similarities[field.name] = _bm25(field.shortness)
            fields[field.name] = fields[f"{field.name}_exact"] = text | {"similarity": field.name}
            fields[f"{field.name}_paragraphs"] = {"type": "text", "analyzer": "marks", "norms": False}
            excluded.append(field.name)
        elif field.kind == "names":
            fields[field.name] = text | {"norms": False, "position_increment_gap": GAP}
            fields[f"{field.name}_value"] = word
            fields[f"{field.name}_key"] = word | {"doc_values": False}
            excluded.append(field.name)
        else:
            fields[field.name] = {"type": "date", "format": "strict_date"} if field.kind == "day" else word
    analysis = {
        "tokenizer": {"lines": {"type": "simple_pattern_split", "pattern": "\n"}},
        "filter": {
            "marks": {"type": "stop", "stopwords": [INSIDE]},
            "short": {"type": "truncate", "length": LONGEST_WORD},
        },
        "analyzer": {
            "lines": {"type": "custom", "tokenizer": "lines", "filter": ["short"]},
            "marks": {"type": "custom", "tokenizer": "lines", "filter": ["marks"]},  # the others keep their places
        },
    }
    return {
        "settings": {
            "number_of_shards": shards,
            "auto_expand_replicas": "0-1",
            "refresh_interval": "-1",
            "codec": "best_compression",
            "max_result_window": cluster.DEEPEST,
            "analysis": analysis,
            "similarity": similarities,
        },
        "mappings": {
            "dynamic": "strict",
            "_meta": {"dateline": {"format": FORMAT, "schema": schema.VERSION, "shards": shards}},
            "_source": {"excludes": excluded},
            "properties": fields,
        },
    }


def _bm25(shortness: float) -> dict[str, Any]:
    """BM25 without the rarity of the word, which is in the weight that a query gives it: so shards agree on it."""
    norm = f"{schema.K1} * ({1 - shortness} + {shortness} * doc.length * field.docCount / field.sumTotalTermFreq)"
    return {
        "type": "scripted",
        "weight_script": {"source": f"return query.boost * {schema.K1 + 1};"},
        "script": {"source": f"return weight * doc.freq / (doc.freq + {norm});"},
    }
