"""A document made ready for a segment by whichever process has time for it: its words cut, its texts packed."""

from __future__ import annotations

from typing import NamedTuple

from index.document import Document, Value
from index.schema import FIELDS, Collection
from index.store import stored
from index.store.vocabulary import encode
from index.tokens import fold, inflection, written_words

PARAGRAPH = "\f"  # between the paragraphs of a text
TERM = "\n"  # between the terms of a paragraph
MEMBER = "\t"  # between the class of a term and the word that it is
WORDS = 1 << 18  # words of a language that a process remembers: some 50 MB

_TEXTS = {name: tuple(field.name for field in fields if field.kind == "text") for name, fields in FIELDS.items()}


class Prepared(NamedTuple):
    """What a segment takes of a document. A term is a class with one of its words."""

    collection: Collection
    id: str
    values: dict[str, Value]  # by field
    terms: dict[str, str]  # of each text field that has words
    head: bytes
    rest: bytes


def prepared(document: Document) -> Prepared:
    """A document, ready for `Inverter.add`."""
    words = _WORDS.get(document.language)
    if words is None or len(words) > WORDS:
        words = _WORDS[document.language] = _Words(document.language)
    terms = {}
    for name in _TEXTS[document.collection]:
        text = document.values.get(name)
        if text:
            paragraphs = (
                TERM.join(filter(None, map(words.__getitem__, written_words(one)))) for one in str(text).split("\n\n")
            )
            terms[name] = PARAGRAPH.join(filter(None, paragraphs))
    values = {name: value for name, value in document.values.items() if name not in terms}
    head, rest = encode(document.head), stored.packed(document.rest)
    return Prepared(document.collection, document.id, values, terms, head, rest)


class _Words(dict[str, str]):
    """Of each way a word of a language is written its term; "" for what folds to nothing."""

    def __init__(self, language: str | None) -> None:
        self.language = language

    def __missing__(self, written: str) -> str:
        word = fold(written)
        term = self[written] = f"{inflection(word, self.language)}{MEMBER}{word}" if word else ""
        return term


_WORDS: dict[str | None, _Words] = {}
