"""The answers for programs: results, quotations and articles as JSON, and whether there is an index to ask."""

from __future__ import annotations

import dataclasses
from typing import Any

from flask import Blueprint, abort, current_app, jsonify, request
from werkzeug.wrappers import Response

from search import find as door
from search.query import Query
from search.suggest import suggest
from web import openapi, urls
from web.render import location

VERSION = 1  # of /health, /suggest, and of an error's shape

blueprint = Blueprint("api", __name__)


@blueprint.get("/search.json")
def results() -> dict[str, Any]:
    """What /search shows."""
    return door.find(urls.read(request.args.items(multi=True)), location()).to_dict()


@blueprint.get("/quotes.json")
def quotations() -> dict[str, Any]:
    """The same, of quotations."""
    query = dataclasses.replace(urls.read(request.args.items(multi=True)), quotes=True)
    return door.find(query, location()).to_dict()


@blueprint.get("/facet/<name>.json")
def facet(name: str) -> dict[str, Any]:
    """The values of one facet, a page of them, or those with words that begin like the ones to `find`."""
    query, words = urls.read(request.args.items(multi=True)), urls.short("find", request.args.get("find", ""))
    return door.find(urls.listing(query, name, words), location()).to_dict()


@blueprint.get("/suggest")
def suggestions() -> Response:
    """How a question that is being typed may go on; with `format=opensearch` as browsers ask it for their search bar.

    That format is a list of four: what was typed, the questions, what is said of each, its address
    (OpenSearch Suggestions 1.1).
    """
    typed = request.args.get("q", "")
    found = suggest(typed, location())
    if request.args.get("format") != "opensearch":
        return jsonify(version=VERSION, query=typed, suggestions=[dataclasses.asdict(one) for one in found])
    said = [f"{one.kind}, {one.count:,} article{'s' if one.count > 1 else ''}" for one in found]
    queries = [one.query for one in found]
    root = request.host_url.rstrip("/")
    answer = jsonify([typed, queries, said, [root + urls.address(Query(query)) for query in queries]])
    answer.mimetype = "application/x-suggestions+json"
    return answer


@blueprint.get("/article/<path:id>.json")
def article(id: str) -> dict[str, Any]:
    """An article with everything that was found in it."""
    found = door.article(location(), id)
    if found is None:
        abort(404, f"There is no article “{id}” in this index.")
    return found.to_dict()


@blueprint.get("/openapi.json")
def description() -> dict[str, Any]:
    """All of this, for programs that write programs."""
    return openapi.document(request.host_url.rstrip("/") + urls.at(""))


@blueprint.get("/health")
def health() -> dict[str, Any]:
    """200 while questions can be answered, 503 with the reason while not."""
    door.article(location(), "")
    return {"version": VERSION, "status": "ok"}


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Articles belong to their publishers: nothing is for other search engines, unless the setting `public` says so."""
    closed = (
        ("/search", "/speakers", "/facet", "/feed.atom", "/quotes.json") if current_app.config["PUBLIC"] else ("/",)
    )
    lines = ["User-agent: *", *(f"Disallow: {urls.at(path)}" for path in closed)]
    if current_app.config["PUBLIC"]:
        lines += ["", f"Sitemap: {request.host_url.rstrip('/')}{urls.at('/sitemap.xml')}"]
    return Response("".join(f"{line}\n" for line in lines), mimetype="text/plain")
