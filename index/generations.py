"""Generations: an index is built aside, made durable, and becomes current by one rename.

    LOCATION/
        LOCK                    held (flock) while a run writes; free at once when that process ends
        CURRENT                 the name of the generation in service, replaced by rename
        000007/                 a generation: MANIFEST.json, files.jsonl and what the engine wrote
        000008.new/             one being written; the next run clears it away

The last good generation before the current one is kept, so that a reader that has just opened it can go on.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index import schema
from index.errors import BusyIndex, DamagedIndex, EngineError, MissingIndex, StaleIndex
from index.record import FileRecord, Record, digest

FORMAT = 1  # of this layout and of MANIFEST.json
MANIFEST = "MANIFEST.json"
FILES = "files.jsonl"


@contextmanager
def locked(location: Path) -> Iterator[None]:
    """Hold the lock of an index; raises BusyIndex where another run has it."""
    location.mkdir(parents=True, exist_ok=True)
    with (location / "LOCK").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyIndex(f"Another run is writing {location}. Try again when it has ended.") from error
        yield


def start(location: Path) -> Path:
    """An empty folder to write the next generation in; clears what broken runs left. Needs the lock."""
    for leftover in location.glob("*.new"):
        shutil.rmtree(leftover)
    number = max((int(path.name) for path in location.iterdir() if path.name.isdigit()), default=0) + 1
    folder = location / f"{number:06}.new"
    folder.mkdir()
    return folder


def publish(folder: Path, record: Record) -> Path:
    """Make a written generation durable and current, and clear away older ones. Needs the lock."""
    with (folder / FILES).open("w", encoding="utf-8") as lines:
        for file in record.files:
            lines.write(json.dumps(file.to_row()) + "\n")
    digests = {}
    for path in sorted(folder.iterdir()):
        digests[path.name] = digest(path)
        _sync(path)
    manifest = {"format": FORMAT, "schema": schema.VERSION, "record": record.to_dict(), "digests": digests}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    _sync(folder / MANIFEST)
    _sync(folder)

    location, former = folder.parent, _current_name(folder.parent)
    published = folder.rename(folder.with_suffix(""))
    pointer = location / "CURRENT.new"
    pointer.write_text(published.name, encoding="utf-8")
    _sync(pointer)
    _sync(location)
    pointer.replace(location / "CURRENT")
    _sync(location)
    for path in location.iterdir():
        if path.name.isdigit() and path.name not in (published.name, former):
            shutil.rmtree(path)
    return published


def current(location: Path) -> Path:
    """The folder of the generation in service; raises MissingIndex, StaleIndex, DamagedIndex."""
    return _open(location)[0]


def record(location: Path, *, files: bool = False) -> Record:
    """What the generation in service knows of its making; with `files`, of each file too."""
    folder, manifest = _open(location)
    if not files:
        return Record.from_dict(manifest["record"])
    try:
        with (folder / FILES).open(encoding="utf-8") as lines:
            rows = [FileRecord.from_row(json.loads(line)) for line in lines]
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise _damaged(folder / FILES, error) from error
    return Record.from_dict(manifest["record"], tuple(rows))


def check(location: Path) -> list[str]:
    """What is wrong with the generation in service, a sentence a file; empty where every byte is as written."""
    folder, manifest = _open(location)
    problems = []
    for name, wanted in manifest["digests"].items():
        try:
            if digest(folder / name) != wanted:
                problems.append(f"{folder / name} is not what was written.")
        except OSError as error:
            problems.append(f"{folder / name} cannot be read: {error.strerror}.")
    return problems


def _open(location: Path) -> tuple[Path, dict[str, Any]]:
    name = _current_name(location)
    if name is None:
        raise MissingIndex(f"There is no index in {location}. Build one: search-index build FOLDER-OF-ARTICLES")
    folder = location / name
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        written_by = (manifest["format"], manifest["schema"])
        digests = manifest["digests"]
        if not all(isinstance(name, str) and "/" not in name for name in digests):
            raise ValueError("a name in it leads elsewhere")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(folder / MANIFEST, error) from error
    if written_by != (FORMAT, schema.VERSION):
        raise StaleIndex(f"The index in {location} was written by another version. Run: search-index build")
    return folder, manifest


def _current_name(location: Path) -> str | None:
    try:
        name = (location / "CURRENT").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise EngineError(f"The index in {location} cannot be read ({error}).") from error
    if not name.isdigit():
        raise _damaged(location / "CURRENT", "it names no generation")
    return name


def _damaged(path: Path, why: object) -> DamagedIndex:
    return DamagedIndex(f"{path} is damaged ({why}). Run: search-index build")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
