"""All hits of a question, one after the other, in the formats that other programs read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from index.errors import QueryError
from search.cite import Source, bibtex, ris
from search.results import Hit, Quotation

HARMFUL = tuple("=+-@\t\r\n＝＋－＠")  # a spreadsheet takes what begins so as a formula
ARTICLE = ("id", "title", "date", "outlet", "authors", "place", "speakers", "language", "url")
ABOUT = ("title", "outlet", "authors", "language", "url")  # of the article that a quotation stands in
QUOTATION = ("id", "quote", "speaker", "role", "cue", "date", "place", "article", *ABOUT)
Hits = Iterable[Hit | Quotation]


def columns(names: str | None, quotes: bool) -> tuple[str, ...]:
    """The columns of a table that are asked for, "id,title", or those that every table has.

    Raises QueryError for one that there is not.
    """
    usual, more = (QUOTATION, ("score",)) if quotes else (ARTICLE, ("score", "passages"))
    if names is None:
        return usual
    wanted = tuple(dict.fromkeys(name.strip() for name in names.split(",")))
    for name in wanted:
        if name not in (*usual, *more):
            raise QueryError(f"There is no field “{name}”. The fields are {', '.join((*usual, *more))}.")
    return wanted


def as_csv(hits: Hits, names: Sequence[str]) -> Iterator[str]:
    """A table with a heading (RFC 4180); several values in one cell stand with "; " between.

    A cell that a spreadsheet would take for a formula has an apostrophe in front (OWASP, CSV Injection).
    """
    yield _row(names)
    for values in map(row, hits):
        yield _row([_harmless(_cell(values[name])) for name in names])


def as_jsonl(hits: Hits, names: Sequence[str] | None = None) -> Iterator[str]:
    """One JSON document a line: a hit as results have it, or some fields of its row."""
    for hit in hits:
        values = hit.to_dict() if names is None else {name: row(hit)[name] for name in names}
        yield json.dumps(values, ensure_ascii=False) + "\n"


def as_ris(hits: Hits) -> Iterator[str]:
    """RIS entries; see cite.ris."""
    yield from map(ris, map(cited, hits))


def as_bibtex(hits: Hits) -> Iterator[str]:
    """BibTeX entries; see cite.bibtex."""
    yield from map(bibtex, map(cited, hits))


def as_ids(hits: Hits) -> Iterator[str]:
    """The ids, each with a NUL behind it, for `xargs -0`."""
    for hit in hits:
        yield f"{hit.id}\0"


def cited(hit: Hit | Quotation) -> Source:
    """A hit as a source to cite."""
    if isinstance(hit, Hit):
        return Source(hit.id, hit.title, hit.outlet, hit.authors, hit.date, hit.url, hit.place, hit.language)
    about = hit.article
    assert about is not None
    return Source(
        hit.id, about.title, about.outlet, about.authors, about.date, about.url, hit.place, about.language,
        hit.quote, hit.speaker, hit.role,
    )  # fmt: skip


def row(hit: Hit | Quotation) -> dict[str, Any]:
    """A hit as a row of a table: of a quotation with what is known of its article beside it."""
    if isinstance(hit, Hit):
        passages = tuple(passage.text for passage in hit.passages)
        return {name: getattr(hit, name) for name in (*ARTICLE, "score")} | {"passages": passages}
    about = hit.article
    assert about is not None
    own = {name: getattr(hit, name) for name in ("id", "quote", "speaker", "role", "cue", "date", "place", "score")}
    return own | {"article": about.id} | {name: getattr(about, name) for name in ABOUT}


def _row(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _cell(value: Any) -> str:
    return "; ".join(value) if isinstance(value, tuple | list) else "" if value is None else str(value)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(HARMFUL) else text
