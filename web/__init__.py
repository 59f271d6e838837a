"""From a URL to a page: `create_app` makes the site, for `search-web`, `flask --app web` or any WSGI server."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

SETTINGS = ("index", "hosts", "proxies", "rate", "public")  # those that a site has


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The site; the keys of `config` are settings in capitals (INDEX, HOSTS, PROXIES, RATE, PUBLIC) and Flask's own.

    What it does not say, the settings do. Raises SettingsError. The index need not exist yet: until it does, pages
    say how to build one.
    """
    from flask import Flask, url_for  # here, so that `search-web --help` and what only needs web.urls do without

    from index import settings
    from index.record import digest
    from web import api, downloads, failures, feeds, language, pages, profiles, reading, shown, urls
    from web.guard import guard

    app = Flask(__name__)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = timedelta(days=365)  # the address of a file changes with it
    app.config.from_mapping(config)
    chosen = settings.read(**{name: app.config.get(name.upper()) for name in SETTINGS})
    app.config.update({name.upper(): getattr(chosen, name) for name in SETTINGS})
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the documented order: version first
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.merge_slashes = False  # ids of articles are any text
    files = {path.name: digest(path)[:8] for path in Path(str(app.static_folder)).iterdir()}

    def static(name: str) -> str:
        return url_for("static", filename=name, v=files[name])

    app.jinja_env.globals.update(urls=urls, shown=shown, language=language, static=static)
    guard(app)
    language.register(app)
    for part in (pages, reading, profiles, feeds, downloads, api):
        app.register_blueprint(part.blueprint)
    failures.register(app)
    return app
