"""What stands in quotation marks: marks of all common kinds, reopened, nested, unclosed."""

from __future__ import annotations

import re
from typing import NamedTuple

from index.model import Span

# An opening mark and what may close it. Writers mix straight and curly ones, so the English double marks
# close each other; Swedish opens with ”, German books open with ».
CLOSING = {
    '"': '"”“',
    "“": '”"“',
    "”": '”"',
    "„": '“”"„',
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    "＂": "＂",
    "''": "''",  # typewriters and old wire files
    "``": "''",
}
SINGLE = {"‘": "’", "'": "'’", "‚": "‘’", "‹": "›", "›": "‹", "’": "’"}
HEADLINE = 120  # characters: single marks in a headline are marks, whatever the text has
_STOPS = ".!?:;,…"
_MARKS = re.compile("''|``|[" + "".join(mark for mark in CLOSING if len(mark) == 1) + "」』]")
_SINGLE_OPENING = re.compile(r"(?<![\w.,!?;)’'\"”])([‘'‚‹›])(?=[^\W_])")
_SINGLE_CLOSING = re.compile(r"(?<=[\w.,!?…)])(['’‘‹›])(?![\w])")
_ELISION = re.compile(r"['‘’](?:\d0s|em|til|tis|twas|cause|n|s)\b", re.I)
_OPENED_BY = " \t\n\r\u00a0\u202f([{—–-/…:,>"


class Quoted(NamedTuple):
    """A quotation-marked part of a text, marks included."""

    start: int
    end: int
    closed: bool  # False: the paragraph ended first


def quoted(text: str, paragraphs: list[Span]) -> list[Quoted]:
    """The quotation-marked parts of a text in order, none inside another, none beyond its paragraph.

    Single marks count only in a text without any double ones, where they cannot be nested ones.
    """
    if not _MARKS.search(text):
        return [part for start, end in paragraphs for part in _single(text, start, end)]
    found = []
    for number, (start, end) in enumerate(paragraphs):
        parts = _double(text, start, end)
        headline = end - start <= HEADLINE and (number == 0 or text[end - 1] not in _STOPS)
        found += parts or (_single(text, start, end) if headline else [])
    return found


def _double(text: str, start: int, end: int) -> list[Quoted]:
    parts: list[Quoted] = []
    opened, inner = -1, -1  # where the part began, and where the last one nested in it ended
    closing = ""
    nested = False
    low = text.count("„", start, end)  # German marks yet to open, and those yet to close them
    high = text.count("“", start, end) + text.count("”", start, end)
    for match in _MARKS.finditer(text, start, end):
        at, mark = match.start(), match[0]
        low, high = low - (mark == "„"), high - (mark in "“”")
        before = text[at - 1] if at > start else " "
        after = text[match.end()] if match.end() < end else " "
        again = mark == "“" and (before in _OPENED_BY or at == opened + 1) and after.isalnum()
        if opened >= 0 and again and "”" in closing:
            if inner < 0 or text[opened] == '"':
                nested = at > opened + 1  # "“No,”: typed twice
                closing = closing if nested else CLOSING["“"]
                continue
            parts.append(Quoted(opened, inner, True))  # the inner mark was the outer one's, forgotten
            opened = -1
        if opened < 0:
            if mark in CLOSING and _opens(mark, before, after):
                opened, inner, nested, closing = at, -1, False, CLOSING[mark]
        elif nested and (mark == "”" or (mark == "“" and text[opened] == "„")):
            nested, inner = False, match.end()
        elif mark == text[opened] == "„" and before in _OPENED_BY and high > low + 1:
            nested = True  # "„Er rief „Nein“ und ging“"
        elif mark in closing:
            if at - opened > 1:
                parts.append(Quoted(opened, match.end(), True))
            opened = -1
    if opened >= 0 and inner > 0 and text[opened] != '"':
        parts.append(Quoted(opened, inner, True))
    elif opened >= 0 and end - opened > 2:
        parts.append(Quoted(opened, end, False))
    return parts


def _opens(mark: str, before: str, after: str) -> bool:
    if mark == '"' and before.isdigit():  # inches, seconds of arc
        return False
    if mark == '"' and before == "=":  # an attribute of markup
        return False
    if mark in ('"', "”", "»", "''") and not (before in _OPENED_BY or before in CLOSING or before in "‘'’"):
        return mark == '"' and not before.isalpha() and not after.isspace()
    return not after.isspace() or mark in ("“", "«", "„")  # French and some typists leave a blank inside


def _single(text: str, start: int, end: int) -> list[Quoted]:
    parts: list[Quoted] = []
    at = start
    while match := _SINGLE_OPENING.search(text, at, end):
        at = match.end()
        if _ELISION.match(text, match.start(), end):
            continue
        wanted = SINGLE[match[1]]
        closing = _SINGLE_CLOSING.search(text, at, end)
        while closing and closing[1] not in wanted:
            closing = _SINGLE_CLOSING.search(text, closing.end(), end)
        if not closing:
            break
        parts.append(Quoted(match.start(), closing.end(), True))
        at = closing.end()
    return parts
