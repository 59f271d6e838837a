"""From a URL to a page: `create_app` makes the site, for `search-web`, `flask --app web` or any WSGI server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask, Response

HEADERS = {
    # Nothing but our own style sheet and icon: text of an article that slipped through as markup could load nothing.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # what was searched for is not told to the outlets
}


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The site; the key INDEX of `config` is the location of its index, by default that of the settings.

    Raises SettingsError. The index need not exist yet: until it does, pages say how to build one.
    """
    from flask import Flask  # here, so that `search-web --help` and what only needs web.urls do without

    from index import settings
    from web.api import blueprint as api
    from web.failures import register
    from web.pages import blueprint as pages

    app = Flask(__name__)
    app.config.from_mapping(config)
    app.config["INDEX"] = settings.read(index=app.config.get("INDEX")).index
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the documented order: version first
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.merge_slashes = False  # ids of articles are any text
    app.register_blueprint(pages)
    app.register_blueprint(api)
    register(app)
    app.after_request(_protected)
    return app


def _protected(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response
