"""How to cite an article or a quotation: in words, as RIS or BibTeX, and by what finds its place in the text again."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.model import Article, Quote

AROUND = 32  # code points of the text before and behind a quotation, enough to find it again
_SPECIAL = {  # braces by name: BibTeX counts \{, too, as one that is opened
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
}  # fmt: skip
_IN_URLS = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})
# With what would steer the terminal, or turn the reading direction of what follows.
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Source:
    """What is cited: an article, and perhaps what somebody said in it."""

    id: str  # of the quotation, or of the article
    title: str
    outlet: str | None
    authors: tuple[str, ...]
    date: str | None  # ISO 8601 day, of the article
    url: str | None
    place: str | None = None  # where it was written, or said
    language: str | None = None
    quote: str = ""
    speaker: str | None = None
    role: str | None = None

    @property
    def said(self) -> str:
        """Who said it, and in what role."""
        return ", ".join(filter(None, (self.speaker, self.role)))


def source(article: Article, quote: Quote | None = None) -> Source:
    """An article as a source, or a quotation of it."""
    dateline = article.dateline.place if article.dateline else None
    about = Source(
        article.id, article.title, article.outlet, article.authors, article.day, article.url, dateline, article.language
    )
    if quote is None:
        return about
    place = quote.place or dateline
    return dataclasses.replace(
        about, id=quote.id, place=place, quote=quote.quote, speaker=quote.speaker, role=quote.role
    )


def citation(article: Article, quote: Quote | None = None, retrieved: date | None = None) -> dict[str, Any]:
    """Everything that a citation may need, as plain values for JSON.

    `text` is a sentence, `ris` and `bibtex` are entries; `sha256` is the digest, in hex, of the UTF-8 of the text as
    it is stored, by which a copy can be compared. Of a quotation there are selectors too, as the W3C Web Annotation
    Data Model (2017) has them, into the field `field`.
    """
    cited = source(article, quote)
    found: dict[str, Any] = {
        "id": cited.id,
        "text": in_words(cited, retrieved),
        "ris": ris(cited, retrieved),
        "bibtex": bibtex(cited, retrieved),
        "retrieved": str(retrieved) if retrieved else None,
        "sha256": hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
    }
    if quote is not None:
        found |= {"field": quote.field, "selectors": selectors(quote, getattr(article, quote.field))}
    return found


def selectors(quote: Quote, text: str) -> list[dict[str, Any]]:
    """Where a quotation stands: a TextQuoteSelector and a TextPositionSelector, in code points."""
    start, end = quote.start, quote.end
    around = {"prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
    return [
        {"type": "TextQuoteSelector", "exact": text[start:end]} | around,
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]


def in_words(cited: Source, retrieved: date | None = None) -> str:
    """One line for a footnote.

    >>> in_words(Source("a", "Rain", "Courier", ("Per Lind",), "2024-03-04", None))
    'Per Lind, “Rain”, Courier, 2024-03-04.'
    """
    title = f"“{_line(cited.title)}”" if cited.title else cited.id
    asked = f"retrieved {retrieved}" if retrieved else ""
    parts = (", ".join(cited.authors), title, cited.outlet, cited.date, cited.url, asked)
    about = ", ".join(_line(part) for part in parts if part) + "."
    if not cited.quote:
        return about
    said = f"{cited.said}: " if cited.said else ""
    return f"{_line(said + cited.quote)} In: {about}"


def ris(cited: Source, retrieved: date | None = None) -> str:
    """An entry in the format of Research Information Systems, which reference managers read; lines end in CR LF."""
    day = (cited.date or "").replace("-", "/")
    pairs = [
        ("TY", "NEWS"),
        ("ID", cited.id),
        ("TI", cited.title),
        *(("AU", author) for author in cited.authors),
        ("T2", cited.outlet),
        ("PY", day[:4]),
        ("DA", f"{day}/" if day else None),
        ("CY", cited.place),
        ("LA", cited.language),
        ("UR", cited.url),
        ("Y2", f"{retrieved:%Y/%m/%d}/" if retrieved else None),
        ("N1", _note(cited)),
    ]
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in pairs if value) + "ER  - \r\n"


def bibtex(cited: Source, retrieved: date | None = None) -> str:
    """A BibTeX entry; its key is made from the id, so that no two are the same."""
    year, month, day = (*(cited.date or "").split("-"), "", "")[:3]
    pairs = {
        "title": cited.title,
        "author": " and ".join(f"{{{_escaped(author)}}}" for author in cited.authors),
        "journal": cited.outlet,
        "year": year,
        "month": month,
        "day": day,
        "url": _line(cited.url or "").translate(_IN_URLS),
        "urldate": str(retrieved) if retrieved else "",
        "language": cited.language,
        "note": _note(cited),
    }
    lines = [
        f"  {name} = {{{value if name in ('author', 'url') else _escaped(value)}}},\n"
        for name, value in pairs.items()
        if value
    ]
    return f"@article{{{_key(cited.id)},\n{''.join(lines)}}}\n"


def _note(cited: Source) -> str | None:
    return f"{cited.said}: {cited.quote}" if cited.quote and cited.said else cited.quote or None


def _key(id: str) -> str:
    """Letters and digits of an id, with a digest of it behind, since others may have the same."""
    digest = hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{re.sub('[^A-Za-z0-9]+', '-', id).strip('-')[:40]}-{digest}".lstrip("-")


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in _line(text))


def _line(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()
