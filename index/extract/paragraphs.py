"""Where the paragraphs of a text are, whatever habit of line breaks it has."""

from __future__ import annotations

import re
from itertools import pairwise

from index.model import Span

WRAP = 90  # characters: no line of text broken by hand is longer (agencies break at 64 to 80)
_LINE = re.compile(r"[^\r\n]+")
_ENDED = re.compile(r"[.!?:…»”\"'’)\]]$")


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text in order, without the blanks around them.

    Where no line is longer than WRAP and most lines stop in the middle of a sentence, line breaks are
    layout and a paragraph ends at a blank line or before an indented one; else every line is a paragraph.
    """
    lines = [match.span() for match in _LINE.finditer(text) if not match[0].isspace()]
    if not _wrapped(text, lines):
        return [_trimmed(text, start, end) for start, end in lines]
    joined: list[Span] = []
    for start, end in lines:
        new = not joined or text[start] in " \t\u00a0\u3000" or text.count("\n", joined[-1][1], start) > 1
        if new:
            joined.append((start, end))
        else:
            joined[-1] = (joined[-1][0], end)
    return [_trimmed(text, start, end) for start, end in joined]


def _wrapped(text: str, lines: list[Span]) -> bool:
    if len(lines) < 2 or any(end - start > WRAP for start, end in lines):
        return False
    broken = [
        not _ENDED.search(text[start:end].rstrip()[-1:])
        for (start, end), (following, _) in pairwise(lines)
        if text.count("\n", end, following) < 2 and text[following] not in " \t"
    ]
    return sum(broken) * 2 > len(broken)


def _trimmed(text: str, start: int, end: int) -> Span:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end
