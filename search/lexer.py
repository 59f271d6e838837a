"""The items of a query text: words, quotations, names of fields, operators, each with its column."""

from __future__ import annotations

import re
from typing import NamedTuple

from index.errors import QueryError
from index.schema import FIELDS
from search.query import SAME

KINDS = {field.name: field.kind for fields in FIELDS.values() for field in fields}
ALIASES = {  # habits from elsewhere
    "intitle": "title", "headline": "title", "hd": "title", "intext": "body", "source": "outlet", "sn": "outlet",
    "by": "author", "byline": "author", "lang": "language", "la": "language", "country": "place",
}  # fmt: skip
DATED = ("date", "since", "until", "after", "before")  # names whose value is a date
NAMES = sorted({*KINDS, *DATED, "country", "intitle", "said", "site"})

_OPENING, _CLOSING = '"“”„‟«»＂', '"“”‟«»＂'
_QUOTED = re.compile(rf"[{_OPENING}]([^{_CLOSING}]*)([{_CLOSING}]?)")
_AROUND = re.compile(r"~([^\s()]*)")  # after a quotation: how near its words are
_CHUNK = re.compile(rf"[^\s(){_OPENING}]+")
_NAME = re.compile(r"([^\W\d]\w*):(?!//|:)(?=\S)")
_SLIP = re.compile(r"([^\W\d]\w*):")
_NEARNESS = re.compile(
    r"(?:(?P<kind>w|n|near|pre|adj)/|(?P<habit>near|adj)(?=\d))(?:(?P<words>\d{1,9})|(?P<unit>[ps]))", re.I
)
_SENTENCE = 15  # words, about
_BEFORE_SAME = frozenset(("the", "this", "that", "these", "those", "very"))  # then "same" is a word
_ATLEAST = re.compile(r"atleast/(\d{1,3})(?=\()", re.I)
_OFTEN = re.compile(r"atleast(\d{1,3})(?:/(?=[^\s)])|(?=\())", re.I)
_EQUALS = re.compile(rf"({'|'.join({*NAMES, *ALIASES})})=(?=[^\s=])", re.I)  # fields as archive databases write them
_COMPARES = re.compile(r"(date)(?=[<>≤≥]=?[^\s=])", re.I)
_DAYS = re.compile(r"(?:[<>]=?|[≤≥=])\s+[^\s()]+|[^\s()\[{]+ TO [^\s()]+")  # values of dates with blanks in them
_SIGNS = {"|": "OR", "||": "OR", "&&": "AND"}
_ADDRESS = re.compile(rf"https?://[^\s(){_OPENING}]+", re.I)
_BRACKETS = re.compile(r"[\[{][^\]}]*[\]}]")


def operator(word: str) -> bool:
    """Whether a word by itself says how near two others are."""
    return not word.isalpha() and bool(_NEARNESS.fullmatch(word))


class Item(NamedTuple):
    """A piece of the text; `value` is its words, a field's name or a number; `distance` that of near words."""

    kind: str  # ( ) AND OR NOT name quoted chunk near pre range atleast often address
    value: str
    column: int
    distance: int | None = -1  # None: in one paragraph


def cut(text: str, notices: list[str]) -> list[Item]:
    """The items of a text; what can only be judged by what surrounds it (a colon, a minus) is judged here."""
    items: list[Item] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
        elif text[at] in "()":
            items.append(Item(text[at], "", at))
            at += 1
        elif match := _QUOTED.match(text, at):
            at = _cut_quoted(text, match, items, notices)
        else:
            at = _cut_chunk(text, at, items, notices)
    return items


def _cut_quoted(text: str, match: re.Match[str], items: list[Item], notices: list[str]) -> int:
    end, distance = match.end(), -1
    if not match[2]:
        notices.append("The quotation mark was never closed; it was taken to close at the end.")
    elif around := _AROUND.match(text, end):
        number = around[1].rstrip(".,;:!?")
        if not re.fullmatch(r"\d{1,9}", number):
            raise QueryError(f"“~” after a phrase takes a number of words between, as in {match[0]}~5.", end)
        end, distance = around.end(), int(number)
    items.append(Item("quoted", match[1], match.start(), distance))
    return end


def _cut_chunk(text: str, at: int, items: list[Item], notices: list[str]) -> int:
    if items and items[-1].kind == "name" and not text[at - 1].isspace():  # the value of a field
        name = items[-1].value
        if (
            text[at] == "-"
            and name not in DATED
            and KINDS.get(name) != "key"
            and text[at + 1 : at + 2].strip("-) \t\n")
        ):
            notices.append(f"“{name}:-” was read as “-{name}:”, without.")
            items.insert(len(items) - 1, Item("NOT", "-", at))
            return at + 1
        match = _BRACKETS.match(text, at) or (name in DATED and _DAYS.match(text, at)) or _CHUNK.match(text, at)
        assert match is not None
        items.append(Item("range" if match.re is _BRACKETS else "chunk", match[0], at))
        return match.end()
    if text[at] == "-" and (at == 0 or text[at - 1].isspace() or text[at - 1] == "("):
        following = text[at + 1 : at + 2]
        if following and not following.isspace() and following not in "-)":
            items.append(Item("NOT", "-", at))
            return at + 1
    chunk = _CHUNK.match(text, at)
    assert chunk is not None
    if not chunk[0].isalpha() and (end := _cut_sign(text, at, items)):  # what is letters alone is a word
        return end
    word = chunk[0]
    if word in ("AND", "OR", "NOT"):
        items.append(Item(word, word, at))
    elif word in _SIGNS:
        notices.append(f"“{word}” was read as {_SIGNS[word]}.")
        items.append(Item(_SIGNS[word], word, at))
    elif not word.isalpha() and (nearness := _NEARNESS.fullmatch(word)):
        items.append(_near(nearness, at, notices))
    elif word.lower() == SAME and _joins(items, word, text[chunk.end() :]):
        notices.append(f'“{word}” was read as w/p: in one paragraph. To search for the word, type "{word}".')
        items.append(Item("near", word, at, None))
    else:
        if slip := word.endswith(":") and _SLIP.fullmatch(word):
            _explain_slip(slip[1], text[chunk.end() :].lstrip(), chunk.end(), notices)
        items.append(Item("chunk", word, at))
    return chunk.end()


def _cut_sign(text: str, at: int, items: list[Item]) -> int | None:
    """Cut what stands before a value, a word or a parenthesis, or an address; gives where it ends, if there is any."""
    if match := _ATLEAST.match(text, at):
        items.append(Item("atleast", match[1], at))
        return match.end()
    if match := _OFTEN.match(text, at):
        items.append(Item("often", match[1], at))
        return match.end()
    if match := _ADDRESS.match(text, at):
        items.append(Item("address", match[0], at))
        return match.end()
    if match := _NAME.match(text, at) or _EQUALS.match(text, at) or _COMPARES.match(text, at):
        items.append(Item("name", _known(match[1], at), at))
        return match.end()
    return None


def _near(match: re.Match[str], column: int, notices: list[str]) -> Item:
    """An operator of nearness, in the forms of several archives; those that are not ours are said in ours."""
    kind = (match["kind"] or match["habit"]).lower()
    distance = int(match["words"]) if match["words"] else _SENTENCE if match["unit"].lower() == "s" else None
    ordered = kind in ("pre", "adj")
    ours = f"{'pre' if ordered else 'w'}/{'p' if distance is None else distance}"
    if kind in ("adj", "n") or match["habit"] or (match["unit"] or "").lower() == "s":
        notices.append(f"“{match[0]}” was read as {ours}.")
    return Item("pre" if ordered else "near", match[0], column, distance)


def _joins(items: list[Item], word: str, rest: str) -> bool:
    """Whether "same" stands between two words to say that both are in one paragraph: not in "the same day"."""
    before, after = items[-1] if items else None, rest.split()
    if before is None or before.kind not in ("chunk", "quoted", ")") or not after:
        return False
    return word.isupper() or not (before.value.lower() in _BEFORE_SAME or after[0].lower() in ("as", "and", "or"))


def _known(name: str, column: int) -> str:
    folded = ALIASES.get(name.lower(), name.lower())
    if folded not in NAMES:
        raise QueryError(f"There is no field “{name}”. The fields are {', '.join(NAMES)}.", column)
    return folded


def _explain_slip(name: str, rest: str, column: int, notices: list[str]) -> None:
    """A name with a colon and nothing right after it: a forgotten value at the end, a headline elsewhere."""
    known = name.lower() in NAMES
    if known and rest[:1] in ("", ")"):
        raise missing(name, column)
    hint = f" To ask that field, leave out the blank: {name}:{rest.split()[0]}" if known else ""
    notices.append(f"“{name}:” before a blank was read as a word, not as a field.{hint}")


def missing(name: str, column: int) -> QueryError:
    """What to say where a field has no value."""
    example = "2012-08" if name.lower() in DATED else "word"
    return QueryError(f"A value is missing after “{name}:”. Type, for example, {name}:{example}", column)
