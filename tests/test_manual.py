"""The manual pages say what the commands know, and are read without a complaint."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from index import shells
from tools.manual import PARSERS, ROOT, page


def manual(name: str) -> Path:
    return ROOT / "docs/man" / f"{name}.1"


@pytest.mark.parametrize("name", PARSERS)
def test_the_pages_are_those_of_the_options(name: str) -> None:
    assert manual(name).read_text(encoding="utf-8") == page(name), "Run: python tools/manual.py"


@pytest.mark.parametrize("name", PARSERS)
def test_every_option_and_command_is_told(name: str) -> None:
    text = manual(name).read_text(encoding="utf-8")
    commands = shells.commands(PARSERS[name])
    for parser in [PARSERS[name], *(command for command, _ in commands.values())]:
        for option in shells.options(parser):
            for flag in option.flags:
                assert f"\\fB{flag}\\fR".replace("-", "\\-") in text
    assert all(f".SS {command}\n" in text for command in commands)
    sections = [line.removeprefix(".SH ") for line in text.splitlines() if line.startswith(".SH ")]
    assert sections[:3] == ["NAME", "SYNOPSIS", "DESCRIPTION"]
    assert {"OPTIONS", "EXIT STATUS", "ENVIRONMENT", "FILES", "SEE ALSO"} <= set(sections)


@pytest.mark.parametrize("name", PARSERS)
@pytest.mark.parametrize(
    "reader",
    [["man", "--warnings", "-E", "UTF-8", "-l"], ["mandoc", "-T", "lint", "-W", "warning"]],
    ids=lambda row: row[0],
)
def test_readers_of_manuals_have_no_complaints(name: str, reader: list[str]) -> None:
    if not shutil.which(reader[0]):
        pytest.skip(f"no {reader[0]} here")
    read = subprocess.run([*reader, str(manual(name))], capture_output=True, text=True)
    assert (read.returncode, read.stderr) == (0, "")
    assert name in read.stdout or reader[0] == "mandoc"
