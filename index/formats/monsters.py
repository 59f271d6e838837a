"""Pages that are made to bring a parser down, known before one sees them: by one pass over their tags."""

from __future__ import annotations

import re
from collections import Counter

from index.errors import SourceError

LARGEST_PAGE = 8 << 20  # characters; news pages seen have up to 1.5 million
# Of 246 news pages the deepest has 40 elements open at once by this count, older ones with tags left open 170;
# what lies deeper than 256 libxml2 leaves out.
DEEPEST = 250
MOST_ATTRIBUTES = 1_000  # of one element: libxml2 compares each with all before it, 90 s for 100,000

# Quotation marks count after "=" only, as in the HTML standard. Each part is possessive and may end anywhere,
# so that the pass goes over every character once.
_TAG = re.compile(
    r"<(?:(?P<comment>!--)|(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*+)"
    r"(?P<attributes>(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+))"
)
_VALUE = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
_LONG = 2 * MOST_ATTRIBUTES  # characters that so many attributes take at least
_COMMENT_END = re.compile("-->")
_RAW_END = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}  # these hold no tags
# These have no end tag, or may go without.
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
_OPTIONAL = {"p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot"}
_UNCOUNTED = _VOID | _OPTIONAL


def refuse_monsters(text: str) -> None:
    """Raise SourceError for a page that is too large, too deep, or has an element of too many attributes."""
    if len(text) > LARGEST_PAGE:
        raise SourceError(f"larger than {LARGEST_PAGE >> 20} MiB as a page; no news page is")
    opened: list[str] = []
    counts: Counter[str] = Counter()
    at = 0
    while found := _TAG.search(text, at):
        at = found.end()
        comment, end, name, attributes = found.groups()
        if comment:
            at = _after(text, _COMMENT_END, at)
            continue
        name = name.lower()
        if end:
            if name in counts:
                _close(name, opened, counts)
            continue
        if len(attributes) > _LONG and len(_VALUE.sub(" ", attributes).split()) > MOST_ATTRIBUTES:
            raise SourceError(f"an element with more than {MOST_ATTRIBUTES} attributes; no news page has one")
        if name in _RAW_END:
            at = _after(text, _RAW_END[name], at)
        elif name not in _UNCOUNTED and not attributes.endswith("/"):
            opened.append(name)
            counts[name] += 1
            if len(opened) > DEEPEST:
                raise SourceError(f"more than {DEEPEST} elements inside each other; no news page has them")


def _close(name: str, opened: list[str], counts: Counter[str]) -> None:
    """Close the element and all that were left open in it."""
    while counts[name]:
        last = opened.pop()
        counts[last] -= 1
        if last == name:
            return


def _after(text: str, mark: re.Pattern[str], at: int) -> int:
    found = mark.search(text, at)
    return found.end() if found else len(text)
