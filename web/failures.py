"""What is answered when something is wrong: the status and a sentence, as a page or as JSON."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, jsonify, make_response, request
from flask_babel import lazy_gettext as _
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError, TooManyRequests

from index.errors import DatelineError, QueryError
from search.limits import LENGTH
from search.query import Query
from web.api import VERSION
from web.render import page

AROUND = 40  # code points shown before and behind the place of a mistake

TITLES = {
    400: _("This question was not understood"),
    404: _("Not found"),
    503: _("The index cannot be asked"),
}
SENTENCES = {
    404: _("There is no such page."),
    405: _("This address can only be read."),
    414: _("This address is too long. Ask a shorter question."),
    429: _("You ask very often. Wait a little, then go on."),
    500: _("Something went wrong here; the log of the server says what."),
}


def register(app: Flask) -> None:
    """Have every error of a site answered."""
    app.register_error_handler(QueryError, _question)
    app.register_error_handler(DatelineError, _index)
    app.register_error_handler(HTTPException, _http)


def _question(error: QueryError) -> Response:
    return _answer(400, error)


def _index(error: DatelineError) -> Response:
    return _answer(503, error)


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if isinstance(error, SecurityError):  # nothing on a page for it could be trusted to lead back here
        return Response("This site does not answer to that name.\n", 400, mimetype="text/plain")
    ours = error.description if error.description != type(error).description else None  # given to abort()
    answer = _answer(status, error, ours or str(SENTENCES.get(status, error.description)))
    if isinstance(error, TooManyRequests):
        answer.headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, MethodNotAllowed):
        answer.headers["Allow"] = ", ".join(error.valid_methods or ())
    return answer


def _answer(status: int, error: Exception, message: str | None = None) -> Response:
    english, message = message is None, message or str(error)  # what the other packages say is not translated
    column = getattr(error, "column", None)
    if request.path.endswith(".json") or request.path in ("/health", "/suggest"):
        about: dict[str, Any] = {"type": type(error).__name__, "message": message}
        about |= {} if column is None else {"column": column}
        return make_response(jsonify({"version": VERSION, "error": about}), status)
    text = request.args.get("q", "").strip()  # as urls.read has it, so that the column fits
    body = page(
        "error.html",
        query=Query(text=text[:LENGTH]),
        title=str(TITLES.get(status, message)),
        english=english,
        message=message,
        status=status,
        column=column,
        before=None if column is None else text[max(0, column - AROUND) : column],
        behind=None if column is None else text[column : column + AROUND],
    )
    return make_response(body, status)
