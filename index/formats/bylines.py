"""Who wrote an article and for whom, by the lines around its headline: By Anna Holm, Northern Press."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.formats.fields import authors, line

_SIGNED = re.compile(
    r"(?:(?:(?:written|posted|reported|story|text) )?by|(?:verfasst )?von|par|por|door|від"
    r"|(?:text|author|autor(?:in)?|auteur(?:e)?(?:\(s\))?|autore|автор)\s?:)(?:\s*:?\s+|$)",
    re.IGNORECASE,
)
_PARTICLES = {"von", "van", "de", "del", "della", "der", "den", "di", "da", "dos", "du", "zu", "ten"}
_PERSON = re.compile(r"[^\W\d_]+(?:['’.-]+[^\W\d_]+)*\.?$")
_MOST_WORDS = 5  # of a name, of a person or of an outlet
# What newspapers, agencies and stations are called by; few persons have such names.
_PAPERS = {
    "press", "news", "times", "herald", "post", "tribune", "gazette", "courier", "journal", "wire", "agency",
    "daily", "weekly", "chronicle", "observer", "guardian", "telegraph", "independent", "examiner", "sentinel",
    "broadcasting", "radio", "tv", "magazine", "newspaper", "presse", "agence", "dépêche", "quotidien", "hebdo",
    "zeitung", "anzeiger", "nachrichten", "bote", "kurier", "rundschau", "tageblatt", "tagblatt", "dienst",
    "rundfunk", "agencia", "diario", "prensa", "periódico", "gaceta", "noticias", "agenzia", "giornale",
    "corriere", "gazzetta", "notizie", "jornal", "агентство", "новини", "новин", "вісник", "газета", "пресса",
    "новости", "известия",
}  # fmt: skip
# What these join is several, not one outlet.
_JOINING = {"and", "und", "et", "y", "e", "og", "och", "en", "і", "и", "та"}
_ARTICLES = {"the", "la", "le", "les", "el", "los", "il", "die", "der", "das", "het"}
_AGENCY = re.compile(r"(?P<place>[^()\n]{2,80}) \((?P<agency>[^\W\d_][^()\d\n]{1,39})\)\.? ?(?:--?|[—–―]) ")
_SLASHES = re.compile(r"(?P<place>[^()/\n]{2,80})\.? /(?P<agency>[^\W\d_][^/\d\n]{1,39})/\. ")  # in Russian


def byline(words: str, agency: str | None) -> tuple[tuple[str, ...], str | None]:
    """The persons of a byline, and the outlet that stands after a comma: "By Anna Holm, Northern Press".

    `agency` is what the dateline names; a byline's last part that agrees with it is the outlet.
    """
    names, comma, rest = words.rpartition(",")
    if comma and is_outlet(rest, agency):
        return authors((names,)), line(rest)
    return authors((words,)), None


def signed(pieces: Sequence[str]) -> tuple[str, ...]:
    """The persons of the first piece of a page's text that says so: "von Anna Holm", or "By" and then a name.

    >>> signed(("Sport", "By", "Anna Holm", "May 6"))
    ('Anna Holm',)
    """
    for piece, following in pairwise((*pieces, "")):
        if found := _SIGNED.match(piece):
            names = authors((piece[found.end() :] or following,))
            if names and all(map(_is_person, names)):
                return names
    return ()


def is_bare_byline(words: str, agency: str | None) -> bool:
    """Whether a line is a name and an outlet, with no word before them: "Anna Holm, Northern Press"."""
    name, comma, rest = words.partition(",")
    return bool(comma) and _is_person(name) and is_outlet(rest, agency)


def is_outlet(words: str, agency: str | None) -> bool:
    """Whether words name a newspaper or an agency: by its dateline, its article, or what such are called."""
    parts = words.split()
    if not 1 <= len(parts) <= _MOST_WORDS or not parts[0][0].isupper() or not words.strip()[-1].isalnum():
        return False
    own = (agency or "").casefold()
    initials = "".join(part[0] for part in parts if part[0].isupper()).casefold()
    if own and own in (line(words).casefold(), initials):
        return True
    folded = [part.casefold() for part in parts]
    if not _JOINING.isdisjoint(folded):
        return False
    return len(parts) > 1 and (folded[0] in _ARTICLES or not _PAPERS.isdisjoint(folded))


def agency_in(words: str) -> str | None:
    """The agency that a dateline names.

    >>> agency_in("OSLO, March 3 (Northern Press) — Talks began."), agency_in("Oslo (Norway) — Talks began.")
    ('Northern Press', None)
    """
    found = _AGENCY.match(words) or _SLASHES.match(words)
    if not found:
        return None
    first = re.split(r"[\s,]", found["place"], maxsplit=1)[0]
    return line(found["agency"]) if len(first) > 1 and first.isupper() else None


def _is_person(name: str) -> bool:
    """Whether words are a first and a last name, each with a capital."""
    words = name.split()
    capitals = [word for word in words if word[0].isupper() and _PERSON.match(word)]
    return len(capitals) >= 2 and len(words) <= _MOST_WORDS and {*words} - {*capitals} <= _PARTICLES
