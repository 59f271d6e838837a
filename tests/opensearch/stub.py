"""A server that answers as a test wants, and hands on the rest to a real node."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit


class Asked(NamedTuple):
    """A request."""

    method: str
    path: str
    body: bytes
    headers: dict[str, str]  # by their names in small letters
    node: str  # that answers where the stub does not

    def handed_on(self, body: bytes | None = None) -> Said:
        """What the node answers."""
        there = HTTPConnection(urlsplit(self.node).netloc, timeout=60)
        wanted = {name: value for name, value in self.headers.items() if name in ("content-type", "accept")}
        there.request(self.method, self.path, self.body if body is None else body, wanted)
        answer = there.getresponse()
        said = Said(answer.status, answer.read(), answer.headers.get_content_type())
        there.close()
        return said


class Said(NamedTuple):
    """An answer; a status of 0 is none: the connection is closed."""

    status: int
    body: bytes
    type: str = "application/json"


Answer = Callable[[Asked], Said | None]


def refusal(status: int, kind: str = "", reason: str = "") -> Said:
    """What OpenSearch says where it refuses something."""
    about = {"type": kind, "reason": reason}
    return Said(status, json.dumps({"error": {"root_cause": [about], **about}, "status": status}).encode())


@contextmanager
def stub(answer: Answer, node: str = "", certificate: Path | None = None) -> Iterator[tuple[str, list[str]]]:
    """The address of a server, and what it has been asked, as “GET /path”.

    What `answer` gives None for, the node answers. With a certificate, a file that holds its key too, it speaks https.
    """
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            pass

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asking = Asked(
                self.command, self.path, body, {name.lower(): value for name, value in self.headers.items()}, node
            )
            asked.append(f"{self.command} {self.path.partition('?')[0]}")
            said = answer(asking) or asking.handed_on()
            if not said.status:
                self.close_connection = True
                return
            with suppress(OSError):  # who asked may wait no longer
                self.send_response(said.status)
                self.send_header("Content-Type", said.type)
                self.send_header("Content-Length", str(len(said.body)))
                self.end_headers()
                self.wfile.write(b"" if self.command == "HEAD" else said.body)

        do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = answer

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: Any) -> None:  # a client that does not trust it, or speaks plain http
            pass

    with Server(("127.0.0.1", 0), Handler) as server:
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield f"http{'s' if certificate else ''}://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()
