"""What the documents say is so: their commands run, their links lead somewhere."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

import index.cli
import search.cli

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS: dict[str, Callable[[list[str]], int]] = {"search": search.cli.main, "search-index": index.cli.main}


def examples() -> list[list[str]]:
    """The command lines of README's indented examples."""
    lines = re.findall(r"^    (search(?:-index)? .*)$", (ROOT / "README.md").read_text(), re.MULTILINE)
    return [shlex.split(line, comments=True) for line in lines]


@pytest.mark.parametrize("words", examples(), ids=" ".join)
def test_an_example_of_the_readme_runs(
    words: list[str], seeds: Path, seeds_index: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes = words[1] == "build"
    monkeypatch.setenv("DATELINE_INDEX", str(tmp_path / "index") if writes else seeds_index)
    assert COMMANDS[words[0]]([str(seeds) if word == "~/articles" else word for word in words[1:]]) == 0


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", document.read_text()):
        assert "://" in target or (document.parent / target).exists(), target


@pytest.mark.parametrize("folder", ["index", "index/engines", "index/store", "search", "search/engines", "web"])
def test_the_design_names_every_file(folder: str) -> None:
    text = (ROOT / "docs/design.md").read_text()
    for file in (ROOT / folder).glob("*.py"):
        assert file.name.startswith("__") or file.name == "whoosh.py" or f"`{file.name}`" in text, file


def test_every_command_and_exit_code_of_cron_is_told() -> None:
    text = (ROOT / "docs/cron.md").read_text()
    for word in ("build", "update", "status", "check", "--quiet", "--max-refused", "--log-json", "| 3 |", "| 75 |"):
        assert word in text
