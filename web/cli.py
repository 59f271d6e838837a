"""The command `search-web`: serve the pages of an index until it is interrupted."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from typing import Any

from index import settings, shells, streams
from index.errors import DatelineError, EngineError, SettingsError
from index.settings import Settings

LARGEST_BODY = 64 << 10  # bytes; no page reads one, and waitress would take a gigabyte

LOCAL = ("localhost", "127.0.0.1", "[::1]", "::1")  # the names of this machine for itself


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    streams.ready()
    options = parser().parse_args(arguments)
    try:
        serve(settings.read(**vars(options)))
    except DatelineError as error:
        print(f"search-web: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    return 0


def serve(chosen: Settings) -> None:
    """Answer until interrupted; raises SettingsError where the address cannot be served."""
    trouble = _trouble(chosen)
    server = _server(chosen)
    print(f"Dateline answers at {_address(server)} (Ctrl-C ends it).", flush=True)
    if trouble:
        print(trouble, flush=True)
    server.run()


def _server(chosen: Settings) -> Any:
    from waitress import create_server

    from web import create_app

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short queue is nothing to warn of
    # Only this machine can come: then a page elsewhere must not, under a name of its own that leads here.
    local = chosen.host in LOCAL and not chosen.proxies
    app = create_app({"INDEX": chosen.index, "HOSTS": chosen.hosts or (LOCAL if local else None)})
    try:
        return create_server(app, host=chosen.host, port=chosen.port, ident=None, max_request_body_size=LARGEST_BODY)
    except (OSError, ValueError) as error:  # ValueError is how waitress says that it does not know a host
        why = error.strerror if isinstance(error, OSError) else "There is no such host"
        raise SettingsError(
            f"Nothing can be served at {chosen.host}, port {chosen.port} ({why}). Choose others: --host, --port"
        ) from error


def _address(server: Any) -> str:
    sockets = getattr(server, "effective_listen", None) or [(server.effective_host, server.effective_port)]
    host, port = sockets[0][:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _trouble(chosen: Settings) -> str | None:
    """Why nothing can be found yet; this also opens the index, before the first visitor asks."""
    from search.find import article

    try:
        article(chosen.index, "")
    except EngineError as error:
        return f"Nothing can be found yet. {error}"
    return None


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="search-web",
        description="Serve the search pages of an index in a browser.",
        epilog="Exit codes: 0 or 130 interrupted, 2 error.",
    )
    parser.add_argument("--index", metavar="LOCATION", help="folder of the index, or its address on OpenSearch")
    parser.add_argument("--host", help="host name or address to answer at (default 127.0.0.1: this machine only)")
    parser.add_argument("--port", metavar="N", help="port to answer at (default 8000)")
    parser.add_argument("--completions", action=shells.Completions, **shells.OPTION)
    return parser
