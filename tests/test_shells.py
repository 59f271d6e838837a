"""What shells complete: everything that the commands know, and nothing that a shell cannot read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

import pytest

import index.cli
import search.cli
import web.cli
from index import shells

ROOT = Path(__file__).parents[1]
PARSERS = {parser.prog: parser for parser in (search.cli.parser(), index.cli.parser(), web.cli.parser())}
FACETS = search.cli.FACETS


def words(parser: ArgumentParser) -> list[str]:
    """Every flag and every command."""
    parsers = [parser, *(command for command, _ in shells.commands(parser).values())]
    flags = [flag for one in parsers for option in shells.options(one) for flag in option.flags]
    return [*flags, *shells.commands(parser)]


@pytest.mark.parametrize("shell", shells.SHELLS)
@pytest.mark.parametrize("name", PARSERS)
def test_a_script_has_every_option_and_is_read_by_its_shell(name: str, shell: str, tmp_path: Path) -> None:
    script = shells.completions(shell, PARSERS[name], FACETS)
    assert len(words(PARSERS[name])) > 3
    for word in words(PARSERS[name]):
        dashed = {"--": f"-l {word[2:]}", "-h": "-s h"}.get(word[:2], word)
        assert (dashed if shell == "fish" else word) in script
    if shutil.which(shell):
        (tmp_path / "script").write_text(script)
        read = subprocess.run([shell, "-n", str(tmp_path / "script")], capture_output=True, text=True)
        assert (read.returncode, read.stderr) == (0, "")


def test_a_new_option_appears_by_itself() -> None:
    parser = ArgumentParser(prog="search")
    parser.add_argument("--colour", choices=("red", "blue"), help="it's [new]: really")
    for shell in shells.SHELLS:
        assert "colour" in shells.completions(shell, parser)


@pytest.fixture
def commands(tmp_path: Path) -> Path:
    """A folder with the command `search` of this checkout."""
    (tmp_path / "search").write_text(f'#!/bin/sh\nexec {sys.executable} -m search "$@"\n')
    (tmp_path / "search").chmod(0o755)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "typed", "wanted"),
    [
        ("search", ["--so"], ["--sort"]),
        ("search", ["red", "--off"], ["--offset"]),
        ("search", ["--sort", "n"], ["newest"]),
        ("search", ["--sort", "=", "o"], ["oldest"]),
        ("search", ["--speaker", "hnat"], ["Taras Hnatenko"]),
        ("search", ["--speaker", "Taras\\ Hn"], ["Taras Hnatenko"]),
        ("search", ["--speaker", '"taras hn'], ["Taras Hnatenko"]),
        ("search", ["--batch", "see"], ["seeds"]),
        ("search", ["word"], []),
        ("search-index", ["bu"], ["build"]),
        ("search-index", ["status", "--j"], ["--json"]),
        ("search-index", ["build", "see"], ["seeds"]),
        ("search-index", ["check", "see"], []),
        ("search-web", ["--p"], ["--port"]),
    ],
)
def test_bash_completes(commands: Path, seeds_index: str, name: str, typed: list[str], wanted: list[str]) -> None:
    function = f"_{name.replace('-', '_')}"
    ask = f'{function}; ((${{#COMPREPLY[@]}})) && printf "%s\\n" "${{COMPREPLY[@]}}"'
    script = f'{shells.completions("bash", PARSERS[name], FACETS)}\nCOMP_WORDS=({name} "$@"); COMP_CWORD=$#\n{ask}'
    environment = os.environ | {"PATH": f"{commands}:{os.environ['PATH']}", "DATELINE_INDEX": seeds_index}
    environment |= {"PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        ["bash", "-c", script, "bash", *typed], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert sorted(ran.stdout.splitlines()) == wanted, ran.stderr


@pytest.mark.skipif(not shutil.which("fish"), reason="no fish here")
@pytest.mark.parametrize(
    ("name", "typed", "wanted"),
    [
        ("search", "search --off", "--offset"),
        ("search", "search --sort n", "newest"),
        ("search", "search --speaker hnat", "Taras Hnatenko"),
        ("search-index", "search-index bu", "build"),
    ],
)
def test_fish_completes(commands: Path, seeds_index: str, name: str, typed: str, wanted: str) -> None:
    script = f"{shells.completions('fish', PARSERS[name], FACETS)}\ncomplete -C '{typed}'"
    environment = os.environ | {"PATH": f"{commands}:{os.environ['PATH']}", "DATELINE_INDEX": seeds_index}
    environment |= {"PYTHONPATH": str(ROOT), "HOME": str(commands)}
    ran = subprocess.run(["fish", "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert [line.partition("\t")[0] for line in ran.stdout.splitlines()] == [wanted], ran.stderr


@pytest.mark.parametrize("main", [search.cli.main, index.cli.main, web.cli.main])
def test_the_commands_print_their_scripts(main: object, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        assert main(["--completions", "bash"]) == 0  # type: ignore[operator]
    except SystemExit as ended:
        assert ended.code == 0
    assert "complete -F _search" in capsys.readouterr().out
