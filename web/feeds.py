"""What browsers and feed readers ask for by themselves: feeds, how to search here, the map of the site."""

from __future__ import annotations

import dataclasses
import re

from flask import Blueprint, Response, abort, current_app, request

from search import archive
from search import find as door
from search.query import Query
from web import urls
from web.render import location, page

blueprint = Blueprint("feeds", __name__)

ENTRIES = 30  # of a feed
LISTED = 1_000  # newest articles in the map of the site; a robot follows their links to the others
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot hold


@blueprint.get("/feed.atom")
def feed() -> Response:
    """The newest answers to a question, as an Atom feed (RFC 4287)."""
    query = urls.read(request.args.items(multi=True))
    newest = dataclasses.replace(query, sort="newest", limit=ENTRIES, offset=0, facets=())
    found = door.find(newest, location())
    built = archive.state(location()).created
    return _xml("feed.xml", "application/atom+xml", query=query, found=found, built=built)


@blueprint.get("/opensearch.xml")
def description() -> Response:
    """How a browser asks this site from its own search box (OpenSearch 1.1)."""
    return _xml("opensearch.xml", "application/opensearchdescription+xml")


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """The pages that may stand in other search engines, where the setting `public` lets robots in."""
    if not current_app.config["PUBLIC"]:
        abort(404)
    newest = door.find(Query(limit=LISTED, passages=False, facets=("speaker",)), location())
    return _xml("sitemap.xml", "application/xml", found=newest)


def _xml(template: str, kind: str, **values: object) -> Response:
    root = request.host_url.rstrip("/")
    text = page(template, root=root, **values).decode()
    return Response(_NO_XML.sub("\ufffd", text), mimetype=kind)
