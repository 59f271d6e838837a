"""What a query text means: text → tree, with notices of what was taken otherwise than it was typed.

query   = every, { "OR", every }                        OR binds weaker than words side by side
every   = near, { [ "AND" ], near }
near    = single, { ( "w/5" | "near/5" | "pre/5" ), single }
single  = [ "-" | "NOT" ], ( "(", query, ")" | name, ":", value | quoted | words )
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar, NamedTuple

from index.errors import QueryError
from index.schema import FIELDS
from index.tokens import tokens
from search import days, limits
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

KINDS = {field.name: field.kind for fields in FIELDS.values() for field in fields}
ALIASES = {"intitle": "title"}  # a habit from web search
_BOUNDS: dict[str, Callable[[Range], Range]] = {
    "date": lambda span: span,
    "since": lambda span: Range(span.since, None),
    "until": lambda span: Range(None, span.until),
}
_COMPARED = {"after": ">", "before": "<"}
NAMES = sorted({*KINDS, *ALIASES, *_BOUNDS, *_COMPARED, "said"})

_OPENING, _CLOSING = '"“”„‟«»＂', '"“”‟«»＂'
_QUOTED = re.compile(rf"[{_OPENING}]([^{_CLOSING}]*)([{_CLOSING}]?)")
_AROUND = re.compile(r"~(\S*)")  # after a quotation: how near its words are
_CHUNK = re.compile(rf"[^\s(){_OPENING}]+")
_NAME = re.compile(r"([^\W\d]\w*):(?!//|:)(?=\S)")
_SLIP = re.compile(r"([^\W\d]\w*):")
_NEARNESS = re.compile(r"(w|near|pre)/(\d{1,9})", re.I)
_ATLEAST = re.compile(r"atleast/(\d{1,3})(?=\()", re.I)
_ADDRESS = re.compile(rf"https?://[^\s(){_OPENING}]+", re.I)
_BRACKETS = re.compile(r"[\[{][^\]}]*[\]}]")
_WEIGHT = re.compile(r"(?<=\w)\^[\w.+-]*$")  # red^2, which elsewhere makes a word count more
_FUZZY = re.compile(r"~(\d*)$")
_JOINED = "\u0300-\u036f\u00ad\u200b-\u200d"
# A run of letters, digits and wildcards; what joins inside a word joins here too (see index.tokens).
_SHAPED = re.compile(rf"(?:[^\W_]|[*?{_JOINED}])+(?:['’ʼ&](?:[^\W_]|[*?{_JOINED}])+)*")


class Reading(NamedTuple):
    """What a text was understood as."""

    tree: Tree
    notices: tuple[str, ...] = ()


class _Item(NamedTuple):
    """A piece of the text; `value` is its words, a field's name or a number; `distance` that of near words."""

    kind: str  # ( ) AND OR NOT name quoted chunk near pre range atleast address
    value: str
    column: int
    distance: int = -1


def parse(text: str, today: date | None = None) -> Reading:
    """What a query text means; relative dates count from `today`. Raises QueryError.

    >>> str(parse('red lines OR "a treaty').tree)
    'red lines OR "a treaty"'
    """
    if not text.strip():
        return Reading(Everything())
    if len(text) > limits.LENGTH:
        raise QueryError(f"This query has more than {limits.LENGTH:,} characters. Shorten it.", limits.LENGTH)
    notices: list[str] = []
    items = _cut(text, notices)
    tree = _Parser(items, notices, today or date.today()).whole()
    return Reading(tree, tuple(dict.fromkeys(notices)))


def _cut(text: str, notices: list[str]) -> list[_Item]:
    """The items of a text; what can only be judged by what surrounds it (a colon, a minus) is judged here."""
    items: list[_Item] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
        elif text[at] in "()":
            items.append(_Item(text[at], "", at))
            at += 1
        elif match := _QUOTED.match(text, at):
            at = _cut_quoted(text, match, items, notices)
        else:
            at = _cut_chunk(text, at, items, notices)
    return items


def _cut_quoted(text: str, match: re.Match[str], items: list[_Item], notices: list[str]) -> int:
    end, distance = match.end(), -1
    if not match[2]:
        notices.append("The quotation mark was never closed; it was taken to close at the end.")
    elif around := _AROUND.match(text, end):
        if not re.fullmatch(r"\d{1,9}", around[1]):
            raise QueryError(f"“~” after a phrase takes a number of words between, as in {match[0]}~5.", end)
        end, distance = around.end(), int(around[1])
    items.append(_Item("quoted", match[1], match.start(), distance))
    return end


def _cut_chunk(text: str, at: int, items: list[_Item], notices: list[str]) -> int:
    if items and items[-1].kind == "name" and not text[at - 1].isspace():  # the value of a field
        match = _BRACKETS.match(text, at) or _CHUNK.match(text, at)
        assert match is not None
        items.append(_Item("range" if match.re is _BRACKETS else "chunk", match[0], at))
        return match.end()
    if text[at] == "-" and (at == 0 or text[at - 1].isspace() or text[at - 1] == "("):
        following = text[at + 1 : at + 2]
        if following and not following.isspace() and following not in "-)":
            items.append(_Item("NOT", "-", at))
            return at + 1
    if match := _ATLEAST.match(text, at):
        items.append(_Item("atleast", match[1], at))
        return match.end()
    if match := _ADDRESS.match(text, at):
        items.append(_Item("address", match[0], at))
        return match.end()
    if match := _NAME.match(text, at):
        items.append(_Item("name", _known(match[1], at), at))
        return match.end()
    match = _CHUNK.match(text, at)
    assert match is not None
    word = match[0]
    if word in ("AND", "OR", "NOT"):
        items.append(_Item(word, word, at))
    elif nearness := _NEARNESS.fullmatch(word):
        items.append(_Item("pre" if nearness[1].lower() == "pre" else "near", word, at, int(nearness[2])))
    else:
        if slip := _SLIP.fullmatch(word):
            _explain_slip(slip[1], text[match.end() :].lstrip(), match.end(), notices)
        items.append(_Item("chunk", word, at))
    return match.end()


def _known(name: str, column: int) -> str:
    folded = ALIASES.get(name.lower(), name.lower())
    if folded not in NAMES:
        raise QueryError(f"There is no field “{name}”. The fields are {', '.join(NAMES)}.", column)
    return folded


def _explain_slip(name: str, rest: str, column: int, notices: list[str]) -> None:
    """A name with a colon and nothing right after it: a forgotten value at the end, a headline elsewhere."""
    known = name.lower() in NAMES
    if known and rest[:1] in ("", ")"):
        raise _missing(name, column)
    hint = f" To ask that field, leave out the blank: {name}:{rest.split()[0]}" if known else ""
    notices.append(f"“{name}:” before a blank was read as a word, not as a field.{hint}")


def _missing(name: str, column: int) -> QueryError:
    example = "2012-08" if name.lower() in (*_BOUNDS, *_COMPARED) else "word"
    return QueryError(f"A value is missing after “{name}:”. Type, for example, {name}:{example}", column)


class _Parser:
    """The items of one text on their way to a tree."""

    def __init__(self, items: list[_Item], notices: list[str], today: date) -> None:
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
            elif part := self.near():
                parts.append(part)
        return _joined(parts) if parts else None

    def near(self) -> Tree | None:
        left = self.single()
        parts, kind, distance = [left] if left else [], "", -1
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
            if len(parts) > 1 and (kind, distance) != (item.kind, item.distance):
                parts = [Near(tuple(parts), distance, kind == "pre")]
            kind, distance = item.kind, min(item.distance, limits.DISTANCE)
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

    def group(self, item: _Item) -> Tree | None:
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

    def at_least(self, item: _Item) -> Tree | None:
        opening = self.items[self.at]
        self.at += 1
        tree = self.group(opening)
        if tree is None:
            return None
        parts = tree.parts if isinstance(tree, And) else (tree,)
        return AtLeast(int(item.value), parts)

    def named(self, item: _Item) -> Tree:
        if self.field:
            raise QueryError(f"“{item.value}:” stands inside “{self.field}:”. Close that first.", item.column)
        if not self.operand(self.at):
            raise _missing(item.value, item.column + len(item.value) + 1)
        self.field = item.value
        value = self.items[self.at]
        self.at += 1
        tree = self.READERS[value.kind](self, value)
        self.field = ""
        if tree is None:
            raise _missing(item.value, value.column)
        if item.value in _BOUNDS or item.value in _COMPARED:
            return tree
        return Together((Field("quote", tree),)) if item.value == "said" else Field(item.value, tree)

    def address(self, item: _Item) -> Tree:
        self.notices.append("The web address was searched as that of an article.")
        return Field("url", Exact(item.value.rstrip(".,;:!?")))

    def range(self, item: _Item) -> Tree | None:
        return self.chunk(item) if self.field in _BOUNDS else self.words_only(item)

    def words_only(self, item: _Item) -> Tree:
        raise QueryError(
            f"“{self.field}:” takes words, not a range. Ranges are for dates: date:2011..2012", item.column
        )

    def quoted(self, item: _Item) -> Tree | None:
        if self.field in _BOUNDS or self.field in _COMPARED:
            return self.date(item)
        if KINDS.get(self.field) == "key":
            return Exact(item.value) if item.value.strip() else None
        parts: list[Tree] = [
            Exact(part.text) if isinstance(part, Word) else part
            for piece in item.value.split()
            for part in self.shaped(piece, item.column)
        ]
        if item.distance >= 0 and len(parts) > 1:
            return Near(tuple(parts), min(item.distance, limits.DISTANCE))
        return _side_by_side(parts, exact=True)

    def chunk(self, item: _Item) -> Tree | None:
        if self.field in _BOUNDS or self.field in _COMPARED:
            return self.date(item)
        if set(item.value) == {"*"}:
            return Everything()
        if KINDS.get(self.field) == "key":
            return Exact(item.value)
        text = _WEIGHT.sub("", item.value)
        if text != item.value:
            self.notices.append(f"Words have no weights here: “{item.value}” was read as “{text}”.")
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

    def date(self, item: _Item) -> Tree | None:
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

    READERS: ClassVar[dict[str, Callable[[Any, _Item], Tree | None]]] = {
        "(": group,
        "name": named,
        "quoted": quoted,
        "chunk": chunk,
        "range": range,
        "atleast": at_least,
        "address": address,
    }

    def peek(self, *kinds: str) -> bool:
        return self.at < len(self.items) and self.items[self.at].kind in kinds

    def operand(self, at: int) -> bool:
        """Whether something stands there that can be searched for."""
        return at < len(self.items) and self.items[at].kind not in (")", "AND", "OR")

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
