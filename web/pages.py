"""The pages for people: home, results, speakers, help, status."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

from flask import Blueprint, redirect, request
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from search import archive
from search import find as door
from search.limits import FACET_VALUES
from search.query import Query
from web import shown, urls
from web.render import location, page
from web.timeline import timeline

blueprint = Blueprint("pages", __name__)

NEWEST = 8  # articles on the first page
VALUES = 100  # of a facet on a page of its own
REFUSED = 100  # files that the page of the status names; the command names all

HELP = (  # what is typed, what it finds
    ("red lines", _("all of the words, with their inflections; side by side ranks first")),
    ('"red lines"', _("exactly these words, in this order")),
    ("treaty -dam", _("without a word; also: treaty NOT dam")),
    ("strike OR lockout", _("any of these; parentheses group")),
    ("speaker:ursachi", _("who: articles that quote somebody; part of a name is enough")),
    ('said:"red lines"', _("what: words inside a quotation")),
    ("speaker:hnatenko said:water", _("who said what: one quotation by this speaker with this word")),
    ("place:vienna", _("where: written there, or about it; cities and countries")),
    ("date:2025-03", _("when: a year, a month or a day; also date:2024..2025, since:2025-03-10, until:2025-03")),
    ("title:talks", _("words in the title; likewise outlet:, author:, language:, topic:")),
    ("negot*", _("every word that begins so; w?ter leaves one letter open")),
    ("ursaci~", _("words spelt nearly so")),
    ("river w/5 treaty", _("at most five words apart; pre/5 keeps their order")),
)
KEYS = (  # of static/comfort.js, what each does
    ("/", _("goes to the search box")),
    ("j, k", _("go to the next and the previous result")),
    ("o", _("opens the result")),
    ("n, p", _("turn to the next and the previous page; in an article, to the next and the previous hit")),
    ("c", _("shows how to cite the article")),
    ("?", _("opens this page")),
)


@blueprint.get("/")
def home() -> bytes:
    """What this is, with the newest articles."""
    newest = door.find(Query(limit=NEWEST, facets=("speaker", "place")), location())
    return page(
        "home.html",
        query=urls.DEFAULT,
        path="/search",
        found=newest,
        groups=shown.groups(newest),
        quotations=door.find(Query(limit=0, quotes=True), location()).total,
        examples=HELP[:3],
    )


@blueprint.get("/search")
def results() -> bytes | Response:
    """The answer to a question."""
    query = urls.read(request.args.items(multi=True))
    if "" in request.args.values():  # fields of a form that were left empty
        return redirect(urls.address(query))
    found = door.find(query, location())
    return page(
        "results.html",
        query=query,
        path="/search",
        found=found,
        groups=shown.groups(found),
        line=timeline(found, query, location()),
        last_page=max(1, -(-min(found.total, urls.DEEPEST) // query.limit)),
    )


@blueprint.get("/speakers")
def speakers() -> bytes | Response:
    """Who says what a question asks for, those with the most such quotations first."""
    query = urls.changed(urls.read(request.args.items(multi=True)), quotes=False)
    if "" in request.args.values():
        return redirect(urls.address(query, "/speakers"))
    found = door.find(dataclasses.replace(query, quotes=True, limit=1), location())
    return page(
        "speakers.html",
        query=query,
        path="/speakers",
        found=found,
        rows=next(facet.values for facet in found.facets if facet.name == "speaker"),
        most=FACET_VALUES,
        groups=[group for group in shown.groups(found) if group.name != "speaker"],
        line=timeline(found, dataclasses.replace(query, quotes=True), location()),
        asked=Query(query.text),
    )


@blueprint.get("/facet/<name>")
def facet(name: str) -> bytes | Response:
    """Every value of a facet under a question, page by page, or those with words that begin so."""
    query, words = urls.read(request.args.items(multi=True)), urls.short("find", request.args.get("find", ""))
    if "" in request.args.values():
        return redirect(urls.values(name, query, words))
    number = query.offset // query.limit + 1
    paged = dataclasses.replace(query, limit=VALUES, offset=(number - 1) * VALUES)
    found = door.find(urls.listing(paged, name, words), location())
    return page(
        "facet.html",
        query=urls.changed(query),
        name=name,
        find=words,
        found=found,
        facet=found.facets[0],
        number=number,
        last=max(1, -(-found.facets[0].total // VALUES)),
    )


@blueprint.get("/help")
def help() -> bytes:
    """The query language by example."""
    return page("help.html", query=urls.DEFAULT, examples=HELP, keys=KEYS)


@blueprint.get("/status")
def status() -> bytes:
    """What is in the index, how old it is, what was refused when it was built."""
    record = archive.state(location())
    refused = archive.refused(location(), REFUSED)
    age = datetime.now(UTC) - datetime.fromisoformat(record.created)
    return page("status.html", query=urls.DEFAULT, record=record, age=shown.age(age), refused=refused)
