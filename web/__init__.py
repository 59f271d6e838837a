"""From a URL to a page: `create_app` makes the site, for `search-web`, `flask --app web` or any WSGI server."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.record import digest

if TYPE_CHECKING:
    from flask import Flask, Response

HEADERS = {
    # Nothing but our own files: text of an article that slipped through as markup could load and run nothing.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # what was searched for is not told to the outlets
}


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The site; the key INDEX of `config` is the location of its index, by default that of the settings.

    Raises SettingsError. The index need not exist yet: until it does, pages say how to build one.
    """
    from flask import Flask, request, url_for  # here, so that `search-web --help` and web.urls do without

    from index import settings
    from web import api, failures, feeds, pages, profiles, reading, shown, urls

    app = Flask(__name__)
    app.config.from_mapping(config)
    app.config["INDEX"] = settings.read(index=app.config.get("INDEX")).index
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = timedelta(days=365)  # the address of a file changes with it
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the documented order: version first
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.merge_slashes = False  # ids of articles are any text
    files = {path.name: digest(path)[:8] for path in Path(str(app.static_folder)).iterdir()}

    @app.before_request
    def rooted() -> None:
        urls.ROOT.set(request.script_root)

    def static(name: str) -> str:
        return url_for("static", filename=name, v=files[name])

    app.jinja_env.globals.update(urls=urls, shown=shown, static=static)
    for part in (pages, reading, profiles, feeds, api):
        app.register_blueprint(part.blueprint)
    failures.register(app)
    app.after_request(_protected)
    return app


def _protected(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response
