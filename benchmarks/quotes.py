#!/usr/bin/env python3
"""Where quotations and their speakers go wrong, and how far `confidence` can be trusted.

    python benchmarks/quotes.py GOLD.jsonl [--half even|odd] [--show KIND]

Each line of the gold is an article: {"id", "text", "quotes": [{"start", "end", "speaker", "speaker_canonical",
"speaker_start", "speaker_end"}], "ignore": [[start, end]]}, its unit the part in quotation marks, offsets in code
points. A found part is the gold's where they share four fifths of their characters; a speaker is right by last name.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from index.extract import extract
from index.model import Article, Quote, Span

SAME = 0.8  # of the characters that two parts hold together
BANDS = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.2, 0.0)
KINDS = {
    "right": "the part and its speaker",
    "unjudged": "the part; the gold does not tell its speaker",
    "missed": "no part found there",
    "false": "a part that the gold does not have",
    "bounds": "a part with other bounds: counted where it is found and where it is missed",
    "not wanted": "a speaker where the gold has none",
    "not given": "no speaker where the gold has one",
    "wrong person": "the right mention of a speaker, taken for somebody else",
    "wrong mention": "somebody else's mention",
}
_PRONOUNS = frozenset(["i", "he", "she", "they", "we", "you", "it", "him", "her", "them", "us", "me", "who"])
_CUT = re.compile(r"[,(\[;]|\s(?:who|that|which|for|at|in|from|with|on|by|about|near|to|of(?= the\b)|of(?= [a-z]))\s")
_EDGE = "\"'“”„‟‘’‚‛«»‹›.,;: \t\r\n\u00a0\u202f"


class Case(NamedTuple):
    """One part in quotation marks, of the gold or found, and what became of it."""

    kind: str
    gold: dict[str, Any] | None
    found: Quote | None
    text: str


def main() -> None:
    """Print the confusion, the share right by rule, and that by confidence."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("--half", choices=("even", "odd"), help="only the articles of even or odd position, from 0")
    parser.add_argument("--show", choices=KINDS, metavar="KIND", help=f"list the cases of a kind: {', '.join(KINDS)}")
    options = parser.parse_args()
    with Path(options.gold).open(encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines if line.strip()]
    if options.half:
        articles = articles[options.half == "odd" :: 2]
    found = [case for article in articles for case in cases(article)]
    if options.show:
        for case in found:
            if case.kind == options.show:
                wanted = case.gold and (case.gold.get("speaker_canonical") or case.gold.get("speaker"))
                given = case.found and f"{case.found.speaker} ({case.found.rule}, {case.found.confidence})"
                print(" ".join(case.text.split()), "| wanted:", wanted, "| given:", given)
        return
    counts = Counter(case.kind for case in found)
    for kind, meaning in KINDS.items():
        print(f"{counts[kind]:6}  {kind:14} {meaning}")
    judged = [case for case in found if case.found and case.kind != "unjudged"]
    print(f"\n{'rule, resolution':24} {'parts':>6} {'speaker':>8} {'all':>6}")
    rules: dict[str, list[Case]] = defaultdict(list)
    for case in judged:
        if case.found:
            rules[f"{case.found.rule}, {case.found.resolution}"].append(case)
    for rule, mine in sorted(rules.items()):
        print(f"{rule:24} {row(mine)}")
    print(f"\n{'confidence':24} {'parts':>6} {'speaker':>8} {'all':>6}")
    for i, least in enumerate(BANDS):
        below = BANDS[i - 1] if i else 2.0
        mine = [case for case in judged if case.found and least <= case.found.confidence < below]
        print(f"{f'from {least}':24} {row(mine)}")
    print(f"{'0.8 and more':24} {row([case for case in judged if case.found and case.found.confidence >= 0.8])}")


def row(cases: list[Case]) -> str:
    """How many parts, the share of speakers right on parts the gold has, and that of all parts found."""
    right = sum(case.kind == "right" for case in cases)
    real = sum(case.gold is not None for case in cases)
    return f"{len(cases):6} {share(right, real):>8} {share(right, len(cases)):>6}"


def share(right: int, count: int) -> str:
    return f"{100 * right / count:.1f}" if count else "-"


def cases(gold: dict[str, Any]) -> Iterator[Case]:
    """What became of each part in marks of an article: of those in the gold, then of those found beside them."""
    text = gold["text"]
    article = extract(Article(text, gold.get("title") or "", published=gold.get("date") or None))
    ignored = {i for start, end in gold.get("ignore") or () for i in range(start, end)}
    parts = [(span, quote) for quote in article.quotes for span in quote.segments]
    parts = [(span, quote) for span, quote in parts if len(ignored.intersection(range(*span))) * 2 <= span[1] - span[0]]
    left = dict(parts)
    for wanted in gold["quotes"]:
        span = (wanted["start"], wanted["end"])
        said = text[slice(*span)]
        best = max(left, key=lambda other: alike(text, span, other), default=None)
        if best is None or alike(text, span, best) < SAME:
            touched = any(other[0] < span[1] and span[0] < other[1] for other, _ in parts)
            yield Case("bounds" if touched else "missed", wanted, None, said)
            continue
        quote = left.pop(best)
        yield Case(judged(wanted, quote), wanted, quote, said)
    for span, quote in left.items():
        touched = any(wanted["start"] < span[1] and span[0] < wanted["end"] for wanted in gold["quotes"])
        yield Case("bounds" if touched else "false", None, quote, text[slice(*span)])


def judged(wanted: dict[str, Any], quote: Quote) -> str:
    """The kind of a part that was found, by its speaker."""
    name = wanted.get("speaker_canonical") or wanted.get("speaker")
    if wanted.get("speaker_kind") == "unscored" or (name and last_name(name) in _PRONOUNS):
        return "unjudged"
    if not name:
        return "not wanted" if quote.speaker else "right"
    if not quote.speaker:
        return "not given"
    names = [name, *(wanted.get("speaker_aliases") or ())]
    inside = " " in quote.speaker and any(quote.speaker in other for other in names)  # "her lawyer, Anna Holm,"
    if inside or last_name(quote.speaker) in map(last_name, names):
        return "right"
    if quote.speaker_start is None or quote.speaker_end is None or wanted.get("speaker_start") is None:
        return "wrong mention"
    same = quote.speaker_start < wanted["speaker_end"] and wanted["speaker_start"] < quote.speaker_end
    return "wrong person" if same else "wrong mention"


def last_name(name: str) -> str:
    """The last word of a name or the head of a phrase, without case and accents.

    >>> last_name("Sen. Anna Holm (Oslo), who left"), last_name("a spokesman for the port")
    ('holm', 'spokesman')
    """
    words = [word for word in _CUT.split(name.strip())[0].split() if word.strip(_EDGE)] or name.split()
    if len(words) > 1 and words[-1].lower().strip(".") in ("jr", "sr", "ii", "iii"):
        del words[-1]
    plain = unicodedata.normalize("NFKD", words[-1].replace("’", "'")).casefold()
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"'s?$", "", letters.strip(_EDGE.replace("'", "")))


def alike(text: str, one: Span, other: Span) -> float:
    """The share of the characters of two parts that both have, blanks and marks at their edges left out."""
    (a, b), (c, d) = inner(text, one), inner(text, other)
    both = min(b, d) - max(a, c)
    return both / (max(b, d) - min(a, c)) if both > 0 else 0.0


def inner(text: str, span: Span) -> Span:
    """A part without the blanks, marks and stops at its edges."""
    said = text[slice(*span)]
    start = span[0] + len(said) - len(said.lstrip(_EDGE))
    return start, max(start, span[0] + len(said.rstrip(_EDGE)))


if __name__ == "__main__":
    main()
