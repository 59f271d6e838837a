"""The pages of what was published: an article with its quotations, and a quotation with its evidence."""

from __future__ import annotations

from hashlib import sha256
from itertools import chain

from flask import Blueprint, abort, request
from flask_babel import gettext

from index.errors import QueryError
from index.model import Article, Span
from search import find as door
from search import grammar, passages
from search.cite import citation
from search.query import Query
from search.results import Results
from web import linked, shown, urls
from web.render import location, page

blueprint = Blueprint("reading", __name__)

ALIKE = 5  # articles shown beside one


@blueprint.get("/article/<path:id>")
def article(id: str) -> bytes:
    """An article with its quotations, and the words of the question that led to it marked."""
    found = door.article(location(), id)
    if found is None:
        abort(404, gettext("There is no article “%(id)s” in this index. It may have been removed by an update.", id=id))
    query = _asked()
    above, below = _marks(found, query, "title"), _marks(found, query, "body")
    hits = len(above) + len(below)
    return page(
        "article.html",
        query=query,
        article=found,
        title=shown.title(found, above, hits),
        paragraphs=shown.paragraphs(found, below, len(above), hits),
        hits=hits,
        cited=citation(found),
        alike=_alike(found),
    )


@blueprint.get("/quote/<path:id>")
def quotation(id: str) -> bytes:
    """A quotation, for good: who said it, where and when, and the paragraph that tells so."""
    found = door.quotation(location(), id)
    if found is None:
        abort(404, gettext("There is no quotation “%(id)s” in this index.", id=id))
    whole, quote = found
    address = request.host_url.rstrip("/") + urls.at(urls.named("quote", id))
    return page(
        "quote.html",
        query=urls.DEFAULT,
        article=whole,
        quote=quote,
        evidence=shown.evidence(whole, quote),
        linked=linked.quotation(whole, quote, address),
        cited=citation(whole, quote),
        versions=door.versions(quote, location()),
        digest=sha256(quote.quote.encode("utf-8", "surrogatepass")).hexdigest(),
    )


def _alike(article: Article) -> Results:
    """The few articles most like one."""
    return door.find(Query(like=article.id, limit=ALIKE, passages=False), location())


def _asked() -> Query:
    try:
        return urls.read(request.args.items(multi=True))
    except QueryError:  # the article is there all the same
        return urls.DEFAULT


def _marks(article: Article, query: Query, field: str) -> list[Span]:
    """Where the words of a question stand in a field of an article."""
    try:
        tree = grammar.parse(query.text).tree
    except QueryError:
        return []
    leaves = tuple(chain(passages.wanted(tree, field), passages.wanted(tree, "quote") if field == "body" else ()))
    text = article.title if field == "title" else article.text
    spans: list[Span] = []
    for mark in passages.marked(text, tuple(dict.fromkeys(leaves)), article.language):
        if spans and text[spans[-1][1] : mark.start].isspace():  # side by side they are one hit
            spans[-1] = (spans[-1][0], mark.end)
        else:
            spans.append((mark.start, mark.end))
    return spans
