"""The benchmarks: each kind of error with quotations counted once, and peers that answer the same questions."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.peers import Asked, Fts5, Tantivy, Whoosh, Xapian
from index.model import Article, Place

ROOT = Path(__file__).parents[1]
TEXT = (
    "“It is late,” Anna Holm said. “Go home,” Per Dahl said. “Do stay on,” he said.\n\n"
    "The “cheap” boat sank. Per Dahl told us: “It was a very old boat.”"
)
QUOTES = [  # what is said, by whom the gold says, and how that is written
    ("“It is late,”", "Anna Holm", "Anna Holm"),
    ("“Go home,”", "Anna Holm", "Anna Holm"),  # somebody else's mention
    ("“Do stay on,”", "Lars Lund", "he"),  # the mention, but another person
    ("“cheap”", "Per Dahl", "Per Dahl"),  # not found
]


def test_quotes(tmp_path: Path) -> None:
    quotes = []
    for said, speaker, written in QUOTES:
        start, at = TEXT.index(said), TEXT.index(f" {written} ") + 1
        quote = {"start": start, "end": start + len(said), "speaker": speaker}
        quotes.append(quote | {"speaker_start": at, "speaker_end": at + len(written)})
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "1", "text": TEXT, "quotes": quotes}), "utf-8")
    command = [sys.executable, str(ROOT / "benchmarks" / "quotes.py"), str(gold)]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    counts = {kind: int(count) for count, kind in re.findall(r"^ +(\d+)  (\w+(?: \w+)?)  ", shown, re.M)}
    wanted = {"right": 1, "wrong mention": 1, "wrong person": 1, "missed": 1, "false": 1}
    assert {kind: count for kind, count in counts.items() if count} == wanted
    listed = subprocess.run([*command, "--show", "wrong person"], capture_output=True, text=True, check=True).stdout
    assert listed.startswith("“Do stay on,” | wanted: Lars Lund | given: Per Dahl (subject-verb, ")


ARTICLES = [
    Article(text, title, f"a{at}", published="2020-01-02", language="en", outlet="Daily", topics=("sea", "oil"))
    for at, (title, text) in enumerate(
        [("Old boat", "A boat sank."), ("Oil", "Two boats left."), ("Rain", "No boats, oil.")]
    )
]
ASKED = [
    (Asked("all", ("boats",)), 3),
    (Asked("phrase", ("boats", "left")), 1),
    (Asked("or", ("rain", "sank")), 2),
    (Asked("not", ("boats", "oil")), 1),
]


@pytest.mark.parametrize("peer", [Fts5, Tantivy, Xapian, Whoosh])
def test_peers_count_what_was_written(peer: Callable[[Path], Any], tmp_path: Path) -> None:
    try:
        engine = peer(tmp_path)
    except ImportError as error:
        pytest.skip(str(error))
    engine.build([replace(article, places=(Place("Oslo", "Oslo"),)) for article in ARTICLES])
    for asked, count in ASKED:
        assert engine.ask(asked, True, True) == count, asked
    engine.change(["a0"], [])
    assert engine.ask(ASKED[0][0], False, False) == 2


def test_a_fresh_process_is_measured(seeds_index: str) -> None:
    questions = json.dumps({"text": "red lines"}) + "\n" + json.dumps({"text": "nosuchword", "quotes": True})
    command = [sys.executable, str(ROOT / "benchmarks" / "fresh.py"), seeds_index]
    figures = json.loads(subprocess.run(command, input=questions, capture_output=True, text=True, check=True).stdout)
    assert figures["found"] == 1
    assert figures["open, ms"] > 0 and figures["again, p50 ms"] > 0


@pytest.mark.opensearch
def test_both_engines_answer_alike(opensearch: str) -> None:
    """But for hits whose scores are nearly equal: OpenSearch keeps the length of a text in one byte."""
    command = [sys.executable, str(ROOT / "benchmarks" / "opensearch.py"), str(ROOT / "seeds"), opensearch]
    told = subprocess.run([*command, "--queries", "320"], capture_output=True, text=True, check=True).stdout
    assert "320 queries: 0 find otherwise, 0 count otherwise" in told, told
