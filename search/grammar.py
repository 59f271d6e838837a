"""What a query text means: text → tree, with notices of what was taken otherwise than it was typed.

query   = every, { "OR", every }                        OR binds weaker than words side by side
every   = near, { [ "AND" ], near }
near    = single, { ( "w/5" | "near/5" | "pre/5" | "w/p" ), single }
single  = [ "-" | "NOT" ], ( "(", query, ")" | name, ":", value | "atleast3/", single | quoted | words )
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar, NamedTuple

from index.errors import QueryError
from index.tokens import tokens
from search import days, limits
from search.explain import LANGUAGES
from search.lexer import DATED, KINDS, Item, cut, missing, operator
from search.query import (
    CONNECTIVES,
    UNDATED,
    And,
    AtLeast,
    Everything,
    Exact,
    Field,
    Fuzzy,
    Leaf,
    Near,
    Not,
    Often,
    Or,
    Phrase,
    Prefix,
    Range,
    Together,
    Tree,
    Undated,
    Wildcard,
    Word,
    all_of,
    any_of,
)

_BOUNDS: dict[str, Callable[[Range], Range]] = {
    "date": lambda span: span,
    "since": lambda span: Range(span.since, None),
    "until": lambda span: Range(None, span.until),
}
_CODES = {name.lower(): code for code, name in LANGUAGES.items()}
_COMPARED = {"after": ">", "before": "<"}
_WEIGHT = re.compile(r"(?<=\w)\^[\w.+-]*$")  # red^2, which elsewhere makes a word count more
_FUZZY = re.compile(r"~(\d*)$")
_NO_NUMBER = re.compile(r"(?<=[^\W\d])~([^\W\d]\w*)$")
_JOINED = "\u0300-\u036f\u00ad\u200b-\u200d"
# A run of letters, digits and wildcards; what joins inside a word joins here too (see index.tokens).
_SHAPED = re.compile(rf"(?:[^\W_]|[*?{_JOINED}])+(?:['’ʼ&](?:[^\W_]|[*?{_JOINED}])+)*")


class Reading(NamedTuple):
    """What a text was understood as."""

    tree: Tree
    notices: tuple[str, ...] = ()


def parse(text: str, today: date | None = None) -> Reading:
    """What a query text means; relative dates count from `today`. Raises QueryError.

    >>> str(parse('red lines OR "a treaty').tree)
    'red lines OR "a treaty"'
    """
    if len(text) > limits.LENGTH:
        raise QueryError(f"This query has more than {limits.LENGTH:,} characters. Shorten it.", limits.LENGTH)
    if not text.strip():
        return Reading(Everything())
    notices: list[str] = []
    items = cut(text, notices)
    tree = _Parser(items, notices, today or date.today()).whole()
    return Reading(tree, tuple(dict.fromkeys(notices)))


class _Parser:
    """The items of one text on their way to a tree."""

    def __init__(self, items: list[Item], notices: list[str], today: date) -> None:
        self.items = items
        self.notices = notices
        self.today = today
        self.at = 0
        self.depth = 0
        self.words = 0
        self.patterns = 0
        self.field = ""  # the one whose value is being read

    def whole(self) -> Tree:
        parts: list[Tree] = []
        while self.at < len(self.items):
            if self.peek(")"):
                self.notices.append("A closing parenthesis without an opening one was left out.")
                self.at += 1
            elif tree := self.either():
                parts.append(tree)
        if not parts:
            raise QueryError(
                " ".join([*self.notices, "There is no word to search for. Type one, or * for everything."]), 0
            )
        return _joined(parts)

    def either(self) -> Tree | None:
        parts: list[Tree] = []
        while True:
            if part := self.every():
                parts.append(part)
            if not self.peek("OR"):
                return any_of(parts) if parts else None
            if part and self.operand(self.at + 1):
                self.at += 1
            else:
                self.leave_out()

    def every(self) -> Tree | None:
        parts: list[Tree] = []
        while self.at < len(self.items) and not self.peek("OR", ")"):
            between = bool(parts) and self.operand(self.at + 1)
            if self.peek("AND"):
                if between:
                    self.at += 1
                else:
                    self.leave_out()
            elif between and self.peek("chunk") and self.items[self.at].value in CONNECTIVES:
                if self.items[self.at].value == "or":
                    self.notices.append("“or” in lower case was left out; write OR for alternatives.")
                self.at += 1
            elif self.peek("near", "pre"):
                self.leave_out()
            elif part := self.near():
                parts.append(part)
        return _joined(parts) if parts else None

    def near(self) -> Tree | None:
        left = self.single()
        parts, kind = [left] if left else [], ""
        distance: int | None = -1
        while self.peek("near", "pre") and parts:
            item = self.items[self.at]
            self.at += 1
            right = self.single() if self.operand(self.at) else None
            if right is None:
                self.at -= 1
                self.leave_out()
                continue
            for side in (parts[-1], right):
                if not _placed(side):
                    raise QueryError(
                        f"“{item.value}” stands between words, phrases and alternatives in parentheses, not {side}.",
                        item.column,
                    )
            reach = None if item.distance is None else min(item.distance, limits.DISTANCE)
            if len(parts) > 1 and (kind, distance) != (item.kind, reach):
                parts = [Near(tuple(parts), distance, kind == "pre")]
            kind, distance = item.kind, reach
            parts.append(right)
        return Near(tuple(parts), distance, kind == "pre") if len(parts) > 1 else parts[0] if parts else None

    def single(self) -> Tree | None:
        negative = False
        while self.peek("NOT") and self.operand(self.at + 1):
            negative = not negative
            self.at += 1
        if self.peek("NOT"):
            self.leave_out()
            return None
        item = self.items[self.at]
        self.at += 1
        tree = self.READERS.get(item.kind, _Parser.chunk)(self, item)
        if tree is None or not negative:
            return tree
        return tree.part if isinstance(tree, Not) else Not(tree)

    def group(self, item: Item) -> Tree | None:
        self.depth += 1
        if self.depth > limits.DEPTH:
            raise QueryError(f"There are more than {limits.DEPTH} parentheses inside one another.", item.column)
        tree = self.either()
        self.depth -= 1
        if self.peek(")"):
            self.at += 1
        else:
            self.notices.append("A parenthesis was never closed; it was taken to close at the end.")
        return tree

    def at_least(self, item: Item) -> Tree | None:
        opening = self.items[self.at]
        self.at += 1
        tree = self.group(opening)
        if tree is None:
            return None
        parts = tree.parts if isinstance(tree, And) else (tree,)
        return AtLeast(int(item.value), parts)

    def often(self, item: Item) -> Tree | None:
        part = self.single() if self.operand(self.at) else None
        if part is None:
            self.notices.append(f"“atleast{item.value}” without a word behind it was left out.")
            return None
        parts = part.parts if isinstance(part, And) else (part,)
        for one in parts:
            if not _placed(one):
                raise QueryError(
                    f"“atleast{item.value}/” counts words, phrases and alternatives in parentheses, not {one}.",
                    item.column,
                )
        return all_of(Often(int(item.value), one) for one in parts)

    def named(self, item: Item) -> Tree:
        if self.field:
            raise QueryError(f"“{item.value}:” stands inside “{self.field}:”. Close that first.", item.column)
        if not self.operand(self.at):
            raise missing(item.value, item.column + len(item.value) + 1)
        self.field = item.value
        value = self.items[self.at]
        self.at += 1
        tree = self.READERS[value.kind](self, value)
        self.field = ""
        if item.value == "site" and tree is not None:
            if value.kind not in ("chunk", "quoted"):
                raise QueryError("“site:” takes the name of a host, as in site:example.org", value.column)
            if isinstance(tree, Everything):
                return Field("url", tree)
            return Field("site", Exact(value.value.strip().lower()))
        if item.value == "language" and isinstance(tree, Word | Exact) and (code := _CODES.get(tree.text.lower())):
            tree = dataclasses.replace(tree, text=code)
        if tree is None:
            raise missing(item.value, value.column)
        if item.value in DATED:
            return tree
        return Together((Field("quote", tree),)) if item.value == "said" else Field(item.value, tree)

    def address(self, item: Item) -> Tree:
        self.notices.append("The web address was searched as that of an article.")
        return Field("url", Exact(item.value.rstrip(".,;:!?")))

    def range(self, item: Item) -> Tree | None:
        return self.chunk(item) if self.field in _BOUNDS else self.words_only(item)

    def words_only(self, item: Item) -> Tree:
        raise QueryError(
            f"“{self.field}:” takes words, not a range. Ranges are for dates: date:2011..2012", item.column
        )

    def quoted(self, item: Item) -> Tree | None:
        if self.field in DATED:
            return self.date(item)
        if KINDS.get(self.field) == "key":
            return Exact(item.value) if item.value.strip() else None
        parts: list[Tree] = [
            Exact(part.text) if isinstance(part, Word) else part
            for piece in item.value.split()
            for part in self.shaped(piece, item.column)
        ]
        if item.distance is not None and item.distance >= 0 and len(parts) > 1:
            return Near(tuple(parts), min(item.distance, limits.DISTANCE))
        return _side_by_side(parts, exact=True)

    def chunk(self, item: Item) -> Tree | None:
        if self.field in DATED:
            return self.date(item)
        if set(item.value) == {"*"} or item.value == "*:*":
            return Everything()
        if KINDS.get(self.field) == "key":
            return Exact(item.value)
        if item.value.isalpha():
            return _side_by_side(self.shaped(item.value, item.column), exact=False)
        text = _WEIGHT.sub("", item.value)
        if text != item.value:
            self.notices.append(f"Words have no weights here: “{item.value}” was read as “{text}”.")
        if slip := _NO_NUMBER.search(text):
            raise QueryError(
                f"“~” after a word takes a number of slips, not “{slip[1]}”: {text[: slip.start()]}~2", item.column
            )
        if not (fuzzy := _FUZZY.search(text)):
            return _side_by_side(self.shaped(text, item.column), exact=False)
        parts = self.shaped(text[: fuzzy.start()], item.column)
        if parts and isinstance(word := parts[-1], Word):
            edits = int(fuzzy[1][:3] or 1)
            if edits > limits.EDITS:
                self.notices.append(f"A fuzzy word has at most {limits.EDITS} edits.")
            parts[-1] = Fuzzy(word.text, min(edits, limits.EDITS)) if edits else word
            self.count(parts[-1:], item.column)
        return _side_by_side(parts, exact=False)

    def shaped(self, text: str, column: int) -> list[Tree]:
        """The words of a piece of text without blanks, those with wildcards apart."""
        found: list[Tree] = []
        if "*" not in text and "?" not in text:
            found += (_word(text[token.start : token.end]) for token in tokens(text))
        else:
            for match in _SHAPED.finditer(text):
                found += self.pattern(match[0])
        found = [Exact(part.text) if isinstance(part, Word) and operator(part.text) else part for part in found]
        self.count(found, column)
        return found

    def count(self, found: list[Tree], column: int) -> None:
        self.words += len(found)
        self.patterns += sum(isinstance(part, Prefix | Wildcard | Fuzzy) for part in found)
        if self.words > limits.WORDS:
            raise QueryError(f"This query has more than {limits.WORDS} words. Shorten it.", column)
        if self.patterns > limits.PATTERNS:
            raise QueryError(f"This query has more than {limits.PATTERNS} words with *, ? or ~. Shorten it.", column)

    def pattern(self, piece: str) -> list[Tree]:
        """The words of a piece with wildcards."""
        plain = piece.rstrip("*")
        if "*" not in plain and "?" not in plain:
            words: list[Tree] = [_word(plain[token.start : token.end]) for token in tokens(plain)]
            if words and plain != piece and isinstance(last := words[-1], Word):
                words[-1] = Prefix(last.text)
            return words
        if any(tokens(piece.replace("*", "").replace("?", ""))):
            return [Wildcard(re.sub(r"\*+", "*", piece))]
        if "*" in piece or len(piece) > 1:
            self.notices.append(f"“{piece}” was left out: beside * and ? a word needs a letter or a digit.")
        return []

    def date(self, item: Item) -> Tree | None:
        text = item.value.strip()
        if not text:
            return None
        self.count([Everything()], item.column)
        if self.field == "date" and text.lower() == UNDATED:
            return Undated()
        if self.field == "date" and text == "*":
            return Range(None, None)
        try:
            span = days.interval(_COMPARED.get(self.field, "") + text, self.today, self.notices)
        except QueryError as error:
            raise QueryError(str(error), item.column) from error
        return _BOUNDS.get(self.field, _BOUNDS["date"])(span)

    READERS: ClassVar[dict[str, Callable[[Any, Item], Tree | None]]] = {
        "(": group,
        "name": named,
        "quoted": quoted,
        "chunk": chunk,
        "range": range,
        "atleast": at_least,
        "often": often,
        "address": address,
    }

    def peek(self, *kinds: str) -> bool:
        return self.at < len(self.items) and self.items[self.at].kind in kinds

    def operand(self, at: int) -> bool:
        """Whether something stands there that can be searched for."""
        return at < len(self.items) and self.items[at].kind not in (")", "AND", "OR", "near", "pre")

    def leave_out(self) -> None:
        self.notices.append(f"“{self.items[self.at].value}” without something on both sides was left out.")
        self.at += 1


def _word(text: str) -> Word:
    return Word(text.lower() if text in ("AND", "OR", "NOT") else text)


def _side_by_side(parts: list[Tree], *, exact: bool) -> Tree | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    if all(isinstance(part, Word | Exact) for part in parts):
        return Phrase(tuple(part.text for part in parts if isinstance(part, Word | Exact)), exact)
    return Near(tuple(parts), 0, ordered=True)


def _placed(tree: Tree) -> bool:
    """Whether a tree has places in a text, so that something can be near it."""
    return isinstance(tree, Leaf | Near) or (isinstance(tree, Or) and all(map(_placed, tree.parts)))


def _joined(parts: list[Tree]) -> Tree:
    """All of these; what is `said:` and who is its `speaker:` become conditions on one quotation."""
    tree = all_of(parts)
    if not isinstance(tree, And):
        return tree
    said = [part for part in tree.parts if isinstance(part, Together) and len(part.parts) == 1]
    about = [
        part for part in tree.parts if part in said or (said and isinstance(part, Field) and part.name == "speaker")
    ]
    if len(about) < 2:
        return tree
    fields = tuple(field for part in about for field in (part.parts if isinstance(part, Together) else (part,)))
    at = tree.parts.index(about[0])
    rest = [part for part in tree.parts if part not in about]
    return all_of([*rest[:at], Together(fields), *rest[at:]])
