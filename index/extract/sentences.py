"""Tokens and sentences of a paragraph in which each quotation-marked part is one token."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.extract.dates import MONTH_NAMES
from index.extract.marks import Quoted
from index.model import Span

Kind = str  # "quoted", "name" (a word with a capital), "word", "number", "possessive", "mark"

TAG = 8  # tokens of a sentence that only tells who said the one before
LONGEST = 200  # tokens of a sentence: a longer one is a list, and searching it would cost its square

# Their full stop belongs to them and ends no sentence.
_SHORT = (
    "Mr|Mrs|Ms|Dr|Prof|Sens?|Reps?|Govs?|Lt|Gen|Col|Sgt|Jr|Sr|St|Rev|Hon|Capt|Cmdr|Adm|Maj|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec"
    "|No|vs|Inc|Corp|Co|Ltd|Ave|Mme|Sra|Sig|Dott|Bzw|bzw|ca|Nr"
)
_TOKEN = re.compile(
    r"(?P<elided>(?:[ldjnmtscLJC]|[Qq]u|[dnsa]ell|dall|sull)['’](?=[^\W\d_]))"  # French and Italian: l'opposition
    rf"|(?P<word>(?:[^\W\d_]\.){{2,}}|[A-Z]-(?:[A-Z][a-z]{{0,5}}\.)+|(?:{_SHORT}|[A-ZÄÖÜÀ-ÞА-ЯІЇЄҐ])\.(?=\s)"
    r"|[^\W\d_](?:[^\W_]|[-‑&/](?=\w)|['’ʼ](?![sS]\b)(?=\w))*)"
    r"|(?P<possessive>['’][sS]\b|['’](?=\s))"
    r"|(?P<number>\d{1,2}\.(?=\s(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Jahrhundert))"  # 25. Oktober
    r"|\d+(?:[.,:/]\d+)*\w*(?:-\w+)*)"
    r"|(?P<mark>\S)"
)


class Token(NamedTuple):
    """A word, a quotation-marked part or a punctuation mark of a paragraph."""

    text: str
    lower: str
    start: int
    end: int
    kind: Kind
    quoted: int = -1  # number of the quotation-marked part


Sentence = list[Token]


def sentences(text: str, paragraph: Span, parts: Sequence[Quoted], says: frozenset[str]) -> list[Sentence]:
    """The sentences of a paragraph; `parts` are all quotation-marked parts of the text."""
    found: list[Sentence] = []
    current: Sentence = []
    tokens = list(_tokens(text, paragraph, parts))
    for i, token in enumerate(tokens):
        current.append(token)
        may_end = token.kind == "mark" or token.kind == "quoted"
        if len(current) == LONGEST or (may_end and _ends(text, tokens, i, says)):
            found.append(current)
            current = []
    if current:
        found.append(current)
    return found


def _tokens(text: str, paragraph: Span, parts: Sequence[Quoted]) -> Iterator[Token]:
    start, end = paragraph
    i = bisect_left(parts, (start,))
    while i < len(parts) and parts[i].start < end:
        yield from _plain(text, start, parts[i].start)
        yield Token("", "", parts[i].start, parts[i].end, "quoted", i)
        start = parts[i].end
        i += 1
    yield from _plain(text, start, end)


def _plain(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        kind = match.lastgroup or "mark"
        if word.isalpha():  # most words, kept quick
            lower = word.lower() if word != "US" else "u.s"  # the country is no pronoun
            yield Token(word, lower, *match.span(), "name" if word[0].isupper() else "word")
            continue
        if kind == "word" and word[0].isupper():
            kind = "name"
        if kind == "elided":
            kind = "word"
        yield Token(word, word if kind == "mark" else _plain_form(word), *match.span(), kind)


def _plain_form(word: str) -> str:
    """A word in lower case, its contraction undone: "he'd" is he, "hadn't" is not."""
    lower = word.lower()
    if "-" in lower and lower.rpartition("-")[2] in ("il", "elle", "ils", "elles", "on"):
        return lower.rpartition("-")[2]  # "a-t-elle ajouté"
    if "'" in lower or "’" in lower:
        if lower.endswith(("n't", "n’t")):
            return "not"
        head, _, tail = lower.replace("’", "'").partition("'")
        if tail in ("d", "ll", "ve", "re", "m"):
            return head
    return lower


def _ends(text: str, tokens: list[Token], i: int, says: frozenset[str]) -> bool:
    token = tokens[i]
    if i + 1 == len(tokens):
        return True
    following = tokens[i + 1]
    if token.kind == "quoted":
        last = text[token.start : token.end].rstrip("”\"“»«„’' \u00a0\u202f")[-1:]
        if last == "." or (last and last in "?!…—-"):
            if following.kind == "quoted":
                return True
            if following.kind not in ("name", "number"):
                return False
            return not (_is_tag(tokens, i, says) if last == "." else _attributed_next(tokens, i, says))
        return False
    if token.text in (".", "!", "?", "…", "؟"):
        if following.kind == "word":
            return not following.text[0].islower()  # a script without capitals
        if following.start == token.end and i and tokens[i - 1].text.isupper():
            return False  # "<ABC.PA>", "U.S.-led"
        if following.lower in MONTH_NAMES and i and tokens[i - 1].kind == "number":
            return False  # "am 3. März"
        return following.kind in ("name", "number", "quoted") or following.text in "([-–—―•*"
    return token.text == ";"


def _attributed_next(tokens: list[Token], i: int, says: frozenset[str]) -> bool:
    """Whether a verb of speech follows before the sentence could end: “Is it so?” Anna Holm asked."""
    for token in tokens[i + 1 : i + 16]:
        if token.kind in ("quoted", "mark") and token.text != ",":
            return False
        if token.lower in says:
            return True
    return False


def _is_tag(tokens: list[Token], i: int, says: frozenset[str]) -> bool:
    """Whether what follows is no more than who said it: “It is so.” Anna Holm said."""
    for k in range(i + 1, min(i + TAG, len(tokens))):
        if tokens[k].kind in ("quoted", "mark"):
            return tokens[k].text == "." and tokens[k - 1].lower in says
    return False
