"""Generations: what is in service, whatever happens to a run or to a file."""

import json
import shutil
from pathlib import Path

import pytest

from index import generations, schema
from index.errors import DamagedIndex, EngineError, MissingIndex, StaleIndex
from index.record import Record

RECORD = Record("2026-01-01T00:00:00+00:00", 1.0, ("/articles",), ("en",), 1, 2, 0)


def make(location: Path, content: str) -> Path:
    with generations.locked(location):
        folder = generations.start(location)
        (folder / "segment").write_text(content)
        return generations.publish(folder, RECORD)


def signed(digests: object, **record: object) -> str:
    """A manifest with the right digest."""
    figures = RECORD.to_dict() | record
    manifest = {"format": generations.FORMAT, "schema": schema.VERSION, "record": figures, "digests": digests}
    return generations._written(manifest).decode()


@pytest.fixture
def location(tmp_path: Path) -> Path:
    """A place where one generation is in service."""
    make(tmp_path, "one")
    return tmp_path


def test_publishing_makes_current_and_keeps_one_more(location: Path) -> None:
    first = generations.current(location)
    second, third = make(location, "two"), make(location, "three")
    assert generations.current(location) == third
    assert second.exists()
    assert not first.exists()
    assert generations.record(location, lists=True) == RECORD


def test_a_run_that_breaks_off_leaves_the_index_in_service(location: Path) -> None:
    with generations.locked(location):
        (generations.start(location) / "segment").write_text("half")
    assert (generations.current(location) / "segment").read_text() == "one"
    make(location, "two")
    assert not list(location.glob("*.new"))


def test_what_was_never_in_service_is_cleared_away(location: Path) -> None:
    shutil.copytree(generations.current(location), location / "000002")
    with generations.locked(location):
        generations.clear(location)
    assert sorted(path.name for path in location.iterdir()) == ["000001", "CURRENT", "LOCK"]


def test_a_run_that_ends_between_two_renames_is_cleared_away(location: Path) -> None:
    (location / "CURRENT.new").write_text("000002")
    assert make(location, "two") == generations.current(location)
    assert not list(location.glob("*.new"))


def test_a_generation_cleared_away_while_it_is_opened(location: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = generations.current(location), make(location, "two")
    shutil.rmtree(first)
    names = iter([first.name])
    current_name = generations._current_name
    monkeypatch.setattr(generations, "_current_name", lambda where: next(names, None) or current_name(where))
    assert generations.opened(location)[:2] == (second, RECORD)


def test_every_byte_of_the_manifest_counts(location: Path) -> None:
    manifest = generations.current(location) / "MANIFEST.json"
    content = manifest.read_bytes()
    for at in range(len(content)):
        for other in (content[at] ^ 1, ord("\t")):  # a blank may be another
            manifest.write_bytes(content[:at] + bytes([other]) + content[at + 1 :])
            with pytest.raises(EngineError, match="search-index build"):
                generations.check(location)


def test_a_changed_record_of_files_is_not_taken(location: Path) -> None:
    with (generations.current(location) / "files.jsonl").open("a") as file:
        file.write('[1,"/articles/a.txt",1,1,""]\n')
    with pytest.raises(DamagedIndex, match="search-index build"):
        generations.record(location, lists=True)
    assert generations.record(location) == RECORD


@pytest.mark.parametrize("name", ["segment", "files.jsonl", "articles.jsonl", "refused.jsonl"])
def test_check_names_a_changed_file(location: Path, name: str) -> None:
    assert generations.check(location) == []
    with (generations.current(location) / name).open("ab") as file:
        file.write(b"x")
    assert [name in problem for problem in generations.check(location)] == [True]
    (generations.current(location) / name).unlink()
    assert [name in problem for problem in generations.check(location)] == [True]


@pytest.mark.parametrize(
    ("file", "content", "error"),
    [
        ("CURRENT", "../../etc", DamagedIndex),
        ("CURRENT", "000009", DamagedIndex),
        ("000001/MANIFEST.json", "{", DamagedIndex),
        ("000001/MANIFEST.json", "[]", DamagedIndex),
        ("000001/MANIFEST.json", "[" * 100_000, DamagedIndex),
        ("000001/MANIFEST.json", signed({"../x": ""}), DamagedIndex),
        ("000001/MANIFEST.json", signed({"..": ""}), DamagedIndex),
        ("000001/MANIFEST.json", signed({"": ""}), DamagedIndex),
        ("000001/MANIFEST.json", signed({"a\0": ""}), DamagedIndex),
        ("000001/MANIFEST.json", signed(["files.jsonl"]), DamagedIndex),
        ("000001/MANIFEST.json", signed({}, articles="1"), DamagedIndex),
        ("000001/MANIFEST.json", signed({}, articles=1.5), DamagedIndex),
        ("000001/MANIFEST.json", signed({}, refused=[]), DamagedIndex),
        ("000001/MANIFEST.json", signed({}, seconds=None), DamagedIndex),
        ("000001/MANIFEST.json", signed({}, languages=[1]), DamagedIndex),
        ("000001/MANIFEST.json", signed({}, languages=None), DamagedIndex),
        ("000001/MANIFEST.json", signed({}, other=1), DamagedIndex),
        ("000001/MANIFEST.json", json.dumps({"format": 99, "schema": 1, "digests": {}}), StaleIndex),
    ],
)
def test_what_cannot_be_used_is_said(location: Path, file: str, content: str, error: type[Exception]) -> None:
    (location / file).write_text(content)
    with pytest.raises(error, match="search-index build"):
        generations.current(location)


def test_a_location_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for location in (tmp_path / "file", tmp_path / "file/index"):
        with pytest.raises(EngineError, match=r"No index can be written in .*--index"), generations.locked(location):
            pass
        with pytest.raises(EngineError, match="--index"):
            generations.current(location)


def test_no_index(tmp_path: Path) -> None:
    for empty in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(MissingIndex, match="search-index build"):
            generations.record(empty)
