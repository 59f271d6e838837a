"""What a file says about its article, made fit to be shown: titles, names, links and languages."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Control characters, and those that reorder what is read around them: no part of a title or a name.
_CONTROLS = re.compile(r"[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
_LANGUAGE = re.compile(r"[a-z]{2}(?=$|[-_])")
_BY = re.compile(
    r"(?:(?:written |posted |published |reported )?by|von|par|por|di|door|av|af|автор:?|від)[\s:]+(?=\S)", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*(?:[;,|/&•·]|\s(?:and|und|et|y|e|og|och|en|і|и|та)\s)\s*")
_NO_NAME = re.compile(r"[@\d]|https?:|www\.|[.!?]\s|[\[\]{}<>=_]", re.IGNORECASE)
_LONGEST_NAME = 60  # characters


def line(value: object) -> str:
    """A value as one line of text: control and bidi characters and runs of blanks become one blank.

    >>> line("Red lines\\r\\nSet-Cookie: x"), line(None)
    ('Red lines Set-Cookie: x', '')
    """
    return " ".join(_CONTROLS.sub(" ", whole(value)).split()) if isinstance(value, str) else ""


def whole(text: str) -> str:
    """A text that can be stored: without NUL characters, lone surrogates replaced."""
    text = text.replace("\0", "")
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
    values = value if isinstance(value, list) else [value]
    found = (line(item.get("name") if isinstance(item, dict) else item) for item in values)
    return tuple(dict.fromkeys(name for name in found if name))


def authors(values: tuple[str, ...]) -> tuple[str, ...]:
    """The persons that bylines name: "By Anna Holm and Karl Berg" are two; addresses and numbers are none.

    >>> authors(("By Anna Holm and Karl Berg", "desk@example.org"))
    ('Anna Holm', 'Karl Berg')
    """
    parts = (part for value in values for part in _BETWEEN.split(_BY.sub("", value, count=1)))
    tidy = (part.strip(" .:-–—\"'") for part in parts)
    return tuple(
        dict.fromkeys(part for part in tidy if part and len(part) <= _LONGEST_NAME and not _NO_NAME.search(part))
    )
