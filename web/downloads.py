"""All hits of a question as a file for other programs: a table, references, JSON Lines."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

from flask import Blueprint, Response, request

from search import export
from search import find as door
from web import urls
from web.render import location

blueprint = Blueprint("downloads", __name__)

# ending → media type, and what writes it
FORMATS: dict[str, tuple[str, Callable[[export.Hits, bool], Iterator[str]]]] = {
    "csv": ("text/csv", lambda hits, quotes: export.as_csv(hits, export.columns(None, quotes))),
    "ris": ("application/x-research-info-systems", lambda hits, quotes: export.as_ris(hits)),
    "bib": ("application/x-bibtex", lambda hits, quotes: export.as_bibtex(hits)),
    "jsonl": ("application/jsonl", lambda hits, quotes: export.as_jsonl(hits)),
}


@blueprint.get("/search.<any(csv,ris,bib,jsonl):ending>")
def hits(ending: str) -> Response:
    """All hits in their order; they are written as they are read.

    Where there are more than can be paged through, the name of the file says that these are the first.
    """
    asked = urls.read(request.args.items(multi=True))
    query = urls.changed(asked, facets=(), passages=ending == "jsonl")
    kind, write = FORMATS[ending]
    total = door.find(dataclasses.replace(query, limit=0), location()).total
    name = "search" if total <= urls.DEEPEST else f"search-first-{urls.DEEPEST}"
    found = door.every(query, location(), limit=urls.DEEPEST)
    lines = (text.encode("utf-8", "replace") for text in write(found, query.quotes))
    answer = Response(lines, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return answer
