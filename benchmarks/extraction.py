#!/usr/bin/env python3
"""How fast articles are extracted on one core, beside a plain tokenising of the same texts in the same run.

    python benchmarks/extraction.py [ARTICLES.jsonl[.gz]] [--hostile]

The texts are cut, or joined, at paragraph ends to articles of about 5 kB. Seconds are the process's own, of each
article the best of some rounds, so that other work on the machine does little harm. `--hostile` times texts of 2 MB
that hold one thing over and over, and half of what is looked at of them: what is linear takes twice as long.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import math
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from index.extract import dates, extract, languages, steps
from index.extract.where import datelines, places
from index.model import Article

SIZE = 5000  # characters of an article
ALL, TOKENS = "all", "tokens"
PEER = re.compile(r"\w+(?:['’-]\w+)*|\S")  # words and marks: what any extraction does at least
STEPS = (  # what `steps` calls, and what that finds
    (languages, "language_of", "language"),
    (steps, "paragraphs", "paragraphs"),
    (datelines, "dateline_of", "dateline"),
    (dates, "published_of", "day"),
    (steps, "people_of", "names"),
    (places, "mentions_of", "places"),
    (places, "places_of", "places"),
    (steps, "quotes_of", "quotes"),
    (steps, "place_beside", "places of quotations"),
)
HOSTILE = (  # each over and over
    *('"', '" ', '"No" ', '"\n', "“", "“ ", "“”", "'", "' ", "'No' ", "’", "«", "''", "`` "),
    *(
        "A",
        "A ",
        "A. ",
        "A.",
        "Ä",
        "Ж ",
        "Anna Holm ",
        "ANNA HOLM ",
        "Anna de la ",
        "the Anna ",
        "7",
        "7 ",
        "7 May 1999 ",
    ),
    *(
        ",",
        "a, ",
        ".",
        ". ",
        "a. ",
        ":",
        "a: ",
        "Anna: ",
        'Anna: "',
        ";",
        "(",
        "()",
        ") ",
        "[",
        "-",
        "- ",
        "— ",
        "a-",
        "_",
    ),
    *(" said ", "he said ", "said Anna ", "Anna, the envoy, ", '"No," said Anna Holm. ', "according to ", "as saying "),
    *(
        "the claim that ",
        "who ",
        "and ",
        "sagte er, ",
        "قال ",
        "in Paris ",
        "Paris, Texas ",
        "\n",
        "a\n",
        " ",
        "\u00a0",
    ),
    *("“A. ' said, \"(7: —\n", "\"'“”‘’«»„,;:.!?()[]–—-", "Anna “said” Holm, 7 'the' A.\n"),
)


def main() -> None:
    """Print the figures, one a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", help="JSON Lines with a text or body a line")
    parser.add_argument("--most", type=int, default=200, help="articles timed")
    parser.add_argument("--rounds", type=int, default=5, help="of which the best counts")
    parser.add_argument("--hostile", action="store_true", help="time hostile texts")
    options = parser.parse_args()
    extract(Article(text="Oslo"))  # loads the tables and the gazetteer
    gc.freeze()  # as reading processes do
    if options.hostile:
        _hostile()
    if options.articles:
        _articles(list(sized(_texts(Path(options.articles))))[: options.most], options.rounds)


def _articles(texts: list[str], rounds: int) -> None:
    print(f"{len(texts)} articles of {sum(map(len, texts)) / len(texts):,.0f} characters")
    best = by_step(texts, rounds)
    ours, theirs = best.pop(ALL), best.pop(TOKENS)
    print(f"extraction: {len(texts) / ours:,.0f} articles/s of one core")
    print(f"  tokenising alone: {len(texts) / theirs:,.0f} articles/s, {ours / theirs:.1f} times as many")
    for name, each in sorted(best.items(), key=lambda item: -item[1]):
        print(f"  {name}: {1e3 * each / len(texts):.2f} ms, {each / ours:.0%}")


def _hostile() -> None:
    for piece in HOSTILE:
        texts = [piece * (size // len(piece)) for size in (steps.LOOKED_AT // 2, 2_000_000)]
        half, whole = map(_seconds, texts)
        print(f"{piece!r}: {whole:.2f} s, {whole / half:.1f} times half of what is looked at")


def sized(texts: Iterable[str]) -> Iterator[str]:
    """Texts of about SIZE characters: long ones cut, short ones joined, at the ends of paragraphs."""
    parts: list[str] = []
    length = 0
    for text in texts:
        for line in text.split("\n"):
            parts.append(line)
            length += len(line) + 1
            if length >= SIZE:
                yield "\n".join(parts)
                parts, length = [], 0


def by_step(texts: list[str], rounds: int) -> dict[str, float]:
    """The seconds of all texts by step, of each text the best of the rounds: what other work disturbed is left out."""
    best: list[dict[str, float]] = [defaultdict(lambda: math.inf) for _ in texts]
    spent: dict[str, float] = defaultdict(float)
    for module, name, label in STEPS:
        setattr(module, name, _timed(getattr(module, name), label, spent))
    extraction, tokens = _timed(extract, ALL, spent), _timed(PEER.findall, TOKENS, spent)
    for _ in range(rounds):
        for text, known in zip(texts, best, strict=True):
            extraction(Article(text=text, id="x"))
            tokens(text)
            known |= {label: min(each, known[label]) for label, each in spent.items()}
            spent.clear()
    return {label: sum(known[label] for known in best) for label in best[0]}


def _seconds(text: str) -> float:
    start = time.process_time()
    extract(Article(text=text))
    return time.process_time() - start


def _timed(function: Callable[..., Any], label: str, spent: dict[str, float]) -> Callable[..., Any]:
    def run(*arguments: Any) -> Any:
        start = time.process_time()
        result = function(*arguments)
        spent[label] += time.process_time() - start
        return result

    return run


def _texts(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield row.get("text") or row.get("body") or ""


if __name__ == "__main__":
    main()
