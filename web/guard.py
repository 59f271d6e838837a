"""What every request passes and every answer carries: who may ask, how often, and what need not be sent again."""

from __future__ import annotations

import time
from collections import Counter
from datetime import date
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, abort, g, request
from werkzeug.exceptions import TooManyRequests
from werkzeug.middleware.proxy_fix import ProxyFix

from search import archive
from web import language, urls
from web.render import location

HEADERS = {
    # Nothing but our own files: text of an article that slipped through as markup could load and run nothing.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # what was searched for is not told to the outlets
}
LONGEST = 1 << 17  # bytes of a query string; the longest question has 8,000 characters of at most 12
VARYING = (
    "static",
    "api.health",
    "pages.status",
    "language.choose",
)  # answers that depend on more than the index and the day
MINUTE = 60  # seconds


def guard(app: Flask) -> None:
    """Have every request and answer of a site looked after, as the settings in its config say."""
    if app.config["PROXIES"]:
        number = app.config["PROXIES"]
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=number, x_proto=number, x_host=number, x_prefix=number
        )
    app.config["TRUSTED_HOSTS"] = list(app.config["HOSTS"]) or None
    if app.config["RATE"]:
        _limit(app, app.config["RATE"])
    made = _made()

    @app.before_request
    def received() -> Response | None:
        urls.ROOT.set(request.script_root)
        if len(request.query_string) > LONGEST:
            abort(414)
        return _unchanged(made)

    app.after_request(_sent)


def _unchanged(made: str) -> Response | None:
    """An empty answer where the visitor has the one that would be given: the same index, day, language and software."""
    if request.method not in ("GET", "HEAD") or request.endpoint in (None, *VARYING):
        return None
    published = archive.version(location())
    if not published:
        return None
    spoken = language.chosen()
    state = "\n".join((published, made, str(date.today()), spoken, request.host_url, urls.at(request.full_path)))
    g.tag = sha256(state.encode("utf-8", "surrogatepass")).hexdigest()[:20]
    return Response(status=304) if request.if_none_match.contains_weak(g.tag) else None


def _sent(response: Response) -> Response:
    response.headers.update(HEADERS)
    if "tag" in g and response.status_code in (200, 304):
        response.set_etag(g.tag, weak=True)  # weak: the time that an answer took is in it
        response.cache_control.no_cache = True
        response.vary.update(("Accept-Language", "Cookie"))  # in which the language is told
    return response


def _limit(app: Flask, rate: int) -> None:
    """Let one address ask so many times a minute; each process counts on its own."""
    counts: Counter[str | None] = Counter()
    began = time.monotonic()

    @app.before_request
    def counted() -> None:
        nonlocal began
        if request.endpoint == "static":
            return
        if (past := time.monotonic() - began) >= MINUTE:
            counts.clear()
            began, past = time.monotonic(), 0.0
        counts[request.remote_addr] += 1
        if counts[request.remote_addr] > rate:
            raise TooManyRequests(retry_after=max(int(MINUTE - past), 1))


def _made() -> str:
    """What changes with the software: when the latest of its files was written."""
    return str(max(path.stat().st_mtime_ns for path in Path(__file__).parent.rglob("*") if path.is_file()))
