"""The store: what goes in comes out, whichever way it came to lie in segments."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.document import Document
from index.schema import FIELDS, Collection
from index.store import invert as inverting
from index.store import merge as merging
from index.store import prepare as prepare_module
from index.store import segment as segment_module
from index.store.arrays import Arrays, ArraysWriter
from index.store.invert import Inverter
from index.store.merge import merge
from index.store.prepare import prepared
from index.store.segment import Part, Segment, Text
from index.store.vocabulary import Vocabulary, decode, encode, write
from index.tokens import inflection, paragraphs, tokens

Rows = list[Document]  # an article and its quotations

SOME = "line lines lined treaty treaties fish café Linien roten U.S. AT&T 3.5 O’Brien's the a 電話 Ελλάδα"
WORDS = SOME.split()
ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=12)  # lone surrogates, line ends, nothing
TEXTS = st.lists(st.one_of(st.sampled_from([*WORDS, "\n\n", "\n", "\n  ", "\r\n"]), ANY), max_size=12).map(" ".join)
NAMES = st.lists(
    st.one_of(st.sampled_from(["Ada Holm", "Ada\nHolm", "Oslo, Norway", "José"]), ANY.filter(bool)), max_size=3
)
DAYS = st.one_of(st.just(""), st.dates().map(str))
LANGUAGES = st.sampled_from(["en", "de", None, "xx"])


@st.composite
def rows(draw: st.DrawFn) -> Rows:
    """An article with its quotations."""
    language = draw(LANGUAGES)

    def document(collection: Collection) -> Document:
        kinds = {"text": TEXTS, "names": NAMES.map(tuple), "key": ANY, "day": DAYS}
        values: dict[str, Any] = {
            field.name: draw(kinds[field.kind]) for field in FIELDS[collection] if draw(st.booleans())
        }
        present = {name: value for name, value in values.items() if value}
        return Document(collection, "", present, language, draw(ANY), draw(ANY))

    return [document("articles"), *(document("quotations") for _ in range(draw(st.integers(0, 2))))]


ARTICLES = st.lists(rows(), max_size=6)


def written(path: Path, articles: Sequence[Rows], dead: Sequence[int] = ()) -> Segment:
    inverter = Inverter()
    for article in articles:
        inverter.add(prepared(article))
    inverter.write(path)
    return Segment(path, dead)


def titled(*titles: str, language: str | None = "en") -> list[Rows]:
    """Articles with these titles and nothing else."""
    return [[Document("articles", "", {"title": title}, language, "{}")] for title in titles]


def merged(path: Path, segments: Sequence[Segment]) -> Segment:
    merge(segments, path)
    return Segment(path)


# What a segment holds, put together again from its arrays


def held(segment: Segment) -> dict[str, list[dict[str, Any]]]:
    """Everything that is kept of the documents that are still there."""
    found = {name: [_document(part, at) for at in np.flatnonzero(~part.gone)] for name, part in segment.parts.items()}
    texts = {name: {field: _read(text) for field, text in part.text.items()} for name, part in segment.parts.items()}
    for name, part in segment.parts.items():
        for document, at in zip(found[name], np.flatnonzero(~part.gone), strict=True):
            document |= {field: text.get(int(at), []) for field, text in texts[name].items()}
    alive = np.cumsum(~segment.parts["articles"].gone) - 1
    for document, at in zip(found["quotations"], np.flatnonzero(~segment.parts["quotations"].gone), strict=True):
        document["parent"] = int(alive[segment.parents[at]])
    return found


def _document(part: Part, at: int) -> dict[str, Any]:
    names = {
        field: [
            one.values.text(int(number))
            for number in one.value_numbers[one.value_starts[at] : one.value_starts[at + 1]]
        ]
        for field, one in part.names.items()
    }
    keys = {field: one[at] for field, one in part.keys.items()}
    keys |= {
        f"{field} paragraphs": one.paragraphs[one.paragraph_starts[at] : one.paragraph_starts[at + 1]].tolist()
        for field, one in part.text.items()
    }
    return {"head": part.head(at), "rest": part.rest(at), "date": int(part.days[at])} | names | keys


def _read(text: Text) -> dict[int, list[tuple[str, str]]]:
    """Of each document its classes and words in order; checks what must hold of the arrays on the way."""
    found: dict[int, dict[int, tuple[str, str]]] = {}
    assert list(text.classes) == sorted(set(text.classes))
    assert list(text.words) == sorted(text.words)
    for number, key in enumerate(text.classes):
        documents, frequencies = text.postings(number)
        positions, members = text.occurrences(number), text.postings(number).noted()
        for step in (1, 2, 3):  # of some documents as of all
            at = np.arange(0, len(documents), step)
            chosen = np.isin(np.repeat(np.arange(len(documents)), frequencies), at)
            assert text.postings(number).noted(at).tolist() == (members[chosen].tolist() if len(members) else [])
        assert documents.tolist() == sorted(set(documents.tolist()))
        assert text.count(number) == len(documents)
        if text.class_size(number) == 1:
            assert not len(members)
            members = np.zeros(len(positions), int)
        standing = zip(np.repeat(documents, frequencies).tolist(), positions.tolist(), members.tolist(), strict=True)
        for document, position, member in standing:
            word = int(text.class_words[text.class_starts[number] + member])
            assert (text.word_class[word], text.word_member[word]) == (number, member)
            assert position not in found.setdefault(document, {})
            found[document][position] = decode(key), text.words.text(word)
    for document, words in found.items():
        assert sorted(words) == list(range(int(text.lengths[document])))
    return {document: [words[at] for at in sorted(words)] for document, words in found.items()}


def wanted(articles: Sequence[Rows]) -> dict[str, list[dict[str, Any]]]:
    """The same, worked out from the documents."""
    found: dict[str, list[dict[str, Any]]] = {"articles": [], "quotations": []}
    for number, article in enumerate(articles):
        for document in article:
            values = document.values
            row: dict[str, Any] = {"head": document.head, "rest": document.rest}
            for field in FIELDS[document.collection]:
                value = values.get(field.name)
                if field.kind == "text":
                    words = [token.word for token in tokens(str(value or ""))]
                    row[field.name] = [(inflection(word, document.language), word) for word in words]
                    text = str(value or "")
                    lengths = [len(list(tokens(text[start:end]))) for start, end in paragraphs(text)]
                    begins = accumulate(filter(None, lengths))
                    row[f"{field.name} paragraphs"] = [at for at in begins if at < sum(lengths)]
                elif field.kind == "names":
                    row[field.name] = list(dict.fromkeys(name.replace("\n", " ") for name in value or ()))
                elif field.kind == "day":
                    row[field.name] = int(str(value).replace("-", "")) if value else 0
                elif (document.collection, field.name) == ("quotations", "article"):
                    row["parent"] = number
                else:
                    row[field.name] = value or ""
            found[document.collection].append(row)
    return found


def same_bytes(one: Segment, other: Segment) -> bool:
    return one.path.read_bytes() == other.path.read_bytes()


# The laws

quick = settings(max_examples=40, deadline=None)


@quick
@given(ARTICLES)
def test_what_goes_in_comes_out(articles: list[Rows]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        segment = written(Path(folder, "one"), articles)
        assert held(segment) == wanted(articles)
        assert same_bytes(segment, written(Path(folder, "again"), articles)), "the same input, the same bytes"


@quick
@given(st.lists(st.tuples(rows(), st.booleans(), st.integers(0, 2)), max_size=8), st.permutations(range(3)))
def test_a_merge_is_what_writing_the_rest_would_have_been(
    articles: list[tuple[Rows, bool, int]], order: list[int]
) -> None:
    """Whatever was in which segment and died there, to the byte."""
    with tempfile.TemporaryDirectory() as folder:
        parts = [[(rows, dead) for rows, dead, place in articles if place == number] for number in order]
        rest = [rows for part in parts for rows, dead in part if not dead]
        segments = [
            written(
                Path(folder, f"part{at}"), [rows for rows, _ in part], [i for i, (_, dead) in enumerate(part) if dead]
            )
            for at, part in enumerate(parts)
        ]
        whole = merged(Path(folder, "merged"), segments)
        assert held(whole) == wanted(rest)
        assert same_bytes(whole, written(Path(folder, "rest"), rest))
        twice = merged(Path(folder, "twice"), [merged(Path(folder, "two"), segments[:2]), segments[2]])
        assert same_bytes(whole, twice)


def test_a_merge_in_small_shares_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = titled("line lines lined fish", "", "fish lines fish", "lined treaty", "a treaty of lines")
    segments = [written(tmp_path / "0", articles[:2], [1]), written(tmp_path / "1", articles[2:])]
    monkeypatch.setattr(merging, "AT_ONCE", 2)
    monkeypatch.setattr(merging, "POSTINGS", 2)
    assert same_bytes(merged(tmp_path / "merged", segments), written(tmp_path / "rest", articles[:1] + articles[2:]))


def test_documents_are_counted_in_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 65,536; here of two."""
    for module in (segment_module, inverting):
        monkeypatch.setattr(module, "BLOCK_BITS", 1)
        monkeypatch.setattr(module, "LOW", np.uint32(1))
    articles = titled("fish", "line lines", "fish", "", "lines", "lines fish fish", "line")
    assert held(whole := written(tmp_path / "one", articles)) == wanted(articles)
    segments = [written(tmp_path / "a", [*articles[:3], *titled("old fish", "old")], [3, 4])]
    segments += [written(tmp_path / "b", articles[3:])]
    assert same_bytes(whole, merged(tmp_path / "merged", segments))


def test_nothing_is_left_of_a_word_whose_articles_are_gone(tmp_path: Path) -> None:
    segment = merged(tmp_path / "new", [written(tmp_path / "old", titled("secret word", "open word"), [0])])
    assert b"secret" not in segment.path.read_bytes()


# What is large or odd


@pytest.mark.parametrize(
    ("title", "least"),
    [
        ("fish " * 254, "a frequency that one byte holds"),
        ("fish " * 255, "one that it does not"),
        ("fish " * 300 + "line " * 256, "two of them in one document"),
        (" ".join(f"w{number}" for number in range(257)), "positions of two bytes"),
        ("fish " * 70_000, "positions of four bytes"),
        (f"{SOME} " * 6_000, "an article of 100,000 words"),
        ("\ud800 \udfff fish", "halves of surrogate pairs"),
        ("fish\r\nline\u2028treaty\x00a", "line ends of all kinds"),
    ],
    ids=lambda value: value[:40] if len(value) < 50 else "title",
)
def test_large_and_odd_texts(tmp_path: Path, title: str, least: str) -> None:
    articles = titled("fish", title, "a line", title[:1000])
    segment = written(tmp_path / "one", articles)
    assert held(segment) == wanted(articles), least
    halves = [written(tmp_path / "a", articles[:2]), written(tmp_path / "b", articles[2:])]
    assert same_bytes(merged(tmp_path / "merged", halves), segment), least


@pytest.mark.parametrize("several", [3, 256, 300])
def test_a_class_of_many_words(tmp_path: Path, several: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare_module, "inflection", lambda word, language: word[0])
    monkeypatch.setattr(prepare_module, "_CHUNKS", {})
    words = [f"w{number}" for number in range(several)]
    articles = titled(" ".join(words), " ".join(words[::-1]), "w1 w2", "other")
    segments = [written(tmp_path / "a", articles[:1]), written(tmp_path / "b", articles[1:])]
    text = merged(tmp_path / "merged", segments).parts["articles"].text["title"]
    read = {number: [word for _, word in words] for number, words in _read(text).items()}
    assert read == {0: words, 1: words[::-1], 2: ["w1", "w2"], 3: ["other"]}
    assert text.class_size(1) == several
    (segment,) = [written(tmp_path / "one", articles)]
    assert same_bytes(segment, Segment(tmp_path / "merged"))


def test_names_are_found_by_their_words_and_lead_to_their_holders(tmp_path: Path) -> None:
    def article(*speakers: str) -> Rows:
        return [Document("articles", "", {"speaker": speakers}, "en", "{}")]

    segment = written(
        tmp_path / "one", [article("Ada Holm", "Ada\nHolm", "Bo"), article(), article("Holm", "Ada Holm")]
    )
    names = segment.parts["articles"].names["speaker"]
    assert [names.values.text(number) for number in range(len(names.values))] == ["Ada Holm", "Bo", "Holm"]
    assert [names.holders(number).tolist() for number in range(3)] == [[0, 2], [0], [2]]
    found = {decode(word): names.with_token(number).tolist() for number, word in enumerate(names.tokens)}
    assert found == {"ada": [0], "bo": [1], "holm": [0, 2]}


def test_keys_are_found_as_wholes_and_the_dead_are_marked(tmp_path: Path) -> None:
    def article(id: str) -> Rows:
        quotation = Document("quotations", f"q{id}", {"id": f"q{id}", "article": id}, None, "{}")
        return [Document("articles", id, {"id": id}, None, "{}"), quotation, quotation]

    segment = written(tmp_path / "one", [article("a"), article("b"), article("a"), article("\ud800")])
    keys = segment.parts["articles"].keys["id"]
    assert [keys.find(key) for key in ("a", "b", "\ud800", "c", "")] == [[0, 2], [1], [3], [], []]
    segment.bury([1])
    assert segment.dead.tolist() == [1]
    assert np.flatnonzero(segment.parts["quotations"].gone).tolist() == [2, 3]


@quick
@given(st.lists(st.text(min_size=1).filter(lambda word: "\n" not in word)), st.text())
def test_a_vocabulary_is_a_sorted_list(some: list[str], wanted: str) -> None:
    words = sorted(map(encode, some))
    with tempfile.TemporaryDirectory() as folder:
        with ArraysWriter(Path(folder, "words")) as file:
            write(file, "all", words)
        vocabulary = Vocabulary(Arrays(Path(folder, "words")), "all")
        assert list(vocabulary) == [vocabulary[at] for at in range(len(vocabulary))] == words
        for word in {*words, encode(wanted)}:
            assert [*vocabulary.span(word)] == [at for at, one in enumerate(words) if one == word]
            for prefix in (word, word[:1], word[:9], word + b"\0"):
                assert [*vocabulary.beginning(prefix)] == [at for at, one in enumerate(words) if one.startswith(prefix)]


def test_what_is_remembered_of_texts_is_bounded_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = titled(*(f"line {number} lines, {number + 1}" for number in range(40)))
    whole = written(tmp_path / "whole", articles)
    monkeypatch.setattr(prepare_module, "CHUNKS", 16)
    monkeypatch.setattr(prepare_module, "_CHUNKS", chunks := {})
    monkeypatch.setattr(prepare_module, "_NUMBERS", {})
    monkeypatch.setattr(prepare_module, "_TERMS", [])
    few = written(tmp_path / "few", articles)
    assert same_bytes(few, whole)
    assert sum(map(len, chunks.values())) <= 16


@quick
@given(ARTICLES)
def test_how_many_are_prepared_together_changes_nothing(articles: list[Rows]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one_by_one = written(Path(folder, "a"), articles)
        inverter, together = Inverter(), iter(prepared(document for article in articles for document in article))
        for article in articles:
            inverter.add(islice(together, len(article)))
        inverter.write(Path(folder, "b"))
        assert same_bytes(Segment(Path(folder, "b")), one_by_one)
