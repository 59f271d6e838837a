"""docs/index.md says what is on disk."""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import generations
from index.schema import FIELDS
from index.store import segments
from index.store.invert import Inverter
from index.store.segment import Segment

pytestmark = pytest.mark.folder

PAGE = (Path(__file__).parents[2] / "docs/index.md").read_text(encoding="utf-8")


def rows() -> Iterator[tuple[str, str, str]]:
    """The arrays of the page: heading, name and type of each."""
    heading = ""
    for line in PAGE.split("## A segment")[1].splitlines():
        names, kinds, _ = ([*line.strip("| ").split(" | "), "", ""])[:3]
        if names.startswith("**"):
            heading = names
        elif heading and line.startswith("|"):
            yield from ((heading, *pair) for pair in zip(names.split(", "), kinds.split(", "), strict=True))


def test_every_array_is_told_with_its_type(tmp_path: Path) -> None:
    Inverter().write(tmp_path / "empty")
    contents = Segment(tmp_path / "empty").parts["articles"].arrays._contents
    parts = {"**a text**": "text", "**names**": "names", "**a key**": "key", "**a day**": "day"}
    told: dict[str, str] = {}
    for heading, part, kind in rows():
        title, _, names = heading.partition(":")
        fields = [name.strip() for name in names.split(",")]
        for collection, known in FIELDS.items():
            held = {field.name for field in known if parts.get(title) == field.kind}
            if " of " in title:
                fields = [title.split("**")[1]]
                held = set(fields) if title.endswith(f" of {collection}") else set()
            elif title == "**what is stored**":
                held = set(fields)
            assert title not in parts or held - {"article"} <= set(fields), title
            told |= {f"{collection}.{field}.{part}": kind for field in fields if field in held}
    assert sorted(told) == sorted(contents)
    for name, (kind, _, _) in contents.items():
        assert told[name] in (kind[1:], "n"), name


def test_every_file_is_told(seeds_index: str) -> None:
    folder = generations.current(Path(seeds_index))
    for path in [*Path(seeds_index).iterdir(), *folder.iterdir()]:
        assert re.sub(r"\d{6}(-\d{4})?", "", path.name) in PAGE, path
    assert segments(folder, [path.name for path in folder.iterdir()])


def test_the_example_runs(seeds_index: str, capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"\n\n((?:    .*\n)*    with store.*\n(?:    .*\n)*)", PAGE)
    exec(textwrap.dedent(example).replace("INDEX", seeds_index), {})
    assert '<b class="match term0">' in capsys.readouterr().out


def test_every_field_is_told(seeds_index: str) -> None:
    from index import store

    table = PAGE.split("| field |")[1].split("## A segment")[0]
    for collection in FIELDS:
        for name in store.open(seeds_index, collection).schema.names():
            assert re.search(rf"\b{re.sub('_value$', '', name)}\b", table), name
