"""All hits of a question as a file for other programs: a table, references, JSON Lines."""

from __future__ import annotations

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
    """All hits in their order, or as many as can be paged through; they are written as they are read."""
    query = urls.changed(urls.read(request.args.items(multi=True)))
    kind, write = FORMATS[ending]
    found = door.every(query, location(), limit=urls.DEEPEST)
    lines = (text.encode("utf-8", "replace") for text in write(found, query.quotes))
    answer = Response(lines, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="search.{ending}"'
    return answer
