"""The command `search-web`, and the other ways to the same site."""

import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask.cli import ScriptInfo

from index.errors import SettingsError
from tests.conftest import heed_interrupts
from web import create_app
from web.cli import main

ROOT = Path(__file__).parents[2]


@contextmanager
def serving(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """A running server, its first line and its address; afterwards it is gone."""
    command = [sys.executable, "-m", "web", "--port", "0", *arguments]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,
    ) as server:
        assert server.stdout
        try:
            line = server.stdout.readline()
            found = re.search(r"http://\S+", line)
            assert found, line
            yield server, line, found[0]
        finally:
            server.kill()


def test_it_serves_until_it_is_interrupted(location: str) -> None:
    with serving("--index", location) as (server, line, address):
        assert line == f"Dateline answers at {address} (Ctrl-C ends it).\n"
        with urllib.request.urlopen(f"{address}/search?q=red+lines") as answer:
            assert b"Red lines" in answer.read().replace(b"<mark>", b"").replace(b"</mark>", b"")
            assert "Server" not in answer.headers
        elsewhere = urllib.request.Request(f"{address}/help", headers={"Host": "rebound.example"})
        with pytest.raises(urllib.error.HTTPError, match="400"):  # only this machine is served
            urllib.request.urlopen(elsewhere)
        with ThreadPoolExecutor(20) as visitors:  # more at once than it has threads
            assert all(visitors.map(lambda _: urllib.request.urlopen(f"{address}/help").read(), range(60)))
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=10) in (0, 130)
        assert server.communicate() == ("", "")


def test_without_an_index_it_says_so_and_serves(tmp_path: Path) -> None:
    with serving("--index", str(tmp_path)) as (server, _, address):
        assert server.stdout
        assert "Build one: search-index build" in server.stdout.readline()
        with urllib.request.urlopen(f"{address}/help") as answer:
            assert answer.status == 200


def test_a_port_in_use_is_explained(location: str, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["--index", location, "--port", port]) == 2
    said = capsys.readouterr()
    assert said.err.startswith(f"search-web: Nothing can be served at 127.0.0.1, port {port} (Address already in use).")
    assert said.err.count("\n") == 1 and said.out == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--host", "203.0.113.7"], "Nothing can be served at 203.0.113.7, port 8000"),
        (["--host", "no..host"], "Nothing can be served at no..host, port 8000"),
        (["--port", "x"], "--port: port must be a port number, 0 to 65535, not 'x'."),
        (["--port", "65536"], "--port: port must be a port number, 0 to 65535, not '65536'."),
        (
            ["--index", "ftp://search.example/news", "--port", "0"],
            "ftp://search.example/news is no address of an index. It looks like this: https://host:9200/name",
        ),
    ],
)
def test_what_cannot_be_served_is_explained(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"search-web: {said}") and error.count("\n") == 1


def test_flask_finds_the_site(location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_INDEX", location)
    app = ScriptInfo(app_import_path="web").load_app()
    assert app.config["INDEX"] == location
    assert app.test_client().get("/health").status_code == 200


def test_the_setting_of_the_site_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_INDEX", "/elsewhere")
    assert create_app({"INDEX": str(tmp_path)}).config["INDEX"] == str(tmp_path)
    assert create_app().config["INDEX"] == "/elsewhere"
    with pytest.raises(SettingsError):
        create_app({"INDEX": 7})


def test_every_option_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    assert re.findall(r"^  (--\w+) \w+ +\w", capsys.readouterr().out, re.M) == [
        "--index",
        "--host",
        "--port",
        "--completions",
    ]
