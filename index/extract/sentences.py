"""Tokens and sentences of a paragraph in which each quotation-marked part is one token."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.extract.dates import MONTH_NAMES
from index.extract.said.marks import Quoted
from index.model import Span

Kind = str  # "quoted", "name" (a word with a capital), "word", "number", "possessive", "mark"

TAG = 8  # tokens of a sentence that only tells who said the one before
LONGEST = 200  # tokens of a sentence: a longer one is a list, and searching it would cost its square
REMEMBERED = 40  # letters of a word whose form is worth keeping

# Their full stop belongs to them and ends no sentence.
_SHORT = (
    "Mr|Mrs|Ms|Dr|Prof|Sens?|Reps?|Govs?|Lt|Gen|Col|Sgt|Jr|Sr|St|Rev|Hon|Capt|Cmdr|Adm|Maj|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec"
    "|No|vs|Inc|Corp|Co|Ltd|Ave|Mme|Sra|Sig|Dott|Bzw|bzw|ca|Nr"
)
_WORD = (
    r"[A-Za-zÀ-ÖØ-öø-ÿ][a-zß-öø-ÿ]*+(?![\w.'’ʼ‑&/-])"  # most of them: first, for speed alone
    r"|(?:[ldjnmtscLJC]|[Qq]u|[dnsa]ell|dall|sull)['’](?=[^\W\d_])"  # French and Italian: l'opposition
    rf"|(?:[^\W\d_]\.){{2,}}|[A-Z]-(?:[A-Z][a-z]{{0,5}}\.)+|(?:{_SHORT}|[A-ZÄÖÜÀ-ÞА-ЯІЇЄҐ])\.(?=\s)"
    r"|[^\W\d_][^\W_]*(?:(?:[-‑&/](?=\w)|['’ʼ](?![sS]\b)(?=\w))[^\W_]*)*"
)
_NUMBER = (
    r"\d{1,2}\.(?=\s(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Jahrhundert))"  # 25. Oktober
    r"|\d+(?:[.,:/]\d+)*\w*(?:-\w+)*"
)
_TOKEN = re.compile(rf"({_WORD}|['’][sS]\b|{_NUMBER}|\S)(\s*)")  # and the blanks behind it
_MAY_END = frozenset(("", ".", "!", "?", "…", "؟", ";"))  # "": a quotation-marked part


@dataclass(slots=True, eq=False)  # not frozen, not a tuple: made for every word and read ten times
class Token:
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
    tokens = _tokens(text, paragraph, parts)
    first = 0
    ends = [i + 1 for i, token in enumerate(tokens) if token.text in _MAY_END]
    for end in [*ends, len(tokens)]:
        while end - first > LONGEST:
            found.append(tokens[first : first + LONGEST])
            first += LONGEST
        if end > first and (end - first == LONGEST or _ends(text, tokens, end - 1, says)):
            found.append(tokens[first:end])
            first = end
    return found


def _tokens(text: str, paragraph: Span, parts: Sequence[Quoted]) -> list[Token]:
    start, end = paragraph
    tokens: list[Token] = []
    i = bisect_left(parts, (start,))
    while i < len(parts) and parts[i].start < end:
        _add_plain(tokens, text, start, parts[i].start)
        tokens.append(Token("", "", parts[i].start, parts[i].end, "quoted", i))
        start = parts[i].end
        i += 1
    _add_plain(tokens, text, start, end)
    return tokens


def _add_plain(tokens: list[Token], text: str, start: int, end: int) -> None:
    """The tokens of a stretch without marks."""
    while start < end and text[start].isspace():
        start += 1
    for word, blanks in _TOKEN.findall(text, start, end):  # twice as fast as one match after the other
        lower, kind = (_known if len(word) < REMEMBERED else _form)(word)
        if blanks and word in "'’":
            kind = "possessive"  # "the ministers' view"
        behind = start + len(word)
        tokens.append(Token(word, lower, start, behind, kind))
        start = behind + len(blanks)


def _form(word: str) -> tuple[str, Kind]:
    """A token in lower case and its kind, as far as it tells that by itself."""
    first = word[0]
    if first.isdecimal():
        return _plain_form(word), "number"
    if first.isalnum() and word[-1] in "'’":
        return word.lower().replace("’", "'"), "word"  # elided: "l’"
    if first.isalnum():
        return _plain_form(word), "name" if first.isupper() else "word"
    return (_plain_form(word), "possessive") if len(word) > 1 else (word, "mark")


_known = lru_cache(maxsize=1 << 15)(_form)


def _plain_form(word: str) -> str:
    """A word in lower case, its contraction undone: "he'd" is he, "hadn't" is not."""
    if word == "US":
        return "u.s"  # the country is no pronoun
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
