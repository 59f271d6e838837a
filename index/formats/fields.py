"""What a file says about its article, made fit to be shown: titles, names, links and languages."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Control characters, and those that reorder what is read around them: no part of a title or a name.
_CONTROLS = re.compile(r"[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
_SOFT = re.compile("[\u00ad\u200b-\u200d\u2060]")  # show where a word may break; no part of a title or a name
_LANGUAGE = re.compile(r"[a-z]{2}(?=$|[-_])")
_BY = re.compile(
    r"^\W*(?:(?:(?:written|posted|published|reported|story|text) )?by|von|par|por|di|door|av|af|від"
    r"|(?:text|author|autor(?:in)?|auteur|redakteur(?:in)?|автор)\s?:(?:\s(?:by|von))?)\s+(?=\S)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[;,|/&•·]\s*|\s(?:and|und|et|y|e|og|och|en|і|и|та)\s")
_NO_NAME = re.compile(
    r"[@→*()\[\]{}<>=_?!:]|www\.|\b\d|\b(?:says|sagt|reply|admin|administrator|name|uncategorized|uhr|kommentare?"
    r"|editor|reporter|correspondent|staff|posts?|articles?|beiträge|beitrag|artikel|veröffentlicht|autor|author"
    r"|from our|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?:\S*|\S+@\S+|\bwww\.\S+", re.IGNORECASE)
_INITIAL = re.compile(r"\b\w\.$")
_LONGEST_NAME = 60  # characters
_LONGEST_BYLINE = 300  # a longer value holds more than names
_PARTICLES = {
    "von",
    "van",
    "de",
    "del",
    "della",
    "der",
    "den",
    "di",
    "da",
    "dos",
    "du",
    "le",
    "la",
    "el",
    "al",
    "bin",
    "ibn",
}


def line(value: object) -> str:
    """A value as one line of text: control and bidi characters and runs of blanks become one blank.

    >>> line("Red lines\\r\\nSet-Cookie: x"), line(None)
    ('Red lines Set-Cookie: x', '')
    """
    if not isinstance(value, str):
        return ""
    if not (value.isascii() and value.isprintable()):
        value = _CONTROLS.sub(" ", _SOFT.sub("", whole(value)))
    return " ".join(value.split())


def whole(text: str) -> str:
    """A text that can be stored: without NUL characters, lone surrogates replaced."""
    text = text.replace("\0", "")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def link(value: object) -> str | None:
    """An absolute http(s) URL, or None for everything else.

    >>> link(" https://example.org/a "), link("javascript:alert(1)"), link("//example.org/a")
    ('https://example.org/a', None, None)
    """
    if not isinstance(value, str):
        return None
    url = value.strip()
    try:
        parts = urlsplit(url)
        fit = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s\0-\x1f<>\"]", url)
    except ValueError:
        return None
    return whole(url) if fit else None


def language(value: object) -> str | None:
    """ISO 639-1 of a declared language: "en" for "en-GB" and "EN_us"."""
    found = _LANGUAGE.match(value.strip().lower()) if isinstance(value, str) else None
    return found[0] if found else None


def names(value: object) -> tuple[str, ...]:
    """Names given as a string, as {"name": …}, or as a list of these; what is none of them is left out."""
    if not value:
        return ()
    values = value if isinstance(value, list) else [value]
    found = (line(item.get("name") if isinstance(item, dict) else item) for item in values)
    return tuple(dict.fromkeys(filter(None, found)))


def authors(values: tuple[str, ...]) -> tuple[str, ...]:
    """The persons that bylines name: "By Anna Holm and Karl Berg" are two; addresses and numbers are none.

    >>> authors(("By Anna Holm and Karl Berg", "desk@example.org"))
    ('Anna Holm', 'Karl Berg')
    """
    short = (value for value in values if len(value) <= _LONGEST_BYLINE)
    parts = (part for value in short for part in _BETWEEN.split(_BY.sub("", _ADDRESS.sub(" ", value))))
    return tuple(dict.fromkeys(name for part in parts if _is_name(name := _tidy(part))))


def _tidy(part: str) -> str:
    part = part.strip(" :-–—\"'")
    return part if _INITIAL.search(part) else part.rstrip(". ")


def _is_name(text: str) -> bool:
    """Whether words may name someone: "Anna Holm", "reuters", and not "in Politics", "24 May" or "Reply"."""
    words = text.split()
    lower = len(words) > 1 and words[0].islower() and words[0] not in _PARTICLES
    return 1 < len(text) <= _LONGEST_NAME and len(words) <= 5 and not lower and not _NO_NAME.search(text)
