"""The pages for people: home, results, article, help."""

from __future__ import annotations

from itertools import chain
from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request
from werkzeug.wrappers import Response

from index.errors import QueryError
from index.model import Article, Span
from search import find as door
from search import grammar, passages
from search.query import Query
from web import shown, urls

blueprint = Blueprint("pages", __name__)

NEWEST = 8  # articles on the first page

HELP = (  # what is typed, what it finds
    ("red lines", "all of the words, with their inflections; side by side ranks first"),
    ('"red lines"', "exactly these words, in this order"),
    ("treaty -dam", "without a word; also: treaty NOT dam"),
    ("strike OR lockout", "any of these; parentheses group"),
    ("speaker:ursachi", "who: articles that quote somebody; part of a name is enough"),
    ('said:"red lines"', "what: words inside a quotation"),
    ("speaker:hnatenko said:water", "who said what: one quotation by this speaker with this word"),
    ("place:vienna", "where: written there, or about it; cities and countries"),
    ("date:2025-03", "when: a year, a month or a day; also date:2024..2025, since:2025-03-10, until:2025-03"),
    ("title:talks", "words in the title; likewise outlet:, author:, language:, topic:"),
    ("negot*", "every word that begins so; w?ter leaves one letter open"),
    ("ursaci~", "words spelt nearly so"),
    ("river w/5 treaty", "at most five words apart; pre/5 keeps their order"),
)


@blueprint.get("/")
def home() -> bytes:
    """What this is, with the newest articles."""
    newest = door.find(Query(limit=NEWEST, facets=("speaker", "place")), current_app.config["INDEX"])
    quotations = door.find(Query(limit=0, quotes=True), current_app.config["INDEX"]).total
    return page(
        "home.html",
        query=urls.DEFAULT,
        found=newest,
        groups=shown.groups(newest),
        quotations=quotations,
        examples=HELP[:3],
    )


@blueprint.get("/search")
def results() -> bytes | Response:
    """The answer to a question."""
    query = urls.read(request.args.items(multi=True))
    if "" in request.args.values():  # fields of a form that were left empty
        return redirect(urls.address(query))
    found = door.find(query, current_app.config["INDEX"])
    last_page = max(1, -(-min(found.total, urls.DEEPEST) // query.limit))
    groups = shown.groups(found)
    return page("results.html", query=query, found=found, groups=groups, last_page=last_page)


@blueprint.get("/article/<path:id>")
def article(id: str) -> bytes:
    """An article with its quotations, and the words of the question that led to it marked."""
    found = door.article(current_app.config["INDEX"], id)
    if found is None:
        abort(404, f"There is no article “{id}” in this index. It may have been removed by an update.")
    try:
        query = urls.read(request.args.items(multi=True))
    except QueryError:  # the article is there all the same
        query = urls.DEFAULT
    return page(
        "article.html",
        query=query,
        article=found,
        title=shown.title(found, _marks(found, query, "title")),
        paragraphs=shown.paragraphs(found, _marks(found, query, "body")),
    )


@blueprint.get("/help")
def help() -> bytes:
    """The query language by example."""
    return page("help.html", query=urls.DEFAULT, examples=HELP)


def page(template: str, **values: Any) -> bytes:
    """A page in UTF-8; what is no character (half of a surrogate pair in an article) becomes a question mark."""
    return render_template(template, **values).encode("utf-8", "replace")


@blueprint.app_context_processor
def _names() -> dict[str, Any]:
    """What every template may use besides what its page gives it."""
    return {"urls": urls, "shown": shown}


def _marks(article: Article, query: Query, field: str) -> list[Span]:
    """Where the words of a question stand in a field of an article."""
    try:
        tree = grammar.parse(query.text).tree
    except QueryError:
        return []
    leaves = tuple(chain(passages.wanted(tree, field), passages.wanted(tree, "quote") if field == "body" else ()))
    text = article.title if field == "title" else article.text
    return [(mark.start, mark.end) for mark in passages.marked(text, tuple(dict.fromkeys(leaves)), article.language)]
